"""PDF files: pypdf's only door. Page numbers are kept, running headers and footers are left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.lines import Line, join_lines

EDGE_LINES = 2
MAX_PAGES = 5_000
TAIL = 2_048  # bytes at the end in which a whole PDF has its end mark
_PAGE_NUMBER = re.compile(
    r"(?:page\s*|p\.\s*|[-–|/]\s*)?[0-9]{1,4}(?:\s*(?:/|of)\s*[0-9]{1,4})?(?:\s*[-–|/])?", re.I
)
_Key = tuple[int, str, int | None]


def read_pdf(path: Path) -> list[Block]:
    """Blocks with their page (1-based). Raises SourceError for an encrypted, damaged or text-less file."""
    return join_lines(read_lines(path))


def read_lines(path: Path) -> list[Line]:
    """Lines with their page (1-based), without running headers and footers. Raises as `read_pdf` does."""
    pages = [[line for line in text.splitlines() if line.strip()] for text in _page_texts(path)]
    if not any(pages):
        raise SourceError(
            f"{path.name}: no page has a text layer, it looks like a scan.",
            "Run it through OCRmyPDF (ocrmypdf in.pdf out.pdf) and give the result.",
        )
    furniture = _furniture(pages)
    return [
        Line(line, number)
        for number, page in enumerate(pages, start=1)
        for line in _without_furniture(page, number, len(pages), furniture)
    ]


def pages_without_text(path: Path) -> list[int]:
    """Numbers of the pages that have no text layer: empty ones, or scans."""
    return [number for number, text in enumerate(_page_texts(path), start=1) if not text.strip()]


def _page_texts(path: Path) -> list[str]:
    status = path.stat()
    return list(_texts_of(path, status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=1)
def _texts_of(path: Path, modified: int, size: int) -> list[str]:
    """The text of each page; the last file is kept, since it is asked for its lines and then for its empty
    pages.
    """
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
        return [page.extract_text() for page in reader.pages]
    except SourceError:
        raise
    # pypdf meets damage in many ways, plain Python errors and those of its decoders among them: each means
    # the same to the user.
    except Exception as error:
        raise SourceError(
            f"{path.name}: the PDF is damaged ({type(error).__name__}).",
            "Download or export it again; 'qpdf --check' says what is wrong.",
        ) from error


def _is_whole(path: Path) -> bool:
    """Whether the file begins and ends as a PDF does; pypdf would read a cut file as far as it goes, and lose
    pages in silence.
    """
    with path.open("rb") as file:
        head = file.read(1_024)
        file.seek(max(0, path.stat().st_size - TAIL))
        return b"%PDF-" in head and b"%%EOF" in file.read()


def _keys(page: Sequence[str], at: int, number: int) -> Iterator[_Key]:
    """What makes a line the same on several pages: its place and its words, or its words around a number that
    goes up with the page.
    """
    words = re.sub(r"\s+", " ", page[at]).strip()
    for place in (at, at - len(page)):
        if -EDGE_LINES <= place < EDGE_LINES:
            yield place, words, None
            for match in re.finditer(r"[0-9]{1,4}", words):
                yield place, f"{words[: match.start()]}#{words[match.end() :]}", int(match[0]) - number


def _furniture(pages: Sequence[Sequence[str]]) -> set[_Key]:
    """Lines that stand at the edge of at least a third of the pages (two pages at least)."""
    counts: Counter[_Key] = Counter()
    for number, page in enumerate(pages, start=1):
        counts.update({key for at in range(len(page)) for key in _keys(page, at, number)})
    least = max(2, len(pages) // 3)
    return {key for key, count in counts.items() if count >= least}


def _without_furniture(page: Sequence[str], number: int, pages: int, furniture: set[_Key]) -> list[str]:
    outer = {0, len(page) - 1} if pages > 1 else set()
    return [
        line for at, line in enumerate(page)
        if not any(key in furniture for key in _keys(page, at, number))
        and not (at in outer and _PAGE_NUMBER.fullmatch(line.strip()))
    ]  # fmt: skip
