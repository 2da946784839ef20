"""Encoders: the packaged one or any sentence-transformers model, unit vectors, one model for many threads."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.encoder import SentenceEncoder, open_encoder, unit
from index.packaged import PackagedEncoder
from ingest.errors import EncoderError
from tests.tiny import tiny_model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    """A tiny sentence-transformers model, with random weights."""
    return SentenceEncoder(str(tiny_model(tmp_path_factory.mktemp("tiny"))))


def test_the_packaged_one_comes_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another comes by name, or else by CBD_ENCODER; threads are handed on."""
    monkeypatch.delenv("CBD_ENCODER", raising=False)
    own = open_encoder(threads=3)
    assert isinstance(own, PackagedEncoder)
    assert own.threads == 3
    monkeypatch.setenv("CBD_ENCODER", "some/model")
    set_by, named = open_encoder(), open_encoder("other/model", threads=2)
    assert isinstance(set_by, SentenceEncoder)
    assert set_by.name == "some/model"
    assert isinstance(named, SentenceEncoder)
    assert (named.name, named.threads) == ("other/model", 2)


@pytest.mark.slow
def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    """Whatever the library raises, the sentence names the setting."""
    with pytest.raises(EncoderError, match=r"cannot be loaded .*Check CBD_ENCODER"):
        SentenceEncoder(str(tmp_path)).encode(["words"])


@pytest.mark.slow
def test_vectors_have_length_one_and_keep_their_order(model: SentenceEncoder) -> None:
    """Long and short texts mixed: vector i is that of text i, however they were batched; progress counts
    all.
    """
    texts = [f"{'forest ' * (i % 7)}text {i}" for i in range(70)]
    done: list[int] = []
    together = model.encode(texts, done.append)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert sum(done) == len(texts)
    for i in (0, 33, 69):
        np.testing.assert_allclose(together[i], model.encode([texts[i]])[0], atol=2e-2)
        assert (together @ together[i]).argmax() == i
    assert model.encode([]).size == 0


@pytest.mark.slow
def test_prefixes_are_the_models_own(model: SentenceEncoder) -> None:
    """A question is embedded as a question, a text as a passage."""
    asked, said = model.encode_queries(["forest"]), model.encode(["forest"])
    plain = model.model.encode(["query: forest", "passage: forest"])
    np.testing.assert_allclose(np.concatenate([asked, said]), plain, atol=2e-2)
    assert float(asked[0] @ said[0]) < 0.999


@pytest.mark.slow
def test_many_threads_share_one_model(model: SentenceEncoder) -> None:
    """They get what one alone gets."""
    expected = model.encode_queries(["forests"])
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(model.encode_queries, [["forests"]] * 12):
            np.testing.assert_allclose(found, expected, atol=1e-3)


def test_unit_leaves_zeros() -> None:
    """A row of zeros has no direction."""
    np.testing.assert_array_equal(
        unit(np.array([[3.0, 4.0], [0.0, 0.0]])), np.array([[0.6, 0.8], [0.0, 0.0]], dtype=np.float32)
    )
