"""Dense vectors on disk: FAISS's only door."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.interface import Numbers, Rows
from ingest.errors import IndexMismatchError

EXACT_UP_TO = 150_000
HNSW_NEIGHBOURS = 32
Nearest = tuple[Rows, Numbers]  # passages and their cosines
SPARE = 16  # neighbours that are looked at beside those asked for, to have equals in the order of rows


def halves(vectors: Vectors) -> Vectors:
    """The same, each number rounded to the nearest of half precision. Vectors are kept so, and asked for so,
    because PostgreSQL holds them in two bytes: then cosines are the same wherever an index is kept.
    """
    return vectors.astype(np.float16).astype(np.float32)


def best(parts: Sequence[Nearest], k: int) -> Nearest:
    """The k nearest of what was found in parts, best first, equals by row."""
    rows, cosines = (np.concatenate(found) for found in zip(*parts, strict=True))
    chosen = np.lexsort((rows, -cosines))[:k]
    return rows[chosen], cosines[chosen]


def write_vectors(path: Path, vectors: Vectors) -> None:
    """Write an exact index, or HNSW past EXACT_UP_TO vectors (inner product of unit vectors = cosine)."""
    import faiss

    dimension = vectors.shape[1]
    index: Any = faiss.IndexFlatIP(dimension)
    if len(vectors) > EXACT_UP_TO:
        index = faiss.IndexHNSWFlat(dimension, HNSW_NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    index.add(halves(vectors))
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # FAISS reports a full disk as this
        raise OSError(f"{path.name}: {str(error).splitlines()[0]}") from error


class VectorIndex:
    """A read-only, memory-mapped FAISS index; row i is passage i."""

    def __init__(self, path: Path) -> None:
        import faiss

        faiss.omp_set_num_threads(1)
        self._faiss: Any = faiss
        try:
            self._index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        except (
            RuntimeError
        ) as error:  # it was there when the index was opened: a build has replaced and removed it since
            raise IndexMismatchError(
                f"The index file {path.name} is gone or damaged.", "Start again, or run: cbd-assistant build"
            ) from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    def at(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of these rows, shape (rows, dimension)."""
        found = [self._index.reconstruct(int(row)) for row in rows]
        return np.array(found, dtype=np.float32).reshape(len(rows), self.dimension)

    def search(self, vector: Vectors, k: int, allowed: NDArray[np.bool_] | None = None) -> Nearest:
        """Rows and cosines of the k nearest, best first, equals by row; `allowed` is a mask over all rows."""
        k = min(k, len(self))
        if k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        query = halves(vector.reshape(1, -1))
        more = k + SPARE
        while True:
            scores, rows = self._index.search(query, more, params=self._parameters(allowed, more))
            found = np.flatnonzero(rows[0] >= 0)
            if len(found) < more or scores[0][-1] < scores[0][k - 1]:
                break
            more *= 2  # the last of the k may have equals that were not seen
        return best([(rows[0][found], scores[0][found])], k)

    def _parameters(self, allowed: NDArray[np.bool_] | None, k: int) -> Any:
        if allowed is None:
            return None
        selector = self._faiss.IDSelectorBatch(np.flatnonzero(allowed).astype(np.int64))
        if isinstance(self._index, self._faiss.IndexFlat):
            return self._faiss.SearchParameters(sel=selector)
        return self._faiss.SearchParametersHNSW(sel=selector, efSearch=k)
