"""PDF files: pypdf's only door. Page numbers are kept, running headers and footers are left out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.contents import without_contents
from ingest.readers.faces import levels_of
from ingest.readers.footnotes import notes_apart
from ingest.readers.form_fields import filled, place_in
from ingest.readers.furniture import without_furniture
from ingest.readers.letters import set_right
from ingest.readers.lines import Line, join_lines
from ingest.readers.placed import Page, Placed, lines_of
from ingest.readers.rows import in_rows

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 5_000
TAIL = 2_048  # bytes at the end in which a whole PDF has its end mark
Matrix = list[float]
_BOLD = re.compile(r"bold|black|heavy|[-,]demi", re.I)


def read_pdf(path: Path) -> list[Block]:
    """Blocks with their page (1-based). Raises SourceError for an encrypted, damaged or text-less file."""
    return join_lines(read_lines(path))


def read_lines(path: Path) -> list[Line]:
    """Lines with their page (1-based), without running headers and footers. Raises as `read_pdf` does."""
    parted = notes_apart([lines for lines, _ in _read(path)])
    pages = [in_rows(text) for text, _ in parted]
    lines: list[Line] = []
    for number, (page, levels) in enumerate(zip(pages, levels_of(pages), strict=True), start=1):
        lines += (Line(line.text, number, level) for line, level in zip(page, levels, strict=True))
        for count, note in enumerate(parted[number - 1][1], start=1):
            lines += (Line(line.text, number, note=count) for line in note)
    words = set_right([line.text for line in lines])
    return [replace(line, text=text) for line, text in zip(lines, words, strict=True) if text.strip()]


def page_labels(path: Path) -> tuple[str, ...]:
    """What is printed on the pages as their numbers, as the file says or as their heads and feet show.

    () where that is the count, or nothing is known of it.
    """
    labels = tuple(label for _, label in _read(path))
    counted = all(label in {"", str(number)} for number, label in enumerate(labels, start=1))
    return () if counted else labels


def pages_without_text(path: Path) -> list[int]:
    """Numbers of the pages that have no text layer: empty ones, or scans."""
    return [number for number, page in enumerate(_pages(path), start=1) if not page.lines]


def _read(path: Path) -> list[tuple[list[Placed], str]]:
    pages = _pages(path)
    if not any(page.lines for page in pages):
        raise SourceError(
            f"{path.name}: no page has a text layer, it looks like a scan.",
            "Run it through OCRmyPDF (ocrmypdf in.pdf out.pdf) and give the result.",
        )
    return without_furniture(without_contents(pages))


def _pages(path: Path) -> tuple[Page, ...]:
    status = path.stat()
    return _pages_of(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1)
def _pages_of(path: Path, modified: int, size: int) -> tuple[Page, ...]:
    """The pages; the last file is kept, since it is asked for its lines, its empty pages and its labels."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        if not _is_whole(path):
            raise SourceError(
                f"{path.name}: the PDF is cut short or not a PDF.", "Download or export it again."
            )
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(
                f"{path.name}: the PDF is encrypted.", "Save a copy without a password and give that."
            )
        if len(reader.pages) > MAX_PAGES:
            raise SourceError(f"{path.name}: more than {MAX_PAGES} pages.", "Split it and give the parts.")
        return tuple(_placed(path, reader))
    except SourceError:
        raise
    # pypdf meets damage in many ways, plain Python errors and those of its decoders among them: each means
    # the same to the user.
    except Exception as error:
        raise SourceError(
            f"{path.name}: the PDF is damaged ({type(error).__name__}).",
            "Download or export it again; 'qpdf --check' says what is wrong.",
        ) from error


def _placed(path: Path, reader: "PdfReader") -> Iterator[Page]:
    labels = reader.page_labels if "/PageLabels" in reader.root_object else [""] * len(reader.pages)
    for number, (page, label) in enumerate(zip(reader.pages, labels, strict=True), start=1):
        try:
            pieces = _pieces(page)
        except Exception as error:  # as above, and the user is told which page it is
            raise SourceError(
                f"{path.name}: page {number} of the PDF is damaged ({type(error).__name__}).",
                "Print the file to a new PDF and give that, or take the page out.",
            ) from error
        yield Page(lines_of(pieces), _height(page), label)


def _pieces(page: "PageObject") -> list[Placed]:
    """The pieces of text of a page, upright as the reader sees it."""
    found: list[Placed] = []
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    left, foot = float(page.mediabox.left), float(page.mediabox.bottom)
    turned = int(page.rotation or 0) % 360

    def keep(text: str, canvas: Matrix, matrix: Matrix, font: Any, size: float) -> None:
        if not text:
            return
        x = matrix[4] * canvas[0] + matrix[5] * canvas[2] + canvas[4] - left
        y = matrix[4] * canvas[1] + matrix[5] * canvas[3] + canvas[5] - foot
        x, y = _upright(x, y, width, height, turned)
        scale = hypot(matrix[2], matrix[3]) * hypot(canvas[2], canvas[3])
        found.append(Placed(text, x, y, abs(size * scale) or 1.0, _is_bold(font)))

    page.extract_text(visitor_text=keep)
    for value in filled(page):
        x, y = _upright(value.x - left, value.y - foot, width, height, turned)
        place_in(found, replace(value, x=x, y=y))
    return found


def _is_bold(font: Any) -> bool:
    """Whether a font is bold by its name."""
    return bool(font) and bool(_BOLD.search(str(font.get("/BaseFont", ""))))


def _upright(x: float, y: float, width: float, height: float, turned: int) -> tuple[float, float]:
    """A place on a page that is shown turned by so many degrees, clockwise."""
    if turned == 90:
        return y, width - x
    if turned == 180:
        return width - x, height - y
    return (height - y, x) if turned == 270 else (x, y)


def _height(page: "PageObject") -> float:
    turned = int(page.rotation or 0) % 180
    return float(page.mediabox.width if turned else page.mediabox.height)


def _is_whole(path: Path) -> bool:
    """Whether the file begins and ends as a PDF does; pypdf would read a cut file as far as it goes, and lose
    pages in silence.
    """
    with path.open("rb") as file:
        head = file.read(1_024)
        file.seek(max(0, path.stat().st_size - TAIL))
        return b"%PDF-" in head and b"%%EOF" in file.read()
