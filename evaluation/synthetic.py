"""Synthetic corpora for measuring growth: provisions whose words are drawn from the corpus, and vectors that
cost nothing.

Random unit vectors stand in for embeddings, because encoding 100,000 passages takes longer than anyone waits
for a benchmark; a search over them does the same work as over real ones. Questions are embedded by the real
encoder.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from index.encoder import Encoder, Vectors, unit
from index.interface import SearchIndex
from ingest.corpus.merge import Corpus
from ingest.model import Document, Provision

PER_DOCUMENT = 100
WORDS = 60
_WORD = re.compile(r"[^\W\d_]{2,}")


def vocabulary(index: SearchIndex) -> dict[str, int]:
    """How often each word stands in the corpus."""
    texts = (p.text for document in index.documents for p in index.in_document(document) if p.leaf)
    return dict(Counter(word for text in texts for word in _WORD.findall(text.casefold())))


def synthetic_corpus(words: dict[str, int], size: int, seed: int = 0) -> Corpus:
    """`size` provisions of 30 to 90 words each, drawn as often as they stand in the corpus; always the same
    for one seed.
    """
    rng = np.random.default_rng(seed)
    names = np.array(sorted(words))
    weights = np.array([words[name] for name in names], dtype=np.float64)
    lengths = rng.integers(WORDS // 2, WORDS * 3 // 2, size=size)
    drawn = rng.choice(len(names), size=int(lengths.sum()), p=weights / weights.sum())
    ends = np.cumsum(lengths)
    documents: dict[str, Document] = {}
    provisions: dict[str, Provision] = {}
    for number, (length, end) in enumerate(zip(lengths, ends, strict=True)):
        identity = f"synthetic-{number // PER_DOCUMENT + 1}x"
        if identity not in documents:
            documents[identity] = Document(
                identity, "other", f"Synthetic {identity}", f"Synthetic {identity}", digest=f"{seed} {size}"
            )
        text = " ".join(names[drawn[end - length : end]]).capitalize() + "."
        locator = f"{identity}/para-{number % PER_DOCUMENT + 1}"
        provisions[locator] = Provision(
            locator,
            identity,
            "para",
            f"Synthetic {identity}, paragraph {number % PER_DOCUMENT + 1}",
            text,
            0,
            len(text),
            number,
            chapeau=text,
        )
    return Corpus(documents, provisions, {})


def synthetic_questions(words: dict[str, int], count: int, seed: int = 1) -> list[str]:
    """Questions of 6 to 12 words of the corpus."""
    rng = np.random.default_rng(seed)
    names = np.array(sorted(words))
    weights = np.array([words[name] for name in names], dtype=np.float64)
    return [
        " ".join(rng.choice(names, size=rng.integers(6, 13), p=weights / weights.sum())).capitalize() + "?"
        for _ in range(count)
    ]


def random_vectors(count: int, dimension: int, seed: int = 2) -> Vectors:
    """Seeded unit vectors."""
    return unit(np.random.default_rng(seed).standard_normal((count, dimension), dtype=np.float32))


class FreeEncoder:
    """An Encoder whose documents cost nothing (random vectors) and whose questions are embedded by the real
    one, under its name.
    """

    def __init__(self, real: Encoder) -> None:
        self._real = real
        self.name = real.name
        self._dimension = real.encode_queries(["dimension"]).shape[1]

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """See Encoder."""
        if progress:
            progress(len(texts))
        return random_vectors(len(texts), self._dimension)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        return self._real.encode_queries(texts)
