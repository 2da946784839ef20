"""Learning the adapter: its gradient is right, it learns, and it learns the same twice."""

import numpy as np
import pytest

from evaluation.fit import adapter as module
from evaluation.fit.adapter import _gradient, fit_adapter, moved
from index.adapter import Adapter
from index.encoder import unit


def vectors(count: int, dimension: int, seed: int = 0) -> module.Matrix:
    """Random unit vectors."""
    return unit(np.random.default_rng(seed).standard_normal((count, dimension)))


def test_the_gradient_is_that_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """It agrees with the difference of losses, pairs of one provision left out as negatives."""
    monkeypatch.setattr(
        module, "TEMPERATURE", 0.5
    )  # a smooth loss, for the differences are taken in few digits
    left, right = vectors(6, 4, 1).astype(np.float64), vectors(6, 4, 2).astype(np.float64)
    matrix = np.random.default_rng(3).standard_normal((4, 4)) * 0.1
    ids = np.array([0, 0, 1, 2, 3, 3])
    _, gradient = _gradient(matrix, left, right, ids)
    step = 1e-5
    for row in range(4):
        for column in range(4):
            shift = np.zeros((4, 4))
            shift[row, column] = step
            rise = (
                _gradient(matrix + shift, left, right, ids)[0]
                - _gradient(matrix - shift, left, right, ids)[0]
            )
            assert gradient[row, column] == pytest.approx(rise / (2 * step), rel=1e-3, abs=1e-6)


def toy() -> tuple[module.Matrix, list[str], list[bool]]:
    """Twelve provisions; the question to each is its text turned by one fixed rotation and shaken a
    little.
    """
    random = np.random.default_rng(5)
    texts = vectors(12, 8, 4)
    turn = np.linalg.qr(random.standard_normal((8, 8)))[0]
    asked = [unit(texts @ turn + 0.1 * random.standard_normal((12, 8))) for _ in range(3)]
    names = [f"law/art-{number // 3}/para-{number % 3}" for number in range(12)]
    return np.concatenate([texts, *asked]).astype(np.float32), names * 4, [False] * 12 + [True] * 36


def hits(found: module.Matrix) -> int:
    """How many of the questions lie nearest to their own text."""
    return int((np.argmax(found[12:] @ found[:12].T, axis=1) == np.tile(np.arange(12), 3)).sum())


def test_it_learns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loss falls, and more questions lie nearest to their own provision."""
    monkeypatch.setattr(module, "RATE", 0.05)
    monkeypatch.setattr(module, "DECAY", 0.0)
    found, names, questions = toy()
    losses: list[tuple[int, int, float]] = []
    adapter = fit_adapter(
        found, names, questions, progress=lambda done, of, loss: losses.append((done, of, loss))
    )
    assert [done for done, _, _ in losses] == list(range(1, module.EPOCHS + 1))
    assert losses[-1][2] < losses[0][2] / 2
    assert hits(moved(found, adapter)) > hits(found) + 6
    own = (found[12:24] * found[:12]).sum(axis=1).mean()
    after = moved(found, adapter)
    assert (after[12:24] * after[:12]).sum(axis=1).mean() > own


def test_it_learns_the_same_twice() -> None:
    """One seed, one matrix."""
    one, other = fit_adapter(*toy(), seed=1), fit_adapter(*toy(), seed=1)
    assert np.array_equal(one.matrix, other.matrix)
    assert one.digest == other.digest != fit_adapter(*toy(), seed=2).digest


def test_it_is_a_map_of_unit_vectors() -> None:
    """Lengths stay 1, a matrix of zeros moves nothing, zeros make no trouble."""
    found = vectors(5, 8)
    nothing = Adapter(np.zeros((8, 8), dtype=np.float32))
    assert np.allclose(moved(found, nothing), found, atol=1e-6)
    after = moved(found, Adapter(np.random.default_rng(0).standard_normal((8, 8)).astype(np.float32)))
    assert np.allclose(np.linalg.norm(after, axis=1), 1, atol=1e-5)
    assert after.dtype == np.float32
    assert np.isfinite(moved(np.zeros((2, 8), dtype=np.float32), nothing)).all()
