"""Decisions that a question describes: where and when they were taken, their number, words of the title."""

import pytest

from assistant.asking.described import in_described
from ingest.model import Document
from tests.assistant.asking.conftest import Shelf, provision


def decision(session: int, number: int, title: str, place: str, year: int) -> Document:
    """A decision of the climate convention."""
    act = f"unfccc-cop-{session}/dec-{number}"
    return Document(act, "decision", title, title, session=session, year=year, place=place)


DECISIONS = (
    decision(24, 6, "Report of the Facility", "Katowice", 2018),
    decision(24, 8, "National plans on wolves", "Katowice", 2018),
    decision(26, 1, "Glasgow Wolf Pact", "Glasgow", 2021),
    decision(26, 8, "Report of the Facility", "Glasgow", 2021),
)


@pytest.fixture
def shelf() -> Shelf:
    """Four decisions of three paragraphs each."""
    made = [provision(one.id, one.title, "document", leaf=False) for one in DECISIONS]
    made += [
        provision(f"{one.id}/para-{n}", f"{n}. Requests more.", "para")
        for one in DECISIONS
        for n in (1, 2, 3)
    ]
    held = Shelf(made)
    held.documents = {one.id: one for one in DECISIONS}
    return held


def named(text: str, shelf: Shelf) -> list[str]:
    """What the question names in a decision that it describes."""
    return [str(target) for one in in_described(text, text, shelf) for target in one.targets]


@pytest.mark.parametrize(
    ("text", "locators"),
    [
        ("Wolf pact paragraph 2, exact words", ["unfccc-cop-26/dec-1/para-2"]),
        ("decision 6 of COP 24, paragraph 3", ["unfccc-cop-24/dec-6/para-3"]),
        ("cop 26 decision 1 para 2", ["unfccc-cop-26/dec-1/para-2"]),
        ("paras 1 and 3, Katowice decision on wolves", [f"unfccc-cop-24/dec-8/para-{n}" for n in (1, 3)]),
        ("Glasgow 2021, decision 8, para 1", ["unfccc-cop-26/dec-8/para-1"]),
        ("the decision of COP 26 on the facility, paragraph 1", ["unfccc-cop-26/dec-8/para-1"]),
        ("What does decision 8 of COP 26 say?", ["unfccc-cop-26/dec-8"]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_decision_finds_it(text: str, locators: list[str], shelf: Shelf) -> None:
    """Its part where one is named; else the decision, where its number is."""
    assert named(text, shelf) == locators


@pytest.mark.parametrize(
    "text",
    [
        "the report of the facility, paragraph 1",  # of Katowice or of Glasgow
        "decision 8, paragraph 1",  # of which session?
        "Wolf pact paragraph 9",  # it has none
        "COP 24 decision 5, paragraph 1",  # nor has COP 24 such a decision
        "What does the wolf pact say about lakes?",  # that is searched for
        "paragraph 1 of Article 3 of the Convention",  # says of what it is
        "Lima, paragraph 1",
    ],
)
def test_what_is_not_sure_is_left_to_the_search(text: str, shelf: Shelf) -> None:
    """Several decisions, a part that is not there, or nothing to go by."""
    assert named(text, shelf) == []


def test_the_place_and_the_number_must_hold(shelf: Shelf) -> None:
    """However well the title fits."""
    assert named("Katowice, the pact on wolves, paragraph 1", shelf) == ["unfccc-cop-24/dec-8/para-1"]
    assert named("Katowice 2021, wolf pact, paragraph 1", shelf) == []
