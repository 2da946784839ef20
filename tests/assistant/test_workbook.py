"""Workbooks: what is written is read again as text, and a damaged one is one clear sentence."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from assistant.workbook import LONGEST_CELL, Cell, Column, Sheet, read_xlsx, to_xlsx
from ingest.errors import SourceError

COLUMNS = (Column("name", 20, given=True), Column("state", choices=("a", "b"), hint="One of two."))
ROWS = [["=1+1", "a"], ["« à »\u00a0: ١", ""], [" two\nlines ", "b"]]


def test_texts_come_back_as_they_were() -> None:
    """Formulas, spaces, line breaks and other scripts among them; each cell knows where it is."""
    (table,) = read_xlsx("t.xlsx", to_xlsx([Sheet("One", COLUMNS, ROWS)]))
    assert table.title == "One"
    assert [[cell.text for cell in row] for row in table.rows] == [["name", "state"], *ROWS]
    assert table.rows[1] == (Cell("A2", "text", "=1+1"), Cell("B2", "text", "a"))


def test_a_sheet_is_dressed() -> None:
    """Head in sight, a filter, what may be chosen, and right to left where the language runs so."""
    book = load_workbook(
        io.BytesIO(
            to_xlsx([Sheet("One", COLUMNS, ROWS, right_to_left=True, frozen=1), Sheet("Two", COLUMNS, [])])
        )
    )
    assert book.sheetnames == ["One", "Two"]
    one, two = book.worksheets
    assert (one.freeze_panes, two.freeze_panes) == ("B2", "A2")
    assert (one.sheet_view.rightToLeft, two.sheet_view.rightToLeft) == (True, False)
    assert one.auto_filter.ref == "A1:B4"
    (rule,) = one.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", '"a,b"', "B2:B4")
    assert rule.prompt == "One of two."


def test_what_is_too_long_for_a_cell_is_cut() -> None:
    """And says so."""
    (table,) = read_xlsx("t.xlsx", to_xlsx([Sheet("One", COLUMNS, [["x" * 40_000, "a"]])]))
    assert len(table.rows[1][0].text) == LONGEST_CELL
    assert table.rows[1][0].text.endswith("x…")


def test_kinds_of_cells_are_told() -> None:
    """What is no text is known as what it is; rows are cut where nothing more stands in them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["=1+1", 5, True, "text", None])
    sheet.append([None, None, None, None, None])
    sheet["H40"] = ""
    out = io.BytesIO()
    book.save(out)
    (table,) = read_xlsx("t.xlsx", out.getvalue())
    assert [[(cell.kind, cell.text) for cell in row] for row in table.rows] == [
        [("formula", "=1+1"), ("number", "5"), ("truth value", "True"), ("text", "text")]
    ]


def broken(part: str, content: bytes) -> bytes:
    """A workbook with other bytes in one of its parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(to_xlsx([Sheet("One", COLUMNS, ROWS)]))) as whole,
        zipfile.ZipFile(out, "w") as copy,
    ):
        for name in whole.namelist():
            copy.writestr(name, content if name == part else whole.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04",
        b"provision,summary\n",
        broken("xl/workbook.xml", b"<workbook>"),
        broken("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c t='s'><v>99</v>"),
        broken("xl/worksheets/sheet1.xml", b"\xff\xfe"),
        broken("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_a_damaged_workbook_is_named(raw: bytes) -> None:
    """Whatever is damaged in it."""
    with pytest.raises(SourceError, match=r"t\.xlsx: the workbook is damaged .*save it again"):
        read_xlsx("t.xlsx", raw)


def test_a_sheet_of_endless_rows_is_refused() -> None:
    """A person does not fill so many."""
    rows = b"".join(b"<row r='%d'/>" % number for number in range(1, 20_003))
    raw = broken("xl/worksheets/sheet1.xml", b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                 b"<sheetData>" + rows + b"</sheetData></worksheet>")  # fmt: skip
    with pytest.raises(SourceError, match=r"t\.xlsx, sheet 'One': it has more than 20,000 rows"):
        read_xlsx("t.xlsx", raw)
