"""Selecting: how many provisions, which of them, and in which order."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.asking.select import select
from ingest.locator import Step
from tests.assistant.asking.conftest import PROVISIONS, Shelf, adds, provision, ranking_over, wants

CLOSE = adds(least=0.5, bias=3.0, gap=10.0)  # what lies within 0.3 of the best
ALONE = adds(least=1.1)
NEVER, ALWAYS = wants(bias=-1.0), wants(bias=1.0)
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
    assert cited(select(query(), ranked(scores), shelf, 5, CLOSE, NEVER)) == locators


def test_no_more_than_are_wanted(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """However much lies close to the best."""
    ranking = ranked(
        {"cbd/art-2/term-a": 1.0, "cbd/art-2/term-b": 0.99, "cbd/art-2/term-c": 0.98, "cop-1/dec-3": 0.97}
    )
    assert len(select(query(), ranking, shelf, 5, CLOSE, NEVER)) == 4
    assert len(select(query(), ranking, shelf, 3, CLOSE, NEVER)) == 3
    assert len(select(query(), ranking, shelf, 1, CLOSE, NEVER)) == 1


def test_what_is_named_comes_first(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Alone, whatever else was found."""
    named = ((shelf.by_locator["cbd/art-3"],),)
    choices = select(query(named=named), ranked({"cop-1/dec-3": 1.0}), shelf, 5, CLOSE, NEVER)
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
    assert cited(select(asked, ranking, shelf, 5, CLOSE, NEVER)) == [locator]


