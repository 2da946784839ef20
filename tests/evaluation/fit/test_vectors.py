"""The vectors that travel with the project, made anew."""

from collections.abc import Callable, Sequence

import numpy as np

from evaluation.fit.vectors import embed_corpus
from index.contents import text_digest
from ingest.corpus.load import load_corpus
from ingest.corpus.passages import passages


class Lengths:
    """A vector says how long its text is."""

    name = "lengths"

    def encode(self, texts: Sequence[str], progress: Callable[[int], None]) -> np.ndarray:
        """Tells of each text."""
        for _ in texts:
            progress(1)
        return np.float32([[len(text)] for text in texts])


def test_each_passage_is_embedded_once() -> None:
    """By the key that a build looks for, and all are counted."""
    seen: list[tuple[int, int]] = []
    made = embed_corpus(Lengths(), lambda done, total: seen.append((done, total)))  # type: ignore[arg-type]
    texts = {text_digest(p.embed, "lengths"): p.embed for p in passages(load_corpus([]))}
    assert {digest: vector.tolist() for digest, vector in made.items()} == {
        digest: [len(text)] for digest, text in texts.items()
    }
    assert seen == [(done, len(texts)) for done in range(1, len(texts) + 1)]
