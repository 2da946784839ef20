"""Borne out: a bare number means the provision that the rest of the question speaks of."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant.asking.borne_out import MARGIN, borne_out
from assistant.asking.query import Query
from assistant.asking.retrieve import Retrieval
from tests.assistant.asking.conftest import Shelf, found, provision

Make = Callable[..., Query]
OURS, THEIRS = "cbd/art-3", "nagoya-protocol/art-3"


@pytest.fixture
def shelf() -> Shelf:
    """Two laws that both have an Article 3."""
    return Shelf(
        provisions=(
            provision(OURS, "Parties protect forests.", "art"),
            provision(THEIRS, "Parties share benefits.", "art", leaf=False),
            provision(f"{THEIRS}/item-a", "(a) of forests.", "item"),
        )
    )


def read(shelf: Shelf, query: Query, scores: dict[str, float]) -> list[str]:
    """What is named first, and what else may be meant, where these cosines were found."""
    retrieved = Retrieval(found(shelf, scores), np.zeros((1, 4), dtype=np.float32))
    asked = borne_out(query, retrieved)
    return [one.locator for group in asked.named for one in group] + [p.locator for p in asked.alternatives]


@pytest.mark.parametrize(
    ("scores", "first"),
    [
        ({OURS: 0.3, THEIRS: 0.3 + 2 * MARGIN}, THEIRS),
        ({OURS: 0.3, f"{THEIRS}/item-a": 0.9}, THEIRS),
        ({THEIRS: 0.5}, THEIRS),
        ({OURS: 0.3, THEIRS: 0.3 + MARGIN / 2}, OURS),
        ({OURS: 0.8, THEIRS: 0.3}, OURS),
        ({}, OURS),
    ],
)
def test_the_reading_that_is_much_nearer_is_meant(
    shelf: Shelf, query: Make, scores: dict[str, float], first: str
) -> None:
    """By its own words or those of a part of it; the other is kept as what else may be meant."""
    ours, theirs = (shelf.by_locator[one] for one in (OURS, THEIRS))
    asked = query(named=((ours,),), alternatives=(theirs,), focus="benefits")
    assert read(shelf, asked, scores) == ([THEIRS, OURS] if first == THEIRS else [OURS, THEIRS])


@pytest.mark.parametrize("more", [{"focus": ""}, {"quoted": True}, {"alternatives": ()}])
def test_a_number_alone_keeps_its_likeliest_reading(
    shelf: Shelf, query: Make, more: dict[str, object]
) -> None:
    """So do quoted words, and what can be read in one way only."""
    ours, theirs = (shelf.by_locator[one] for one in (OURS, THEIRS))
    asked = query(**{"named": ((ours,),), "alternatives": (theirs,), "focus": "benefits", **more})
    assert read(shelf, asked, {THEIRS: 0.9})[0] == OURS


def test_of_several_numbers_none_is_read_anew(shelf: Shelf, query: Make) -> None:
    """They belong together."""
    ours, theirs = (shelf.by_locator[one] for one in (OURS, THEIRS))
    asked = query(named=((ours,), (ours,)), alternatives=(theirs,), focus="benefits")
    assert read(shelf, asked, {THEIRS: 0.9})[0] == OURS
