"""PDF files: pypdf's only door. Page numbers are kept, running headers and footers are left out."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ingest.blocks import Block
from ingest.errors import SourceError
from ingest.lines import Line, join_lines

EDGE_LINES = 2
MAX_PAGES = 5_000


def read_pdf(path: Path) -> list[Block]:
    """Blocks with their page (1-based). Raises SourceError for an encrypted, damaged or text-less file."""
    pages = [text.splitlines() for text in _page_texts(path)]
    if not any(line.strip() for page in pages for line in page):
        raise SourceError(
            f"{path.name}: no page has a text layer, it looks like a scan.",
            "Run it through OCRmyPDF (ocrmypdf in.pdf out.pdf) and give the result.",
        )
    furniture = _furniture(pages)
    lines = [
        Line(line, number)
        for number, page in enumerate(pages, start=1)
        for line in [*_without_furniture(page, furniture), *([""] if _ends_sentence(page, furniture) else [])]
    ]
    return join_lines(lines)


def _page_texts(path: Path) -> list[str]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(f"{path.name}: the PDF is encrypted.", "Save a copy without a password and give that.")
        if len(reader.pages) > MAX_PAGES:
            raise SourceError(f"{path.name}: more than {MAX_PAGES} pages.", "Split it and give the parts.")
        return [page.extract_text() for page in reader.pages]
    except SourceError:
        raise
    # pypdf meets damage in many ways, some of them as plain Python errors: each means the same to the user.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError,
            NotImplementedError, AssertionError, OverflowError, MemoryError, StopIteration) as error:  # fmt: skip
        raise SourceError(
            f"{path.name}: the PDF is damaged or cut short ({type(error).__name__}).",
            "Download or export it again; 'qpdf --check' says what is wrong.",
        ) from error


def _shape(line: str) -> str:
    """The line with its numbers blanked, so that "Page 3" and "Page 4" are one running line."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line).strip())


def _edges(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return filled[:EDGE_LINES] + filled[-EDGE_LINES:] if len(filled) > EDGE_LINES else filled


def _furniture(pages: Sequence[Sequence[str]]) -> set[str]:
    """Shapes of lines that stand at the edge of at least half the pages (two pages at least)."""
    counts = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    least = max(2, (len(pages) + 1) // 2)
    repeated = {shape for shape, count in counts.items() if count >= least}
    return repeated | {"#", "- # -", "Page #", "/#"} if len(pages) > 1 else set()


def _without_furniture(page: Sequence[str], furniture: set[str]) -> list[str]:
    edges = _edges(page)
    return [line for line in page if not (line in edges and _shape(line) in furniture)]


def _ends_sentence(page: Sequence[str], furniture: set[str]) -> bool:
    kept = [line for line in _without_furniture(page, furniture) if line.strip()]
    return bool(kept) and kept[-1].rstrip().endswith((".", ";", ":", "!", "?"))
