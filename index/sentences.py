"""Sentences: what each sentence of an office's own provisions says, as vectors, which are not searched but
looked up for provisions that were found.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import Vectors
from index.interface import Numbers, Rows
from index.vectors import halves
from ingest.errors import IndexMismatchError

VECTORS, PROVISIONS = "sentences.npy", "sentence-provisions.npy"


def write_sentences(folder: Path, provisions: Sequence[int], vectors: Vectors) -> None:
    """Write the vectors of sentences, shape (sentences, dimension), and the position of each one's provision,
    in ascending order.
    """
    np.save(folder / VECTORS, vectors.astype(np.float16))
    np.save(folder / PROVISIONS, np.array(provisions, dtype=np.int64))


class SentenceVectors:
    """Those of a folder, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        try:
            self._vectors = np.load(folder / VECTORS, mmap_mode="r", allow_pickle=False)
            self._provisions: Rows = np.load(folder / PROVISIONS, allow_pickle=False)
        except OSError as error:  # a build has replaced and removed them since the index was opened
            raise IndexMismatchError(
                f"The index file {VECTORS} is gone or damaged.", "Start again, or run: cbd-assistant build"
            ) from error

    def __len__(self) -> int:
        return len(self._provisions)

    def nearest(self, vector: Vectors, positions: Sequence[int]) -> Numbers:
        """The cosine of the nearest sentence of each of these provisions; 0 for one that has none here."""
        wanted = np.array(positions, dtype=np.int64)
        begins = np.searchsorted(self._provisions, wanted, side="left")
        ends = np.searchsorted(self._provisions, wanted, side="right")
        found = np.zeros(len(wanted), dtype=np.float32)
        query = halves(vector)
        for row in np.flatnonzero(ends > begins):
            cosines = self._vectors[begins[row] : ends[row]].astype(np.float32) @ query
            found[row] = max(float(cosines.max()), 0.0)
        return found
