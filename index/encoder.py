"""Encoders: texts to unit vectors. The packaged one by default; any sentence-transformers model by
`CBD_ENCODER`, for which this is the only door of sentence-transformers and torch.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.cross import Weighed
from index.packaged import PackagedEncoder, Reading
from ingest.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
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


@runtime_checkable
class Reader(Encoder, Protocol):
    """An encoder that also tells what each word piece of a text becomes in its context."""

    def read(self, text: str) -> Reading:
        """The text's vector, as `encode` gives it, and the states of its pieces."""
        ...

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """The same of a question and its parts, with the vectors that `encode_queries` gives them."""
        ...


@runtime_checkable
class Weigher(Encoder, Protocol):
    """An encoder that also reads two texts as one."""

    def weigh(self, first: str, second: str) -> Weighed:
        """What the second text is to the first."""
        ...


def open_encoder(name: str = "", threads: int = 1) -> Encoder:
    """The encoder of that name or folder, else of `CBD_ENCODER`, else the packaged one. Nothing is loaded
    before something is embedded.
    """
    asked = name or os.environ.get("CBD_ENCODER", "")
    return SentenceEncoder(asked, threads) if asked else PackagedEncoder(threads)


class SentenceEncoder:
    """A sentence-transformers model, by its name or folder."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self.name, self.threads = name, threads
        self._lock = Lock()

    @cached_property
    def model(self) -> "SentenceTransformer":
        """The loaded model. Raises EncoderError when it is missing, damaged or no such model."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        try:
            here = Path(self.name).is_dir() or Path(self.name).is_absolute()
            model = SentenceTransformer(
                self.name, device="cpu", local_files_only=here, model_kwargs={"dtype": "float32"}
            )
        # The library raises OSError, ValueError, huggingface and safetensors errors alike for a model that is
        # not there.
        except Exception as error:
            raise EncoderError(
                f"The encoder '{self.name}' cannot be loaded ({type(error).__name__}).",
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
        return unit(found.float().numpy())


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """Rows of length 1 (rows of zeros stay)."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def has_amx() -> bool:
    """Whether the processor multiplies bfloat16 matrices in hardware, which is about 3 times as fast at the
    same cosine.
    """
    try:
        return "amx_bf16" in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
