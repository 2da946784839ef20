"""The index of one machine: scores, filters, places in the text, and many readers at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.encoder import open_encoder
from index.interface import DEFAULT_LIMITS, Candidates, Filters, Limits, Words
from index.local import LocalIndex
from index.vectors import halves
from ingest.corpus.merge import Corpus
from ingest.corpus.passages import passages
from ingest.model import Provenance


def candidates(
    index: LocalIndex,
    encoder: Any,
    query: str,
    filters: Filters | None = None,
    limits: Limits = DEFAULT_LIMITS,
    synonyms: str = "",
) -> Candidates:
    """What the index finds for a query."""
    vectors = encoder.encode_queries([query])
    return index.candidates(vectors, Words(query, synonyms), filters or Filters(), limits)


def test_scores_are_the_best_passage_of_each_provision(
    index: LocalIndex, corpus: Corpus, encoder: Any
) -> None:
    """Dense and lexical, role by role, as a loop over all passages finds them."""
    query = "count the wolves and lakes"
    vector = halves(encoder.encode_queries([query])[0])
    found = candidates(index, encoder, query)
    expected = np.zeros(len(index))
    for passage in passages(corpus):
        position = corpus.provisions[passage.provision].position
        cosine = max(0.0, float(halves(encoder.encode([passage.embed])[0]) @ vector))
        expected[position] = max(expected[position], cosine)
    assert found.positions.tolist() == sorted(found.positions.tolist())
    np.testing.assert_allclose(found.dense["text"][0], expected[found.positions], atol=1e-5)
    assert expected.sum() == pytest.approx(found.dense["text"].sum(), abs=1e-4)
    assert found.facts.locators[found.lexical["text"].argmax()] == "cop-15/dec-8/para-2"
    for role in ("question", "summary"):
        assert not found.dense[role].any()


def test_every_array_has_one_entry_a_candidate(index: LocalIndex, encoder: Any) -> None:
    """And one row a vector where it is dense; the facts are those of the candidates."""
    vectors = encoder.encode_queries(["count the wolves", "lakes"])
    found = index.candidates(vectors, Words("count the wolves", "forests"), Filters())
    size = len(found)
    assert found.dense["text"].shape == (2, size)
    for scores in (*found.lexical.values(), *found.synonyms.values(), found.phrases, found.facts.leaf):
        assert scores.shape == (size,)
    assert [p.locator for p in index.at(found.positions.tolist())] == found.facts.locators.tolist()


def test_words_alone_find_without_a_vector(index: LocalIndex) -> None:
    """By the query or by its synonyms, each with its own score."""
    found = index.candidates(np.empty((0, 32), dtype=np.float32), Words("wolves", "forests"), Filters())
    wolves = found.facts.locators == "cop-15/dec-8/para-1"
    assert found.dense["text"].shape == (0, len(found))
    assert found.lexical["text"][wolves] > 0
    assert found.synonyms["text"][wolves] == 0
    assert found.synonyms["text"][found.facts.locators == "law/art-2/para-1/item-a"] > 0


def test_retrievers_contribute_no_more_than_their_limits(index: LocalIndex, encoder: Any) -> None:
    """The best of each; what is among one retriever's best has 0 of the others."""
    few = candidates(index, encoder, "count the wolves and lakes", limits=Limits(dense=1, lexical=1))
    many = candidates(index, encoder, "count the wolves and lakes")
    assert int((few.dense["text"] > 0).sum()) == int((few.lexical["text"] > 0).sum()) == 1
    assert few.lexical["text"].max() == many.lexical["text"].max()
    assert few.dense["text"].max() == many.dense["text"].max()


def test_nothing_is_found_of_unknown_words(index: LocalIndex) -> None:
    """No candidate, and arrays that say so."""
    found = index.candidates(np.empty((0, 32), dtype=np.float32), Words("xylophone"), Filters())
    assert len(found) == 0
    assert found.lexical["text"].shape == (0,)


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(), {"law", "cop-15/dec-8", "note"}),
        (Filters(kinds=("decision",)), {"cop-15/dec-8"}),
        (Filters(documents=("law",)), {"law"}),
        (Filters(sessions=(15,)), {"cop-15/dec-8"}),
        (Filters(kinds=("convention", "other")), {"law", "note"}),
        (Filters(kinds=("decision",), documents=("law",)), set()),
        (Filters(documents=("unknown",)), set()),
    ],
)
def test_filters_leave_the_other_documents_out(
    index: LocalIndex, encoder: Any, filters: Filters, documents: set[str]
) -> None:
    """In every way of searching."""
    found = candidates(index, encoder, "forests lakes wolves forêts", filters)
    assert set(found.facts.documents) == documents
    assert bool(filters) == (filters != Filters())


