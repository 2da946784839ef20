"""Dense search: FAISS finds what plain numpy finds, in the same order."""

from pathlib import Path

import numpy as np
import pytest

import index.vectors
from index.encoder import Vectors, unit
from index.vectors import VectorIndex, halves, write_vectors
from ingest.errors import IndexMismatchError

SIZE, DIMENSION = 400, 24


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """Directions at random, always the same, in the precision in which they are kept."""
    return halves(unit(np.random.default_rng(7).standard_normal((SIZE, DIMENSION))))


@pytest.fixture
def stored(tmp_path: Path, vectors: Vectors) -> VectorIndex:
    """The same, written and read."""
    write_vectors(tmp_path / "v.faiss", vectors)
    return VectorIndex(tmp_path / "v.faiss")


@pytest.mark.parametrize("k", [1, 10, SIZE, SIZE + 50])
def test_the_same_order_as_numpy(stored: VectorIndex, vectors: Vectors, k: int) -> None:
    """Rows and cosines of the nearest are those of a matrix product."""
    for query in vectors[:5] + 0.1:
        query = halves(unit(query[None]))[0]
        expected = np.argsort(-(vectors @ query), kind="stable")[:k]
        rows, cosines = stored.search(query, k)
        assert rows.tolist() == expected.tolist()
        np.testing.assert_allclose(cosines, (vectors @ query)[expected], atol=1e-5)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 1.0])
def test_a_mask_leaves_the_others_out(stored: VectorIndex, vectors: Vectors, share: float) -> None:
    """Only allowed rows come, and all of them when there are fewer than asked for."""
    allowed = np.random.default_rng(1).random(SIZE) < share
    rows, _ = stored.search(vectors[3], 30, allowed)
    expected = [row for row in np.argsort(-(vectors @ vectors[3]), kind="stable") if allowed[row]][:30]
    assert rows.tolist() == expected


@pytest.mark.parametrize("k", [1, 7, 40])
def test_equals_come_in_the_order_of_rows(tmp_path: Path, vectors: Vectors, k: int) -> None:
    """Also where more are equal than were asked for: the first are taken, whatever FAISS met first."""
    write_vectors(tmp_path / "v.faiss", np.concatenate([vectors[:50], np.repeat(vectors[9:10], 100, axis=0)]))
    rows, _ = VectorIndex(tmp_path / "v.faiss").search(vectors[9], k)
    assert rows.tolist() == [9, *range(50, 149)][:k]


def test_size_and_dimension(stored: VectorIndex) -> None:
    """The index knows them."""
    assert (len(stored), stored.dimension) == (SIZE, DIMENSION)
    assert stored.search(np.zeros(DIMENSION, dtype=np.float32), 0)[0].size == 0


@pytest.mark.parametrize("masked", [False, True])
def test_past_the_limit_the_search_is_approximate(
    tmp_path: Path, vectors: Vectors, monkeypatch: pytest.MonkeyPatch, masked: bool
) -> None:
    """HNSW, memory-mapped and with a mask as well, finds nearly all of the true neighbours."""
    monkeypatch.setattr(index.vectors, "EXACT_UP_TO", SIZE - 1)
    write_vectors(tmp_path / "v.faiss", vectors)
    stored = VectorIndex(tmp_path / "v.faiss")
    assert type(stored._index).__name__ == "IndexHNSWFlat"
    allowed = np.arange(SIZE) % 2 == 0 if masked else None
    found = total = 0
    for query in vectors[:40]:
        order = [
            row for row in np.argsort(-(vectors @ query), kind="stable") if allowed is None or allowed[row]
        ][:10]
        rows, _ = stored.search(query, 10, allowed)
        assert allowed is None or allowed[rows].all()
        found += len(set(order) & set(rows.tolist()))
        total += len(order)
    assert found / total > 0.95


def test_a_file_that_went_away_is_named(tmp_path: Path) -> None:
    """Not a C++ error but one that says what to do."""
    with pytest.raises(IndexMismatchError, match=r"vectors\.faiss is gone or damaged"):
        VectorIndex(tmp_path / "vectors.faiss")


def test_a_disk_error_is_an_os_error(tmp_path: Path, vectors: Vectors) -> None:
    """FAISS raises RuntimeError when it cannot write; the build understands OSError."""
    with pytest.raises(OSError, match="v.faiss"):
        write_vectors(tmp_path / "nowhere" / "v.faiss", vectors)
