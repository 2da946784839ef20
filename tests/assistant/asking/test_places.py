"""Places: where a candidate stands, as the question and the turn before it see it."""

import pytest

from assistant.asking.places import PLACES, place_columns
from ingest.model import Document
from tests.assistant.asking.conftest import PROVISIONS, Shelf, found, provision

ARTICLE = ("cbd/art-3", "cbd/art-3/item-a", "cbd/art-3/item-b")


def places(shelf: Shelf, query, name: str) -> set[str]:  # type: ignore[no-untyped-def]
    """The candidates that stand in a place of that name."""
    candidates = found(shelf, dict.fromkeys([*ARTICLE, "cbd/art-2", "nagoya-protocol/art-1"], 0.5))
    column = place_columns(query, candidates)[name]
    return {one for one, holds in zip(candidates.facts.locators, column, strict=True) if holds}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("answered", {"cbd/art-3/item-a"}),
        ("beside_answered", {"cbd/art-3", "cbd/art-3/item-b"}),
        ("document_answered", {*ARTICLE, "cbd/art-2"}),
    ],
)
def test_what_stands_beside_the_answer_before(  # type: ignore[no-untyped-def]
    shelf: Shelf, query, name: str, expected: set[str]
) -> None:
    """The answer itself, its article without it, and its document."""
    assert places(shelf, query(answered=("cbd/art-3/item-a",)), name) == expected
    assert places(shelf, query(), name) == set()


def test_of_several_answers_the_first_says_the_article(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Each of them was said already."""
    asked = query(answered=("cbd/art-3/item-a", "cbd/art-3/item-b", "nagoya-protocol/art-1"))
    assert places(shelf, asked, "beside_answered") == {"cbd/art-3"}


def test_each_place_has_a_column(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """And the length stands beside them."""
    assert place_columns(query(), found(shelf, {"cbd/art-3": 0.5})).keys() == {*PLACES, "length"}


@pytest.mark.parametrize(
    ("asked", "documents", "superseded"),
    [
        ("the target on plastic", (), True),
        ("the Aichi target on pollution", ("aichi",), False),
        ("what was to be reached by 2020?", (), False),
        ("the target for 2030", (), True),
    ],
)
def test_a_framework_that_was_replaced(  # type: ignore[no-untyped-def]
    query, asked: str, documents: tuple[str, ...], superseded: bool
) -> None:
    """Unless the question names it, or a year of its time."""
    old = [provision("aichi/target-8/catalogue", "Pollution.", "catalogue"), *PROVISIONS]
    documents_ = {"aichi": Document("aichi", "framework", "Aichi", "Aichi")}
    shelf = Shelf(old)
    shelf.documents |= documents_
    candidates = found(shelf, {"aichi/target-8/catalogue": 0.5, "cbd/art-3": 0.5})
    column = place_columns(query(asked, spoken=asked, documents=documents), candidates)["superseded"]
    held = dict(zip(candidates.facts.locators, column.tolist(), strict=True))
    assert held == {"aichi/target-8/catalogue": float(superseded), "cbd/art-3": 0.0}
