"""Meetings in the place of the one last spoken of."""

import pytest

from assistant.asking.meetings import spelt_out
from assistant.question import Question, Turn


def said(text: str, *before: str) -> str:
    """What is asked once the meetings are spelt out."""
    return spelt_out(Question(text, tuple(Turn("user", turn) for turn in before))).text


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("Where was COP 12?", "and the one after?", "Where was COP 13?"),
        ("Where was COP 12?", "and the previous one, which year?", "Where was COP 11?"),
        ("Когда и где прошла КС-6?", "а предыдущая?", "Когда и где прошла COP 5?"),
        ("¿Dónde fue la COP 16?", "¿y la siguiente?", "¿Dónde fue la COP 17?"),
        ("第七次缔约方大会在哪里开的？", "下一次呢？", "COP 8在哪里开的？"),
        ("What was decided at COP 8 on money?", "and COP 10?", "What was decided at COP 10 on money?"),
    ],
)
def test_the_turn_before_is_asked_of_the_other_meeting(before: str, text: str, expected: str) -> None:
    """In the words of that turn, whatever the language."""
    assert said(text, before) == expected


def test_it_is_followed_from_turn_to_turn() -> None:
    """The one after the one after."""
    assert said("and the next?", "Where was COP 12?", "and the one after?") == "Where was COP 14?"
    question = Question(
        "when exactly", (Turn("user", "Where was COP 12?"), Turn("assistant", "!"), Turn("user", "the next?"))
    )
    assert [turn.content for turn in spelt_out(question).history] == [
        "Where was COP 12?",
        "!",
        "Where was COP 13?",
    ]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Where was COP 12?", "and the next paragraph?"),  # of a text
        ("Where was COP 12?", "who paid for the next one?"),  # something of its own
        ("Where was COP 1?", "and the one before?"),  # there was none
        ("What does Article 8 say?", "and the next one?"),  # no meeting
        ("What did COP 8 and COP 9 decide?", "and COP 10?"),  # of which of them?
        ("Where was COP 12?", "what did COP 13 decide on forests?"),
        ("", "and the one after?"),
    ],
)
def test_any_other_question_stays_as_it_is(before: str, text: str) -> None:
    """The very same object, so that nothing is said to have been rewritten."""
    question = Question(text, (Turn("user", before),))
    assert spelt_out(question) is question
