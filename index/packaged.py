"""The encoder that comes with the project: onnxruntime's only door, opened when something is first embedded.

Its graph holds 8-bit weights and reads one text at a time: the range of its numbers is that of the text, so a
vector depends on nothing but its text, whatever else is embedded beside it.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).with_name("model")
GRAPH = "onnx/model_qint8.onnx"
TOKENIZER = "tokenizer.json"
SUMS = "SHA256SUMS"
LONGEST = 256  # word pieces of a text that are read
PROMPTS = {"query": "query: ", "document": "passage: "}
_REPAIR = "Install the project again: its encoder lies in index/model."

Vectors = NDArray[np.float32]


class _Loaded(NamedTuple):
    session: Any
    tokenizer: "Tokenizer"


class PackagedEncoder:
    """Implements Encoder with the model in `folder`, whose files must be those that its SHA256SUMS lists."""

    def __init__(self, threads: int = 1, folder: Path = FOLDER) -> None:
        self.threads, self.folder = threads, folder
        self._opening = Lock()

    @cached_property
    def name(self) -> str:
        """The model with the first letters of its graph's digest."""
        return f"cbd-e5-small-{read_sums(self.folder)[GRAPH][:8]}"

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """See Encoder."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        rows: list[Vectors] = []
        with ThreadPoolExecutor(self.threads) as pool:
            for row in pool.map(lambda text: self._vector(PROMPTS["document"] + text), texts):
                rows.append(row)
                if progress:
                    progress(1)
        return np.stack(rows)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        spoken = [PROMPTS["query"] + text for text in texts]
        # a question and its parts are embedded side by side: the longest is what one waits for
        rows = self._side_by_side.map(self._vector, spoken) if len(spoken) > 1 else map(self._vector, spoken)
        return np.stack(list(rows))

    @cached_property
    def _side_by_side(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="encoder")

    def _vector(self, text: str) -> Vectors:
        loaded = self._loaded
        ids = np.array([loaded.tokenizer.encode(text).ids], dtype=np.int64)
        (found,) = loaded.session.run(None, {"input_ids": ids})
        return np.asarray(found[0], dtype=np.float32)

    @property
    def _loaded(self) -> _Loaded:
        with self._opening:  # cached_property alone would load it once a thread
            return self._open

    @cached_property
    def _open(self) -> _Loaded:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        verify_model(self.folder)
        options = SessionOptions()
        # texts side by side, each on one core
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        tokenizer = Tokenizer.from_file(str(self.folder / TOKENIZER))
        tokenizer.enable_truncation(LONGEST)
        session = InferenceSession(str(self.folder / GRAPH), options, providers=["CPUExecutionProvider"])
        return _Loaded(session, tokenizer)


def read_sums(folder: Path) -> dict[str, str]:
    """The digest of each file of a model, as `sha256sum` writes them. Raises EncoderError where they are
    missing.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
        sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError) as error:
        raise EncoderError(f"The packaged encoder is incomplete ({error}).", _REPAIR) from error
    if GRAPH not in sums:
        raise EncoderError("The packaged encoder is incomplete (its graph has no digest).", _REPAIR)
    return sums


def verify_model(folder: Path, names: Sequence[str] = (GRAPH, TOKENIZER)) -> None:
    """Raises EncoderError unless these files have their SHA-256."""
    sums = read_sums(folder)
    for name in names:
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise EncoderError(f"The encoder's {name} cannot be read ({error.strerror}).", _REPAIR) from error
        if found != sums.get(name):
            raise EncoderError(f"The encoder's {name} is not the one that was published.", _REPAIR)


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS for every file of a model that weighs something."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".onnx", ".safetensors", ".json"})
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in files
    ]
    (folder / SUMS).write_text("\n".join(lines) + "\n", encoding="ascii")
