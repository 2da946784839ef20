"""The adapter: its gradient is right, it learns, and it is kept apart from other numbers of the same name."""

from pathlib import Path

import numpy as np
import pytest

from index import adapter as module
from index import encoder as encoders
from index.adapter import Adapter, _gradient, fit_adapter, load_adapter
from index.encoder import DEFAULT, SentenceEncoder, unit


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
            moved = np.zeros((4, 4))
            moved[row, column] = step
            rise = (
                _gradient(matrix + moved, left, right, ids)[0]
                - _gradient(matrix - moved, left, right, ids)[0]
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
    assert hits(adapter(found)) > hits(found) + 6
    own = (found[12:24] * found[:12]).sum(axis=1).mean()
    moved = adapter(found)
    assert (moved[12:24] * moved[:12]).sum(axis=1).mean() > own


def test_it_learns_the_same_twice() -> None:
    """One seed, one matrix."""
    one, other = fit_adapter(*toy(), seed=1), fit_adapter(*toy(), seed=1)
    assert np.array_equal(one.matrix, other.matrix)
    assert one.digest == other.digest != fit_adapter(*toy(), seed=2).digest


def test_it_is_a_map_of_unit_vectors() -> None:
    """Lengths stay 1, a matrix of zeros moves nothing, zeros make no trouble."""
    found = vectors(5, 8)
    assert np.allclose(Adapter(np.zeros((8, 8), dtype=np.float32))(found), found, atol=1e-6)
    moved = Adapter(np.random.default_rng(0).standard_normal((8, 8)).astype(np.float32))(found)
    assert np.allclose(np.linalg.norm(moved, axis=1), 1, atol=1e-5)
    assert moved.dtype == np.float32
    assert np.isfinite(Adapter(np.zeros((8, 8), dtype=np.float32))(np.zeros((2, 8), dtype=np.float32))).all()


def test_it_is_kept(tmp_path: Path) -> None:
    """What is saved is loaded with the same digest, and turns vectors by less than 0.001 in cosine; nothing
    is there at first.
    """
    path = tmp_path / "adapter.npy"
    assert load_adapter(path) is None
    adapter = Adapter((np.random.default_rng(0).standard_normal((8, 8)) * 0.1).astype(np.float32))
    adapter.save(path)
    loaded = load_adapter(path)
    assert loaded is not None
    assert loaded.digest == adapter.digest
    assert len(loaded.digest) == 8
    found = vectors(20, 8)
    assert (adapter(found) * loaded(found)).sum(axis=1).min() > 0.999


def test_the_encoder_is_named_after_its_adapter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors that may not be compared have encoders of different names; only the default encoder has an
    adapter.
    """
    monkeypatch.delenv("CBD_ENCODER", raising=False)
    one, other = (Adapter(np.full((4, 4), value, dtype=np.float32)) for value in (0.1, 0.2))
    names = []
    for adapter in (None, one, other):
        monkeypatch.setattr(encoders, "load_adapter", lambda adapter=adapter: adapter)
        names.append(SentenceEncoder().name)
        assert SentenceEncoder(adapted=False).name == DEFAULT
        assert SentenceEncoder("some/other-model").name == "some/other-model"
    assert names == [DEFAULT, f"{DEFAULT}+{one.digest}", f"{DEFAULT}+{other.digest}"]


def test_the_one_that_comes_with_the_project() -> None:
    """It fits the default encoder's dimension and is finite."""
    adapter = load_adapter()
    assert adapter is not None
    assert adapter.matrix.shape == (384, 384)
    assert np.isfinite(adapter.matrix).all()
