"""The parts of a Word file that its body refers to: notes and lists by their sort; charts, diagrams and
texts put in whole by their relation.
"""

from pathlib import Path
from typing import Any

from ingest.readers.blocks import Block
from ingest.readers.charts import chart_rows, diagram_lines
from ingest.readers.clean import clean_line
from ingest.readers.html import html_blocks
from ingest.readers.tables import table_text
from ingest.readers.text import decode

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"


def root_of(part: Any, sort: str) -> Any:
    """The root element of the one part of a sort, such as "footnotes"; None where there is none."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{sort}") and not relation.is_external:
            return _root(relation.target_part.blob)
    return None


def drawn(part: Any, element: Any) -> list[Block]:
    """The charts and diagrams on a paragraph: a table each, or a line a box."""
    blocks = []
    for mark in element.iter(_CHART, _DIAGRAM):
        linked = _linked(part, mark.get(f"{_R}id" if mark.tag == _CHART else f"{_R}dm"))
        if linked is None:
            continue
        root = _root(linked.blob)
        if mark.tag == _CHART:
            text = table_text([[clean_line(cell) for cell in row] for row in chart_rows(root)])
            blocks += [Block(text)] if text else []
        else:
            blocks += [Block(f"- {text}") for line in diagram_lines(root) if (text := clean_line(line))]
    return blocks


def chunk(part: Any, element: Any) -> list[Block]:
    """A web page or a text that was put into the document whole. Raises SourceError for one that is none."""
    linked = _linked(part, element.get(f"{_R}id"))
    kind = str(linked.content_type) if linked is not None else ""
    if "html" not in kind and not kind.startswith("text/plain"):
        return []
    text = decode(Path(str(linked.partname)), linked.blob)
    if "html" in kind:
        return html_blocks(text)
    return [Block(line) for one in text.splitlines() if (line := clean_line(one))]


def _linked(part: Any, name: str | None) -> Any:
    relation = part.rels.get(name or "")
    return relation.target_part if relation is not None and not relation.is_external else None


def _root(blob: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(blob, parser)
