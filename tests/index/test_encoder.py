"""The encoder: verified weights, unit vectors, one model for many threads."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import index.encoder
from index.encoder import DEFAULT_WEIGHTS, SentenceEncoder, default_folder, unit, verify_weights
from ingest.errors import EncoderError


@pytest.fixture(scope="module")
def model() -> SentenceEncoder:
    """The packaged encoder."""
    return SentenceEncoder()


def test_the_packaged_weights_are_the_published_ones() -> None:
    """Their checksum is the one in the source."""
    verify_weights(default_folder() / "model.safetensors", DEFAULT_WEIGHTS)


@pytest.mark.slow
def test_tampered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte changed in a copy, or a file that is missing: nothing is embedded with it."""
    copy = tmp_path / "model"
    shutil.copytree(default_folder(), copy)
    monkeypatch.setattr(index.encoder, "default_folder", lambda: copy)
    with (copy / "model.safetensors").open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)
        file.seek(1_000_000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(EncoderError, match="not the published ones"):
        SentenceEncoder().encode(["words"])
    (copy / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match="cannot be read"):
        SentenceEncoder().encode_queries(["words"])


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setattr(index.encoder, "DEFAULT_PACKAGE", "no_such_package")
    with pytest.raises(EncoderError, match="not installed. Run: pip install"):
        default_folder()


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
    texts = [f"{'word ' * (i % 7)}text {i}" for i in range(70)]
    done: list[int] = []
    together = model.encode(texts, done.append)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert sum(done) == len(texts)
    for i in (0, 33, 69):
        assert float(together[i] @ model.encode([texts[i]])[0]) > 0.99
    assert model.encode([]).size == 0


@pytest.mark.slow
def test_near_meanings_are_near(model: SentenceEncoder) -> None:
    """The vectors mean something."""
    question, near, far = model.encode_queries(
        ["Who pays for it?", "Which funding is there?", "The colour of a frog"]
    )
    assert question @ near > question @ far


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
