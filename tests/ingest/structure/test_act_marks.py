"""What a paragraph opens with, in six languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.blocks import Block
from ingest.structure.act_marks import ends, goes_on, heading_like, next_mark, read_mark


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("1. Decides", "digit.", "1"), ("12) Decides", "digit)", "12"), ("(3) Decides", "digit()", "3"),
        ("1.Requests", "digit.", "1"), ("3.1 Parties", "decimal2", "3.1"), ("(a) Chairs", "letter()", "a"),
        ("a) Chairs", "letter)", "a"), ("a. Chairs", "letter.", "a"), ("(iv) Chairs", "letter()", "iv"),
        ("(aa) Chairs", "letter()", "aa"), ("I. Mandate", "upper", "i"), ("B. Lamps", "upper", "b"),
        ("Section C. Lamps", "upper", "c"), ("− Chairs", "bullet−", ""), ("o Chairs", "bullet", ""),
        ("一、任务", "cjk", "1"), ("(二) 椅子", "cjkitem", "2"), ("б) стулья", "letter)", "b"),
        ("1- يقرر", "digit-", "1"), ("ألف- الولاية", "upper", "a"), ("ثانياً- الولاية", "arabic", "2"),
        ("(ب) الكراسي", "letter()", "b"), ("13.", "digit.", "13"),
    ],
)  # fmt: skip
def test_a_mark_is_read(text: str, style: str, number: str) -> None:
    """Its style is how it is written, its number what a locator has."""
    mark = read_mark(text)
    assert mark is not None
    assert (mark.style.removesuffix("o"), mark.number) == (style, number)


@pytest.mark.parametrize(
    "text",
    ["Decides", "2.5 °C above", "2018 was warm", "(see annex) Chairs", "and) so", "I am", "U.S. chairs", ""],
)
def test_a_word_is_no_mark(text: str) -> None:
    """Nor is a value or an abbreviation."""
    assert read_mark(text) is None


@pytest.mark.parametrize(
    ("text", "alpha", "roman"), [("(i) x", 9, 1), ("(c) x", 3, 0), ("(ii) x", 35, 2), ("(bb) x", 28, 0)]
)
def test_a_letter_counts_in_two_ways(text: str, alpha: int, roman: int) -> None:
    """What stands before it tells which."""
    mark = read_mark(text)
    assert mark is not None
    assert mark.alpha == alpha
    assert mark.roman in {roman, 100}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_mark_is_no_longer_than_its_text(text: str) -> None:
    """For any text."""
    mark = read_mark(text)
    assert mark is None or 0 < mark.length <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chairs and lamps", True),
        ("Chairs and lamps;", False),
        ("chairs", False),
        ("1", True),
        ("C" * 300, False),
    ],
)
def test_few_words_without_an_end_can_be_a_heading(text: str, expected: bool) -> None:
    """The rest cannot."""
    assert heading_like(text) is expected


def test_a_line_ends_or_goes_on() -> None:
    """As its last word or mark says."""
    assert ends("so.”")
    assert ends("所以。")
    assert not ends("chairs of")
    assert goes_on("the chairs of")
    assert goes_on("low-")
    assert not goes_on("the chairs")


def test_the_next_mark_is_of_the_styles_wanted() -> None:
    """Or of any."""
    blocks = [Block("Words"), Block("(a) Chairs"), Block("2. Lamps")]
    first, digit = next_mark(blocks), next_mark(blocks, ("digit",))
    assert first is not None
    assert first.number == "a"
    assert digit is not None
    assert digit.number == "2"
    assert next_mark([]) is None
