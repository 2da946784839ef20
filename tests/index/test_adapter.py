"""The adapter: it is kept, and an encoder is named after it."""

from pathlib import Path

import numpy as np
import pytest

from index import encoder as encoders
from index.adapter import Adapter, load_adapter
from index.encoder import DEFAULT, SentenceEncoder


def test_it_is_kept(tmp_path: Path) -> None:
    """What is saved is loaded with the same digest and numbers within 0.001; nothing is there at first."""
    path = tmp_path / "adapter.npy"
    assert load_adapter(path) is None
    adapter = Adapter((np.random.default_rng(0).standard_normal((8, 8)) * 0.1).astype(np.float32))
    adapter.save(path)
    loaded = load_adapter(path)
    assert loaded is not None
    assert loaded.digest == adapter.digest
    assert len(loaded.digest) == 8
    assert np.abs(adapter.matrix - loaded.matrix).max() < 0.001


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
