"""The blocks of a web page: headings, paragraphs, list items with their numbers, tables row by row, notes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ingest.numerals import roman
from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line
from ingest.readers.lines import Line, join_lines
from ingest.readers.numbering import BULLETS
from ingest.readers.page_notes import MARK, OPEN, PageNotes
from ingest.readers.tables import Cell, in_columns, table_text, without_bars

TEXT_BLOCKS = frozenset(["p", "div", "section", "article", "main", "blockquote", "pre", "caption"])
TEXT_BLOCKS |= {"figure", "figcaption", "details", "summary", "address"}
SURROUNDINGS = frozenset(["nav", "header", "footer", "aside"])
_BODY = frozenset(["article", "main"])
_MARKER = re.compile(r"(?:[-•*]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z]{1,5}\))\s")
_NEXT_ITEM = re.compile(r"\n(?=\s*(?:\(?[0-9]{1,3}[.)]|\([a-zA-Z]{1,5}\))\s)|\n\s*\n")
_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_STYLES |= {"lower-roman": "i", "upper-roman": "I", "decimal": "1"}
Given = Any  # an element of lxml, asked for its attributes
_NOTES = re.compile(r"\b(?:foot|end)?notes?\b", re.I)


@dataclass(slots=True)
class _List:
    """An open list: how its items are marked ("" is a bullet), and the number of the next one."""

    style: str
    count: int


@dataclass(slots=True)
class _Table:
    """An open table: its rows of cells, each with the blocks in it and how many columns and rows it takes."""

    rows: list[list[tuple[list[Block], int, int]]] = field(default_factory=list)
    is_open: bool = False  # its last cell


@dataclass(slots=True)
class _Surroundings:
    """What may surround the text of a page: where it begins, and what in it tells whether it does."""

    begins: int
    is_kept: bool
    headed: bool = False
    linked: bool = False


def page_blocks(root: Any, *, page: bool) -> list[Block]:
    """The blocks of sanitised HTML, given as lxml has it. `page` leaves out what surrounds the text of a web
    page.
    """
    from lxml import etree

    hrefs = (str(link.get("href", "")) for link in root.iter("a"))
    linked = {href[1:] for href in hrefs if href.startswith("#") and href != "#"}  # which leads nowhere
    builder = _Builder(linked, page=page)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            builder.open(element.tag, element)
            builder.say(element.text)
        else:
            builder.close(element.tag)
            builder.say(element.tail)
    return builder.end()


class _Builder:
    """Elements in, blocks out. It keeps a stack of open lists and one of open tables."""

    def __init__(self, linked: set[str], *, page: bool) -> None:
        self.linked = linked
        self.page = page
        self.blocks: list[list[Block]] = [[]]  # of the page, and of each open cell
        self.words: list[str] = []
        self.level = 0
        self.prefix = ""  # the mark of the open item, before its words
        self.term = ""  # before what it means
        self.lists: list[_List] = []
        self.tables: list[_Table] = []
        self.around: list[_Surroundings] = []
        self.bodies = 0
        self.verbatim = 0
        self.raised = 0
        self.links: list[tuple[str, int]] = []
        self.lifted = False  # whether a raised word ended inside the open link
        self.notes = PageNotes()

    def end(self) -> list[Block]:
        """All blocks, once everything was closed."""
        self.flush()
        return [block for block in self.notes.tied(self.blocks[0]) if block.text]

    def open(self, tag: str, given: Given) -> None:
        """Begin what an element begins."""
        if tag in _APART:
            self.flush()
        name = (given.get("id") or given.get("name", "")) if self.linked else ""
        if name in self.linked:
            self.words.append(self.notes.place(name))
        if tag in _OPENERS:
            _OPENERS[tag](self, tag, given)

    def close(self, tag: str) -> None:
        """End what `open` began."""
        if tag in _APART and tag not in _CELLS and tag != "dt":
            self.flush()
            self.level = 0
        if tag in _CLOSERS:
            _CLOSERS[tag](self)

    def say(self, words: str | None) -> None:
        """Words of what is open; blanks between blocks are none."""
        if words and (self.words or self.verbatim or not words.isspace()):
            self.words.append(words if self.verbatim else words.replace("\n", " "))

    def flush(self) -> None:
        """End the open block; breaks of lines end it, too, before the next number and where two stand."""
        if not self.words:
            return
        text = "".join(self.words)
        marks = MARK.findall(text) if OPEN in text else []
        if not (MARK.sub("", text) if marks else text).strip():
            self.words = marks
            return
        self.words = []
        if self.verbatim:
            self.blocks[-1] += join_lines([Line(line) for line in text.split("\n")])
            return
        parts = _NEXT_ITEM.split(text) if "\n" in text and not self.level else [text]
        for part in parts:
            line = clean_line(part)
            if not line:
                continue
            prefix, self.prefix, self.term = self.prefix + self.term, "", ""
            listed = prefix and not _MARKER.match(MARK.sub("", line) + " ")
            self.blocks[-1].append(Block(prefix + line if listed else line, level=self.level))

    # parts of a page

    def _open_break(self, _tag: str, _given: Given) -> None:
        self.words.append("\n")

    def _open_heading(self, tag: str, _given: Given) -> None:
        self.level = int(tag[1])
        for around in self.around:
            around.headed |= self.level == 1

    def _open_verbatim(self, _tag: str, _given: Given) -> None:
        self.verbatim += 1

    def _close_verbatim(self) -> None:
        self.verbatim -= 1

    def _open_body(self, _tag: str, _given: Given) -> None:
        self.bodies += 1

    def _close_body(self) -> None:
        self.bodies -= 1

    # links and notes

    def _open_raised(self, _tag: str, _given: Given) -> None:
        self.raised += 1

    def _close_raised(self) -> None:
        self.raised -= 1
        self.lifted = bool(self.links)

    def _open_link(self, _tag: str, given: Given) -> None:
        self.links.append((given.get("href", ""), len(self.words)))
        self.lifted = False
        for around in self.around:
            around.linked = True

    def _close_link(self) -> None:
        address, begins = self.links.pop()
        if not address.startswith("#") or begins >= len(self.words):
            return
        inside = "".join(self.words[begins:])
        words = MARK.sub("", inside)
        said = self.notes.link(address[1:], words, raised=self.raised > 0 or self.lifted)
        if said != words:
            self.words[begins:] = [*MARK.findall(inside), said]

    # lists

    def _open_list(self, tag: str, given: Given) -> None:
        self._end_terms()
        self.lists.append(_list(tag, given))

    def _close_list(self) -> None:
        self.lists.pop()

    def _open_item(self, _tag: str, given: Given) -> None:
        if not self.lists:
            self.prefix = f"{BULLETS[0]} "
            return
        own, value = self.lists[-1], given.get("value", "")
        own.count = int(value) if re.fullmatch(r"[0-9]{1,4}", value) else own.count
        depth = sum(not one.style for one in self.lists) - 1
        self.prefix = f"{_number(own.style, own.count) or BULLETS[depth % len(BULLETS)]} "
        own.count += 1

    def _close_item(self) -> None:
        """The mark of one that had no words is none of what comes next."""
        self.prefix = ""

    def _end_term(self) -> None:
        """A term stands before what it means."""
        term = clean_line("".join(self.words))
        self.words = []
        if term:
            self.term += term + (" " if term[-1] in ":.?!;" else ": ")

    def _end_terms(self) -> None:
        """A term whose meaning is a list, or that has none, is a block."""
        if self.term:
            self.blocks[-1].append(Block((self.prefix + self.term).strip().rstrip(":")))
            self.prefix = self.term = ""

    # tables

    def _open_table(self, _tag: str, _given: Given) -> None:
        self.tables.append(_Table())

    def _open_cell(self, tag: str, given: Given) -> None:
        table = self.tables[-1]
        self._close_cell()
        if tag == "tr" or not table.rows:
            table.rows.append([])
        if tag != "tr":
            cell: list[Block] = []
            table.rows[-1].append((cell, _span(given.get("colspan")), _span(given.get("rowspan"))))
            table.is_open = True
            self.blocks.append(cell)

    def _close_cell(self) -> None:
        self.flush()
        if self.tables[-1].is_open:
            self.tables[-1].is_open = False
            self.blocks.pop()

    def _close_table(self) -> None:
        self._close_cell()
        rows = self.tables.pop().rows
        cells = [blocks for row in rows for blocks, _, _ in row]
        if _is_layout([len(row) for row in rows], cells):
            self.blocks[-1] += [block for blocks in cells for block in blocks]
            return
        text = table_text(in_columns([[Cell(_said(blocks), *span) for blocks, *span in row] for row in rows]))
        if text:
            self.blocks[-1].append(Block(text))

    # what surrounds the text

    def _open_surroundings(self, tag: str, given: Given) -> None:
        holds_notes = bool(_NOTES.search(" ".join(given.get(name, "") for name in ("id", "role", "class"))))
        is_kept = not self.page or (tag != "nav" and (self.bodies > 0 or holds_notes))
        self.around.append(_Surroundings(len(self.blocks[-1]), is_kept))

    def _close_surroundings(self) -> None:
        """A header that has a title and no links is the document's own, not the site's."""
        around = self.around.pop()
        if not around.is_kept and not (around.headed and not around.linked):
            del self.blocks[-1][around.begins :]


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELLS = ("tr", "td", "th")
# what ends the block before it, and is one itself
_APART = TEXT_BLOCKS | SURROUNDINGS | {*_HEADINGS, *_CELLS, "hr", "dl", "dt", "dd", "ul", "ol", "li", "table"}
_OPENERS: dict[str, Callable[[_Builder, str, Given], None]] = {
    "br": _Builder._open_break,
    "a": _Builder._open_link,
    "sup": _Builder._open_raised,
    "ul": _Builder._open_list,
    "ol": _Builder._open_list,
    "li": _Builder._open_item,
    "pre": _Builder._open_verbatim,
    "table": _Builder._open_table,
    **dict.fromkeys(_BODY, _Builder._open_body),
    **dict.fromkeys(SURROUNDINGS, _Builder._open_surroundings),
    **dict.fromkeys(_CELLS, _Builder._open_cell),
    **dict.fromkeys(_HEADINGS, _Builder._open_heading),
}
_CLOSERS: dict[str, Callable[[_Builder], None]] = {
    "a": _Builder._close_link,
    "sup": _Builder._close_raised,
    "ul": _Builder._close_list,
    "ol": _Builder._close_list,
    "li": _Builder._close_item,
    "dt": _Builder._end_term,
    "dl": _Builder._end_terms,
    "pre": _Builder._close_verbatim,
    "table": _Builder._close_table,
    "td": _Builder._close_cell,
    "th": _Builder._close_cell,
    **dict.fromkeys(_BODY, _Builder._close_body),
    **dict.fromkeys(SURROUNDINGS, _Builder._close_surroundings),
}


def _list(tag: str, given: Given) -> _List:
    shown = re.search(r"list-style-type\s*:\s*([a-z-]+)", given.get("style", ""))
    style = _STYLES.get(shown[1], "") if shown else given.get("type") or "1"
    first = given.get("start", "1")
    is_counted = tag == "ol" and given.get("reversed") is None
    return _List(style if is_counted else "", int(first) if re.fullmatch(r"[0-9]{1,4}", first) else 1)


def _number(style: str, count: int) -> str:
    """The number of an item; "" for one that has none."""
    if style in {"a", "A"} and 0 < count < 27:
        return f"({chr(96 + count)})"
    if style in {"i", "I"} and count < 400:
        return f"({roman(max(count, 1)).lower()})"
    return f"{count}." if style else ""


def _span(value: str | None) -> int:
    return int(value) if value and re.fullmatch(r"[0-9]{1,3}", value) else 1


def _said(blocks: list[Block]) -> str:
    return clean_line(" ".join(without_bars(block.text) for block in blocks))


def _is_layout(widths: list[int], cells: list[list[Block]]) -> bool:
    """Whether a table only places what is in it: it has one column, or most of its words are in tables of its
    own.
    """
    if max(widths, default=0) <= 1:
        return True
    inner = sum(len(block.text) for blocks in cells for block in blocks if block.text.startswith("|"))
    return 2 * inner > sum(len(block.text) for blocks in cells for block in blocks)
