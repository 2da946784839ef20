"""The layout of a printed decision shows in gaps between its lines."""

import pytest

from ingest.readers.lines import Line
from ingest.readers.printed import same_number, spaced

LINES = [
    "UNEP/CBD/COP/DEC/VIII/11",
    "15 June 2006",
    "VIII/11. Cooperation",
    "The Conference of the Parties",
    "Asks.",
]


def test_lines_of_a_decision_are_spaced() -> None:
    """Each line of the masthead, the title and the opening words stand alone; the body goes on."""
    texts = [line.text for line in spaced([Line(text, 1) for text in LINES])]
    assert [text for text in texts if text] == LINES
    assert texts == ["", LINES[0], "", "", LINES[1], "", "", LINES[2], "", LINES[3], "", LINES[4]]


@pytest.mark.parametrize("left_out", [0, 2])
def test_other_lines_come_back_as_they_are(left_out: int) -> None:
    """Without a symbol, or without the number of that decision above its title."""
    lines = [Line(text) for place, text in enumerate(LINES) if place != left_out]
    assert spaced(lines) == lines


@pytest.mark.parametrize(
    ("printed", "session", "number", "same"),
    [
        ("VIII/11", 8, 11, True), ("15/8", 15, 8, True), ("BS-VII/5", 7, 5, True), ("CP-10/3", 10, 3, True),
        ("SBSTTA 23/6", 23, 6, True), ("VIII/11", 8, 12, False), ("VIII/11", 9, 11, False),
        ("11", 8, 11, False),
    ],
)  # fmt: skip
def test_printed_numbers_are_compared_by_value(printed: str, session: int, number: int, same: bool) -> None:
    """Roman or arabic, with the letters of its body or without."""
    assert same_number(printed, session, number) is same
