"""Roman numbers: what is written is read, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import as_roman, from_chinese, from_roman, roman


@given(st.integers(1, 399))
def test_roman_numbers_round_trip(number: int) -> None:
    """from_roman reads what roman writes, in either case."""
    assert from_roman(roman(number)) == from_roman(roman(number).lower()) == number


@given(st.text("IVXLC", max_size=8))
def test_only_well_formed_roman_numbers_are_read(letters: str) -> None:
    """IIII, VX and the empty text are no numbers."""
    value = from_roman(letters)
    assert value is None or roman(value) == letters


@pytest.mark.parametrize("number", [0, 400, -1])
def test_roman_refuses_what_it_cannot_write(number: int) -> None:
    """Outside 1 to 399 there is no roman form; as_roman leaves such a number as it is."""
    with pytest.raises(ValueError, match="no roman form"):
        roman(number)
    assert as_roman(str(number)) == str(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("五", 5), ("十", 10), ("十二", 12), ("二十", 20)),
        *(("一百零三", 103), ("一千二百六十", 1260), ("38", 38), ("国", 0)),
    ],
)
def test_chinese_numbers_are_read(text: str, number: int) -> None:
    """As laws number their articles."""
    assert from_chinese(text) == number
