"""One contract: what the embedded folder finds, a database finds, and so do two that hold it between them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.home import Home, home_at
from index.interface import DEFAULT_LIMITS, ROLES, Candidates, Filters, Limits, SearchIndex, Words
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus

QUERIES = [
    ("count the wolves and lakes", ""),
    ("forests", "woods lakes"),
    ("Les loups des forêts", "wolves"),
    ("each Party shall report", ""),
    ("nothing known here qqq", ""),
    ("", ""),
]
FILTERS = [
    Filters(),
    Filters(kinds=("decision",)),
    Filters(documents=("note", "law")),
    Filters(sessions=(15,)),
    Filters(documents=("nowhere",)),
]


@pytest.fixture
def embedded(corpus: Corpus, root: Path, encoder: Any) -> SearchIndex:
    """The folder."""
    home_at(root).build(corpus, encoder)
    return home_at(root).open(encoder.name)


@pytest.fixture(params=["database", "shards"])
def home(request: pytest.FixtureRequest, postgres: str) -> Home:
    """The database, or the two."""
    return home_at(request.getfixturevalue(request.param))


@pytest.fixture
def shared(corpus: Corpus, home: Home, encoder: Any) -> SearchIndex:
    """The same corpus there."""
    home.build(corpus, encoder)
    return home.open(encoder.name)


def same(one: Candidates, other: Candidates) -> None:
    """The same provisions in the same order, with the same scores and facts."""
    assert one.positions.tolist() == other.positions.tolist()
    for role in ROLES:
        np.testing.assert_allclose(one.dense[role], other.dense[role], atol=1e-5)
        assert one.dense[role].shape == other.dense[role].shape
        assert one.lexical[role].tobytes() == other.lexical[role].tobytes()
        assert one.synonyms[role].tobytes() == other.synonyms[role].tobytes()
    assert one.phrases.tobytes() == other.phrases.tobytes()
    for name in type(one.facts).__slots__:
        assert getattr(one.facts, name).tolist() == getattr(other.facts, name).tolist(), name


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("limits", [DEFAULT_LIMITS, Limits(dense=2, lexical=1)], ids=str)
def test_the_same_candidates(
    embedded: SearchIndex, shared: SearchIndex, encoder: Any, filters: Filters, limits: Limits
) -> None:
    """For words, pairs of words, synonyms and any number of vectors, within filters and limits; again when
    postings are at hand.
    """
    for text, synonyms in QUERIES * 2:
        for vectors in (
            encoder.encode_queries([text or "x"]),
            encoder.encode_queries(["wolves", "lakes", "law"]),
            encoder.encode_queries(["x"])[:0],
        ):
            asked = vectors, Words(text, synonyms), filters, limits
            same(embedded.candidates(*asked), shared.candidates(*asked))


def test_the_same_records(embedded: SearchIndex, shared: SearchIndex, corpus: Corpus) -> None:
    """Documents, provisions and all that stands around them."""
    assert embedded.documents == shared.documents
    assert list(embedded.documents) == list(shared.documents)
    locators = [*corpus.provisions, "law", "nowhere", "nul\0"]
    for locator in locators:
        for name in ("get", "children", "neighbours", "guide", "cites", "cited_by", "knows"):
            assert getattr(embedded, name)(locator) == getattr(shared, name)(locator), (name, locator)
    for name in [*corpus.documents, "nowhere"]:
        assert embedded.in_document(name) == shared.in_document(name)
    assert embedded.at([3, 0, 3, 99_999]) == shared.at([3, 0, 3, 99_999])


def test_the_same_statistics(embedded: SearchIndex, shared: SearchIndex) -> None:
    """How rare stems are, the words of each language in their order, and the snapshot but for its hour."""
    for stem in ("forest", "wolv", "qqq", ""):
        assert embedded.weight(stem) == shared.weight(stem)
    for language in ("en", "fr", "xx"):
        assert list(embedded.words(language).items()) == list(shared.words(language).items())
    assert embedded.snapshot.id == shared.snapshot.id
    assert embedded.snapshot.counts == shared.snapshot.counts


def test_the_same_likeness(embedded: SearchIndex, shared: SearchIndex, corpus: Corpus) -> None:
    """Of what the guide says, bit by bit; nothing where it says nothing."""
    locators = [*corpus.provisions, "nowhere"]
    assert embedded.alike(locators).tobytes() == shared.alike(locators).tobytes()


def test_an_index_stays_as_it_was_when_a_new_one_is_built(
    corpus: Corpus, home: Home, encoder: Any, write: Callable[..., Path]
) -> None:
    """Whoever reads a generation reads it to the end; the next one that is opened is the new one."""
    first = home.build(corpus, encoder)
    before = home.live()
    old = home.open()
    folder = write({"more.md": "---\nid: more\nkind: other\ntitle: More\n---\nMore wolves."}, "more")
    more = load_corpus([folder], embedded=False)
    second = home.build(more, encoder)
    assert first.id != second.id
    assert home.live() != before
    assert old.get("law/art-1") is not None
    assert old.get("more/text-1") is None
    fresh = home.open()
    assert fresh.get("law/art-1") is None
    assert set(fresh.documents) == {"more"}
