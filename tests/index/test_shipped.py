"""Vectors that travel with the project: whole, of this corpus and encoder; nothing is embedded twice."""

import random
from pathlib import Path

import numpy as np
import pytest

from index import contents
from index.contents import contents_of, text_digest
from index.encoder import PackagedEncoder
from index.shipped import NAME, SUM, shipped, write_shipped
from ingest.corpus.load import load_corpus
from ingest.corpus.passages import passages
from ingest.errors import EncoderError

COVERED = 0.9  # of the passages at least: where fewer are, run `cbd-evaluate fit vectors`
DRAWN = 20
ALIKE = 0.99  # cosine at least: 8-bit products are rounded otherwise on other processors (0.993 was met),
ON_AVERAGE = 0.998  # in one text of eight


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The passages of the embedded corpus by the keys of the embedding cache."""
    name = PackagedEncoder().name
    return {text_digest(p.embed, name): p.embed for p in passages(load_corpus([]))}


def test_most_passages_have_theirs(texts: dict[str, str]) -> None:
    """A first build has little to embed."""
    there = {digest for digest, _ in shipped()}
    assert len(texts.keys() & there) >= COVERED * len(texts)


def test_they_are_what_the_encoder_makes(texts: dict[str, str]) -> None:
    """Some of them, drawn at random; each is that of its own text."""
    kept = {digest: vector for digest, vector in shipped() if digest in texts}
    drawn = random.Random(2026).sample(sorted(kept), DRAWN)
    made = PackagedEncoder(threads=2).encode([texts[digest] for digest in drawn])
    cosines = made @ np.stack([kept[digest] for digest in drawn]).T
    assert cosines.argmax(axis=1).tolist() == list(range(DRAWN))
    assert np.diag(cosines).min() > ALIKE
    assert np.diag(cosines).mean() > ON_AVERAGE


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """In half precision, each by its key."""
    vectors = {text_digest(text, "x"): np.float32([n + 0.1, 2, 3]) for n, text in enumerate("abc")}
    write_shipped(vectors, tmp_path)
    read = dict(shipped(tmp_path))
    assert read.keys() == vectors.keys()
    for digest, vector in vectors.items():
        np.testing.assert_array_equal(read[digest], vector.astype(np.float16).astype(np.float32))


def test_a_copy_without_them_embeds_everything(tmp_path: Path) -> None:
    """They are a help, no need."""
    assert not dict(shipped(tmp_path))


@pytest.mark.parametrize("spoilt", [NAME, SUM])
def test_others_than_were_published_are_refused(tmp_path: Path, spoilt: str) -> None:
    """A vector that says something else would find other provisions."""
    write_shipped({text_digest("a", "x"): np.float32([1, 0])}, tmp_path)
    path = tmp_path / spoilt
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if spoilt == NAME else b"")
    with pytest.raises(EncoderError, match="cannot be used") as caught:
        dict(shipped(tmp_path))
    assert caught.value.hint


def test_only_the_rest_is_embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What travels with the project and what was embedded before is not embedded again."""

    class Counting:
        name = "counting"

        def __init__(self) -> None:
            self.embedded: list[str] = []

        def encode(self, texts: list[str], progress: object = None) -> np.ndarray:
            self.embedded += texts
            return np.tile(np.float32([0, 1]), (len(texts), 1))

    class Journal:
        def __enter__(self) -> "Journal":
            return self

        def __exit__(self, *_: object) -> None: ...

        def add(self, digests: object, vectors: object) -> None: ...

    corpus, encoder = load_corpus([]), Counting()
    keys = [text_digest(p.embed, encoder.name) for p in passages(corpus)]
    write_shipped({key: np.float32([1, 0]) for key in keys[:100]}, tmp_path)
    monkeypatch.setattr(contents, "shipped", lambda: shipped(tmp_path))
    made = contents_of(
        corpus,
        encoder,  # type: ignore[arg-type]
        lambda _: [(keys[100], np.float32([1, 0]))],
        Journal(),  # type: ignore[arg-type]
        lambda *_: None,
    )
    assert made.embedded == len(encoder.embedded) == len(set(keys)) - len(set(keys[:101]))
    assert made.vectors[:101, 0].tolist() == [1.0] * 101
