"""What stands in a file, read by other means than the assistant's readers."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path


def docx_words(path: Path) -> str:
    """The paragraphs of a Word file and the cells of its tables, in order of the file."""
    import docx

    document = docx.Document(str(path))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def pptx_words(path: Path) -> str:
    """Titles, texts, cells and notes of all slides."""
    return "\n".join(pptx_pages(path))


def pptx_pages(path: Path) -> list[str]:
    """The same slide by slide."""
    import pptx

    pages = []
    for slide in pptx.Presentation(str(path)).slides:
        nodes = list(slide.element.iter())
        nodes += list(slide.notes_slide.element.iter()) if slide.has_notes_slide else []
        pages.append("\n".join(node.text or "" for node in nodes if node.tag.endswith("}t")))
    return pages


def pdf_pages(path: Path) -> list[str]:
    """The text of a PDF page by page, as pypdf gives it."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def plain(path: Path) -> str:
    """The text of a file, without the tags and marks of tables."""
    return unescape(re.sub(r"<[^>]+>", "\n", path.read_text(encoding="utf-8")))


WORDS: dict[str, Callable[[Path], str]] = {
    ".docx": docx_words,
    ".pptx": pptx_words,
    ".pdf": lambda path: "\n".join(pdf_pages(path)),
    ".html": plain,
    ".md": plain,
    ".txt": plain,
}


def joined(text: str) -> str:
    """Without spaces and in small letters: where lines break says nothing."""
    return "".join(text.casefold().split())


def bare(text: str) -> str:
    """Letters and digits only: lines are broken where a page is full, and cells lie apart."""
    return re.sub(r"[\W_]+", "", text)
