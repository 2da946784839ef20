"""Footnotes of printed pages are told from the text above them by their letters, place and marks."""

from ingest.readers.footnotes import notes_apart
from ingest.readers.placed import Placed

TEXT = [
    Placed(f"Row {row} of the strategy goes on about wetlands and their birds", 72, 700 - 12 * row, 10)
    for row in range(8)
]
CALLED = Placed("Wetlands were counted by the agency,1 and their birds by others.2", 72, 580, 10)
NOTES = [
    Placed("1 Report of the agency for the year in which the wetlands", 72, 100, 6),
    Placed("were first counted, page 4.", 72, 90, 8),
    Placed("2 Others are named in annex I.", 72, 80, 6),
]


def parted(*page: Placed) -> tuple[list[str], list[list[str]]]:
    """The text of one page, and its notes."""
    [(text, notes)] = notes_apart([page])
    return [line.text for line in text], [[line.text for line in note] for note in notes]


def test_notes_are_told_from_the_text_and_from_each_other() -> None:
    """A note may have several lines; the rule above them is none of the text."""
    rule = Placed("_______________", 72, 112, 8)
    text, notes = parted(*TEXT, CALLED, rule, *NOTES)
    assert text == [line.text for line in (*TEXT, CALLED)]
    assert notes == [[NOTES[0].text, NOTES[1].text], [NOTES[2].text]]


def test_the_foot_of_the_page_may_stand_below_them() -> None:
    """The number of the document is further from the notes than a line of the text would be."""
    foot = Placed("25-20231 (E)", 72, 40, 10)
    assert parted(foot, *TEXT, CALLED, *NOTES)[1] == [[NOTES[0].text, NOTES[1].text], [NOTES[2].text]]


def test_small_lines_to_which_nothing_refers_are_text() -> None:
    """A table in small letters whose rows are counted has no marks in the text."""
    assert parted(*TEXT, *NOTES)[1] == []


def test_small_lines_above_the_text_are_text() -> None:
    """What the page goes on below is a box or a table."""
    below = Placed("and the text goes on below the box of small letters", 72, 66, 10)
    assert parted(*TEXT, CALLED, *NOTES, below)[1] == []


def test_letters_as_large_as_those_of_the_text_are_no_notes() -> None:
    """A list counted 1 and 2 that ends a page is a list."""
    items = [Placed(note.text, note.x, note.y, 10) for note in NOTES]
    assert parted(*TEXT, CALLED, *items)[1] == []
