"""Relative references: the next one, the one before, the one of that number, seen from the provision last
spoken of; and nothing where the question asks more.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking.relative import read_relative
from ingest.locator import Locator
from ingest.model import Provision
from tests.assistant.asking.conftest import Shelf, provision

KNOWN = (
    "cbd/art-3", "cbd/art-4", "cbd/art-15/para-1", "cbd/art-15/para-2", "cbd/art-15/para-3", "cbd/art-15",
    "cbd/art-16", "cbd/art-8/item-a", "cbd/art-8/item-b", "cbd/art-8",
)  # fmt: skip


def law(locator: str) -> Provision:
    """A provision of that locator."""
    return provision(locator, f"Words of {locator}.", Locator.parse(locator).steps[-1].kind)


@pytest.fixture
def shelf() -> Shelf:
    """Some articles, paragraphs and items in reading order."""
    order = sorted(KNOWN, key=lambda one: (int(Locator.parse(one).steps[0].number), one))
    return Shelf(provisions=[law(one) for one in order])


def read(text: str, language: str, context: str, shelf: Shelf) -> list[str]:
    """The locators of what is read."""
    found = read_relative(text, language, Locator.parse(context), shelf)
    return [str(target) for one in found for target in one.targets]


@pytest.mark.parametrize(
    ("text", "language", "context", "expected"),
    [
        ("and the next paragraph", "en", "cbd/art-15/para-1", "cbd/art-15/para-2"),
        ("the one before?", "en", "cbd/art-15/para-2", "cbd/art-15/para-1"),
        ("le paragraphe suivant svp", "fr", "cbd/art-15/para-1", "cbd/art-15/para-2"),
        ("et l'article suivant ?", "fr", "cbd/art-15/para-1", "cbd/art-16"),
        ("¿y el siguiente párrafo?", "es", "cbd/art-15/para-2", "cbd/art-15/para-3"),
        ("e o parágrafo anterior?", "pt", "cbd/art-15/para-2", "cbd/art-15/para-1"),
        ("والمادة التي تليها؟", "ar", "cbd/art-3", "cbd/art-4"),
        ("следующий пункт", "ru", "cbd/art-15/para-1", "cbd/art-15/para-2"),
        ("那下一款呢？", "zh", "cbd/art-15/para-1", "cbd/art-15/para-2"),
        ("上一条", "zh", "cbd/art-16", "cbd/art-15"),
    ],
)
def test_the_next_one_and_the_one_before(
    text: str, language: str, context: str, expected: str, shelf: Shelf
) -> None:
    """Of the unit that is named, else of the one last spoken of."""
    assert read(text, language, context, shelf) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "context", "expected"),
    [
        ("and 4", "en", "cbd/art-3", "cbd/art-4"),
        ("¿y el 2?", "es", "cbd/art-15/para-1", "cbd/art-15/para-2"),
        ("а 16?", "ru", "cbd/art-15/para-1", "cbd/art-16"),
        ("and (b)?", "en", "cbd/art-8/item-a", "cbd/art-8/item-b"),
        ("what about (a)", "en", "cbd/art-8", "cbd/art-8/item-a"),
        ("more on (b)", "en", "cbd/art-8", "cbd/art-8/item-b"),
        ("plus de détails sur (b)", "fr", "cbd/art-8", "cbd/art-8/item-b"),
        ("подробнее о (b)", "ru", "cbd/art-8", "cbd/art-8/item-b"),
    ],
)
def test_the_one_of_that_number(text: str, language: str, context: str, expected: str, shelf: Shelf) -> None:
    """The innermost that there is: a paragraph before an article."""
    assert read(text, language, context, shelf) == [expected]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("what are the next steps for Parties?", "cbd/art-15/para-1"),
        ("and for 4 countries?", "cbd/art-3"),
        ("which of the following is a genetic resource", "cbd/art-15/para-1"),
        ("3 or 4?", "cbd/art-3"),
        ("next", "cbd/art-15/para-3"),
        ("the paragraph before", "cbd/art-15/para-1"),
        ("the next target", "cbd/art-15/para-1"),
        ("99", "cbd/art-3"),
        ("", "cbd/art-3"),
        ("next and previous", "cbd/art-15/para-2"),
    ],
)
def test_nothing_where_more_is_asked_or_nothing_is_there(text: str, context: str, shelf: Shelf) -> None:
    """A question of its own, two numbers, the end of the row."""
    assert read(text, "en", context, shelf) == []


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "ar", "ru", "zh", "xx"]))
def test_any_text_names_nothing_or_what_there_is(text: str, language: str) -> None:
    """It raises nothing."""
    shelf = Shelf(provisions=[law(one) for one in KNOWN])
    assert {*read(text, language, "cbd/art-15/para-1", shelf)} <= {*KNOWN}
