"""Selecting: how many provisions, which of them, and in which order."""

from collections.abc import Callable

import pytest

from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.asking.select import Thresholds, select
from tests.assistant.asking.conftest import Shelf

THRESHOLDS = Thresholds(look_at=12, close=0.3, close_several=0.5, most=3, part_gap=0.05)
Rank = Callable[[dict[str, float]], Ranking]
Make = Callable[..., Query]


def cited(choices: list[Choice]) -> list[str]:
    """Their locators."""
    return [choice.provision.locator for choice in choices]


@pytest.mark.parametrize(
    ("scores", "locators"),
    [
        ({"cbd/art-3/item-a": 1.0, "cop-1/dec-3": 0.5}, ["cbd/art-3/item-a"]),
        ({"cbd/art-3/item-a": 1.0, "cop-1/dec-3": 0.8}, ["cbd/art-3/item-a", "cop-1/dec-3"]),
        ({"cbd/art-3/item-a": 1.0, "cbd/art-3": 0.9}, ["cbd/art-3/item-a"]),
        ({}, []),
    ],
)
def test_what_lies_close_to_the_best(
    shelf: Shelf, ranked: Rank, query: Make, scores: dict[str, float], locators: list[str]
) -> None:
    """And no provision beside its own parent or part."""
    assert cited(select(query(), ranked(scores), shelf, 5, THRESHOLDS)) == locators


def test_no_more_than_are_wanted(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """`most` of the found, and never more than the limit."""
    ranking = ranked(
        {"cbd/art-2/term-a": 1.0, "cbd/art-2/term-b": 0.99, "cbd/art-2/term-c": 0.98, "cop-1/dec-3": 0.97}
    )
    assert len(select(query(), ranking, shelf, 5, THRESHOLDS)) == 3
    assert len(select(query(), ranking, shelf, 1, THRESHOLDS)) == 1


def test_what_is_named_comes_first(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Alone, whatever else was found."""
    named = ((shelf.by_locator["cbd/art-3"],),)
    choices = select(query(named=named), ranked({"cop-1/dec-3": 1.0}), shelf, 5, THRESHOLDS)
    assert cited(choices) == ["cbd/art-3"]
    assert choices[0].named


@pytest.mark.parametrize(
    ("second", "focus", "locator"),
    [(0.5, "lakes", "cbd/art-3/item-b"), (0.98, "lakes", "cbd/art-3"), (0.5, "", "cbd/art-3")],
)
def test_the_part_of_a_named_provision(
    shelf: Shelf, ranked: Rank, query: Make, second: float, focus: str, locator: str
) -> None:
    """Where the question asks for something in it, and one part stands out from the others."""
    asked = query(named=((shelf.by_locator["cbd/art-3"],),), focus=focus)
    ranking = ranked({"cbd/art-3/item-b": 1.0, "cbd/art-3/item-a": second})
    assert cited(select(asked, ranking, shelf, 5, THRESHOLDS)) == [locator]


def test_a_list_is_cited_whole(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """The article in the place of its item."""
    ranking = ranked({"cbd/art-3/item-b": 1.0, "cop-1/dec-3": 0.9})
    assert cited(select(query(enumeration=True), ranking, shelf, 5, THRESHOLDS)) == ["cbd/art-3"]


def test_instruments_that_are_compared(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """The best provision of each, found or beside one that is named."""
    ranking = ranked({"cbd/art-3/item-a": 1.0, "cbd/art-2/term-a": 0.9, "nagoya-protocol/art-1": 0.1})
    both = {"comparison": True, "documents": ("cbd", "nagoya-protocol")}
    expected = ["cbd/art-3/item-a", "nagoya-protocol/art-1"]
    assert cited(select(query(**both), ranking, shelf, 5, THRESHOLDS)) == expected
    named = ((shelf.by_locator["cbd/art-3/item-a"],),)
    assert cited(select(query(named=named, **both), ranking, shelf, 5, THRESHOLDS)) == expected


def test_the_decisions_of_a_meeting(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Who asks what the first COP decided wants its decisions, where any was found."""
    ranking = ranked({"cbd/art-3/item-a": 1.0, "cop-1/dec-3": 0.8})
    first = query(sessions=(1,), contents=True)
    assert cited(select(first, ranking, shelf, 5, THRESHOLDS)) == ["cop-1/dec-3"]
    second = query(sessions=(2,), contents=True)
    assert cited(select(second, ranking, shelf, 5, THRESHOLDS))[0] == "cbd/art-3/item-a"


def test_a_title_is_the_catalogues(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Where the title is asked, or where only the guide explains what is asked for by number."""
    ranking = ranked({"cbd/art-4": 1.0})
    assert cited(select(query(title=True), ranking, shelf, 5, THRESHOLDS)) == ["cbd/art-4/catalogue"]
    assert cited(select(query(which_article=True), ranking, shelf, 5, THRESHOLDS)) == ["cbd/art-4/catalogue"]
    assert cited(select(query(), ranking, shelf, 5, THRESHOLDS)) == ["cbd/art-4"]


def test_the_trainers_remarks(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Beside a named decision, where the trainer is asked."""
    asked = query(named=((shelf.by_locator["cop-1/dec-3"],),), trainer=True)
    assert cited(select(asked, ranked({}), shelf, 5, THRESHOLDS)) == [
        "cop-1/dec-3",
        "deck/slide-1/remark-1",
    ]
