"""Help: what may be asked instead, or next."""

from collections.abc import Callable

from assistant.answer import Refusal, RefusalReason
from assistant.asking.help import STARTERS, asked_of, help_with, questions_around, related
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.words.store import say
from ingest.concepts import embedded_concepts
from ingest.model import GuideEntry
from tests.assistant.asking.conftest import Shelf

Ask = Callable[..., Query]
Rank = Callable[[dict[str, float]], Ranking]


def test_who_asked_out_of_scope_is_offered_what_the_page_begins_with(
    shelf: Shelf, query: Ask, ranked: Rank
) -> None:
    """In the language of the question."""
    refusal = Refusal(RefusalReason.OUT_OF_SCOPE, "No.")
    offered = help_with(refusal, query(language="fr"), ranked({"cbd/art-3": 1.0}), shelf)
    assert offered == tuple(say(key, "fr") for key in STARTERS)


def test_a_near_miss_is_offered_what_the_guide_asks_near_it(shelf: Shelf, query: Ask, ranked: Rank) -> None:
    """Of the best provisions."""
    shelf.guides["cbd/art-3"] = GuideEntry("cbd/art-3", "S.", ("What must be protected?",), ())
    refusal = Refusal(RefusalReason.NOT_IN_CORPUS, "No.", ("cbd/art-3",))
    offered = help_with(refusal, query(), ranked({"cbd/art-3": 1.0}), shelf)
    assert offered == ("What must be protected?",)


def test_nothing_is_offered_that_is_refused_by_its_words(shelf: Shelf, query: Ask, ranked: Rank) -> None:
    """A percentage that the text does not give, a wrong: the next question of the guide stands for it."""
    asked = ("What percentage must be paid?", "May I smuggle seeds?", "Who pays?")
    shelf.guides["cbd/art-3"] = GuideEntry("cbd/art-3", "S.", asked, ())
    refusal = Refusal(RefusalReason.NOT_IN_CORPUS, "No.", ("cbd/art-3",))
    assert help_with(refusal, query(), ranked({"cbd/art-3": 1.0}), shelf) == ("Who pays?",)


def test_an_unclear_question_is_offered_its_readings(shelf: Shelf, query: Ask, ranked: Rank) -> None:
    """The question itself, asked of each instrument that is there."""
    refusal = Refusal(RefusalReason.UNCLEAR, "Which?")
    asked = query("Does it apply to me?", asked="Does it apply to me?")
    offered = help_with(refusal, asked, ranked({"cbd/art-3": 1.0}), shelf)
    assert offered == (
        "Does it apply to me? (Convention on Biological Diversity)",
        "Does it apply to me? (Nagoya Protocol on Access and Benefit-sharing)",
    )
    assert asked_of(asked, (), shelf) == ()


def test_related_things_may_be_asked_for(query: Ask) -> None:
    """By the names of the question's language, and none that was asked about already."""
    concepts = {concept.id: concept for concept in embedded_concepts()}
    known = concepts["clearing-house-mechanism"]
    offered = related(query(concepts=(known,), language="es"))
    assert len(offered) == min(3, len(known.see_also))
    assert all(
        concepts[other].name("es") in words for other, words in zip(known.see_also, offered, strict=False)
    )


def test_around_a_provision_its_parts_come_first(shelf: Shelf) -> None:
    """Each part that the guide asks of is offered by its first question; the provision itself is not."""
    for locator in ("cbd/art-3", "cbd/art-3/item-a", "cbd/art-3/item-b", "nagoya-protocol/art-1"):
        asked = (f"First about {locator}?", f"Second about {locator}?")
        shelf.guides[locator] = GuideEntry(locator, "S.", asked, ())
    offered = questions_around(["cbd/art-3"], "en", shelf)
    assert offered == ("First about cbd/art-3/item-a?", "First about cbd/art-3/item-b?")
