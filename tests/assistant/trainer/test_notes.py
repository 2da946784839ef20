"""Notes of a slide: what to say, to ask and to watch for, made from its provision."""

from dataclasses import replace

import pytest

from assistant.trainer.notes import closing_notes, opening_notes, provision_notes
from assistant.words.store import languages, say
from ingest.messages import embedded_messages
from ingest.model import GuideEntry, PlainWords
from tests.assistant.asking.conftest import provision
from tests.assistant.trainer.conftest import Make

BINDING = provision(
    "cbd/art-15/para-7", "Each Contracting Party shall, as appropriate, share benefits.", "para"
)
ASKING = provision("cop-1/dec-3/para-5", "Invites Parties to count the wolves.", "para")
RECITAL = provision("cbd/preamble/recital-1", "Aware that wolves shall be counted,", "recital")


@pytest.mark.parametrize("language", languages())
def test_the_notes_of_two_slides_differ(language: str, material: Make) -> None:
    """Each says its own message, its verb and what it does; limits are quoted."""
    found = material(language, BINDING, ASKING)
    binding, asking = provision_notes(BINDING, found), provision_notes(ASKING, found)

    assert set(binding.split("\n")).isdisjoint(asking.split("\n")[:2])
    assert embedded_messages(language)[BINDING.locator] in binding
    assert say("trainer.note_binds", language, words="“shall”") in binding
    assert say("trainer.note_limits", language, words="“as appropriate”") in binding
    assert say("trainer.note_asks", language, words="“Invites”") in asking
    assert say("trainer.note_ask_home", language) in asking


@pytest.mark.parametrize("language", languages())
def test_a_question_of_the_guide_is_asked_in_the_language(language: str, material: Make) -> None:
    """The first one that people ask to get there."""
    found = material(language, BINDING)
    translated = PlainWords(language, "Summary.", (f"A question in {language}?", "Another?"))
    found.index.guides[BINDING.locator] = GuideEntry(  # type: ignore[attr-defined]  # the shelf has it
        BINDING.locator, "Summary.", (f"A question in {language}?",), (), translations=(translated,)
    )

    assert f"A question in {language}?" in closing_notes(BINDING, found)


@pytest.mark.parametrize("language", languages())
def test_a_recital_obliges_nobody(language: str, material: Make) -> None:
    """Whatever verbs stand in it."""
    notes = opening_notes(RECITAL, material(language, RECITAL))

    assert say("trainer.note_recital", language) in notes
    assert "“shall”" not in notes


def test_the_words_above_an_item_count_as_its_own(material: Make) -> None:
    """The verb and the limits of a list stand in its head."""
    head = provision(
        "cbd/art-9", "Each Party shall, as far as possible:\n(a) count wolves;", "art", leaf=False
    )
    head = replace(head, chapeau="Each Party shall, as far as possible:")
    item = provision("cbd/art-9/item-a", "(a) count wolves;", "item")
    notes = opening_notes(item, material("en", head, item))

    assert "“shall” binds" in notes
    assert "“as far as possible” limits" in notes


def test_what_may_be_is_no_permission(material: Make) -> None:
    """ "that may have effects" allows nothing; "may decide" does."""
    effects = provision("cbd/art-9", "This Protocol shall apply to wolves that may have effects.", "art")
    allowed = provision("cbd/art-10", "A Party may decide to wait.", "art")
    found = material("en", effects, allowed)

    assert "allows" not in opening_notes(effects, found)
    assert "“may” allows and obliges nobody" in opening_notes(allowed, found)
