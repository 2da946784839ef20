"""Shorthand: what is written in a hurry is written out; letters that name an item stay."""

import tomllib
from pathlib import Path

import pytest

from assistant.asking.patterns import DATA
from assistant.asking.shorthand import expand, hurried
from ingest.vocabulary import LANGUAGES


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "wat r d duties of parties", "what are the duties of parties"),
        ("en", "WAT R D DUTIES", "what are the DUTIES"),
        ("en", "r reservations allowed", "are reservations allowed"),
        ("en", "Pls tell me abt abs", "Please tell me about abs"),
        ("en", "hw many dys", "how many days"),
        ("fr", "c koi et ki désigne", "c'est quoi et qui désigne"),
        ("es", "xq pa decidir", "por qué para decidir"),
        ("pt", "oq vc quer", "o que você quer"),
        ("en", "b4 the mtg it must b sent", "before the meeting it must be sent"),
        ("es", "q es un gen", "qué es un gen"),
        ("pt", "prazo dps d decidir", "prazo depois de decidir"),
        ("ru", "скоко членов", "сколько членов"),
        ("ar", "ماهي المواد", "ما هي المواد"),
        ("ar", "شو هو التنوع", "ما هو التنوع"),
    ],
)
def test_short_words_are_written_out(language: str, short: str, long: str) -> None:
    """In their language."""
    assert expand(short, language) == long


@pytest.mark.parametrize(
    "text",
    [
        "what does item d say",  # nothing else is short
        "Decision 15/8, annex, d",
        "UR of the TH",  # abbreviations
        "u.s. law, www.u.com and n/a",
        "the r'n of it",
    ],
)
def test_what_is_not_short_for_certain_stays(text: str) -> None:
    """Letters alone, abbreviations, addresses."""
    assert expand(text, "en") == text


@pytest.mark.parametrize(
    "text", ["wat does 8 (d) say", "wat of item d", "wat is 8 d", "wat of a, d", "wat of a d"]
)
def test_a_letter_that_may_name_an_item_stays(text: str) -> None:
    """Though the text is in shorthand."""
    assert expand(text, "en") == text.replace("wat", "what")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("oq eh recurso genetico", "pt"),
        ("kien paga", "es"),
        ("ki paye", "fr"),
        ("q", ""),  # Spanish as well as Portuguese
        ("genetic resources d", ""),  # not certain
    ],
)
def test_shorthand_tells_its_language(text: str, language: str) -> None:
    """Where most of it is of one."""
    assert hurried(text) == language


def test_other_languages_stay() -> None:
    """Each has its own words; Chinese has none."""
    assert expand("ki est qui", "en") == "ki est qui"
    assert expand("什么 u", "zh") == "什么 u"


def test_the_data_is_in_small_letters_of_the_seven_languages() -> None:
    """And nothing stands for itself."""
    tables = tomllib.loads((Path(DATA) / "shorthand.toml").read_text(encoding="utf-8"))
    assert tables.keys() <= set(LANGUAGES)
    for table in tables.values():
        assert table.keys() <= {"certain", "beside"}
        assert not table["certain"].keys() & table.get("beside", {}).keys()
        for words in table.values():
            assert all(short == short.lower() and short != long for short, long in words.items())
