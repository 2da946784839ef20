"""Composing: statements with their citations, notes and suggestions, or a refusal and neither."""

from collections.abc import Callable

import pytest

from assistant.answer import Answer, Refusal, RefusalReason
from assistant.asking.compose import compose, tell
from assistant.asking.query import Choice, Missing, Query
from assistant.asking.ranking import Ranking
from assistant.reading.timeline import Entry, Remark, Timeline
from assistant.words.store import say
from ingest.locator import Locator
from ingest.model import GuideEntry, PlainWords
from tests.assistant.asking.conftest import Shelf

Make = Callable[..., Answer]


@pytest.fixture
def composed(
    shelf: Shelf, ranked: Callable[[dict[str, float]], Ranking], query: Callable[..., Query]
) -> Make:
    """Give the function that composes an answer of the provisions with these locators."""

    def make(*locators: str, refusal: Refusal | None = None, **fields: object) -> Answer:
        ranking = ranked({"cbd/art-3/item-a": 1.0, "cop-1/dec-3": 0.9})
        chosen = [Choice(shelf.by_locator[locator], 2.5) for locator in locators]
        return compose("Who?", query(**fields), ranking, chosen, refusal, shelf, 5.0)

    return make


@pytest.mark.parametrize(
    ("locator", "kind"),
    [
        ("cbd/art-3/item-a", "quote"),
        ("cbd/art-4/catalogue", "quote"),
        ("deck/slide-1/remark-1", "remark"),
    ],
)
def test_a_statement_is_what_it_is(composed: Make, locator: str, kind: str) -> None:
    """A quotation, or the trainer's remark, with its one citation."""
    answer = composed(locator)
    assert [(s.kind, s.citations) for s in answer.statements] == [(kind, (1,))]
    assert [(c.id, c.score) for c in answer.citations] == [(locator, 0.5)]


def test_plain_words_stand_beside_the_law(composed: Make, shelf: Shelf) -> None:
    """The guide's summary of what is quoted."""
    shelf.guides["cbd/art-3/item-a"] = GuideEntry("cbd/art-3/item-a", "Keep trees.", ("Trees?",), ())
    assert composed("cbd/art-3/item-a").statements[0].plain == "Keep trees."


@pytest.mark.parametrize(("state", "unread"), [("drafted", True), ("reviewed", True), ("read", False)])
def test_plain_words_say_who_has_read_them(composed: Make, shelf: Shelf, state: str, unread: bool) -> None:
    """In the language of the question; the English, from which they were written, say nothing."""
    french = PlainWords("fr", "Gardez les arbres.", ("Des arbres ?",), state)
    entry = GuideEntry("cbd/art-3/item-a", "Keep trees.", ("Trees?",), (), translations=(french,))
    shelf.guides["cbd/art-3/item-a"] = entry
    (told,) = composed("cbd/art-3/item-a", language="fr").statements
    assert (told.plain, told.plain_language, told.plain_state, told.unread) == (
        "Gardez les arbres.", "fr", state, unread,
    )  # fmt: skip
    (english,) = composed("cbd/art-3/item-a").statements
    assert (english.plain_language, english.plain_state, english.unread) == ("en", "", False)


def test_a_refusal_cites_nothing(composed: Make) -> None:
    """Whatever was chosen."""
    refusal = Refusal(RefusalReason.OUT_OF_SCOPE, "No.")
    answer = composed("cbd/art-3/item-a", refusal=refusal)
    assert (answer.statements, answer.citations, answer.refusal) == ((), (), refusal)
    assert answer.suggestions == ()


def test_suggestions_are_the_guides_of_what_else_was_found(composed: Make, shelf: Shelf) -> None:
    """Not of what is cited."""
    for locator in ("cbd/art-3/item-a", "cop-1/dec-3"):
        shelf.guides[locator] = GuideEntry(locator, "S.", (f"About {locator}?",), ())
    assert composed("cbd/art-3/item-a").suggestions == ("About cop-1/dec-3?",)


def test_notes(composed: Make, shelf: Shelf) -> None:
    """Instructions that were not followed, what is missing, other readings, how long a list is."""
    absent = Missing("Article 9", Locator.parse("cbd/art-9"), shelf.by_locator["cbd"])
    answer = composed(
        "cbd/art-3",
        injected=True,
        missing=(absent,),
        enumeration=True,
        named=((shelf.by_locator["cbd/art-3"],),),
        alternatives=(shelf.by_locator["nagoya-protocol/art-1"],),
    )
    assert answer.notes[0] == say("answer.injected", "en")
    assert "Label of nagoya-protocol/art-1" in answer.notes[1]
    assert "Article 9" in answer.notes[2]
    assert answer.notes[3] == say("answer.items", "en", count=2)


def test_a_timeline_is_told_decision_by_decision(shelf: Shelf, query: Callable[..., Query]) -> None:
    """The fact of the catalogue, then the trainer's remark, each with a citation of its own."""
    remark = Remark("Counting wolves took years.", ("deck/slide-1/remark-1",), ("Slide 1",))
    entry = Entry(
        "cop-1/dec-4", "I/4", "Decision I/4", "Lakes", 1, "1994", "Nassau", "", "", "cop-1/dec-4/catalogue",
        "Catalogue", "", None, (remark,),
    )  # fmt: skip
    answer = tell("History?", query(), Timeline("Lakes", "lakes", (entry,), ""), shelf)
    assert [(s.kind, s.citations) for s in answer.statements] == [("catalogue", (1,)), ("remark", (2,))]
    assert [c.id for c in answer.citations] == ["cop-1/dec-4/catalogue", "deck/slide-1/remark-1"]
    assert answer.notes == (say("answer.remark", "en"),)
