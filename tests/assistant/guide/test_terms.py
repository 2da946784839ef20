"""Terms: the phrases of a text that tell most, told apart by how common their words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guide.terms import LONGEST, MOST, Language, terms_of

COMMON = {"the": 900, "of": 800, "les": 700, "ont": 500, "été": 400, "Parties": 300}
RARE = {"sea": 2, "turtle": 1, "nests": 1, "forêts": 2, "sacrées": 1, "report": 9}
LANGUAGE = Language.of(COMMON | RARE)


def test_common_words_part_phrases_and_are_in_none() -> None:
    """Three rare words side by side tell most."""
    assert terms_of("The report of the sea turtle nests of the Parties", LANGUAGE) == (
        "sea turtle nests",
        "report",
    )


def test_a_word_counts_whatever_its_case() -> None:
    """Counts of one word in two cases are added."""
    assert Language.of({"Party": 1, "party": 3}).counts == {"party": 4}


def test_what_an_apostrophe_joins_is_no_word() -> None:
    """Of "l'estuaire" the noun alone."""
    assert terms_of("l'estuaire", LANGUAGE) == ("estuaire",)


def test_numbers_and_marks_end_a_phrase() -> None:
    """A year is no term."""
    assert terms_of("turtle 2020 nests, forêts", LANGUAGE) == ("nests", "turtle", "forêts")


def test_nothing_is_said_twice() -> None:
    """A phrase whose words were all said is left out."""
    assert terms_of("sea turtle nests. Turtle.", LANGUAGE) == ("sea turtle nests",)


def test_chinese_has_phrases_too() -> None:
    """What stands between marks, as far as it is no longer than a phrase."""
    assert terms_of("红树林，湿地", LANGUAGE) == ("湿地", "红树林")


@pytest.mark.parametrize("text", ["", "the of", "1 2 3", "...", "’"])
def test_what_says_nothing_has_no_terms(text: str) -> None:
    """And raises nothing."""
    assert terms_of(text, LANGUAGE) == ()


@given(st.text(max_size=200))
def test_any_text_has_few_short_terms_of_its_own_words(text: str) -> None:
    """Whatever it is."""
    terms = terms_of(text, LANGUAGE)
    assert len(terms) <= MOST
    assert all(len(term.split()) <= LONGEST for term in terms)
