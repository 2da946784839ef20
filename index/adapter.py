"""The adapter: a linear map that brings everyday questions near the law they ask about.

A general encoder has seen few treaties. The guide says for every provision which everyday questions lead to
it; the map x -> x + xM (then scaled to length 1) is learnt from it (`cbd-evaluate fit adapter`). M is stored
as data beside this module and belongs to the default encoder alone.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
PATH = Path(__file__).with_name("adapter.npy")


@dataclass(frozen=True, slots=True)
class Adapter:
    """`matrix` is M, shape (dimension, dimension)."""

    matrix: Matrix

    @property
    def digest(self) -> str:
        """Eight characters that name these numbers."""
        return hashlib.sha256(self.matrix.astype(np.float16).tobytes()).hexdigest()[:8]

    def save(self, path: Path = PATH) -> None:
        """Half precision is enough: the cosines differ by less than 0.001."""
        np.save(path, self.matrix.astype(np.float16))


def load_adapter(path: Path = PATH) -> Adapter | None:
    """The stored adapter; None where there is none."""
    return Adapter(np.load(path).astype(np.float32)) if path.is_file() else None
