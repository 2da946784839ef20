"""Markdown files: headings, paragraphs, list items, tables, and the comments that are metadata."""

import re
from collections.abc import Sequence

from ingest.readers.blocks import Block

_COMMENT = re.compile(r"<!--\s*([\w-]+):\s*(.*?)\s*-->")
_ATTRIBUTE = re.compile(r"\s*\{about:\s*([^{}]*)\}\s*$")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_LIST_START = re.compile(
    r"(?:[-*•]\s+|\(?(?:[a-z]|([a-z])\1|[ivxl]{2,5})\)\s*|\(?[0-9]{1,3}(?:\.[0-9]+)*[.)](?:\s+|"
    r"(?=[A-Z“\"]))|[a-z]\.\s*[A-Z])"
)
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}")
_SPACES = re.compile(r"[ \t\u00a0]+")
_ROW = re.compile(r"\|.*\|")
_BELOW_HEAD = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")  # the line below the head of a table


def plain(markdown: str) -> str:
    """Text without emphasis marks, tags and escapes; a link becomes `words (address)`."""
    text = _LINK.sub(lambda m: m[1] if m[1] == m[2] else f"{m[1]} ({m[2]})", markdown)
    text = re.sub(r"<(?:br|/?p)\s*/?>", " ", text)
    text = re.sub(r"</?(?:u|b|i|em|strong|sup|sub)\s*/?>", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!<>-])", r"\1", text)
    return _SPACES.sub(" ", text).strip()


def read_markdown(body: str) -> list[Block]:
    """Blocks of a Markdown body. A line that opens a list item or a heading ends the paragraph before it."""
    blocks: list[Block] = []
    lines: list[str] = []

    def flush() -> None:
        if lines:
            table = all(_ROW.fullmatch(line) for line in lines)
            blocks.append(_table(lines) if table else _paragraph(" ".join(lines)))
            lines.clear()

    for raw in _remarks_removed(body).splitlines():
        line = _SPACES.sub(" ", raw).strip()
        comment = _COMMENT.fullmatch(line)
        heading = _HEADING.fullmatch(line)
        if not line or _RULE.fullmatch(line):
            flush()
        elif comment:
            flush()
            blocks.append(Block("", metadata=(comment[1], comment[2])))
        elif heading:
            flush()
            blocks.append(Block(plain(heading[2]), level=len(heading[1])))
        else:
            row = bool(_ROW.fullmatch(line))
            if _LIST_START.match(line) or (lines and row != bool(_ROW.fullmatch(lines[-1]))):
                flush()
            lines.append(line)
    flush()
    return [block for block in blocks if block.text or block.metadata]


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


def _table(rows: Sequence[str]) -> Block:
    """A table as a line a row, as every reader gives it."""
    cells = (
        [cell.strip() for cell in row.strip("|").split("|")] for row in rows if not _BELOW_HEAD.fullmatch(row)
    )
    return Block("\n".join(f"| {' | '.join(map(plain, row))} |" for row in cells))


def _paragraph(markdown: str) -> Block:
    about: tuple[str, ...] = ()
    attribute = _ATTRIBUTE.search(markdown)
    if attribute:
        about = tuple(part.strip() for part in attribute[1].split(",") if part.strip())
        markdown = markdown[: attribute.start()]
    return Block(plain(markdown), about=about)
