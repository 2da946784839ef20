"""The tables of a Word file: their rows and cells, where a cell stands, and tables that only place what is in
them.
"""

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.word_names import W

# what may stand around a paragraph, a row or a cell without being one
WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo", "smartTag"))

Rows = list[tuple[Any, list[Any]]]


def rows_of(table: Any) -> Rows:
    """The rows of a table, each with its cells: those in content controls too, but neither deleted ones nor
    those of a table inside it.
    """
    rows = (row for row in _inside(table, "tr") if row.find(f"{W}trPr/{W}del") is None)
    return [
        (row, [one for one in _inside(row, "tc") if one.find(f"{W}tcPr/{W}cellDel") is None]) for row in rows
    ]


def is_layout(rows: Rows) -> bool:
    """Whether a table only places what is in it: it has one column, or most of its words are in tables of
    its own.
    """
    if all(len(cells) <= 1 for _, cells in rows):
        return True
    cells = [cell for _, row in rows for cell in row]
    inner = [table for cell in cells for table in _outermost(cell)]
    return bool(inner) and 2 * sum(map(_letters, inner)) > sum(map(_letters, cells))


def columns_before(row: Any) -> int:
    """How many columns of the table a row leaves out at its beginning."""
    return _number(row.find(f"{W}trPr/{W}gridBefore"), 0)


def columns_of(cell: Any) -> int:
    """How many columns a cell takes."""
    return max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))


def runs_on(cell: Any) -> bool:
    """Whether a cell is the rest of the one above it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _inside(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, name)


def _outermost(cell: Any) -> Iterator[Any]:
    """The tables in a cell that are in no other table of it."""
    for table in cell.iter(f"{W}tbl"):
        if next(table.iterancestors(f"{W}tc"), None) is cell:
            yield table


def _letters(element: Any) -> int:
    return sum(len(text.text or "") for text in element.iter(f"{W}t"))


def _number(element: Any, otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if re.fullmatch(r"[0-9]{1,2}", value) else otherwise
