"""The trainer's own file as pieces of text with the slide, page or line they stand on: python-pptx's and
python-docx's door for reading.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.intake import markdown_body, pdf_pages, read_markdown
from ingest.errors import SourceError

# what a trainer uploads is held in memory as a whole
LARGEST = 32 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_PIECES = 20_000
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s()<>\"“”«»]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a cell or a line. `place` is "slide 10", "page 3" or "line 42"; `heading` says that it is
    a title.
    """

    place: str
    text: str
    links: tuple[str, ...] = ()
    heading: bool = False


def links_in(text: str) -> tuple[str, ...]:
    """The addresses that are typed in a text, without the mark that ends their sentence."""
    return tuple(dict.fromkeys(found.rstrip(".,;:!?。，；") for found in _ADDRESS.findall(text)))


def read_bytes(path: Path) -> bytes:
    """What is in a file. Raises SourceError for one that cannot be read, or is too large to be."""
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path)
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path.name}: cannot be read ({error.strerror}).", "Check the file and its permissions."
        ) from error


def _too_large(path: Path) -> SourceError:
    return SourceError(
        f"{path.name}: larger than {LARGEST // 2**20} MiB.", "Compress its pictures, or split it."
    )


def read_pieces(name: str, raw: bytes) -> list[Piece]:
    """All the text of a .pptx, .docx, .pdf, .md or .txt file. Raises SourceError with what to do about it."""
    path = Path(name)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(
            f"{path.name}: files of type {path.suffix or '(none)'} are not checked.",
            f"Give one of {', '.join(READERS)}.",
        )
    if len(raw) > LARGEST:
        raise _too_large(path)
    pieces = [piece for piece in reader(path, raw) if piece.text.strip() or piece.links][:MOST_PIECES]
    if not pieces:
        raise SourceError(
            f"{path.name}: there is no text in it.", "Slides that are pictures need text recognition first."
        )
    return pieces


def _text_file(path: Path, raw: bytes) -> Iterator[Piece]:
    body, before = markdown_body(path, raw)
    line_of = _line_finder(body, before)
    slide = ""
    for block in read_markdown(body):
        if not block.text:
            continue
        titled = re.match(r"Slide (\d+)\b[.:]?\s*(.*)", block.text) if block.level else None
        # Markdown of a deck names its slides in headings; other Markdown has lines
        slide = f"slide {titled[1]}" if titled else slide
        words = titled[2] if titled else block.text
        place = slide or f"line {line_of(block.text)}"
        yield Piece(place, words, links_in(block.text), bool(block.level))


def _line_finder(body: str, before: int) -> Callable[[str], int]:
    """Give a function that finds on which line the next block begins; `before` lines stand above the body.

    A block has no line of its own any more: it is looked for by its first words, from the block before on.
    """
    words_of = [re.findall(r"\w+", line) for line in body.split("\n")]
    at = 0

    def find(block: str) -> int:
        nonlocal at
        first = re.findall(r"\w+", block)[:3]
        for number in range(at, len(words_of)):
            words = words_of[number]
            if first and words and words[: len(first)] == first[: len(words)]:
                at = number
                break
        return before + at + 1

    return find


def _presentation(path: Path, raw: bytes) -> Iterator[Piece]:
    _refuse_bad_zip(path, raw)
    from pptx import Presentation

    try:
        slides = list(Presentation(io.BytesIO(raw)).slides)
    # python-pptx meets damage in many ways; each means the same to the user
    except Exception as error:
        raise _damaged(path, error) from error
    for number, slide in enumerate(slides, start=1):
        title = slide.shapes.title
        for shape in _shapes(slide.shapes):
            yield from _frames(
                shape, f"slide {number}", heading=title is not None and shape.shape_id == title.shape_id
            )
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            yield from _paragraphs(slide.notes_slide.notes_text_frame, f"slide {number}, notes")


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _frames(shape: Any, place: str, *, heading: bool) -> Iterator[Piece]:
    if getattr(shape, "has_text_frame", False):
        yield from _paragraphs(shape.text_frame, place, heading=heading)
    if getattr(shape, "has_table", False):
        for row in shape.table.rows:
            for cell in row.cells:
                yield from _paragraphs(cell.text_frame, place)


def _paragraphs(frame: Any, place: str, *, heading: bool = False) -> Iterator[Piece]:
    for paragraph in frame.paragraphs:
        text = "".join(run.text for run in paragraph.runs).replace("\v", " ")
        links = [
            run.hyperlink.address
            for run in paragraph.runs
            if run.hyperlink is not None and run.hyperlink.address
        ]
        yield Piece(place, text, tuple(dict.fromkeys([*links, *links_in(text)])), heading)


def _document(path: Path, raw: bytes) -> Iterator[Piece]:
    _refuse_bad_zip(path, raw)
    from docx import Document

    try:
        document = Document(io.BytesIO(raw))
    except Exception as error:
        raise _damaged(path, error) from error
    # python-docx gives tables apart from the text around them
    cells = [
        paragraph
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    for number, paragraph in enumerate([*document.paragraphs, *cells], start=1):
        links = [link.address for link in paragraph.hyperlinks if link.address]
        heading = (paragraph.style.name or "").startswith(("Heading", "Title")) if paragraph.style else False
        yield Piece(
            f"paragraph {number}",
            paragraph.text,
            tuple(dict.fromkeys([*links, *links_in(paragraph.text)])),
            heading,
        )


def _pdf(path: Path, raw: bytes) -> Iterator[Piece]:
    """Read page by page: a page of slides ends what stands on it, unlike a page of a report."""
    # the reader of PDFs wants a path
    with TemporaryDirectory() as folder:
        file = Path(folder) / "slides.pdf"
        file.write_bytes(raw)
        try:
            pages = list(pdf_pages(file))
        except SourceError as error:
            # the user's file is named, not our copy of it
            raise SourceError(error.message.replace(file.name, path.name), error.hint) from error
    for number, blocks in pages:
        for block in blocks:
            yield Piece(f"page {number}", block.text, links_in(block.text), bool(block.level))


def _refuse_bad_zip(path: Path, raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _damaged(path, error) from error
    if size > LARGEST_UNPACKED:
        raise SourceError(
            f"{path.name}: it unpacks to more than {LARGEST_UNPACKED // 2**20} MiB.",
            "Compress its pictures, or split it.",
        )


def _damaged(path: Path, error: Exception) -> SourceError:
    return SourceError(
        f"{path.name}: the file is damaged or of another type ({type(error).__name__}).",
        "Save or export it again and give that.",
    )


READERS: dict[str, Callable[[Path, bytes], Iterator[Piece]]] = {
    ".pptx": _presentation,
    ".docx": _document,
    ".pdf": _pdf,
    ".md": _text_file,
    ".markdown": _text_file,
    ".txt": _text_file,
}
