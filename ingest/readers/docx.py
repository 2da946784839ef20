"""Word files: python-docx's only door. Headings, automatic numbers, tables, notes, equations, charts and text
boxes, in the order of the page.
"""

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line
from ingest.readers.numbering import Numbering
from ingest.readers.office import check_package, transitional, unread_comments
from ingest.readers.tables import said_again, table_text, without_bars
from ingest.readers.word_names import W
from ingest.readers.word_notes import WordNotes
from ingest.readers.word_parts import chunk, drawn, root_of, unread_chunks
from ingest.readers.word_styles import Styles
from ingest.readers.word_tables import (
    WRAPPERS,
    Rows,
    columns_before,
    columns_of,
    is_layout,
    rows_of,
    runs_on,
)
from ingest.readers.word_text import BOX, placed, words

_NUMBERED = re.compile(r"\(?(?:[0-9]{1,3}|[a-zA-Z]{1,5})[.)]\s")
_MAIN, _LINKS = "word/document.xml", "word/_rels/document.xml.rels"
_COMMENTS = re.compile(r"word/comments[0-9]*\.xml")
_COMMENT = re.compile(rb"<\w+:comment[\s>]")
_TRACKED = re.compile(rb"<\w+:(?:ins|del|moveFrom)[\s>]")
_NUMBER = re.compile(r"^[0-9.]+[.)]?\s+")
_PAGE = re.compile(r"[\s.…]+[0-9ivxlc]+$")


def read_docx(path: Path, raw: bytes) -> list[Block]:
    """Blocks of a Word file, notes last. Raises SourceError for one that is damaged, protected or an
    attack.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    check_package(path, raw)
    try:
        return _Reader(docx.Document(io.BytesIO(transitional(raw)))).blocks()
    # python-docx meets damage as plain Python errors: each means the same to the user.
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        OSError,
        RecursionError,
        AssertionError,
        BadZipFile,
        zlib.error,
    ) as error:
        raise SourceError(
            f"{path.name}: the Word file is damaged ({type(error).__name__}).",
            "Open it in Word or LibreOffice and save it again.",
        ) from error


def left_out(raw: bytes) -> tuple[str, ...]:
    """What a Word file carries that is not read as its text, for its user to know. `raw` is a file that was
    read.
    """
    found = unread_comments(raw, _COMMENTS, _COMMENT)
    with ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        body, links = (archive.read(name) if name in names else b"" for name in (_MAIN, _LINKS))
    if _TRACKED.search(body):
        found += ("it carries tracked changes; it is read as if all were accepted",)
    return found + unread_chunks(links)


class _Reader:
    """One document: its body, its lists and its notes."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.part = document.part
        self.styles = Styles.read(document.styles.element)
        self.numbering = Numbering.read(root_of(self.part, "numbering"))
        self.notes = [
            WordNotes.read(sort, root_of(self.part, f"{sort}s"), self.body)
            for sort in ("footnote", "endnote")
        ]
        self.begun = Block("")  # what the next paragraph goes on from
        self.contents: list[Block] = []

    def blocks(self) -> list[Block]:
        """The body, then the footnotes and the endnotes."""
        blocks = _without_contents(list(self._story(self.body)), self.contents)
        for notes in self.notes:
            if notes.texts:
                blocks.append(Block(f"{notes.sort.capitalize()}s", level=2))
                blocks += map(Block, notes.texts.values())
        return blocks

    def _story(self, element: Any) -> Iterator[Block]:
        """The blocks of the body, of a cell or of a text box: no paragraph goes on from one into another."""
        around, self.begun = self.begun, Block("")
        yield from self._children(element)
        yield from self._left()
        self.begun = around

    def _left(self) -> Iterator[Block]:
        """What was begun where no paragraph follows."""
        left, self.begun = self.begun, Block("")
        if left.text.strip():
            yield replace(left, text=left.text.strip())

    def _children(self, element: Any) -> Iterator[Block]:
        # lxml opens no file whose elements stand more than 256 deep
        for child in element:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._left()
                yield from self._table(child)
            elif child.tag == f"{W}altChunk":
                yield from self._left()
                yield from chunk(self.part, child)
            elif child.tag in WRAPPERS:
                yield from self._children(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        begun, self.begun = self.begun, Block("")
        text, notes = words(element), self._notes(element)
        if begun.text:
            text, notes = clean_line(begun.text + text), begun.notes + notes
        if any(element.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None for gone in ("del", "moveFrom")):
            # its end was deleted or moved away, and its number with it
            self.begun = Block(f"{text} ", level=self.styles.level(element), notes=notes)
        elif element.find(f"{W}pPr/{W}framePr[@{W}dropCap]") is not None:
            self.begun = Block(text, notes=notes)  # the first letter of the next paragraph, set large
        else:
            yield from self._said(element, text, notes)
        yield from drawn(self.part, element)
        for box in placed(element, {BOX}):
            yield from self._story(box)

    def _said(self, element: Any, text: str, notes: tuple[str, ...]) -> Iterator[Block]:
        """What a paragraph says, behind its number; one without words counts, too."""
        mark = self._mark(element)
        if not text:
            return
        if mark and not _NUMBERED.match(text):
            text = f"{mark} {text}"
        block = Block(text, level=self.styles.level(element), notes=notes)
        if self.styles.is_contents(element):
            self.contents.append(block)
        yield block

    def _notes(self, element: Any) -> tuple[str, ...]:
        return tuple(note for notes in self.notes for note in notes.of(element))

    def _mark(self, element: Any) -> str:
        listed = self.styles.list_of(element)
        return self.numbering.next(*listed) if listed else ""

    def _table(self, element: Any) -> Iterator[Block]:
        rows = rows_of(element)
        if is_layout(rows):
            for _, cells in rows:
                for cell in cells:
                    yield from self._story(cell)
            return
        text = table_text(self._cells(rows))
        if text:
            notes = (note for _, cells in rows for cell in cells for note in self._notes(cell))
            yield Block(text, notes=tuple(dict.fromkeys(notes)))

    def _cells(self, rows: Rows) -> list[list[str]]:
        """The cells of each row, every one in its column; a short one that runs over rows is said in each."""
        table: list[list[str]] = []
        for row, cells in rows:
            line = [""] * columns_before(row)
            for cell in cells:
                text = self._cell(cell)
                if runs_on(cell) and not text and table and len(line) < len(table[-1]):
                    text = said_again(table[-1][len(line)])
                line += [text, *[""] * (columns_of(cell) - 1)]
            table.append(line)
        return table

    def _cell(self, cell: Any) -> str:
        return clean_line(" ".join(without_bars(block.text) for block in self._story(cell)))


def _without_contents(blocks: list[Block], contents: Sequence[Block]) -> list[Block]:
    """The blocks without those lines of the contents that name what the text itself then brings."""
    if not contents:
        return blocks
    listed = {id(block) for block in contents}
    said = {_bare(block.text) for block in blocks if id(block) not in listed}
    return [
        block
        for block in blocks
        if id(block) not in listed or not {_bare(block.text), _bare(_PAGE.sub("", block.text))} & said
    ]


def _bare(title: str) -> str:
    """The letters of a title, without the number before it."""
    return "".join(letter for letter in _NUMBER.sub("", title).casefold() if letter.isalnum())
