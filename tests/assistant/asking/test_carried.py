"""What is carried over: the turn before asked again, of the instrument that is named now."""

import pytest

from assistant.asking.carried import carried, instrument_alone
from assistant.asking.query import Intent, Query
from assistant.question import Question, Turn


def asked(text: str, *before: str, language: str = "en", asks_what: bool = False) -> str:
    """The turn before as it is asked again; "" where it is not."""
    question = Question(text, tuple(Turn("user", turn) for turn in before))
    alone = Query(text, (), language, Intent(), spoken=text, asks_what=asks_what)
    found = carried(question, alone)
    return found.text if found else ""


@pytest.mark.parametrize(
    ("before", "text", "language", "expected"),
    [
        ("Does the CBD allow reservations?", "and the Nagoya Protocol?", "en", "Nagoya Protocol"),
        ("Does the CBD allow reservations?", "what about the liability protocol?", "en", "Supplementary"),
        ("How many articles has Cartagena?", "and the CBD?", "en", "Convention on Biological Diversity"),
        ("Qui est dépositaire de la CDB ?", "et le Protocole de Cartagena ?", "fr", "Protocole de Cartagena"),
        ("¿Qué dice el Convenio?", "¿y el Protocolo de Nagoya?", "es", "Protocolo de Nagoya"),
        ("هل تسمح الاتفاقية بالتحفظات؟", "وبروتوكول ناغويا؟", "ar", "بروتوكول ناغويا"),
        ("公约何时生效？", "名古屋议定书呢？", "zh", "名古屋议定书何时"),  # ends by a word that goes on
        ("公约何时生效？", "那名古屋议定书呢？", "zh", "名古屋议定书"),
    ],
)
def test_the_turn_before_is_asked_of_the_other_instrument(
    before: str, text: str, language: str, expected: str
) -> None:
    """In the language of that turn, with the name of the instrument in the place of the one it named."""
    found = asked(text, before, language=language)
    assert expected in found
    assert bool(found) == bool(expected)


def test_a_turn_that_names_none_is_asked_with_the_question_behind_it() -> None:
    """Where that would be told what the instrument is; any other leans on the turns before."""
    both = "Who pays for it? and the CBD?"
    assert asked("and the CBD?", "Who pays for it?", asks_what=True) == both
    assert asked("and Cartagena?", "Who pays for it?") == ""


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("and what did Nagoya add to that?", "What is Article 8(j)?"),  # it asks something of its own
        ("the Nagoya Protocol?", "Does the CBD allow reservations?"),  # it goes on from nothing
        ("and the CBD and Cartagena?", "Does Nagoya allow reservations?"),  # two instruments
        ("and forests?", "Does the CBD allow reservations?"),  # none
        ("and the Nagoya Protocol?", "What is the Cartagena Protocol?"),  # what that is
    ],
)
def test_what_asks_something_else_carries_nothing_over(text: str, before: str) -> None:
    """It is read as any other question with turns before it."""
    assert asked(text, before) == ""


def test_the_turns_before_that_one_stay_before_it() -> None:
    """They may be needed to understand it."""
    question = Question("and Cartagena?", (Turn("user", "The CBD."), Turn("user", "Who signed the CBD?")))
    found = carried(question, Query(question.text, (), "en", Intent(), spoken=question.text))
    assert found is not None
    assert [turn.content for turn in found.history] == ["The CBD."]


def test_an_instrument_alone() -> None:
    """Whatever it is called, beside small words."""
    assert instrument_alone("and for the biosafety one?", "en") == "cartagena-protocol"
    assert instrument_alone("and the Nagoya one too?", "en") == "nagoya-protocol"
    assert instrument_alone("and for importers under Cartagena?", "en") == ""
