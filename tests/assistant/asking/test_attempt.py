"""An attempt: a question read alone or with the turns before it, and what is found for it so."""

import pytest

from assistant.asking.attempt import Attempt, attempt, read, turn_before
from assistant.asking.heads import Heads
from assistant.asking.language import TURNS, read_wording
from assistant.question import Question, Turn
from index.interface import Filters
from tests.assistant.asking.conftest import Shelf, reads
from tests.conftest import WordEncoder

BEFORE = (Turn("user", "Who protects the forests?"), Turn("assistant", "Each Party."))
ENCODER = WordEncoder()
ALL = Filters()


def tried(shelf: Shelf, text: str, *before: Turn, leaning: bool = False, filters: Filters = ALL) -> Attempt:
    """The attempt at a question after these turns, by heads that know a list."""
    question = Question(text, before, filters=filters)
    return at(question, shelf, reads(ENCODER, list="List the lakes"), leaning)


def at(question: Question, shelf: Shelf, heads: Heads | None, leaning: bool = False) -> Attempt:
    """The attempt at a question."""
    wording = read_wording(question)
    return attempt(question, wording, *read(question, wording, shelf, ENCODER)[leaning], shelf, heads)


def test_alone_its_own_words_count(shelf: Shelf) -> None:
    """The turns before are neither searched for nor embedded."""
    alone = tried(shelf, "Who restores the lakes?", *BEFORE)
    assert (alone.query.text, alone.query.spoken, alone.leaning) == (*["Who restores the lakes?"] * 2, False)
    assert shelf.asked[0][0].text == "Who restores the lakes?"
    assert alone.retrieved.vectors.shape == (1, ENCODER.dimension)


def test_leaning_it_is_read_with_the_turns_before(shelf: Shelf) -> None:
    """What the asker said, not the assistant; the question itself stays a part."""
    together = tried(shelf, "And the lakes?", *BEFORE, leaning=True)
    assert together.leaning
    assert together.query.text == together.query.spoken == "Who protects the forests? And the lakes?"
    assert together.query.parts == ("And the lakes?",)
    assert together.retrieved.vectors.shape == (2, ENCODER.dimension)


def test_each_part_is_embedded(shelf: Shelf) -> None:
    """One vector for the whole, one for each clause."""
    found = tried(shelf, "Who protects forests, and who restores the lakes?")
    assert found.query.parts == ("Who protects forests", "and who restores the lakes?")
    assert found.retrieved.vectors.shape == (3, ENCODER.dimension)


@pytest.mark.parametrize(
    ("text", "enumeration"), [("List the lakes", True), ("Who protects the forests?", False)]
)
def test_the_kind_of_answer_is_read_from_the_embedding(shelf: Shelf, text: str, enumeration: bool) -> None:
    """Of the question as it is read: alone, its own."""
    assert tried(shelf, text).query.intent.enumeration is enumeration


def test_without_heads_no_kind_of_answer_is_read(shelf: Shelf) -> None:
    """Where they were fitted for another encoder."""
    assert not at(Question("List the lakes"), shelf, None).query.intent.labels.held


def test_filters_are_handed_on(shelf: Shelf) -> None:
    """To what is looked for."""
    filters = Filters(documents=("cbd",))
    tried(shelf, "Who protects the forests?", filters=filters)
    assert shelf.asked[0][1] is filters


def test_the_turn_before_takes_the_place_of_a_request_to_say_it_again() -> None:
    """The asker's last one, with what was said before it; its language is its own."""
    question = Question(
        "En français, s'il vous plaît", (Turn("user", "Lakes?"), Turn("assistant", "Yes."), *BEFORE), "fr"
    )
    earlier = turn_before(question)
    assert earlier.text == "Who protects the forests?"
    assert [turn.content for turn in earlier.history] == ["Lakes?", "Yes."]
    assert earlier.language is None


def test_what_was_asked_for_again_and_again_is_looked_back_at_no_further() -> None:
    """Than the last exchanges before it."""
    turns = tuple(Turn("user", f"more {number}") for number in range(50))
    earlier = turn_before(Question("more", turns))
    assert earlier.text == "more 49"
    assert len(earlier.history) == 2 * TURNS
