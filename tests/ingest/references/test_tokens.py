"""Tokens: what each piece of a text is, at its place in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.references.tokens import ELSEWHERE, FOREIGN, Token, letter_value, roman_value, tokens


def told(text: str) -> list[tuple[str, str, int]]:
    """Kind, value and number of each token."""
    return [(token.kind, token.value, token.number) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 8 j", [("unit", "art", 0), ("num", "digits", 8), ("word", "", 0)]),
        ("twenty-first article", [("ord", "spelled", 21), ("unit", "art", 0)]),
        ("15th meeting", [("ord", "digits", 15), ("word", "", 0)]),
        ("Nagoya Protocol", [("inst", "nagoya-protocol", 0)]), ("Nagoya", [("weak", "nagoya-protocol", 0)]),
        ("the Protocol", [("word", "", 0), ("inst", "protocol", 0)]),
        ("Paris Agreement", [("inst", FOREIGN, 0)]),
        ("Regulation (EU) No 511/2014", [("inst", ELSEWHERE, 0)]),
        ("CP/MOP", [("body", "cp-mop", 0)]),
        ("第八条", [("word", "", 0), ("num", "cjk", 8), ("suffix", "art", 0)]),
        ("二十一", [("num", "cjk", 21)]),
        ("المادة الثامنة عشرة", [("unit", "art", 0), ("num", "spelled", 18)]),
        ("12/05/2020", [("opaque", "", 0)]), ("30 %", [("opaque", "", 0)]), ("1/CP.21", [("loc", "", 0)]),
        ("sub-paragraphs", [("unit", "item", 0)]), ("cbd/art-8/item-j", [("loc", "", 0)]),
        ("https://example.org/a", [("opaque", "", 0)]),
    ],
)  # fmt: skip
def test_pieces_are_told_apart(text: str, expected: list[tuple[str, str, int]]) -> None:
    """Units, numbers in words and figures, names, bodies, locators, and what only looks like a number."""
    assert told(text) == expected


@given(st.text(max_size=60))
def test_tokens_stand_in_order_and_do_not_overlap(text: str) -> None:
    """Whatever the text; every character that is not blank is in one of them."""
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


def test_tight_tokens_touch() -> None:
    """So that 8(j) is told from 8 (j)."""
    assert [token.tight for token in tokens("8(j) 8 (j)")] == [
        False,
        True,
        True,
        True,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("text", "value"), [("XV", 15), ("хii", 12), ("iiii", 0), ("house", 0)])
def test_roman_numbers_are_read_in_any_alphabet(text: str, value: int) -> None:
    """That looks the part."""
    assert roman_value(tokens(text)[0]) == value


@pytest.mark.parametrize(
    ("text", "letter"), [("j", "j"), ("aa", "aa"), ("iv", "iv"), ("б", "b"), ("ج", "c"), ("by", "")]
)
def test_letters_of_items_are_latin_ones(text: str, letter: str) -> None:
    """In the order of each alphabet; a word is none."""
    assert letter_value(Token("word", 0, len(text), text)) == letter
