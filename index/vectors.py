"""Dense vectors on disk: FAISS's only door."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from ingest.errors import IndexMismatchError

EXACT_UP_TO = 150_000
HNSW_NEIGHBOURS = 32


def write_vectors(path: Path, vectors: Vectors) -> None:
    """Write an exact index, or HNSW past EXACT_UP_TO vectors (inner product of unit vectors = cosine)."""
    import faiss

    dimension = vectors.shape[1]
    index: Any = faiss.IndexFlatIP(dimension)
    if len(vectors) > EXACT_UP_TO:
        index = faiss.IndexHNSWFlat(dimension, HNSW_NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    index.add(vectors)
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

    def search(
        self, vector: Vectors, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], Vectors]:
        """Rows and cosines of the k nearest, best first; `allowed` is a mask over all rows."""
        k = min(k, len(self))
        if k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        parameters = None
        if allowed is not None:
            selector = self._faiss.IDSelectorBatch(np.flatnonzero(allowed).astype(np.int64))
            exact = isinstance(self._index, self._faiss.IndexFlat)
            parameters = (
                self._faiss.SearchParameters(sel=selector)
                if exact
                else self._faiss.SearchParametersHNSW(sel=selector, efSearch=k)
            )
        scores, rows = self._index.search(vector.reshape(1, -1), k, params=parameters)
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]
