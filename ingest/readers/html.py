"""HTML: nh3's only door. Whatever comes in is sanitised first; blocks are made of what is left."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.clean import clean, clean_line
from ingest.readers.equations import linear
from ingest.readers.page_blocks import SURROUNDINGS, TEXT_BLOCKS, page_blocks
from ingest.readers.page_notes import unmarked

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
_DROPPED = frozenset(
    ["script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "head", "title"]
)
_CONTROLS = frozenset(["select", "textarea", "button"])
_CLOSED = re.compile(r"</math\s*>", re.I)
_OPTIONAL_END = frozenset(
    ["p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup"]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_NESTING = re.compile(rf"<(/?)(?!(?:{'|'.join(_VOID | _OPTIONAL_END)})(?![a-z0-9]))[a-z]", re.I | re.A)
_READ = TAGS | TEXT_BLOCKS | SURROUNDINGS | {"dl", "dt", "dd"}
_READ_ATTRIBUTES = {
    **_ATTRIBUTES,
    "*": {"dir", "lang", "id"},
    "a": {"href", "name"},
    "ol": {"type", "start", "style", "reversed"},
    "li": {"value"},
    "aside": {"role", "class"},
    "footer": {"role", "class"},
}


def sanitise(html: str) -> str:
    """Only harmless markup: no script, no style, no form, no handler, no address but http, https and mailto.

    Raises SourceError for markup too large or too deep to be a text.
    """
    return _cleaned(html, TAGS, _ATTRIBUTES, _DROPPED | _CONTROLS | {"form"})


def _cleaned(
    html: str, tags: frozenset[str], attributes: dict[str, set[str]], dropped: frozenset[str]
) -> str:
    import nh3

    if len(html) > LARGEST:
        raise SourceError(f"The HTML is larger than {LARGEST // 2**20} MiB.", "Split it and give the parts.")
    _check_depth(html)
    return nh3.clean(
        clean(html),
        tags=set(tags),
        attributes=attributes,
        clean_content_tags=set(dropped),
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        strip_comments=True,
        filter_style_properties={"list-style-type"},
    )


def _check_depth(html: str) -> None:
    depth = 0
    for match in _NESTING.finditer(html):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST:
            raise SourceError(
                f"The HTML nests more than {DEEPEST} elements.", "Open it in a browser and save its text."
            )


def html_blocks(html: str, *, page: bool = False) -> list[Block]:
    """Blocks of an HTML text: headings, paragraphs, list items with their numbers, tables row by row.

    `page` leaves out what surrounds the text of a web page. Raises SourceError as `sanitise` does.
    """
    from lxml import etree

    controls = _CONTROLS if page else _CONTROLS - {"button"}
    text = _cleaned(_with_equations(html), _READ, _READ_ATTRIBUTES, _DROPPED | controls)
    root = etree.fromstring(f"<div>{unmarked(text)}</div>", etree.HTMLParser(huge_tree=True))
    return page_blocks(root, page=page)


def _with_equations(html: str) -> str:
    """The HTML with its equations on a line of text each."""
    if not _CLOSED.search(html):
        return html
    first, *rest = re.split(r"(?i)(?=<math\b)", html)
    return first + "".join(map(_equation, rest))


def _equation(html: str) -> str:
    """An equation and what follows it; one that is never closed is left to be dropped."""
    from lxml import etree

    closed = _CLOSED.search(html)
    root = etree.fromstring(html[: closed.end()], etree.HTMLParser()) if closed else None
    math = next(root.iter("math"), None) if root is not None else None
    if closed is None or math is None:
        return html
    return f" {escape(linear(math))} {html[closed.end() :]}"


def read_html(path: Path, raw: bytes, text: str) -> list[Block]:
    """Blocks of an HTML file. Raises SourceError naming the file."""
    if raw[:4] in {b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        raise SourceError(f"{path.name}: this is not an HTML file.", "Check its type and its name.")
    with named(path):
        return html_blocks(text, page=True)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """A file whose name stands before what is said against markup in it. Raises SourceError."""
    try:
        yield
    except SourceError as error:
        raise SourceError(
            f"{path.name}: {error.message[0].lower()}{error.message[1:]}", error.hint
        ) from error


def html_title(html: str) -> tuple[str, str]:
    """(title, language) that a page gives itself, each "" where it says nothing."""
    title = re.search(r"<title[^<>]*>([^<]{1,300})</title>", html[:20_000], re.I)
    language = re.search(r"<html[^<>]*\blang=[\"']?([a-zA-Z]{2})", html[:20_000], re.I)
    return clean_line(unescape(title[1])) if title else "", language[1].lower() if language else ""
