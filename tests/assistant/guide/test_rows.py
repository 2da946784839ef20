"""Rows of a workbook: which say something, which cells hold no text, how what is typed is tidied."""

import pytest

from assistant.guide.rows import Remark, Row, rows_of, tidy, tidy_lines
from assistant.workbook import Cell, Table


def table(*rows: tuple[str, ...]) -> Table:
    """A sheet of texts."""
    cells = (
        tuple(Cell(f"{'ABC'[place]}{line}", "text", text) for place, text in enumerate(row))
        for line, row in enumerate(rows, start=1)
    )
    return Table("law", tuple(cells))


def test_rows_that_say_something_by_their_heads() -> None:
    """In whatever order the columns stand, and with others beside them."""
    remarks: list[Remark] = []
    sheet = table(("note", "summary", "provision"), ("n", "S", " cbd/art-1 "), ("n", "", ""))
    (row,) = rows_of(sheet, ("provision", "summary"), remarks)
    assert (row.provision, row.cells["summary"].text, remarks) == ("cbd/art-1", "S", [])
    assert row.remark("summary", "no.", "Mend.") == Remark("law", "B2", "cbd/art-1", "no.", "Mend.")


@pytest.mark.parametrize("heads", [("provision",), ("provision", "summary", "summary")])
def test_a_column_that_is_not_there_once(heads: tuple[str, ...]) -> None:
    """It is named, and no row is read."""
    remarks: list[Remark] = []
    assert list(rows_of(table(heads, heads), ("provision", "summary"), remarks)) == []
    assert "lacks the column 'summary', or has it twice" in str(remarks[0])


def test_an_empty_sheet() -> None:
    """It has no rows, and nothing is said of it."""
    remarks: list[Remark] = []
    assert [*rows_of(Table("law", ()), ("provision",), remarks)] == remarks == []


def test_cells_that_hold_no_text() -> None:
    """A number where one may stand is a text."""
    cells = {
        "provision": Cell("A2", "text", "x"),
        "b": Cell("B2", "formula", "=1"),
        "c": Cell("C2", "number", "3"),
    }
    row = Row("law", cells)
    assert [remark.cell for remark in row.no_texts(("provision", "b", "c"))] == ["B2", "C2"]
    assert [remark.cell for remark in row.no_texts(("provision", "b", "c"), ("c",))] == ["B2"]


def test_texts_are_tidied() -> None:
    """Breaks and rows of spaces are one, accents composed; a hard space stays with its word."""
    assert tidy(" a \r\n b_x000D_\nc\u00a0: e\u0301 ") == "a b c\u00a0: é"
    assert tidy_lines(" a  b \r\n c ") == "a b\nc"
