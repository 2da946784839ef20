"""References: what a question names is found, is missing, or may be something else."""

import pytest

from assistant.asking.query import Intent, Query, Reading, Wording
from assistant.asking.references import resolve
from assistant.question import Question, Turn
from ingest.locator import Locator
from ingest.references.resolve import read_references
from tests.assistant.asking.conftest import Shelf


def named(
    text: str, shelf: Shelf, context: str = "", before: tuple[str, ...] = (), **intent: object
) -> Query:
    """The query of a question that stands alone."""
    turns = tuple(Turn("user", turn) for turn in before)
    own = tuple(read_references(text, Locator.parse(context) if context else None))
    reading = Reading(text, references=own, own=own, context=context)
    wording = Wording(text, "en", text)
    return resolve(Question(text, turns), wording, reading, Intent(**intent), shelf)  # type: ignore[arg-type]


def locators(query: Query) -> list[list[str]]:
    """What it names, group by group."""
    return [[provision.locator for provision in group] for group in query.named]


def test_what_is_named_is_found(shelf: Shelf) -> None:
    """One group a reference; a decision known by title alone is its catalogue entry."""
    assert locators(named("Article 3 of the Convention", shelf)) == [["cbd/art-3"]]
    assert locators(named("decision I/4", shelf)) == [["cop-1/dec-4/catalogue"]]
    assert named("Who protects forests?", shelf).named == ()


def test_what_is_not_there_is_missing(shelf: Shelf) -> None:
    """With the deepest part of it that exists."""
    missing = named("Article 3(z) of the Convention", shelf).missing
    assert [(str(m.locator), m.nearest.locator) for m in missing] == [  # type: ignore[union-attr]
        ("cbd/art-3/item-z", "cbd/art-3")
    ]


def test_of_a_range_what_is_there_and_what_is_not(shelf: Shelf) -> None:
    """Both are said."""
    query = named("Articles 2 to 5 of the Convention", shelf)
    assert locators(query)[0][:2] == ["cbd/art-2", "cbd/art-3"]
    assert [str(missing.locator) for missing in query.missing] == ["cbd/art-5"]


def test_an_instrument_named_elsewhere_settles_what_is_ambiguous(shelf: Shelf) -> None:
    """Article 1 alone is the Convention's, unless the question speaks of the other law."""
    query = named("Article 1", shelf, documents=("nagoya-protocol",))
    assert locators(query) == [["nagoya-protocol/art-1"]]


def test_a_meeting_is_named_where_only_facts_are_asked(shelf: Shelf) -> None:
    """When and where, but not what it decided."""
    assert locators(named("Where was the first COP?", shelf, sessions=(1,))) == [["cop-1/catalogue"]]
    assert locators(named("What is COP1?", shelf, sessions=(1,))) == [["cop-1/catalogue"]]
    assert named("What did the first COP do on wolves?", shelf, sessions=(1,)).named == ()


def test_a_number_alone_that_is_missing_is_a_guess(shelf: Shelf) -> None:
    """Whose Article 99 is meant nobody said; of the Convention's it is known."""
    assert [one.bare for one in named("Article 99", shelf).missing] == [True]
    assert [one.bare for one in named("Article 99 of the Convention", shelf).missing] == [False]


@pytest.mark.parametrize(
    ("text", "before", "rewritten"),
    [
        ("What does Article 3 say?", (), ""),
        ("Article 3 of the Convention?", ("Hello",), ""),
        ("item (b)?", ("Article 3 of the Convention",), "item (b)? (Label of cbd/art-3/item-b)"),
    ],
)
def test_a_follow_up_says_what_it_was_understood_as(
    shelf: Shelf, text: str, before: tuple[str, ...], rewritten: str
) -> None:
    """Where it says so itself, nothing is added."""
    turns = tuple(Turn("user", turn) for turn in before)
    own = tuple(read_references(text)) if "Article" in text else ()
    references = own or tuple(read_references(text, Locator.parse("cbd/art-3")))
    reading = Reading(text, references=references, own=own, context="cbd")
    query = resolve(Question(text, turns), Wording(text, "en", text), reading, Intent(), shelf)
    assert query.rewritten == rewritten
