"""PowerPoint files: python-pptx's only door. A slide is its number, title, texts in reading order, tables and
notes.
"""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line
from ingest.readers.html import table_text
from ingest.readers.office import check_package, transitional

DEEPEST = 20  # groups in groups


def read_pptx(path: Path, raw: bytes) -> list[Block]:
    """Blocks of a presentation, slide by slide. Raises SourceError for one that is damaged, protected or an
    attack.
    """
    import pptx
    from lxml.etree import LxmlError
    from pptx.exc import PythonPptxError

    check_package(path, raw)
    try:
        return [
            block
            for number, slide in enumerate(pptx.Presentation(io.BytesIO(transitional(raw))).slides, start=1)
            for block in _slide(number, slide)
        ]
    # python-pptx meets damage as plain Python errors: each means the same to the user.
    except (
        PythonPptxError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        OSError,
        RecursionError,
        NotImplementedError,
        BadZipFile,
        zlib.error,
    ) as error:
        raise SourceError(
            f"{path.name}: the presentation is damaged ({type(error).__name__}).",
            "Open it in PowerPoint or LibreOffice and save it again.",
        ) from error


def _slide(number: int, slide: Any) -> Iterator[Block]:
    title = slide.shapes.title
    heading = clean_line(title.text_frame.text) if title is not None and title.has_text_frame else ""
    yield Block(f"Slide {number}. {heading}" if heading else f"Slide {number}", level=2, page=number)
    for shape in _in_reading_order(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        for text in _texts(shape):
            yield Block(text, page=number)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = [clean_line(paragraph.text) for paragraph in slide.notes_slide.notes_text_frame.paragraphs]
        for place, text in enumerate(text for text in notes if text):
            yield Block(f"Speaker notes: {text}" if place == 0 else text, page=number)


def _in_reading_order(shapes: Any, depth: int = 0) -> list[Any]:
    """Shapes from top to bottom, then from left to right; a group is read as a whole."""
    found: list[Any] = []
    for shape in sorted(shapes, key=lambda s: (s.top or 0, s.left or 0, s.shape_id)):
        if hasattr(shape, "shapes") and depth < DEEPEST:
            found += _in_reading_order(shape.shapes, depth + 1)
        else:
            found.append(shape)
    return found


def _texts(shape: Any) -> Iterator[str]:
    if getattr(shape, "has_table", False):
        text = table_text([[clean_line(cell.text) for cell in row.cells] for row in shape.table.rows])
        if text:
            yield text
    elif getattr(shape, "has_text_frame", False):
        for paragraph in shape.text_frame.paragraphs:
            text = clean_line(paragraph.text.replace("\v", " "))
            if text:
                yield f"- {text}" if paragraph.level else text
