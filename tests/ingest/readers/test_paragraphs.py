"""Text files in which a line is a paragraph."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.paragraphs import is_paragraphs, read_paragraphs

LONG = "Decides that every chair of the hall shall be painted green before the next meeting, " * 4


def test_long_lines_under_a_symbol_are_paragraphs() -> None:
    """Lines broken for a page are not, nor is a text without any symbol."""
    assert is_paragraphs(["Decision 2/CP.24", "Chairs", f"1. {LONG}", f"2. {LONG}"])
    assert not is_paragraphs(["Chairs", f"1. {LONG}"])
    wrapped = [
        "Decision 2/CP.24",
        "Chairs",
        *["1. Decides that every chair of the hall", "shall be green;"] * 40,
    ]
    assert not is_paragraphs(wrapped)


def test_a_line_that_a_manual_break_cut_is_joined() -> None:
    """Where it begins with a small letter, or the one before cannot be over; an item never."""
    lines = [
        "Decision 2/CP.24", "Chairs of Parties included in", "Annex I to the hall", "1. Chairs of the hall",
        "and of the garden", "a. Lamps", "", "left alone", "| x | y |", "", "A hall for the biennium",
        "2016–2017,",
    ]  # fmt: skip
    assert [block.text for block in read_paragraphs(lines)] == [
        "Decision 2/CP.24", "Chairs of Parties included in Annex I to the hall",
        "1. Chairs of the hall and of the garden", "a. Lamps", "left alone", "| x | y |",
        "A hall for the biennium 2016–2017,",
    ]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Whatever the lines are."""
    from ingest.readers.clean import clean

    words = [word for line in lines for word in clean(line).split()]
    assert [word for block in read_paragraphs(lines) for word in block.text.split()] == words
