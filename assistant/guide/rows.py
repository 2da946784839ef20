"""Rows of a workbook that an editor filled in, by the heads of their columns, and remarks on their cells."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.guide.sheets import PROVISION
from assistant.workbook import Cell, Table

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # all but those that keep a mark with its word
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|_x000D_\n?")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a cell: where it is, what is wrong, and what to do about it."""

    sheet: str
    cell: str
    provision: str
    message: str
    hint: str
    doubt: bool = False

    def __str__(self) -> str:
        of = f" ({self.provision})" if self.provision else ""
        return f"sheet '{self.sheet}', {self.cell}{of}: {self.message} {self.hint}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the names of its columns."""

    sheet: str
    cells: Mapping[str, Cell]

    @property
    def provision(self) -> str:
        """The locator that stands in it."""
        return self.cells[PROVISION].text.strip()

    def remark(self, column: str, message: str, hint: str, *, doubt: bool = False) -> Remark:
        """Something said of one of its cells."""
        return Remark(self.sheet, self.cells[column].address, self.provision, message, hint, doubt)

    def no_texts(self, columns: Sequence[str], numbers: Sequence[str] = ()) -> Iterator[Remark]:
        """A remark on each cell of these columns that holds no text but a formula, a date or the like;
        those of `numbers` may hold a number.
        """
        for column in columns:
            kind = self.cells[column].kind
            if kind != "text" and not (kind == "number" and column in numbers):
                yield self.remark(column, f"the cell holds a {kind}.", "Type the text itself into the cell.")


def rows_of(table: Table, needed: Sequence[str], remarks: list[Remark]) -> Iterator[Row]:
    """The rows of a sheet that say something. A sheet without a column that is needed is remarked on."""
    if not table.rows:
        return
    heads = [cell.text.strip() for cell in table.rows[0]]
    missing = [name for name in needed if heads.count(name) != 1]
    if missing:
        named = ", ".join(f"'{name}'" for name in missing)
        remarks.append(
            Remark(
                table.title,
                "row 1",
                "",
                f"it lacks the column {named}, or has it twice.",
                "Put the first row back as it was exported, or delete the sheet.",
            )
        )
        return
    for cells in table.rows[1:]:
        row = Row(table.title, {name: cells[heads.index(name)] for name in needed})
        if any(cell.text.strip() for cell in row.cells.values()):
            yield row


def tidy(text: str) -> str:
    """A text in one line."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _BREAKS.sub("\n", text))).strip()


def tidy_lines(text: str) -> str:
    """The same line by line."""
    lines = _BREAKS.sub("\n", unicodedata.normalize("NFC", text)).strip().split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines)
