"""The usual case: texts whose case says nothing are written as the corpus writes them."""

import re

import pytest

from assistant.asking.speller import Speller
from assistant.asking.usual_case import places, usual_case

WORDS = {
    "en": {
        "what": 9, "is": 9, "the": 9, "of": 9, "to": 9, "a": 9, "Convention": 9, "LMO": 9, "Article": 9,
        "annex": 9, "Nagoya": 9, "Protocol": 9, "objective": 9, "decision": 9, "para": 9, "GEF": 3,
        "clearing-house": 9,
    },
    "fr": {"quel": 9, "est": 9, "le": 9, "protocole": 9},
}  # fmt: skip
SPELLER = Speller(lambda language: WORDS.get(language, {}), {"en mix", "en wolves", "fr lmo"})


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("WHAT IS THE OBJECTIVE OF THE NAGOYA PROTOCOL?", "What is the objective of the Nagoya Protocol?"),
        ("what is an lmo", "What is an LMO"),
        ("What Is The Objective Of The Convention?", "What is the objective of the Convention?"),
        ("wHAT IS THE oBJECTIVE OF THE cONVENTION", "What is the objective of the Convention"),
        ("wHaT iS tHe ObJeCtIvE", "What is the objective"),
        ("WHAT IS GKSSB? WHAT IS IT", "What is GKSSB? What is IT"),
        ("MIX OF WOLVES", "Mix of wolves"),
        ("ANNEX A TO DECISION XIII/23, PARA 3 (B)", "Annex A to decision XIII/23, para 3 (b)"),
        ("what of decision xiii/23 and i/3", "What of decision XIII/23 and I/3"),
        ("IS A LMO", "Is a LMO"),
        ("ARTICLE 8(J)", "Article 8(j)"),
        ("THE CLEARING-HOUSE", "The clearing-house"),
        ("see www.cbd.int/abs", "See www.cbd.int/abs"),
        ("what is it. what of it? what", "What is it. what of it? What"),
    ],
)
def test_a_case_that_says_nothing_is_the_usual_one(typed: str, usual: str) -> None:
    """All capitals, all small, or an odd mix; abbreviations and Roman numbers stay capitals."""
    assert usual_case(typed, "en", SPELLER) == usual


def test_a_word_of_the_language_is_no_english_abbreviation() -> None:
    """Though it is spelt like one."""
    assert usual_case("quel gef", "fr", SPELLER) == "Quel GEF"
    assert usual_case("quel lmo", "fr", SPELLER) == "Quel lmo"


@pytest.mark.parametrize(
    "text",
    [
        "What is the objective of the Nagoya Protocol?",
        "What is the LMO of the Convention?",
        "Is Kyrgyzstan, Eswatini, Timor-Leste or Burkina Faso mentioned?",
        "WHO and UNEP say what of the Convention?",
        "ما هي الاتفاقية؟",
        "什么是公约",
        "",
    ],
)
def test_a_case_that_says_something_stays(text: str) -> None:
    """As it was typed; what nobody knows in another case is not odd, and other scripts have none."""
    assert usual_case(text, "en", SPELLER) == text


def test_english_abbreviations_are_known_in_every_language() -> None:
    """English words are not."""
    assert usual_case("QUEL EST LE GEF OF", "fr", SPELLER) == "Quel est le GEF of"


def test_places_are_those_of_whole_pieces() -> None:
    """Between two blanks."""
    assert places("a b1 c", re.compile(r"\d")) == {2, 3}
