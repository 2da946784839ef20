"""Tables as a workbook, and a workbook's tables: openpyxl's only door."""

import io
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from ingest.errors import SourceError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TITLE = 31  # characters that a spreadsheet allows in the name of a sheet
LONGEST_CELL = 32_767
MOST_ROWS, MOST_COLUMNS = 20_000, 100
_GREEN, _GREY = "0B6B57", "5F6368"
_WIDEST, _NARROWEST = 80, 12
_KINDS = {"f": "formula", "e": "error", "n": "number", "d": "date", "b": "truth value"}


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and what is known of its cells.

    `width` is in characters, 0 for as wide as it needs to be; `choices` are all that may be chosen; `hint` is
    shown beside a cell that is filled in; a column that is `given` is to be read only.
    """

    name: str
    width: int = 0
    choices: tuple[str, ...] = ()
    hint: str = ""
    given: bool = False
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `right_to_left` turns the sheet; `frozen` columns stay in sight with the head."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    right_to_left: bool = False
    frozen: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read: its address ("F12"), its kind ("text", "formula", "number" ...) and its text,
    which is "" where there is none.
    """

    address: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as it was read: its rows are equally long, and each cell has its address."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The sheets with heads that stay in sight and filters. Every cell is text, also where it begins like a
    formula; what is too long for a cell ends in "…".
    """
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.title[:LONGEST_TITLE])
        for number, row in enumerate([[column.name for column in sheet.columns], *sheet.rows], start=1):
            for place, text in enumerate(row, start=1):
                if text:
                    page.cell(number, place, _fitting(text)).data_type = "s"
        _dress(page, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _dress(page: "Worksheet", sheet: Sheet) -> None:
    """The look of a sheet: its head, the widths of its columns, and what may be chosen."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = column.width or _width(column, sheet.rows, place - 1)
        head = page[f"{letter}1"]
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_GREY if column.given else _GREEN)
        order = 0 if not sheet.right_to_left else 2 if column.right_to_left else 1
        for cell in page[letter][1:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
        if column.choices or column.hint:
            _guard(page, column, f"{letter}2:{letter}{max(2, page.max_row)}")
    page.sheet_view.rightToLeft = sheet.right_to_left
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    page.auto_filter.ref = page.dimensions


def _width(column: Column, rows: Sequence[Sequence[str]], place: int) -> int:
    longest = max([len(column.name), *(len(row[place]) for row in rows)])
    return min(_WIDEST, max(_NARROWEST, longest + 2))


def _guard(page: "Worksheet", column: Column, cells: str) -> None:
    """What a spreadsheet says of the cells of a column, and what it lets in."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = f'"{",".join(column.choices)}"' if column.choices else None
    rule = DataValidation(type="list" if listed else None, formula1=listed, allow_blank=True)
    if column.hint:
        rule.promptTitle, rule.prompt, rule.showInputMessage = column.name[:32], column.hint[:255], True
    if listed:
        rule.errorTitle, rule.error = column.name[:32], f"Choose one of {', '.join(column.choices)}."
        rule.showErrorMessage = True
    rule.add(cells)
    page.add_data_validation(rule)


def read_xlsx(name: str, raw: bytes) -> list[Table]:
    """The sheets of a workbook. Raises SourceError for one that is damaged or larger than a person fills."""
    from lxml.etree import LxmlError
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of what other programs put into a workbook and openpyxl passes over
            book = load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
            return [Table(page.title, tuple(_rows(name, page))) for page in book.worksheets]
    except (
        InvalidFileException, BadZipFile, zlib.error, LxmlError, SyntaxError, KeyError, IndexError,
        ValueError, TypeError, AttributeError, OSError, EOFError,
    ) as error:  # fmt: skip
        raise SourceError(
            f"{name}: the workbook is damaged ({type(error).__name__}).",
            "Open it in its program and save it again as .xlsx.",
        ) from error


def _rows(name: str, page: Any) -> list[tuple[Cell, ...]]:
    """The rows of a sheet, all as wide as the widest, without empty ones at the end."""
    from openpyxl.utils import get_column_letter

    rows: list[list[Cell]] = []
    for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise SourceError(
                f"{name}, sheet '{page.title}': it has more than {MOST_ROWS:,} rows.",
                "Delete the empty rows below the table.",
            )
        rows.append(
            [
                _cell(f"{get_column_letter(place)}{number}", cell.value, cell.data_type)
                for place, cell in enumerate(row, start=1)
            ]
        )
    filled = [[place for place, cell in enumerate(row, start=1) if cell.text] for row in rows]
    width = max((places[-1] for places in filled if places), default=0)
    last = max((number for number, places in enumerate(filled, start=1) if places), default=0)
    return [tuple(row[:width]) for row in rows[:last]]


def _cell(address: str, value: object, kind: str) -> Cell:
    if value is None:
        return Cell(address, "text", "")
    return Cell(address, _KINDS.get(kind, "text"), str(value))
