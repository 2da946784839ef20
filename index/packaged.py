"""The encoder that comes with the project: onnxruntime's only door, opened when something is first embedded.

Its graph holds 8-bit weights and reads one text at a time: the range of its numbers is that of the text, so a
vector depends on nothing but its text, whatever else is embedded beside it.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).with_name("model")
GRAPH = "onnx/model_quint8.onnx"
TOKENIZER = "tokenizer.json"
SUMS = "SHA256SUMS"
LONGEST = 256  # word pieces of a text that are read
PROMPTS = {"query": "query: ", "document": "passage: "}
# The graph's name for what its tenth layer of twelve makes of each word piece: there, words of several
# languages that mean the same still lie together, and a word is not yet drowned in its sentence.
STATES = "layer_norm_20"
_REPAIR = "Install the project again: its encoder lies in index/model."

Vectors = NDArray[np.float32]
T = TypeVar("T")
REMEMBERED = 16  # questions and parts of them
# Whether others wait for the cores: then the texts of a question are embedded one after another.
crowded: ContextVar[bool] = ContextVar("crowded", default=False)


class Reading(NamedTuple):
    """A text's unit vector, and the `states` of its word pieces, shape (pieces, dimension), without those of
    the prompt and of the text's ends; `spans` say from which character of the text to before which each is.
    """

    vector: Vectors
    states: Vectors
    spans: tuple[tuple[int, int], ...]


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
        return np.stack(self._each(self._vector, [PROMPTS["query"] + text for text in texts]))

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """See Reader. The last ones are kept: a turn is read again when the next one follows it."""
        return self._each(self._asked, texts)

    @cached_property
    def _asked(self) -> Callable[[str], Reading]:
        return lru_cache(REMEMBERED)(lambda text: self._read(PROMPTS["query"], text))

    def _each(self, work: Callable[[str], T], texts: Sequence[str]) -> list[T]:
        """Of a question and its parts side by side: the longest is what one waits for."""
        alone = len(texts) > 1 and not crowded.get()
        return list(self._side_by_side.map(work, texts) if alone else map(work, texts))

    @cached_property
    def _side_by_side(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="encoder")

    def read(self, text: str) -> Reading:
        """A text's vector, and what its word pieces become in their context. Raises EncoderError for a model
        that has no such layer.
        """
        return self._read(PROMPTS["document"], text)

    def _read(self, prompt: str, text: str) -> Reading:
        inside = slice(self._ahead[prompt], -1)
        pieces = self._tokenizer.encode(prompt + text)
        ids = np.array([pieces.ids], dtype=np.int64)
        vector, states = self._inner.run(["sentence_embedding", STATES], {"input_ids": ids})
        spans = ((max(first - len(prompt), 0), last - len(prompt)) for first, last in pieces.offsets[inside])
        return Reading(vector[0].astype(np.float32), states[0, inside].astype(np.float32), tuple(spans))

    @cached_property
    def _ahead(self) -> dict[str, int]:
        """How many pieces stand before the text behind each prompt: its beginning and the prompt."""
        return {prompt: len(self._tokenizer.encode(prompt.rstrip()).ids) - 1 for prompt in PROMPTS.values()}

    def _vector(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        (found,) = self._session.run(None, {"input_ids": ids})
        return np.asarray(found[0], dtype=np.float32)

    @property
    def _tokenizer(self) -> "Tokenizer":
        with self._opening:  # cached_property alone would load it once a thread
            return self._open_tokenizer

    @property
    def _session(self) -> Any:
        with self._opening:
            return self._open_session

    @property
    def _inner(self) -> Any:
        with self._opening:
            return self._open_inner

    @cached_property
    def _open_tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        verify_model(self.folder)
        tokenizer = Tokenizer.from_file(str(self.folder / TOKENIZER))
        tokenizer.enable_truncation(LONGEST)
        return tokenizer

    @cached_property
    def _open_session(self) -> Any:
        from onnxruntime import InferenceSession

        return InferenceSession(str(self.folder / GRAPH), _options(), providers=["CPUExecutionProvider"])

    @cached_property
    def _open_inner(self) -> Any:
        """The same graph with one more output, opened when a text is first read."""
        from onnxruntime import InferenceSession

        graph = (self.folder / GRAPH).read_bytes() + _one_more_output(STATES)
        try:
            return InferenceSession(graph, _options(), providers=["CPUExecutionProvider"])
        except Exception as error:  # the library raises its own errors, of no common kind
            raise EncoderError(f"The encoder's graph has no {STATES}.", _REPAIR) from error


def _options() -> Any:
    """One thread for each text: texts side by side, each on one core."""
    from onnxruntime import SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def _one_more_output(name: str) -> bytes:
    """Bytes that make an inner value of an ONNX graph an output of it, when they stand behind the graph's.

    Two messages of Protocol Buffers one after the other are one message in which lists are joined, so a model
    with nothing but one output (field 12 of the graph, which is field 7 of a model) adds it: its name, and
    that its type is a tensor of floats.
    """
    floats = _field(1, bytes([8, 1]))
    return _field(7, _field(12, _field(1, name.encode()) + _field(2, floats)))


def _field(number: int, content: bytes) -> bytes:
    """A field of Protocol Buffers that holds bytes; both short enough for one byte each."""
    return bytes([number << 3 | 2, len(content)]) + content


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
