"""A whole pack in each language: no English word is left that is not quoted, a title in the original, or a
name.
"""

import re

import pytest

from assistant.trainer.pack import Block, Pack
from assistant.trainer.printed import plan_lines, printed
from assistant.trainer.session import make_session
from assistant.words.forms import day, number
from assistant.words.store import Words, languages
from index.local import LocalIndex

ENGLISH = frozenset({"the", "of", "and", "with", "which", "must", "shall", "are", "by", "this", "that"})
COMMANDS = frozenset("cbd assistant session recheck sync decisions treaties cop".split())
WORD = re.compile(r"[A-Za-z]{2,}")
QUOTED = re.compile(r"“[^”]*”|«[^»]*»")


def own_words(block: Block) -> list[str]:
    """What is said in a block in the project's own words."""
    items = [
        text for item in block.items if item.kind in {"own", "guide"} for text in (item.text, *item.options)
    ]
    notes = [item.note for item in block.items]
    return [QUOTED.sub("", text) for text in (block.title, block.notes, *items, *notes)]


def known_words(pack: Pack, index: LocalIndex) -> set[str]:
    """The words of all that is quoted, of the titles of documents and provisions, and of their ids."""
    sources = [source for block in pack.blocks for item in block.items for source in item.sources]
    texts = [source.quote for source in sources]
    texts += [cell for block in pack.blocks for item in block.items for cell in item.cells]
    texts += [pack.subject]
    for document in index.documents.values():
        texts += [document.title, document.short_title, document.id, document.place]
    for source in sources:
        provision = index.get(source.locator)
        texts += [provision.heading or "", provision.text] if provision else []
    return {word.lower() for text in texts for word in WORD.findall(text)} | COMMANDS


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_no_english_is_left(language: str, index: LocalIndex) -> None:
    """In another script no other word in Latin letters; in Latin letters no word that only English has."""
    pack = printed(make_session("clearing-house mechanism", index, minutes=90, language=language))
    known = known_words(pack, index)
    say = Words("trainer", language)
    texts = [text for block in pack.blocks if block.kind != "reading" for text in own_words(block)]
    texts += [words for pair in plan_lines(pack, say) for words in pair]
    found = {word.lower() for text in texts for word in WORD.findall(text)}

    assert texts
    if language in {"ar", "ru", "zh"}:
        assert found - known == set()
    else:
        titles = [
            text
            for block in pack.blocks
            for text in (block.title, *(i.text for i in block.items if i.kind == "guide"))
        ]
        assert {
            word.lower() for text in titles for word in WORD.findall(QUOTED.sub("", text))
        } & ENGLISH == set()


@pytest.mark.parametrize(
    ("language", "count", "date"),
    [
        ("en", "1.5", "November 28, 2026"),
        ("fr", "1,5", "28 novembre 2026"),
        ("es", "1,5", "28 de noviembre de 2026"),
        ("pt", "1,5", "28 de novembro de 2026"),
        ("ru", "1,5", "28 ноября 2026"),
        ("ar", "1.5", "28 نوفمبر 2026"),
        ("zh", "1.5", "2026年11月28日"),
    ],
)
def test_numbers_and_dates_are_those_of_the_language(language: str, count: str, date: str) -> None:
    """As CLDR has them, in European digits; what is no date is left as it is."""
    assert number(1.5, language) == count
    assert number(12.0, language) == "12"
    assert day("2026-11-28T10:00:00", language).startswith(date)
    assert day("x", language) == "x"


@pytest.mark.parametrize(("language", "told"), [("en", True), ("fr", False), ("ar", False)])
def test_facts_of_the_catalogue_are_told_in_english_alone(
    index: LocalIndex, language: str, told: bool
) -> None:
    """On the slide that says what the subject is, another language has its plain words only."""
    pack = make_session("Global Taxonomy Initiative", index, minutes=45, language=language)
    what = next(block for block in pack.blocks if block.kind == "definitions")
    assert any(item.kind == "fact" for item in what.items) is told
