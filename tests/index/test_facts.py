"""Facts: arrays over the provisions of a small corpus."""

from typing import Any

import numpy as np
import pytest

from index.facts import Facts, Row, read_facts
from ingest.model import Document

ROWS = [
    Row(0, "law", "law", "document", None, "official", "", False),
    Row(1, "law/preamble", "law", "preamble", "law", "official", "Preamble", False),
    Row(2, "law/preamble/recital-1", "law", "recital", "law/preamble", "official", "", True),
    Row(3, "law/art-2", "law", "art", "law", "official", "Use of Terms", False),
    Row(
        4, "law/art-2/term-genetic-material", "law", "term", "law/art-2", "official", "Genetic material", True
    ),
    Row(5, "law/art-3", "law", "art", "law", "guide", "Aim", True),
    Row(6, "law/art-3/catalogue", "law", "catalogue", "law/art-3", "catalogue", "", True),
    Row(7, "cop-1/dec-3", "cop-1/dec-3", "document", None, "quoted", "", True),
    Row(8, "cop-1/dec-4/catalogue", "cop-1/dec-4", "catalogue", "elsewhere", "catalogue", "", True),
    Row(9, "deck/slide-1", "deck", "slide", "deck", "own", "Forests", True),
    Row(10, "plan/head-1", "plan", "head", "plan", "own", "Lakes", True, length=99),
]


@pytest.fixture
def facts() -> Facts:
    """Of the rows above."""
    made = [
        Document("law", "convention", "", ""),
        Document("cop-1/dec-3", "decision", "", "", session=1),
        Document("cop-1/dec-4", "decision", "", "", session=1),
        Document("deck", "training", "", ""),
        Document("plan", "other", "", ""),
    ]
    return read_facts(ROWS, {document.id: document for document in made})


def positions(mask: Any) -> list[int]:
    """Where it is set."""
    return [int(position) for position in np.flatnonzero(mask)]


def test_masks(facts: Facts) -> None:
    """Each holds the provisions it should, and no other."""
    assert positions(facts.leaf) == [2, 4, 5, 6, 7, 8, 9, 10]
    assert positions(facts.guide_only) == [5]
    assert positions(facts.own_words) == [9, 10]
    assert positions(facts.office) == positions(facts.unnumbered) == [10]
    assert facts.lengths[[9, 10]].tolist() == pytest.approx([0.0, 4.6052], abs=1e-4)
    assert positions(facts.catalogue) == [6, 8]
    assert positions(facts.preamble) == [1, 2]
    assert len(facts) == len(ROWS)


def test_parts_of_a_provision(facts: Facts) -> None:
    """What stands below it, at any depth; not itself, and not what is only called alike."""
    assert positions(facts.below("law/art-2")) == [4]
    assert positions(facts.below("law")) == [1, 2, 3, 4, 5, 6]
    assert positions(facts.below("la")) == []


def test_some_of_them(facts: Facts) -> None:
    """They come in the order asked for."""
    few = facts.take(np.array([7, 4]))
    assert few.locators.tolist() == ["cop-1/dec-3", "law/art-2/term-genetic-material"]
    assert few.sessions.tolist() == [1, 0]
    assert positions(few.defines(("genet", "materi"))) == [1]


def test_documents_and_sessions(facts: Facts) -> None:
    """By document and by COP; one that is not there has no provision."""
    assert positions(facts.in_document("law")) == [0, 1, 2, 3, 4, 5, 6]
    assert positions(facts.in_document("none")) == []
    assert positions(facts.in_session(1)) == [7, 8]
    assert positions(facts.in_session(2)) == []


def test_definitions(facts: Facts) -> None:
    """A defined term is found by the stems of its heading; slides and articles define nothing."""
    assert positions(facts.defines(("genet", "materi"))) == [4]
    assert positions(facts.defines(("forest",))) == []
    assert positions(facts.defines(())) == []


def test_nothing_at_all() -> None:
    """An empty corpus has empty masks."""
    facts = read_facts([], {})
    assert len(facts) == 0
    assert facts.in_document("law").shape == (0,)


@pytest.mark.parametrize(
    ("provenance", "titled"), [("official", True), ("quoted", True), ("guide", False), ("catalogue", False)]
)
def test_a_title_of_words_that_are_held(provenance: str, titled: bool) -> None:
    """A catalogue entry beside the words themselves; no other provision is one."""
    rows = [
        Row(0, "law/art-2", "law", "art", None, provenance, "", False),
        Row(1, "law/art-2/catalogue", "law", "catalogue", "law/art-2", "catalogue", "", True),
    ]
    assert read_facts(rows, {}).titled.tolist() == [False, titled]


def test_what_the_guide_explains() -> None:
    """As the index says of each provision."""
    rows = [
        Row(n, f"law/art-{n}", "law", "art", None, "official", "", True, guided)
        for n, guided in enumerate([True, False])
    ]
    assert read_facts(rows, {}).guided.tolist() == [True, False]
