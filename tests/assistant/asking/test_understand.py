"""Understanding: references, the turns before, the parts of a question and what it asks beyond naming."""

import pytest

from assistant.asking.query import Wording
from assistant.asking.understand import understand
from assistant.question import Question, Turn
from tests.assistant.asking.conftest import Shelf

BEFORE = "Who protects forests under Article 3 of the Convention?"


def read(text: str, shelf: Shelf, *before: str, language: str = "en"):  # type: ignore[no-untyped-def]
    """The reading of a question after these turns."""
    turns = tuple(Turn("user", turn) for turn in before)
    return understand(Question(text, turns), Wording(text, language, text, before), shelf)


def test_a_question_alone(shelf: Shelf) -> None:
    """Its own words, one part, nothing leaned on."""
    reading = read("Who restores lakes?", shelf)
    assert (reading.text, reading.parts, reading.leaning) == ("Who restores lakes?", (), False)


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("And what about them?", True),
        ("Why?", True),
        ("Is it a duty?", True),
        ("Who restores polluted lakes in mountains?", False),
        ("What does Article 2 say?", False),
        ("What is a lake?", False),
    ],
)
def test_what_leans_on_the_turn_before(shelf: Shelf, text: str, leaning: bool) -> None:
    """Words that point back, or too few words; never a question that names a provision or asks what a term
    means.
    """
    reading = read(text, shelf, BEFORE)
    assert reading.leaning is leaning
    assert reading.text.startswith(BEFORE) is leaning


def test_short_questions_in_other_languages_lean(shelf: Shelf) -> None:
    """Words that point back are known in English alone."""
    assert read("Et les lacs ?", shelf, BEFORE, language="fr").leaning
    assert not read("Qui restaure les lacs " + "vraiment " * 9, shelf, BEFORE, language="fr").leaning


def test_a_paragraph_belongs_to_the_provision_last_spoken_of(shelf: Shelf) -> None:
    """Its document is remembered."""
    reading = read("and item (b)?", shelf, BEFORE)
    assert [str(t) for r in reading.references for t in r.targets] == ["cbd/art-3/item-b"]
    assert reading.context == "cbd"
    assert reading.own == ()


def test_sentences_are_parts(shelf: Shelf) -> None:
    """Those that are long enough to be looked for alone, four at most."""
    text = "Who protects the forests? Who restores the lakes? Yes."
    assert read(text, shelf).parts == ("Who protects the forests?", "Who restores the lakes?")
    assert len(read("Who protects the forests? " * 9, shelf).parts) == 4


def test_the_focus_is_what_else_is_asked(shelf: Shelf) -> None:
    """Without the reference and the words by which provisions are asked for."""
    assert read("What does Article 3 say about polluted lakes?", shelf).focus == "polluted lakes"
    assert read("What does Article 3 say?", shelf).focus == ""
