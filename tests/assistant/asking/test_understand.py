"""Understanding: references, the turns before, the parts of a question and what it asks beyond naming."""

import pytest

from assistant.asking.query import Reading, Wording
from assistant.asking.understand import understand
from assistant.question import Question, Turn
from tests.assistant.asking.conftest import Shelf

BEFORE = "Who protects forests under Article 3 of the Convention?"


def read(text: str, shelf: Shelf, *before: str, language: str = "en", leaning: bool = False) -> Reading:
    """The reading of a question after these turns."""
    turns = tuple(Turn("user", turn) for turn in before)
    wording = Wording(text, language, text, before, tuple(f"{turn} in English" for turn in before))
    return understand(Question(text, turns), wording, shelf, leaning)


def test_a_question_alone(shelf: Shelf) -> None:
    """Its own words, one part, nothing leaned on."""
    reading = read("Who restores lakes?", shelf)
    assert (reading.text, reading.parts, reading.leaning) == ("Who restores lakes?", (), False)


@pytest.mark.parametrize("text", ["And what about them?", "Who restores polluted lakes in mountains?"])
def test_leaning_is_told_not_guessed(shelf: Shelf, text: str) -> None:
    """Together with the turns before, or alone, whatever its words."""
    together, alone = read(text, shelf, BEFORE, leaning=True), read(text, shelf, BEFORE)
    assert (together.leaning, alone.leaning) == (True, False)
    assert together.text == f"{BEFORE} in English {text}"
    assert together.spoken == f"{BEFORE} {text}"
    assert alone.text == alone.spoken == text


def test_what_leans_is_its_own_part(shelf: Shelf) -> None:
    """Beside the turns before it; one of several parts has those."""
    assert read("And the lakes?", shelf, BEFORE, leaning=True).parts == ("And the lakes?",)
    two = "And who restores lakes? Who pays for it?"
    assert read(two, shelf, BEFORE, leaning=True).parts == ("And who restores lakes?", "Who pays for it?")
    assert read("And the lakes?", shelf, BEFORE).parts == ()


def test_a_paragraph_belongs_to_the_provision_last_spoken_of(shelf: Shelf) -> None:
    """Its document is remembered."""
    reading = read("and item (b)?", shelf, BEFORE)
    assert [str(t) for r in reading.references for t in r.targets] == ["cbd/art-3/item-b"]
    assert reading.context == "cbd"
    assert reading.own == ()


def test_a_paragraph_said_before_its_decision(shelf: Shelf) -> None:
    """Is that of the one decision named; of two, of neither."""
    reading = read("paragraph 2 of the decision on wolves (14/24)", shelf)
    assert [str(t) for r in reading.own for t in r.targets] == ["cop-14/dec-24/para-2", "cop-14/dec-24"]
    several = read("paragraph 2, or is it in 14/24 or 14/25?", shelf)
    assert [str(t) for r in several.own for t in r.targets] == ["cop-14/dec-24", "cop-14/dec-25"]


def test_instruments_named_together_say_nothing_of_the_matter(shelf: Shelf) -> None:
    """Each of them is looked at by itself: what is embedded leaves them out, what is read keeps them."""
    reading = read("Who may sign each of the four treaties?", shelf)
    assert reading.spoken == "Who may sign  ?"
    assert reading.text == "Who may sign each of the four treaties?"


def test_clauses_are_parts(shelf: Shelf) -> None:
    """In the language of the question."""
    assert read("Qui paie cela et qui décide de cela ?", shelf, language="fr").parts == (
        "Qui paie cela",
        "et qui décide de cela ?",
    )


def test_the_focus_is_what_else_is_asked(shelf: Shelf) -> None:
    """Without the reference and the words by which provisions are asked for."""
    assert read("What does Article 3 say about polluted lakes?", shelf).focus == "polluted lakes"
    assert read("What does Article 3 say?", shelf).focus == ""


def test_the_number_in_a_name_is_no_word_of_the_question(shelf: Shelf) -> None:
    """In a language whose numbers the glossary turns into English words."""
    wording = Wording("公约第三条规定了什么", "zh", "convention third what does it say", (), ())
    assert understand(Question("公约第三条规定了什么"), wording, shelf, leaning=False).focus == ""


@pytest.mark.parametrize(
    ("before", "context"),
    [
        ("What is the Cartagena Protocol?", "cartagena-protocol"),
        ("Article 3 of the Convention", "cbd"),
        ("Why?", ""),
    ],
)
def test_the_document_last_spoken_of(shelf: Shelf, before: str, context: str) -> None:
    """Of a provision, or an instrument that the asker named alone."""
    wording = Wording("And article 8?", "en", "And article 8?", (before,), (before,))
    question = Question("And article 8?", (Turn("user", before),))
    assert understand(question, wording, shelf, leaning=False).context == context
