"""Features: masks over the provisions of a small corpus."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.build import build_index
from index.features import Features, Row, read_features
from index.local import LocalIndex
from ingest.corpus.load import load_corpus

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
]

LAW = """---
id: law
kind: convention
title: The Law
---
## Preamble
Aware of forests,

## Article 1. Aim
1. Protect forests.

2. Restore lakes.
"""
DECISION = """---
id: cop-15/dec-8
kind: decision
title: Wolves
---
1. Decides to count the wolves;
"""


@pytest.fixture
def features() -> Features:
    """Of the rows above."""
    return read_features(ROWS, {"cop-1/dec-3": 1, "cop-1/dec-4": 1, "law": None})


def positions(mask: Any) -> list[int]:
    """Where it is set."""
    return [int(position) for position in np.flatnonzero(mask)]


def test_masks(features: Features) -> None:
    """Each holds the provisions it should, and no other."""
    assert positions(features.leaf) == [2, 4, 5, 6, 7, 8, 9]
    assert positions(features.guide_only) == [5]
    assert positions(features.own_words) == [9]
    assert positions(features.catalogue) == [6, 8]
    assert positions(features.preamble) == [1, 2]
    assert features.size == len(ROWS)


def test_parents(features: Features) -> None:
    """The position of each one's parent; -1 for none, or one that is not there."""
    assert features.parents.tolist() == [-1, 0, 1, 0, 3, 0, 5, -1, -1, -1]


def test_documents_and_sessions(features: Features) -> None:
    """By document and by COP; one that is not there has no provision."""
    assert positions(features.in_document("law")) == [0, 1, 2, 3, 4, 5, 6]
    assert positions(features.in_document("none")) == []
    assert positions(features.in_session(1)) == [7, 8]
    assert positions(features.in_session(2)) == []


def test_definitions(features: Features) -> None:
    """A defined term is found by the stems of its heading; slides and articles define nothing."""
    assert positions(features.defines(("genet", "materi"))) == [4]
    assert positions(features.defines(("forest",))) == []
    assert positions(features.defines(())) == []


def test_nothing_at_all() -> None:
    """An empty corpus has empty masks."""
    features = read_features([], {})
    assert features.size == 0
    assert features.in_document("law").shape == (0,)


def test_the_masks_of_an_index(write: Callable[..., Path], tmp_path: Path, encoder: Any) -> None:
    """They stand in the order of the index's provisions."""
    corpus = load_corpus([write({"law.md": LAW, "decision.md": DECISION})], embedded=False)
    build_index(corpus, tmp_path / "index", encoder)
    index = LocalIndex(tmp_path / "index", encoder.name)
    features = index.features

    def named(mask: Any) -> Iterator[str]:
        return (provision.locator for provision in index.at(positions(mask)))

    assert features.size == len(index) == len(corpus.provisions)
    assert set(named(features.in_document("law"))) == {p.locator for p in index.in_document("law")}
    assert all(locator.startswith("cop-15/dec-8") for locator in named(features.in_session(15)))
    assert all("/preamble" in locator for locator in named(features.preamble))
    assert positions(features.preamble)
    for provision in index.at(list(range(features.size))):
        assert features.leaf[provision.position] == provision.leaf
        above = index.get(provision.parent) if provision.parent else None
        assert features.parents[provision.position] == (above.position if above else -1)
