"""A session quotes the law in its own language where the library holds it, else in English, and says so."""

from assistant.trainer.pack import Item, Pack
from assistant.trainer.recheck import recheck
from assistant.trainer.session import make_session
from assistant.words.store import say
from index.local import LocalIndex

PLACE, SUBJECT = "cbd/art-18/para-3", "clearing-house mechanism"
FRENCH = "La Conférence des Parties détermine comment créer un centre d'échange."
MARK = say("trainer.in_english", "fr")


def texts(locator: str, language: str) -> str:
    """A library that has one paragraph in French."""
    return FRENCH if (locator, language) == (PLACE, "fr") else ""


def quoted(pack: Pack, kind: str) -> list[tuple[str, Item]]:
    """The quotations of a kind of blocks, each with the line below its title and its note."""
    return [
        (f"{block.source} {item.note}", item)
        for block in pack.blocks
        if block.kind == kind
        for item in block.items
        if item.kind == "quote"
    ]


def test_slides_and_handout_quote_what_is_held_in_the_language(index: LocalIndex) -> None:
    """All else is marked as English."""
    pack = make_session(SUBJECT, index, language="fr", texts=texts)
    for kind in ("provision", "law"):
        found = quoted(pack, kind)
        french = [told for told, item in found if item.sources[0].locator == PLACE]
        assert [item.text for _, item in found if item.sources[0].locator == PLACE] == [FRENCH]
        assert all(MARK not in told for told in french)
        assert all(MARK in told for told, item in found if item.sources[0].locator != PLACE)


def test_an_english_session_has_no_marks(index: LocalIndex) -> None:
    """Whatever the library has."""
    pack = make_session(SUBJECT, index, texts=texts)
    assert say("trainer.in_english", "en") not in pack.to_json()
    assert FRENCH not in pack.to_json()


def test_what_a_translated_slide_proves_is_asked(index: LocalIndex) -> None:
    """The same questions as beside the English words; their proofs are English, and say so."""
    packs = [make_session(SUBJECT, index, language="fr", texts=held) for held in (texts, lambda *_: "")]
    asked = [[item.text for b in pack.blocks if b.kind == "quiz" for item in b.items] for pack in packs]
    assert asked[0] == asked[1]
    answers = [item for b in packs[0].blocks if b.kind == "answers" for item in b.items]
    assert all(item.why.endswith(f"({MARK})") for item in answers if item.kind == "quote")


def test_a_recheck_holds_translated_words_against_the_library(index: LocalIndex) -> None:
    """Where it no longer has them, they have changed."""
    pack = make_session(SUBJECT, index, language="fr", texts=texts)
    assert recheck(pack, index, texts) == []
    assert {one.locator for one in recheck(pack, index)} == {PLACE}
