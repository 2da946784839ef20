"""Composing: statements with their citations, notes and suggestions, or a refusal and neither."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.answer import Answer, Refusal, RefusalReason
from assistant.asking.case import Thresholds
from assistant.asking.compose import compose
from assistant.asking.help import STARTERS
from assistant.asking.query import Choice, Missing, Query
from assistant.asking.ranking import Ranking
from assistant.words.store import say
from ingest.concepts import embedded_concepts
from ingest.locator import Locator
from ingest.model import GuideEntry, PlainWords, Provenance
from tests.assistant.asking.conftest import Shelf, held

Make = Callable[..., Answer]


@pytest.fixture
def composed(
    shelf: Shelf, ranked: Callable[[dict[str, float]], Ranking], query: Callable[..., Query]
) -> Make:
    """Give the function that composes an answer of the provisions with these locators."""

    def make(
        *locators: str, refusal: Refusal | None = None, chosen_by_name: bool = False, **fields: object
    ) -> Answer:
        ranking = ranked({"cbd/art-3/item-a": 1.0, "cop-1/dec-3": 0.9})
        chosen = [Choice(shelf.by_locator[locator], 2.5, chosen_by_name) for locator in locators]
        return compose(query(**fields), ranking, chosen, refusal, shelf, 5.0, Thresholds(6.0, 0.5, 1.0, 0.35))

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
    assert (answer.statements, answer.citations) == ((), ())
    assert answer.refusal == replace(refusal, help=tuple(say(key, "en") for key in STARTERS))
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


def test_a_list_is_counted_beside_all_of_it(composed: Make) -> None:
    """Where all of it is asked for, or its number; a provision without parts is no list."""
    for wanted in ({"enumeration": True}, {"labels": held(count=0.9)}):
        answer = composed("cbd/art-3", **wanted)
        assert [(s.kind, s.citations) for s in answer.statements] == [("count", (1,)), ("quote", (1,))]
        assert answer.statements[0].text == "Label of cbd/art-3: 2 parts, all of them below."
    assert [s.kind for s in composed("cbd/art-3").statements] == ["quote"]
    assert [s.kind for s in composed("cbd/art-3/item-a", enumeration=True).statements] == ["quote"]


def test_days_are_no_parts(composed: Make) -> None:
    """Who asks for a number of days is not told how many items the provision has."""
    told = composed("cbd/art-3", text="How many days may it take?", labels=held(count=0.9)).statements
    assert [s.kind for s in told] == ["quote"]


def test_parts_that_are_asked_for_by_their_name_are_counted(composed: Make) -> None:
    """ "Number of terms in Article 2" wants one, however little it looks like a list."""
    asked = composed("cbd/art-2", text="number of terms in article 2")
    assert asked.statements[0].text == "Label of cbd/art-2: 3 parts, all of them below."
    assert "count" not in [one.kind for one in composed("cbd/art-2", text="terms in article 2").statements]


def test_parts_that_do_not_stand_below_are_not_counted(shelf: Shelf, composed: Make) -> None:
    """Of an article that is quoted in part, the guide alone has the rest."""
    shelf.by_locator["cbd/art-3/item-b"] = replace(
        shelf.by_locator["cbd/art-3/item-b"], provenance=Provenance.GUIDE
    )
    shelf.provisions = list(shelf.by_locator.values())
    assert "count" not in [one.kind for one in composed("cbd/art-3", enumeration=True).statements]


def test_beside_a_summary_no_parts_are_counted(shelf: Shelf, composed: Make) -> None:
    """Only the guide is shown: none of them is below."""
    guide = replace(shelf.by_locator["cbd/art-3"], provenance=Provenance.GUIDE)
    shelf.by_locator["cbd/art-3"] = guide
    shelf.provisions = tuple(shelf.by_locator.values())
    assert "count" not in [s.kind for s in composed("cbd/art-3", enumeration=True).statements]


def test_what_is_named_is_quoted_whole(shelf: Shelf, composed: Make) -> None:
    """However long it is, up to what anybody would read; what was found is quoted in part, and says so."""
    long = "\n".join(f"{number}. Each Party shall count wolves, {'and bears, ' * 40}." for number in range(9))
    shelf.by_locator["cbd/art-3"] = replace(shelf.by_locator["cbd/art-3"], text=long)
    shelf.provisions = tuple(shelf.by_locator.values())
    assert composed("cbd/art-3", chosen_by_name=True).citations[0].quote == long
    part = composed("cbd/art-3").citations[0]
    assert part.extract
    assert all(line in long.splitlines() for line in part.quote.splitlines())


def test_a_thing_is_explained_before_it_is_quoted(composed: Make) -> None:
    """Its plain words, marked as such, rest on the provisions that establish it; related things are
    suggested.
    """
    party = next(concept for concept in embedded_concepts() if concept.id == "secretariat")
    here = replace(party, established_by=("cbd/art-3/item-a",))
    answer = composed("cbd/art-3/item-a", concepts=(here,), asks_what=True)
    assert [(s.kind, s.citations) for s in answer.statements] == [("concept", (1,)), ("quote", (1,))]
    assert [s.concept for s in answer.statements] == [here.id, ""]
    assert answer.statements[0].text == here.plain["en"]
    assert all(words.startswith("What is “") for words in answer.suggestions)


def test_the_reading_that_was_taken_is_said(composed: Make) -> None:
    """ "The Protocol" is one of several; the others can be asked for."""
    answer = composed("nagoya-protocol/art-1", text="What does the Protocol say?")
    assert answer.notes == ()  # the shelf has no other


def test_only_a_protocol_is_taken_for_the_protocol(composed: Make, shelf: Shelf) -> None:
    """What else is cited was not read into "the Protocol"."""
    shelf.documents["cartagena-protocol"] = replace(
        shelf.documents["nagoya-protocol"], id="cartagena-protocol"
    )
    (note,) = composed("cop-1/dec-3", "nagoya-protocol/art-1", vague=True).notes
    assert "as Nagoya Protocol on Access" in note
    assert "Decision" not in note
