"""PowerPoint files: python-pptx's only door. A slide is its number, title, texts in order and notes."""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from ingest.errors import SourceError
from ingest.readers.blocks import Block
from ingest.readers.drawn import Places, number_of, title_of
from ingest.readers.office import check_package, transitional, unread_comments
from ingest.readers.shapes import choose_alternatives, footer_texts, shape_texts, words_of

_COMMENTS = re.compile(r"ppt/comments/[^/]+\.xml")
_COMMENT = re.compile(rb"<\w+:cm[\s>]")  # of either form that PowerPoint has for them


def read_pptx(path: Path, raw: bytes) -> list[Block]:
    """Blocks of a presentation, slide by slide. Raises SourceError for one that is damaged, protected or an
    attack.
    """
    import pptx
    from lxml.etree import LxmlError
    from pptx.exc import PythonPptxError

    check_package(path, raw)
    try:
        slides = list(pptx.Presentation(io.BytesIO(transitional(raw))).slides)
        furniture, places = _furniture(slides), Places()
        return [
            block
            for number, slide in enumerate(slides, start=1)
            for block in _slide(number, slide, furniture, places)
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


def left_out(raw: bytes) -> tuple[str, ...]:
    """What a presentation carries that is not read as its text, for its user to know. `raw` is a file that
    was read.
    """
    return unread_comments(raw, _COMMENTS, _COMMENT)


def _furniture(slides: list[Any]) -> frozenset[str]:
    """What stands in the places for dates and footers of several slides, or of several of their notes."""
    noted = [slide.notes_slide for slide in slides if slide.has_notes_slide]
    said = (text for one in (*slides, *noted) for text in footer_texts(_tree(one)))
    return frozenset(text for text, count in Counter(said).items() if count > 1)


def _slide(number: int, slide: Any, furniture: frozenset[str], places: Places) -> Iterator[Block]:
    tree = _tree(slide)
    choose_alternatives(tree)
    title = title_of(tree)
    heading = words_of(title) if title is not None else ""
    yield Block(f"Slide {number}. {heading}" if heading else f"Slide {number}", level=2, page=number)
    skipped = number_of(title) if title is not None else None
    for text in shape_texts(tree, slide.part, furniture, places, skipped):
        yield Block(text, page=number)
    if slide.has_notes_slide:
        notes = slide.notes_slide
        for place, text in enumerate(shape_texts(_tree(notes), notes.part, furniture, places)):
            yield Block(f"Speaker notes: {text}" if place == 0 else text, page=number)


def _tree(slide: Any) -> Any:
    return slide.shapes._spTree
