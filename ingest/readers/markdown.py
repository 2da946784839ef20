"""Markdown files: headings, paragraphs, list items, tables, and the comments that are metadata."""

import re
from collections.abc import Sequence

from ingest.readers.blocks import Block
from ingest.readers.grid import with_rows
from ingest.readers.html import html_blocks
from ingest.readers.lines import Line, join_lines
from ingest.readers.markdown_notes import DEFINED, with_notes
from ingest.readers.markdown_pieces import Markup, Verbatim, pieces
from ingest.readers.numbering import BULLETS

_COMMENT = re.compile(r"<!--\s*([\w-]+):\s*(.*?)\s*-->")
_ATTRIBUTE = re.compile(r"\s*\{about:\s*([^{}]*)\}\s*$")
_HEADING = re.compile(r"(#{1,6}(?=\s)|#{2,6}(?=[^\W_]))\s*(.*?)\s*#*$")  # by hand often without a blank
_LIST_START = re.compile(
    r"(?:[-*•+]\s+|\(?(?:[a-z]|([a-z])\1|[ivxl]{2,5})\)\s*|\(?[0-9]{1,3}(?:\.[0-9]+)*[.)](?:\s+|"
    r"(?=[A-Z“\"]))|[a-z]\.\s*[A-Z])"
)
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}")
_BULLET = re.compile(r"([-*•+])\s+")
_UNDER = re.compile(r"={2,}|-{3,}")  # below a heading
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_TAGS = re.compile(
    r"</?(?:u|b|i|em|strong|sup|sub|span|a|img|font|small|kbd|code|center|div|meta|link)(?:\s[^<>]*)?/?>",
    re.I,
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html)\b", re.I)
# what a later paragraph closes, or an earlier one opened
_UNCLOSED = re.compile(r"\A\*\*(?=\S)|(?<!\*)\*\*\Z")
_SPACES = re.compile(r"[ \t\u00a0]+")
_ROW = re.compile(r"\|.*\|")
_BELOW_HEAD = re.compile(
    r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|(?:\s*:?-+:?\s*)?"
)  # the line below the head of a table


def plain(markdown: str) -> str:
    """Text without emphasis marks, tags and escapes; a link becomes `words (address)`, a picture what is said
    of it.
    """
    text = _PICTURE.sub(r"\1", markdown)
    text = _LINK.sub(lambda m: m[1] if m[1] == m[2] else f"{m[1]} ({m[2]})", text)
    text = re.sub(r"<(?:br|/?p)\s*/?>", " ", text)
    text = _TAGS.sub("", text)
    text = re.sub(r"(\*\*|__|~~)(?=\S)((?:(?!\1).)+)(?<=\S)\1", r"\2", text)
    text = _UNCLOSED.sub("", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"(?<![\w_\\])_(?=[^\s_])([^_]+)(?<=[^\s_])_(?![\w_])", r"\1", text)
    text = re.sub(r"(?<!`)`([^`]+)`(?!`)", r"\1", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!<>|~-])", r"\1", text)
    return _SPACES.sub(" ", text).strip()


def read_markdown(body: str) -> list[Block]:
    """Blocks of a Markdown body. A line that opens a list item or a heading ends the paragraph before it; a
    web page that is called Markdown, and a part of one, are read as such.
    """
    if _PAGE.match(body):
        return html_blocks(body, page=True)
    reader = _Reader()
    for piece in pieces("\n".join(with_rows(_remarks_removed(body).splitlines()))):
        reader.take(piece)
    reader.flush()
    return with_notes([block for block in reader.blocks if block.text or block.metadata])


