"""Tables as text: a line a row, cells between bars, every cell in its column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONG_CELL = 80  # characters: what a cell that runs over rows may have to be said in each
WIDEST = 60  # columns to which cells that take several may widen a row
TALLEST = 200  # rows that one cell may take
MOST_AGAIN = 200_000  # characters that cells of one table are said again with: no file makes itself so large


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """A table as text: a line a row, cells between bars, so that no cell can be taken for a paragraph's
    number.
    """
    return "\n".join(f"| {' | '.join(row)} |" for row in rows if any(row))


def said_again(text: str) -> str:
    """What a row says of a cell above that runs over it: its words where they are few, else nothing."""
    return text if len(text) <= LONG_CELL else ""


def in_columns(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The words of each row, every cell in its column; a short one that runs over rows is said in each."""
    table: list[list[str]] = []
    above: dict[int, tuple[str, int]] = {}  # column -> what runs over it from above, and for how many rows
    left = MOST_AGAIN
    for row in rows:
        line: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        for cell in (*row, None):
            while len(line) in above:
                text, more = above[len(line)]
                if more > 1:
                    below[len(line)] = (text, more - 1)
                said = text if len(text) <= left else ""
                left -= len(said)
                line.append(said)
            if cell is not None:
                words = [cell.text, *[""] * (min(cell.columns, WIDEST - len(line)) - 1)]
                if cell.rows > 1 and len(line) < WIDEST:
                    running = ((said_again(text), min(cell.rows, TALLEST) - 1) for text in words)
                    below.update(enumerate(running, start=len(line)))
                line += words
        above = below
        table.append(line)
    return table


def without_bars(text: str) -> str:
    """What a table in a cell says: its bars would be taken for columns of the table around it."""
    if not text.startswith("|"):
        return text
    return "; ".join(", ".join(_cells(line)) for line in text.split("\n"))


def _cells(line: str) -> list[str]:
    return [cell for part in re.split(r" \| ", line.strip("|")) if (cell := part.strip())]
