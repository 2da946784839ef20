"""Chronicle: which questions want a timeline, of what, and over which meetings."""

from collections.abc import Callable

import pytest

from assistant.asking.chronicle import chronicle, cop_range, timeline_for, wants_timeline
from assistant.asking.query import Query
from assistant.question import Question, Turn
from index.interface import Filters
from tests.assistant.asking.conftest import Shelf

EVOLVED = "How did the clearing-house mechanism evolve?"


def test_the_decisions_of_a_topic(shelf: Shelf) -> None:
    """Those that the shelf has, in order; of a range of meetings those within it."""
    timeline = timeline_for(EVOLVED, shelf)
    assert timeline is not None
    assert [entry.decision for entry in timeline.entries] == ["cop-1/dec-3", "cop-2/dec-3"]
    assert timeline_for(f"{EVOLVED[:-1]} since COP 2?", shelf) is None  # one decision is no timeline


def test_decisions_of_one_meeting_on_a_topic_are_counted(shelf: Shelf) -> None:
    """One is enough where a number is wanted; where none is, one decision is no timeline."""
    asked = "How many decisions on the clearing-house mechanism did COP 2 take?"
    timeline = timeline_for(asked, shelf, counted=True, sessions=(2,))
    assert timeline is not None
    assert [entry.decision for entry in timeline.entries] == ["cop-2/dec-3"]
    assert timeline_for(asked, shelf, sessions=(2,)) is None
    every = timeline_for(asked, shelf, counted=True, sessions=(1, 2))
    assert every is not None
    assert len(every.entries) == 2


@pytest.mark.parametrize(
    "text", ["Who pays for the clearing-house mechanism?", "history of bread", "", "What is a COP?"]
)
def test_other_questions_are_left_alone(shelf: Shelf, text: str) -> None:
    """They ask for a provision, or for something that no decision is on."""
    assert timeline_for(text, shelf) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (Question(EVOLVED), True),
        (Question(EVOLVED, (Turn("user", "Hello"),)), False),
        (Question(EVOLVED, filters=Filters(kinds=("protocol",))), False),
    ],
)
def test_a_conversation_or_a_filter_wants_an_answer(
    shelf: Shelf, query: Callable[..., Query], question: Question, told: bool
) -> None:
    """Not the whole history."""
    assert (chronicle(question, query(EVOLVED), shelf) is not None) is told


def test_ranges_are_read() -> None:
    """Roman and arabic numbers, in either order."""
    assert cop_range("from COP IV to COP XI") == (4, 11)
    assert cop_range("COP15 to COP1") == (1, 15)
    assert cop_range("nothing") == (None, None)
    assert wants_timeline("the CHM from COP 1 to COP 15")
