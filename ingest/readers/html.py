"""HTML: nh3's only door. Whatever comes in is sanitised first; blocks are made of what is left."""

import re
from html.parser import HTMLParser
from pathlib import Path

from ingest.errors import SourceError
from ingest.numerals import roman
from ingest.readers.blocks import Block
from ingest.readers.clean import clean, clean_line

DEEPEST = 400  # nested elements; the sanitiser's time grows with the square of it
LARGEST = 16 * 1024 * 1024
TAGS = frozenset(
    [
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sup",
        "sub",
        "ul",
        "ol",
        "li",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
        "blockquote",
        "div",
        "section",
        "article",
        "pre",
        "hr",
    ]
)
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "ol": {"type", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_DROPPED = {
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "head",
    "title",
    "form",
    "select",
    "textarea",
}
_FURNITURE = {"nav", "footer", "header", "aside", "button"}
_OPTIONAL_END = frozenset(
    ["p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup"]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_TEXT_BLOCKS = frozenset(["p", "div", "section", "article", "blockquote", "pre", "caption"])
_MARKER = re.compile(r"(?:[-•*]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z]{1,5}\))\s")


def sanitise(html: str, *, page: bool = False) -> str:
    """Only harmless markup: no script, no style, no handler, no address but http, https and mailto.

    `page` also drops what surrounds the text of a web page. Raises SourceError for markup too large or too
    deep to be a text.
    """
    import nh3

    if len(html) > LARGEST:
        raise SourceError(f"The HTML is larger than {LARGEST // 2**20} MiB.", "Split it and give the parts.")
    _check_depth(html)
    return nh3.clean(
        clean(html),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        clean_content_tags=_DROPPED | (_FURNITURE if page else set()),
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def _check_depth(html: str) -> None:
    depth = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", html):
        name = match[2].lower()
        if name in _VOID or name in _OPTIONAL_END:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST:
            raise SourceError(
                f"The HTML nests more than {DEEPEST} elements.", "Open it in a browser and save its text."
            )


def html_blocks(html: str, *, page: bool = False) -> list[Block]:
    """Blocks of an HTML text: headings, paragraphs, list items with their numbers, tables row by row."""
    builder = _Blocks()
    builder.feed(sanitise(html, page=page))
    builder.close()
    builder.flush()
    return builder.blocks


def read_html(path: Path, raw: bytes, text: str) -> list[Block]:
    """Blocks of an HTML file. Raises SourceError naming the file."""
    if raw[:4] in {b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        raise SourceError(f"{path.name}: this is not an HTML file.", "Check its type and its name.")
    try:
        return html_blocks(text, page=True)
    except SourceError as error:
        raise SourceError(
            f"{path.name}: {error.message[0].lower()}{error.message[1:]}", error.hint
        ) from error


def html_title(html: str) -> tuple[str, str]:
    """(title, language) that a page gives itself, each "" where it says nothing."""
    title = re.search(r"<title[^<>]*>([^<]{1,300})</title>", html[:20_000], re.I)
    language = re.search(r"<html[^<>]*\blang=[\"']?([a-zA-Z]{2})", html[:20_000], re.I)
    from html import unescape

    return clean_line(unescape(title[1])) if title else "", language[1].lower() if language else ""


class _Blocks(HTMLParser):
    """Sanitised HTML in, blocks out. It keeps a stack of open lists and the row of an open table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.level = 0
        self.lists: list[tuple[str, int]] = []
        self.prefix = ""
        self.tables = 0
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a list or a cell."""
        if self.tables and tag != "table":
            self._table_tag(tag)
        elif tag == "br":
            self.words.append(" ")
        elif tag == "table":
            self.flush() if not self.tables else None
            self.tables += 1
        elif tag in {"ul", "ol"}:
            self.flush()
            given = dict(attrs)
            first = str(given.get("start") or "1")
            self.lists.append(
                (
                    str(given.get("type") or "1") if tag == "ol" else "",
                    int(first) if re.fullmatch(r"[0-9]{1,4}", first) else 1,
                )
            )
        elif tag == "li":
            self.flush()
            self.prefix = self._number()
        elif tag in _TEXT_BLOCKS or tag == "hr":
            self.flush()
        elif re.fullmatch(r"h[1-6]", tag):
            self.flush()
            self.level = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        """Close what `handle_starttag` opened."""
        if tag == "table" and self.tables:
            self.tables -= 1
            if not self.tables:
                self._end_table()
        elif self.tables:
            if tag in _TEXT_BLOCKS:
                self.words.append(" ")
        elif tag in {"ul", "ol"}:
            self.flush()
            if self.lists:
                self.lists.pop()
        elif tag == "li" or tag in _TEXT_BLOCKS or re.fullmatch(r"h[1-6]", tag):
            self.flush()
            self.level = 0

    def handle_data(self, data: str) -> None:
        """Words of the open block or cell."""
        self.words.append(data)

    def flush(self) -> None:
        """End the open block."""
        text = clean_line("".join(self.words))
        self.words.clear()
        if not text or self.tables:
            return
        prefix, self.prefix = self.prefix, ""
        if prefix and not _MARKER.match(f"{text} "):
            text = prefix + text
        self.blocks.append(Block(text, level=self.level))

    def close(self) -> None:
        """Also ends a table that was left open."""
        super().close()
        if self.tables:
            self.tables = 0
            self._end_table()

    def _number(self) -> str:
        if not self.lists:
            return "- "
        style, count = self.lists[-1]
        self.lists[-1] = (style, count + 1)
        if style in {"a", "A"} and count < 27:
            return f"({chr(96 + count)}) "
        if style in {"i", "I"} and count < 400:
            return f"({roman(max(count, 1)).lower()}) "
        return f"{count}. " if style else "- "

    def _table_tag(self, tag: str) -> None:
        if tag in {"tr", "td", "th"}:
            self._end_cell()
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("")
        elif tag in {"br", "li", *_TEXT_BLOCKS}:
            self.words.append(" ")

    def _end_cell(self) -> None:
        words = clean_line("".join(self.words))
        self.words.clear()
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = clean_line(f"{self.rows[-1][-1]} {words}")
        elif words:
            self.blocks.append(Block(words))

    def _end_table(self) -> None:
        self._end_cell()
        text = table_text(self.rows)
        self.rows = []
        if text:
            self.blocks.append(Block(text))


def table_text(rows: list[list[str]]) -> str:
    """A table as text: a line a row, cells between bars, so that no cell can be taken for a paragraph's
    number.
    """
    return "\n".join(f"| {' | '.join(cell for cell in row)} |" for row in rows if any(row))
