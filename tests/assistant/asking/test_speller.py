"""The speller: only what nobody knows is read otherwise, and only as a word of the corpus."""

import pytest

from assistant.asking.known_words import marked
from assistant.asking.speller import Speller, languages_of
from tests.assistant.asking.conftest import Shelf

WORDS = {
    "en": {"biological": 400, "major": 50, "Convention": 900, "authentic": 9, "what": 9, "SBSTTA": 9},
    "fr": {"authentique": 9, "autorités": 30},
    "es": {"días": 40, "importación": 40, "tarde": 40},
    "ar": {"وطنية": 9},
}
GENERAL = {
    marked("mayor", "en"), marked("mayer", "es"), marked("autentique", "pt"), marked("dias", "pt"),
    marked("trade", "en"), marked("mjaor", "pt"), marked("convención", "es"),
    marked("konvention", "ru"), marked("wyat", "fr"),
}  # fmt: skip
SPELLER = Speller(lambda language: WORDS.get(language, {}), GENERAL)


@pytest.mark.parametrize(
    ("word", "language", "meant"),
    [
        ("biologcal", "en", "biological"),
        ("convetion", "en", "Convention"),
        ("mayor", "en", ""),  # known
        ("mayer", "en", ""),  # known in another language
        ("mjaor", "en", "major"),  # known in another language, but two letters changed places
        ("trade", "es", ""),  # English words stand in every language
        ("mjr", "en", ""),  # too short
        ("waht", "en", "what"),  # but for a small word
        ("wyat", "en", ""),  # which is known
        ("sbsta", "en", "SBSTTA"),
        ("días", "en", ""),  # Spanish
        ("biologcal", "fr", ""),  # near no French word
        ("autentique", "fr", "authentique"),  # Portuguese, but it sounds like a French word
        ("autentique", "en", ""),
        ("dias", "es", "días"),  # Portuguese, but for its accent a Spanish word
        ("convencion", "es", ""),  # known but for its accent
        ("وطنيه", "ar", "وطنية"),
        ("وطنيب", "ar", ""),  # of Arabic only accents are put back
        ("生物多样性", "zh", ""),
        ("biologcal", "zh", ""),
        ("конвенцыя", "en", ""),  # not of the alphabet of the language
    ],
)
def test_only_what_nobody_knows_is_read_otherwise(word: str, language: str, meant: str) -> None:
    """As the one word of the corpus that is near."""
    assert SPELLER.meant(word, language) == meant


def test_what_is_known_is_known_in_any_language() -> None:
    """Of its alphabet; of one that has no general dictionary everything may be known."""
    assert SPELLER.knows("mayor")
    assert SPELLER.knows("importación")
    assert SPELLER.knows("mayer")
    assert SPELLER.knows("生物")
    assert SPELLER.knows("شيء")
    assert not SPELLER.knows("biologcal")
    assert not SPELLER.knows("شيء" * 5)  # no Arabic word is so long


def test_a_name_is_no_small_word_and_no_abbreviation() -> None:
    """Which is written with a capital inside a sentence."""
    assert SPELLER.meant("waht", "en", named=True) == SPELLER.meant("sbsta", "en", named=True) == ""


def test_a_word_is_read_in_a_language_where_it_is_of_it_or_meant_to_be() -> None:
    """Known words and slips alike."""
    assert SPELLER.reads("mayor", "en")
    assert SPELLER.reads("biologcal", "en")
    assert not SPELLER.reads("biologcal", "es")


def test_before_a_number_the_part_of_a_text_is_meant() -> None:
    """Though a general dictionary knows the word; not where the corpus does."""
    counts = {"annex": 90, "Article": 90, "access": 9}
    speller = Speller(lambda language: counts if language == "en" else {}, {marked("anex", "en")})
    assert speller.meant("anex", "en") == ""
    assert speller.unit_meant("anex", "en") == "annex"
    assert speller.unit_meant("artcle", "en") == "Article"
    assert speller.unit_meant("acess", "en") == speller.unit_meant("access", "en") == ""
    assert speller.unit_meant("anex", "ru") == ""


def test_the_names_of_concepts_are_words(shelf: Shelf) -> None:
    """Beside those of the index; where the index has none, nothing is a word."""
    speller = Speller.over(shelf)
    assert speller.dictionary("en").usual["informea"] == "InforMEA"
    assert speller.meant("forrests", "en") == "forests"
    assert not speller.dictionary("fr").usual


def test_every_word_is_of_one_alphabet() -> None:
    """Or of none, where it mixes them."""
    assert languages_of("étudié") == ("en", "fr", "es", "pt")
    assert languages_of("статья") == ("ru",)
    assert languages_of("مادة") == ("ar",)
    assert languages_of("mixтура") == languages_of("生物") == ()


def test_chinese_is_heard() -> None:
    """Runs that were read otherwise than typed are told; what is kept stays."""
    speller = Speller(lambda language: {"政策": 40, "目标": 40} if language == "zh" else {})
    assert speller.heard("正策, 木标。政策", frozenset()) == ("政策, 目标。政策", ("政策", "目标"))
    assert speller.heard("正策, 木标", {0}) == ("正策, 目标", ("目标",))
