"""BM25: the same numbers as the formula counted by hand, in several languages."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import LexicalIndex, counted, stems, words, write_lexical

TEXTS = [
    "forests and lakes",
    "wolves in the forests of forests",
    "the Parties shall report",
    "lakes lakes lakes",
    "a wolf, a lake",
]


def bm25(texts: list[str], query: str, k1: float = 1.5, b: float = 0.75) -> list[float]:
    """Lucene's BM25 as bm25s has it by default, term by term."""
    documents = [Counter(counted(text)) for text in texts]
    lengths = [sum(document.values()) for document in documents]
    mean = sum(lengths) / len(lengths)
    scores = [0.0] * len(texts)
    for term in dict.fromkeys(stems(query)):
        holders = sum(term in document for document in documents)
        rarity = math.log(1 + (len(texts) - holders + 0.5) / (holders + 0.5))
        for i, document in enumerate(documents):
            frequency = document[term]
            scores[i] += (
                rarity * frequency / (frequency + k1 * (1 - b + b * lengths[i] / mean)) if frequency else 0.0
            )
    return scores


def stored(folder: Path, texts: list[str], languages: list[str] | None = None) -> LexicalIndex:
    """Written and read again."""
    write_lexical(folder / "lexical", texts, languages or ["en"] * len(texts))
    return LexicalIndex(folder / "lexical")


@pytest.mark.parametrize(
    "query",
    ["forests", "wolf", "the lakes and wolves", "Parties report", "nothing known", "", "forest forest"],
)
def test_scores_are_those_of_the_formula(tmp_path: Path, query: str) -> None:
    """Every passage, every query: a naive count gives the same number."""
    np.testing.assert_allclose(stored(tmp_path, TEXTS).scores(query), bm25(TEXTS, query), rtol=1e-4)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from("forest lake wolf river party report the of".split()), max_size=8).map(
            " ".join
        ),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.sampled_from("forest lake wolf sea the".split()), max_size=4).map(" ".join),
)
def test_any_texts_score_as_the_formula_says(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str
) -> None:
    """Also where passages are empty or hold only stop words."""
    folder = tmp_path_factory.mktemp("any")
    found = stored(folder, texts).scores(query)
    if any(stems(text) for text in texts):
        np.testing.assert_allclose(found, bm25(texts, query), rtol=1e-4, atol=1e-6)
    else:
        assert not found.any()


def test_phrases_are_pairs_of_neighbours(tmp_path: Path) -> None:
    """Only the passage that has the two words side by side is found by the phrase, stop words between them
    aside.
    """
    index = stored(tmp_path, ["training of personnel", "personnel and their training", "training alone"])
    assert index.phrases("training of the personnel").nonzero()[0].tolist() == [0]
    assert not index.phrases("training").any()


def test_a_rare_word_weighs_more(tmp_path: Path) -> None:
    """The weight falls with the number of passages that have the stem; an unknown one has the greatest."""
    index = stored(tmp_path, TEXTS)
    assert index.weight("unknown") > index.weight("report") > index.weight("lake") > 0
    assert len(index) == len(TEXTS)


def test_each_language_has_its_stemmer(tmp_path: Path) -> None:
    """A French plural finds the French singular, a Russian case the other, Chinese by pairs of characters."""
    index = stored(
        tmp_path,
        ["la forêt protégée", "охрана лесов", "生物多样性公约", "the forest"],
        ["fr", "ru", "zh", "en"],
    )
    assert index.scores("forêts").argmax() == 0
    assert index.scores("леса").argmax() == 1
    assert index.scores("多样性").argmax() == 2
    assert words("生物多样") == ("生物", "物多", "多样")


def test_words_are_folded() -> None:
    """Wide letters, capitals, possessives and stop words."""
    assert words("The ＣＢＤ’s PARTIES aren't") == ("cbd", "parties", "aren")
