"""Word files: python-docx's only door. Headings, automatic numbers, tables and footnotes, in the order of the
page.
"""

import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line
from ingest.readers.html import table_text
from ingest.readers.numbering import Numbering
from ingest.readers.office import check_package, transitional

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERED = re.compile(r"\(?(?:[0-9]{1,3}|[a-zA-Z]{1,5})[.)]\s")
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"}


def read_docx(path: Path, raw: bytes) -> list[Block]:
    """Blocks of a Word file, footnotes last. Raises SourceError for one that is damaged, protected or an
    attack.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    check_package(path, raw)
    try:
        document = docx.Document(io.BytesIO(transitional(raw)))
        return list(_Reader(document).blocks())
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


class _Reader:
    """One document: its body, its lists and its footnotes."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.styles = {style.style_id: style for style in document.styles}
        self.numbering = Numbering.read(_part_root(document.part, "numbering"))
        self.footnotes = _footnotes(_part_root(document.part, "footnotes"))

    def blocks(self) -> Iterator[Block]:
        """The body, then the footnotes."""
        yield from self._children(self.body)
        if self.footnotes:
            yield Block("Footnotes", level=2)
            yield from (Block(note) for note in self.footnotes.values())

    def _children(self, element: Any, depth: int = 0) -> Iterator[Block]:
        for child in element:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                text = table_text(
                    [[_words(cell) for cell in row.iterchildren(f"{_W}tc")] for row in child.iter(f"{_W}tr")]
                )
                if text:
                    yield Block(text)
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"} and depth < 50:
                yield from self._children(child, depth + 1)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        mark = self._mark(element)
        text = _words(element)
        if not text:
            return
        level = self._level(element)
        if mark and not _NUMBERED.match(text):
            text = f"{mark} {text}"
        named = (mark.get(f"{_W}id", "") for mark in element.iter(f"{_W}footnoteReference"))
        notes = tuple(self.footnotes[name] for name in named if name in self.footnotes)
        yield Block(text, level=level, notes=notes)

    def _level(self, element: Any) -> int:
        """1 to 6 for a heading, by the outline level of the paragraph or of its style, 0 for text."""
        name = _style_id(element)
        for _ in range(10):
            style = self.styles.get(name)
            heading = re.fullmatch(r"heading (\d)", str(style.name).lower()) if style is not None else None
            if heading:
                return min(int(heading[1]), 6)
            if style is not None and str(style.name).lower() == "title":
                return 1
            based = style.element.find(f"{_W}basedOn") if style is not None else None
            if based is None:
                break
            name = based.get(f"{_W}val", "")
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        value = outline.get(f"{_W}val", "9") if outline is not None else "9"
        return int(value) + 1 if value in {"0", "1", "2", "3", "4", "5"} else 0

    def _mark(self, element: Any) -> str:
        found = element.find(f"{_W}pPr/{_W}numPr")
        name = _style_id(element)
        for _ in range(10):
            if found is not None or name not in self.styles:
                break
            style = self.styles[name].element
            found = style.find(f"{_W}pPr/{_W}numPr")
            based = style.find(f"{_W}basedOn")
            name = based.get(f"{_W}val", "") if based is not None else ""
        if found is None:
            return ""
        number, depth = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
        deep = depth.get(f"{_W}val", "0") if depth is not None else "0"
        return (
            self.numbering.next(number.get(f"{_W}val", ""), int(deep) if deep.isdigit() else 0)
            if number is not None
            else ""
        )


def _style_id(element: Any) -> str:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val", "")) if style is not None else ""


def _words(element: Any) -> str:
    """The words of a paragraph or cell as they stand when all changes are accepted."""
    parts: list[str] = []
    _collect(element, parts)
    return clean_line("".join(parts))


def _collect(element: Any, parts: list[str]) -> None:
    for child in element.iterchildren():
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            parts.append(" ")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag == f"{_W}p":
            _collect(child, parts)
            parts.append(" ")
        elif (
            isinstance(child.tag, str)
            and child.tag not in {f"{_W}pPr", f"{_W}rPr"}
            and not child.tag.endswith("}Fallback")
        ):
            _collect(child, parts)


def _part_root(part: Any, name: str) -> Any:
    """The root element of a part that the document refers to, such as its footnotes."""
    from lxml import etree

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            return etree.fromstring(relation.target_part.blob, parser)
    return None


def _footnotes(root: Any) -> dict[str, str]:
    """The footnotes by their id in the file, each with its number: "[1] words"."""
    if root is None:
        return {}
    notes = [note for note in root.iterchildren(f"{_W}footnote") if note.get(f"{_W}type") in {None, "normal"}]
    texts = [(note.get(f"{_W}id", ""), text) for note in notes if (text := _words(note))]
    return {name: f"[{number}] {text}" for number, (name, text) in enumerate(texts, start=1)}
