"""Tables of printed pages: lines in rows and columns become a line a row, with its cells between bars."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.placed import LEVEL, Placed
from ingest.references.symbols import from_symbol

LEADING = 1.5  # of the size: lines of one cell are as near as this
TALLEST = 8  # lines in a cell
COLUMNS = 2
ROWS = 2
FEW = 3  # rows at least that a table of two columns has: two labels beside two texts are none
LONG = 60  # characters of the usual cell: what has more are the columns of a page
_MARK = re.compile(r"(?:\(?(?:[0-9]{1,3}|[a-zA-Z]{1,2}|[ivxlIVXL]{2,5})[.)]|[-–•*])+")


@dataclass(frozen=True, slots=True)
class _Cell:
    """The lines of a cell, from above."""

    lines: tuple[Placed, ...]

    @property
    def left(self) -> float:
        return min(line.x for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(" ".join(line.text for line in self.lines).split())

    def is_level(self, other: "_Cell") -> bool:
        """Whether both stand in one row: their heads, their feet or their middles are level."""
        near = LEVEL * self.lines[0].size
        head, foot = self.lines[0].y - other.lines[0].y, self.lines[-1].y - other.lines[-1].y
        return min(abs(head), abs(foot), abs(head + foot) / 2) <= near


_Row = tuple[_Cell, ...]


def in_rows(lines: Sequence[Placed]) -> list[Placed]:
    """The lines of a page in the order of the file; those of a table are joined to one a row."""
    done: list[Placed] = []
    at = 0
    while at < len(lines):
        table, after = _table(lines, at)
        done += map(_joined, table) if table else [lines[at]]
        at = after
    return done


def is_row(text: str) -> bool:
    """Whether a line is a row of a table."""
    return text.startswith("| ") and text.endswith(" |")


def _joined(row: _Row) -> Placed:
    first = next(cell.lines[0] for cell in row if cell.lines)
    return replace(first, text=f"| {' | '.join(cell.text for cell in row)} |", bold=False)


def _table(lines: Sequence[Placed], at: int) -> tuple[list[_Row], int]:
    """The rows of the table that begins there, () for none, and where it ends."""
    rows: list[_Row] = []
    columns: list[tuple[float, float]] = []
    end = at
    while (found := _row(lines, end)) is not None:
        row, after = found
        placed = _in_columns(row, columns) if columns else row
        if placed is None:
            break
        columns = _widened(columns, placed) if columns else [(cell.left, cell.right) for cell in row]
        rows.append(placed)
        end = after
    return (rows, end) if _is_table(rows, len(columns)) else ([], at + 1)


def _is_table(rows: Sequence[_Row], columns: int) -> bool:
    if len(rows) < (ROWS if columns > COLUMNS else FEW):
        return False
    cells = [cell.text for row in rows for cell in row if cell.lines]
    marked = sum(bool(_MARK.fullmatch(row[0].text)) for row in rows if row[0].lines)
    usual = sorted(map(len, cells))[len(cells) // 2]
    return marked * 2 < len(rows) and usual <= LONG and not any(map(from_symbol, cells))


def _row(lines: Sequence[Placed], at: int) -> tuple[_Row, int] | None:
    """The row that begins there, with where it ends. Its first cell has as few lines as it can have."""
    for height in range(1, TALLEST + 1):
        first = lines[at : at + height]
        if len(first) < height or not _is_cell(first):
            return None
        cells, end = [_Cell(tuple(first))], at + height
        while end < len(lines) and (cell := _next_cell(lines, end, cells)):
            cells.append(cell)
            end += len(cell.lines)
        if len(cells) >= COLUMNS:
            return tuple(cells), end
    return None


def _next_cell(lines: Sequence[Placed], at: int, cells: Sequence[_Cell]) -> _Cell | None:
    """The cell that begins there, right of the others and level with the first; None for none."""
    if lines[at].x < cells[-1].right - lines[at].size:
        return None
    found = None
    for height in range(1, TALLEST + 1):
        several = lines[at : at + height]
        if len(several) < height or not _is_cell(several):
            break
        cell = _Cell(tuple(several))
        found = cell if cell.is_level(cells[0]) else found
    return found


def _is_cell(lines: Sequence[Placed]) -> bool:
    """Whether the lines stand below each other as those of one cell do."""
    return all(
        0 < above.y - below.y <= LEADING * max(above.size, below.size)
        and below.x < above.right
        and below.right > above.x
        for above, below in pairwise(lines)
    )


def _in_columns(row: _Row, columns: Sequence[tuple[float, float]]) -> _Row | None:
    """The row with an empty cell where it has none of a column; None where it does not fit the columns."""
    places = [_column(cell, columns) for cell in row]
    if None in places or len(set(places)) < len(places):
        return None
    known = dict(zip(places, row, strict=True))
    return tuple(known.get(place, _Cell(())) for place in range(len(columns)))


def _column(cell: _Cell, columns: Sequence[tuple[float, float]]) -> int | None:
    """The column that a cell overlaps most."""
    shared = [min(cell.right, right) - max(cell.left, left) for left, right in columns]
    best = max(range(len(columns)), key=shared.__getitem__)
    return best if shared[best] > 0 else _nearest(cell, columns)


def _nearest(cell: _Cell, columns: Sequence[tuple[float, float]]) -> int | None:
    """The column in whose range a short cell stands that none of its words reaches: at a right edge."""
    for place, (left, _) in enumerate(columns):
        following = columns[place + 1][0] if place + 1 < len(columns) else float("inf")
        if left <= cell.left < following:
            return place
    return None


def _widened(columns: Sequence[tuple[float, float]], row: _Row) -> list[tuple[float, float]]:
    return [
        (min(left, cell.left), max(right, cell.right)) if cell.lines else (left, right)
        for (left, right), cell in zip(columns, row, strict=True)
    ]