def test_a_list_is_cited_whole(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """The article in the place of its item, where the model says that it is wanted; an article found itself,
    where a list is asked for, alone.
    """
    ranking = ranked({"cbd/art-3/item-b": 1.0, "cop-1/dec-3": 0.9})
    assert cited(select(query(), ranking, shelf, 5, CLOSE, ALWAYS)) == ["cbd/art-3", "cop-1/dec-3"]
    assert cited(select(query(), ranking, shelf, 5, CLOSE, NEVER)) == ["cbd/art-3/item-b", "cop-1/dec-3"]
    whole = ranked({"cbd/art-3": 1.0, "cop-1/dec-3": 0.9})
    assert cited(select(query(enumeration=True), whole, shelf, 5, CLOSE, NEVER)) == ["cbd/art-3"]


def test_several_items_of_a_list_are_cited_as_the_list(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Whatever was asked; one item is cited itself."""
    several = ranked({"cbd/art-3/item-b": 1.0, "cop-1/dec-3": 0.9, "cbd/art-3/item-a": 0.8})
    assert cited(select(query(), several, shelf, 5, CLOSE, NEVER)) == ["cbd/art-3", "cop-1/dec-3"]
    one = ranked({"cbd/art-3/item-b": 1.0, "cop-1/dec-3": 0.9, "cbd/art-3/item-a": 0.5})
    assert cited(select(query(), one, shelf, 5, CLOSE, NEVER)) == ["cbd/art-3/item-b", "cop-1/dec-3"]


def test_several_definitions_of_a_list_stand_for_themselves(ranked: Rank, query: Make) -> None:
    """Who asks what two terms mean is not told to read all that an article defines."""
    words = ("“Wolf” means a grey one;", "“Forest” means many trees;")
    terms = [
        provision(f"cbd/art-3/item-{letter}", text, "item", heading=text[1:5])
        for letter, text in zip("ab", words, strict=True)
    ]
    shelf = Shelf([provision("cbd/art-3", "Terms:", "art", leaf=False), *terms])
    both = ranking_over(shelf, {one.locator: 1.0 for one in terms})
    assert cited(select(query(), both, shelf, 5, CLOSE, NEVER)) == [one.locator for one in terms]


@pytest.fixture
def plan() -> Shelf:
    """A decision whose annex holds a mission and two goals, and another with goals of its own."""
    annex = "cop-1/dec-3/annex"
    return Shelf(
        [
            provision(annex, "A plan for wolves.", "annex", leaf=False),
            provision(f"{annex}/mission", "To save wolves.", "mission"),
            provision(f"{annex}/goal-1", "Wolves are counted.", "goal", leaf=False),
            provision(f"{annex}/goal-1/item-1.1", "Every year.", "item"),
            provision(f"{annex}/goal-2", "Wolves are fed.", "goal", leaf=False),
            provision("cop-2/dec-3/annex/goal-2", "Lakes are clean.", "goal"),
        ]
    )


@pytest.mark.parametrize("nearest", ["mission", "goal-1", "goal-1/item-1.1", "goal-2"])
def test_a_goal_asked_for_by_number_is_that_goal(plan: Shelf, query: Make, nearest: str) -> None:
    """Alone, of the plan that was found best, whatever of it lies nearest."""
    asked = replace(query(), aims=(Step("goal", "2"),))
    ranking = ranking_over(plan, {f"cop-1/dec-3/annex/{nearest}": 1.0, "cop-2/dec-3/annex/goal-2": 0.9})
    assert cited(select(asked, ranking, plan, 5, CLOSE, NEVER)) == ["cop-1/dec-3/annex/goal-2"]


def test_a_goal_that_is_not_there_changes_nothing(plan: Shelf, query: Make) -> None:
    """What was found is cited."""
    asked = replace(query(), aims=(Step("goal", "9"),))
    ranking = ranking_over(plan, {"cop-1/dec-3/annex/mission": 1.0})
    assert cited(select(asked, ranking, plan, 5, CLOSE, NEVER)) == ["cop-1/dec-3/annex/mission"]


def test_all_goals_are_cited_as_what_holds_them(plan: Shelf, query: Make) -> None:
    """Where the model says that a whole list is wanted, a goal is an item of its annex."""
    ranking = ranking_over(plan, {"cop-1/dec-3/annex/goal-1": 1.0})
    assert cited(select(query(), ranking, plan, 5, ALONE, ALWAYS)) == ["cop-1/dec-3/annex"]
    assert cited(select(query(), ranking, plan, 5, ALONE, NEVER)) == ["cop-1/dec-3/annex/goal-1"]


def test_of_two_that_are_named_the_deeper_is_meant(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """ "Item (a) of Article 3" names the item."""
    named = tuple((shelf.by_locator[one],) for one in ("cbd/art-3", "cbd/art-3/item-a"))
    assert cited(select(query(named=named), ranked({}), shelf, 5, ALONE, NEVER)) == ["cbd/art-3/item-a"]


def test_instruments_that_are_compared(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """The best provision of each, where the selector wants it, or beside one that is named."""
    ranking = ranked({"cbd/art-3/item-a": 1.0, "cbd/art-2/term-a": 0.9, "nagoya-protocol/art-1": 0.1})
    both = {"comparison": True, "each": True, "documents": ("cbd", "nagoya-protocol")}
    expected = ["cbd/art-3/item-a", "nagoya-protocol/art-1"]
    untold = adds(least=0.5, bias=-1.0, new_document=2.0)
    assert cited(select(query(**both), ranking, shelf, 5, untold, NEVER)) == expected
    named = ((shelf.by_locator["cbd/art-3/item-a"],),)
    assert cited(select(query(named=named, **both), ranking, shelf, 5, CLOSE, NEVER)) == expected


def test_each_instrument_may_say_the_same(query: Make) -> None:
    """Where the answer of each is wanted, the same words are cited of each."""
    same = "No reservations may be made."
    shelf = Shelf([provision(f"{one}/art-9", same, "art") for one in ("cbd", "nagoya-protocol")])
    ranking = ranking_over(shelf, {"cbd/art-9": 1.0, "nagoya-protocol/art-9": 0.9})
    documents = ("cbd", "nagoya-protocol")
    each = query(each=True, documents=documents)
    assert cited(select(each, ranking, shelf, 5, ALONE, NEVER)) == ["cbd/art-9", "nagoya-protocol/art-9"]
    assert cited(select(query(documents=documents), ranking, shelf, 5, CLOSE, NEVER)) == ["cbd/art-9"]


def test_the_decisions_of_a_meeting(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Who asks what the first COP decided wants its decisions alone, where one of them was found best."""
    ranking = ranked({"cbd/art-3/item-a": 0.8, "cop-1/dec-3": 1.0})
    first = query(sessions=(1,), contents=True)
    assert cited(select(first, ranking, shelf, 5, CLOSE, NEVER)) == ["cop-1/dec-3"]
    second = query(sessions=(2,), contents=True)
    other = ranked({"cbd/art-3/item-a": 1.0, "cop-1/dec-3": 0.8})
    for asked in (first, second):
        assert cited(select(asked, other, shelf, 5, CLOSE, NEVER))[0] == "cbd/art-3/item-a"


def test_a_title_is_the_catalogues(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Where the title is asked, or where only the guide explains what is asked for by number."""
    ranking = ranked({"cbd/art-4": 1.0})
    assert cited(select(query(title=True), ranking, shelf, 5, CLOSE, NEVER)) == ["cbd/art-4/catalogue"]
    assert cited(select(query(which_article=True), ranking, shelf, 5, CLOSE, NEVER)) == [
        "cbd/art-4/catalogue"
    ]
    assert cited(select(query(), ranking, shelf, 5, CLOSE, NEVER)) == ["cbd/art-4"]


def test_the_trainers_remarks(shelf: Shelf, ranked: Rank, query: Make) -> None:
    """Beside a named decision, where the trainer is asked."""
    asked = query(named=((shelf.by_locator["cop-1/dec-3"],),), trainer=True)
    assert cited(select(asked, ranked({}), shelf, 5, CLOSE, NEVER)) == [
        "cop-1/dec-3",
        "deck/slide-1/remark-1",
    ]


def test_an_opening_alone_is_passed_over(ranked: Rank, query: Make) -> None:
    """ "The Conference of the Parties," answers nothing."""
    opening = provision("cop-1/dec-3/preamble", "The Conference of the Parties,", "preamble")
    shelf = Shelf([*PROVISIONS, opening])
    ranking = ranking_over(shelf, {"cop-1/dec-3/preamble": 1.0, "cbd/art-3/item-a": 0.9})
    assert cited(select(query(), ranking, shelf, 5, CLOSE, NEVER)) == ["cbd/art-3/item-a"]


def test_who_asks_for_no_title_gets_the_words(query: Make) -> None:
    """That stand under the title, be they its best part, where the corpus has them and they were found."""
    title = provision("cbd/art-3/catalogue", "Article 3 is called Duties.", "catalogue")
    shelf = Shelf([*PROVISIONS, title])

    def first(*locators: str, **fields: object) -> str:
        ranking = ranking_over(shelf, {locator: 1.0 - n / 10 for n, locator in enumerate(locators)})
        return cited(select(query(**fields), ranking, shelf, 5, ALONE, NEVER))[0]

    assert first("cbd/art-3/catalogue", "cop-1/dec-3", "cbd/art-3/item-a") == "cbd/art-3/item-a"
    assert first("cbd/art-3/catalogue", "cop-1/dec-3") == "cbd/art-3/catalogue"
    assert first("cbd/art-4/catalogue", "cbd/art-4") == "cbd/art-4/catalogue"  # the guide's words are not its
    assert first("cbd/art-3/catalogue", "cbd/art-3/item-a", title=True) == "cbd/art-3/catalogue"


def test_a_footnote_is_not_cited_for_what_bears_it(query: Make) -> None:
    """Unless it is named."""
    paragraph = provision("cop-1/dec-3/para-8", "Decides to count the wolves each year.", "para", leaf=False)
    note = provision("cop-1/dec-3/para-8/note-5", "See the report on wolves.", "note")
    shelf = Shelf([*PROVISIONS, paragraph, note])
    ranking = ranking_over(shelf, {note.locator: 1.0, paragraph.locator: 0.9})
    assert cited(select(query(), ranking, shelf, 5, CLOSE, NEVER)) == [paragraph.locator]
    named = query(named=((shelf.by_locator[note.locator],),))
    assert cited(select(named, ranking, shelf, 5, CLOSE, NEVER)) == [note.locator]