class _Reader:
    """Lines in, blocks out."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lines: list[str] = []
        self.indents: list[int] = []  # of the open bullets

    def flush(self) -> None:
        """End the open paragraph or table."""
        if self.lines:
            self.blocks.append(
                _table(self.lines) if _is_table(self.lines) else _paragraph(" ".join(self.lines))
            )
            self.lines.clear()

    def take(self, piece: str | Verbatim | Markup) -> None:
        """One line, or what is read as one."""
        if isinstance(piece, str):
            self._line(piece)
            return
        self.flush()
        if isinstance(piece, Verbatim):
            self.blocks += join_lines([Line(line) for line in piece.lines])
        else:
            self.blocks += html_blocks(piece.html)

    def _line(self, raw: str) -> None:
        quoted = _QUOTE.sub("", raw)
        line = _SPACES.sub(" ", quoted).strip().removesuffix("\\")
        comment, heading, under = _COMMENT.fullmatch(line), _HEADING.fullmatch(line), _UNDER.fullmatch(line)
        if under and self._may_head():
            level = 1 if line.startswith("=") else 2
            self.blocks.append(Block(plain(self.lines.pop()), level=level))
        elif not line or _RULE.fullmatch(line):
            self.flush()
        elif comment:
            self.flush()
            self.blocks.append(Block("", metadata=(comment[1], comment[2])))
        elif heading:
            self.flush()
            self.indents.clear()
            self.blocks.append(Block(plain(heading[2]), level=len(heading[1])))
        else:
            self._words(line, len(quoted) - len(quoted.lstrip()))

    def _may_head(self) -> bool:
        """Whether what is open is one line that may be a heading, underlined."""
        return len(self.lines) == 1 and not _LIST_START.match(self.lines[0]) and "|" not in self.lines[0]

    def _words(self, line: str, indent: int) -> None:
        row = bool(_ROW.fullmatch(line))
        opens = _LIST_START.match(line) or DEFINED.match(line)
        if opens or (self.lines and row != bool(_ROW.fullmatch(self.lines[-1]))):
            self.flush()
        bullet = _BULLET.match(line)
        if bullet:
            line = f"{self._bullet(bullet[1], indent)} {_done(line[bullet.end() :])}"
        elif not indent:
            self.indents.clear()
        self.lines.append(line)

    def _bullet(self, mark: str, indent: int) -> str:
        """The mark of a bullet, one of its own for each level of a list in a list."""
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        depth = len(self.indents) - 1
        return BULLETS[depth % len(BULLETS)] if depth else mark


def _done(words: str) -> str:
    """The words of an item, a box before them where it is one of a list of tasks."""
    box = re.match(r"\[([ xX])\]\s+", words)
    return f"{'☐' if box[1] == ' ' else '☒'} {words[box.end() :]}" if box else words


def _remarks_removed(body: str) -> str:
    """The body without the comments that are no metadata: they are the editors' and no part of the
    document.
    """
    if "<!--" not in body:
        return body
    kept: list[str] = []
    for number, piece in enumerate(body.split("<!--")):
        comment, closed, after = piece.partition("-->")
        if number == 0 or not closed:
            kept.append(piece if number == 0 else "<!--" + piece)
        elif _COMMENT.fullmatch(f"<!--{comment}-->") and "\n" not in comment:
            kept.append(f"<!--{comment}-->{after}")
        else:
            kept.append(after)
    return "".join(kept)


def _is_table(lines: Sequence[str]) -> bool:
    """Whether each line is a row: between bars, or with bars and a line of hyphens below the first."""
    if all(_ROW.fullmatch(line) for line in lines):
        return True
    return len(lines) > 2 and bool(_BELOW_HEAD.fullmatch(lines[1])) and all("|" in line for line in lines)


def _table(rows: Sequence[str]) -> Block:
    """A table as a line a row, as every reader gives it."""
    cells = (
        [plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", re.sub(r"^\||(?<!\\)\|$", "", row))]
        for row in rows
        if not _BELOW_HEAD.fullmatch(row)
    )
    return Block("\n".join(f"| {' | '.join(row)} |" for row in cells))


def _paragraph(markdown: str) -> Block:
    about: tuple[str, ...] = ()
    attribute = _ATTRIBUTE.search(markdown)
    if attribute:
        about = tuple(part.strip() for part in attribute[1].split(",") if part.strip())
        markdown = markdown[: attribute.start()]
    return Block(plain(markdown), about=about)
