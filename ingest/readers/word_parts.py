"""The parts of a Word file that its body refers to: notes and lists by their sort; charts, diagrams and
texts put in whole by their relation.
"""

import email
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.readers.blocks import Block
from ingest.readers.charts import chart_rows, diagram_lines
from ingest.readers.clean import clean_line
from ingest.readers.html import html_blocks, named
from ingest.readers.office import root_of_part
from ingest.readers.tables import table_text
from ingest.readers.text import decode
from ingest.readers.word_text import placed

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PAGES = frozenset([".html", ".htm", ".xhtml"])
_SAVED = frozenset([".mht", ".mhtml"])
_TEXTS = frozenset([".txt"])
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"


def root_of(part: Any, sort: str) -> Any:
    """The root element of the one part of a sort, such as "footnotes"; None where there is none."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{sort}") and not relation.is_external:
            return root_of_part(relation.target_part.blob)
    return None


def drawn(part: Any, element: Any) -> list[Block]:
    """The charts and diagrams on a paragraph: a table each, or a line a box."""
    blocks = []
    for mark in placed(element, {_CHART, _DIAGRAM}):
        linked = _linked(part, mark.get(f"{_R}id" if mark.tag == _CHART else f"{_R}dm"))
        if linked is None:
            continue
        root = root_of_part(linked.blob)
        if mark.tag == _CHART:
            text = table_text([[clean_line(cell) for cell in row] for row in chart_rows(root)])
            blocks += [Block(text)] if text else []
        else:
            blocks += [Block(f"- {text}") for line in diagram_lines(root) if (text := clean_line(line))]
    return blocks


def chunk(part: Any, element: Any) -> list[Block]:
    """A web page, a saved one or a text that was put into the document whole; [] for any other.

    Raises SourceError for what is no text.
    """
    linked = _linked(part, element.get(f"{_R}id"))
    if linked is None:
        return []
    path = Path(str(linked.partname))
    if path.suffix.lower() in _TEXTS:
        lines = map(clean_line, decode(path, linked.blob).splitlines())
        return [Block(line) for line in lines if line]
    if path.suffix.lower() in _SAVED:
        pages = [decode(path, page) for page in _saved_pages(linked.blob)]
    else:
        pages = [decode(path, linked.blob)] if path.suffix.lower() in _PAGES else []
    with named(path):
        return [block for page in pages for block in html_blocks(page)]


def unread_chunks(links: bytes) -> tuple[str, ...]:
    """That a part put in whole is not read, for the user to know. `links` is what the document refers to."""
    chunks = re.findall(rb"<Relationship\b[^<>]*/aFChunk\"[^<>]*>", links)
    targets = (re.search(rb'Target="([^"]*)"', one) for one in chunks)
    names = [clean_line(target[1].decode("utf-8", "replace")) for target in targets if target]
    kinds = {Path(name).suffix.lower() for name in names} - _TEXTS - _SAVED - _PAGES
    return tuple(f"it carries a part of type {kind or '(none)'}; it is not read" for kind in sorted(kinds))


def _saved_pages(blob: bytes) -> Iterator[bytes]:
    """The web pages of a web archive (MHTML)."""
    for part in email.message_from_bytes(blob).walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes):
            yield payload


def _linked(part: Any, name: str | None) -> Any:
    relation = part.rels.get(name or "")
    return relation.target_part if relation is not None and not relation.is_external else None
