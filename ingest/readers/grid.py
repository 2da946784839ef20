"""Tables that are drawn with characters: grids of `+---+---+`, and rows with a line of hyphens below the
first, with bars around them or without. Each becomes a line a row, its cells between bars.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.readers.tables import table_text

WIDEST = 100  # columns: a border that has more is no table's
_BORDER = re.compile(r"\+(?:[-=:]{2,}\+)+")
_DASHES = re.compile(r"\s*[-=:]{2,}\s*")
_BELOW_HEAD = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")


def with_rows(lines: Sequence[str]) -> list[str]:
    """The lines of a text, those of drawn tables as rows: "| Year | Amount |"; others are as they were."""
    done: list[str] = []
    at = 0
    while at < len(lines):
        rows, end = _grid(lines, at) if _BORDER.fullmatch(lines[at].strip()) else _barred(lines, at)
        done += table_text(rows).split("\n") if rows else lines[at:end]
        at = end
    return done


def _grid(lines: Sequence[str], at: int) -> tuple[list[list[str]], int]:
    """The rows of a grid that begins there, [] where it is none, and where it ends."""
    end = at + 1
    while end < len(lines) and lines[end].lstrip()[:1] in {"+", "|"}:
        end += 1
    left = len(lines[at]) - len(lines[at].lstrip())
    drawn = [line.rstrip()[left:] for line in lines[at:end]]
    edges = sorted({place for line in drawn if _BORDER.fullmatch(line) for place in _crossings(line)})
    closed = len(drawn) > 2 and _BORDER.fullmatch(drawn[-1])
    return (_grid_rows(drawn[1:], edges) if closed and len(edges) <= WIDEST else []), end


def _crossings(border: str) -> Iterator[int]:
    return (place for place, character in enumerate(border) if character == "+")


def _grid_rows(drawn: Sequence[str], edges: Sequence[int]) -> list[list[str]]:
    """A row for all that stands between two borders, each cell with the words of its lines."""
    rows: list[list[list[str]]] = [[[] for _ in edges[1:]]]
    for line in drawn:
        parts = _parts(line, edges)
        if "+" in line and any(_DASHES.fullmatch(words) for _, words in parts):
            rows.append([[] for _ in edges[1:]])
            parts = [(column, words) for column, words in parts if not _DASHES.fullmatch(words)]
        for column, words in parts:
            rows[-1][column].append(words)
    return [[" ".join(" ".join(cell).split()) for cell in row] for row in rows]


def _parts(line: str, edges: Sequence[int]) -> list[tuple[int, str]]:
    """The words of a line by column; those of a cell over several columns are of its first."""
    barred = line.split("|")[1:-1]
    if "+" not in line and len(barred) == len(edges) - 1:  # also where wide letters moved the bars
        return list(enumerate(barred))
    found: list[tuple[int, str]] = []
    begin = 0
    for column in range(1, len(edges)):
        place = edges[column]
        if line[place : place + 1] in {"|", "+", ""} or column == len(edges) - 1:
            found.append((begin, line[edges[begin] + 1 : place]))
            begin = column
    return found


def _barred(lines: Sequence[str], at: int) -> tuple[list[list[str]], int]:
    """The rows of a table whose head stands there, above a line of hyphens, [] for none; where it ends."""
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if "|" not in lines[at] or "|" not in below or not _BELOW_HEAD.fullmatch(below):
        return [], at + 1
    head = _cells(lines[at])
    if len(head) != len(_cells(below)):
        return [], at + 1
    end = at + 2
    while end < len(lines) and _BAR.search(lines[end]):
        end += 1
    rows = map(_cells, lines[at + 2 : end])
    return [head, *([*row, *[""] * (len(head) - len(row))] for row in rows)], end


def _cells(line: str) -> list[str]:
    """The cells of a row, with bars around it or without, but for empty ones at its end."""
    cells = [cell.strip() for cell in _BAR.split(line.strip().removeprefix("|"))]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells
