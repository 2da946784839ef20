"""The file types that are read, and the reader of each."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.bold import with_bold_headings
from ingest.readers.docx import read_docx
from ingest.readers.front_matter import Front, read_sidecar, split_front_matter
from ingest.readers.grid import with_rows
from ingest.readers.html import named, read_html
from ingest.readers.lines import Line, join_lines
from ingest.readers.markdown import read_markdown
from ingest.readers.paragraphs import apart, holds_acts, is_paragraphs, read_paragraphs
from ingest.readers.pdf import page_labels, read_lines
from ingest.readers.pptx import read_pptx
from ingest.readers.printed import spaced
from ingest.readers.text import decode

Reader = Callable[[Path, bytes], tuple[Front, list[Block]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file type: what people call it, and the reader of its front matter and blocks.

    An official record has no blocks, so no reader: its fields say what each of its provisions is.
    """

    name: str
    reader: Reader | None


def format_of(path: Path) -> Format:
    """The format that the name of a file says. Raises SourceError for one that is not read."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise SourceError(
            f"{path.name}: files of type {path.suffix or '(none)'} are not read.",
            f"Give one of {', '.join(sorted(FORMATS))}.",
        )
    return FORMATS[suffix]


def read_blocks(path: Path, raw: bytes) -> tuple[Front, list[Block]]:
    """Front matter and blocks of a file. Raises SourceError where it cannot be read or is a record."""
    reader = format_of(path).reader
    if reader is None:
        raise SourceError(
            f"{path.name}: files of type {path.suffix} are official records and not texts.",
            f"Give one of {', '.join(sorted(s for s, form in FORMATS.items() if form.reader))}.",
        )
    return reader(path, raw)


def printed_labels(path: Path) -> tuple[str, ...]:
    """What is printed on the pages of a file as their numbers; () where that is their count.

    Raises SourceError as its reader does.
    """
    return page_labels(path) if path.suffix.lower() == ".pdf" else ()


def _markdown(path: Path, raw: bytes) -> tuple[Front, list[Block]]:
    front, body = split_front_matter(path, decode(path, raw))
    with named(path):
        return front, read_markdown(body)


def _text(path: Path, raw: bytes) -> tuple[Front, list[Block]]:
    front, body = split_front_matter(path, decode(path, raw))
    lines = body.splitlines()
    if is_paragraphs(lines):
        return front | read_sidecar(path), read_paragraphs(lines)
    return front | read_sidecar(path), _joined([Line(line) for line in with_rows(lines)])


def _pdf(path: Path, raw: bytes) -> tuple[Front, list[Block]]:
    return read_sidecar(path), _joined(read_lines(path))


def _joined(lines: list[Line]) -> list[Block]:
    """Blocks of printed lines; those of decisions by the rules of their layout."""
    printed = spaced(lines)
    if len(printed) == len(lines) and holds_acts(line.text for line in lines):
        return join_lines(apart(lines), recitals=True)
    return join_lines(printed)


def _docx(path: Path, raw: bytes) -> tuple[Front, list[Block]]:
    return read_sidecar(path), with_bold_headings(read_docx(path, raw), raw)


def _pptx(path: Path, raw: bytes) -> tuple[Front, list[Block]]:
    return read_sidecar(path), read_pptx(path, raw)


def _html(path: Path, raw: bytes) -> tuple[Front, list[Block]]:
    return read_sidecar(path), read_html(path, raw, decode(path, raw))


FORMATS: dict[str, Format] = {
    ".md": Format("Markdown", _markdown),
    ".txt": Format("plain text", _text),
    ".pdf": Format("PDF", _pdf),
    ".docx": Format("Word", _docx),
    ".pptx": Format("PowerPoint", _pptx),
    ".html": Format("HTML", _html),
    ".htm": Format("HTML", _html),
    ".json": Format("official record", None),
}