def test_provisions_come_as_they_were(index: LocalIndex, corpus: Corpus) -> None:
    """Every field survives the store."""
    assert len(index) == len(corpus.provisions)
    for locator, provision in corpus.provisions.items():
        assert index.get(locator) == provision
        assert index.knows(locator)
    assert index.get("law/art-99") is None
    assert not index.knows("law/art-99")
    assert index.at([3, 0, 2]) == [list(corpus.provisions.values())[i] for i in (3, 0, 2)]
    assert index.at([]) == []
    assert index.at([0])[0] is index.at([0])[0]  # read once


def test_children_and_documents_in_reading_order(index: LocalIndex) -> None:
    """Direct children only."""
    assert [p.locator for p in index.children("law/art-2")] == ["law/art-2/para-1", "law/art-2/para-2"]
    assert [p.locator for p in index.children("law/art-2/para-1")] == [
        "law/art-2/para-1/item-a",
        "law/art-2/para-1/item-b",
    ]
    assert index.children("law/art-1") == []
    assert [p.locator for p in index.in_document("cop-15/dec-8")] == [
        "cop-15/dec-8",
        "cop-15/dec-8/preamble",
        "cop-15/dec-8/preamble/recital-1",
        "cop-15/dec-8/para-1",
        "cop-15/dec-8/para-2",
    ]


@pytest.mark.parametrize(
    ("locator", "before", "after"),
    [
        ("law/art-1", None, "law/art-2"),
        ("law/art-2", "law/art-1", None),
        ("law/art-2/para-2", "law/art-2/para-1", None),
        ("law/art-2/para-1/item-b", "law/art-2/para-1/item-a", "law/art-2/para-2"),
        ("law/art-9", None, None),
    ],
)
def test_neighbours(index: LocalIndex, locator: str, before: str | None, after: str | None) -> None:
    """The provisions before and after at the same depth or above; none at the ends of a document."""
    assert tuple(p.locator if p else None for p in index.neighbours(locator)) == (before, after)


def test_the_snapshot_says_which_index_answers(index: LocalIndex, corpus: Corpus) -> None:
    """Id, time, encoder and numbers of the manifest."""
    assert index.snapshot.encoder == "words"
    assert index.snapshot.counts["provisions"] == len(corpus.provisions)
    assert "T" in index.snapshot.built_at


def test_many_threads_read_at_once(index: LocalIndex, corpus: Corpus, encoder: Any) -> None:
    """Searches and look-ups from several threads give what one alone gives."""
    query = "count the wolves"
    expected = candidates(index, encoder, query).dense["text"]
    start = threading.Barrier(4)

    def read(_: int) -> bool:
        start.wait()
        for _ in range(30):
            same = (candidates(index, encoder, query).dense["text"] == expected).all()
            if (
                not same
                or index.get("law/art-1") != corpus.provisions["law/art-1"]
                or len(index.children("law/art-2")) != 2
            ):
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(read, range(4)))


# the embedded corpus


@pytest.fixture(scope="module")
def embedded(embedded_index: Path) -> LocalIndex:
    """The index of the embedded corpus."""
    return LocalIndex(embedded_index, open_encoder().name)


def test_the_embedded_index_holds_the_embedded_corpus(embedded: LocalIndex, embedded_corpus: Corpus) -> None:
    """Every provision with its exact words."""
    assert len(embedded) == len(embedded_corpus.provisions)
    for locator, provision in embedded_corpus.provisions.items():
        stored = embedded.get(locator)
        assert stored is not None
        assert (stored.text, stored.label, stored.provenance) == (
            provision.text,
            provision.label,
            provision.provenance,
        )


def test_a_question_of_the_guide_finds_its_provision(embedded: LocalIndex, embedded_corpus: Corpus) -> None:
    """Asked word by word, each of some questions finds its own provision first."""
    encoder = open_encoder()
    for entry in list(embedded_corpus.guide.values())[:600:40]:
        question = entry.questions[0]
        found = candidates(embedded, encoder, question)
        own = found.facts.locators == entry.provision
        assert found.dense["question"][0][own] == found.dense["question"].max()
        assert found.lexical["question"][own] > 0


def test_an_unchanged_rebuild_of_the_embedded_corpus(embedded_index: Path, embedded_corpus: Corpus) -> None:
    """Nothing is embedded, and no model is loaded for it."""
    from index.build import build_index

    encoder = open_encoder()
    report = build_index(embedded_corpus, embedded_index, encoder)
    assert (report.changed, report.embedded) == (False, 0)
    assert "_open" not in vars(encoder)


def test_nearest_is_enough_for_small_corpora(index: LocalIndex) -> None:
    """All passages of a small corpus are scored."""
    assert index.snapshot.counts["passages"] < DEFAULT_LIMITS.dense


def test_what_the_guide_says_is_told_apart(embedded: LocalIndex) -> None:
    """A provision known only from the guide says so."""
    described = [p for p in embedded.in_document("nagoya-protocol") if p.provenance is Provenance.GUIDE]
    assert described
    assert all(embedded.guide(p.locator) for p in described)


def test_the_words_of_the_corpus_are_counted_by_language(index: LocalIndex) -> None:
    """None in a language that it has no text in, or where the index is older than that."""
    assert index.words("en")
    assert index.words("xx") == {}
