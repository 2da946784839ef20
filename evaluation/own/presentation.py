"""A made document as slides: each heading begins one."""

import io
from collections.abc import Sequence
from typing import Any

from evaluation.own.documents import Block, Made, Sort

_TITLE, _CONTENT, _TITLE_ONLY = 0, 1, 5  # layouts of the library's template


def presentation(made: Made) -> bytes:
    """The first slide has the title and what stands below it; notes are the speaker's."""
    from pptx import Presentation

    deck = Presentation()
    slides = _slides(made)
    for number, blocks in enumerate(slides):
        table = next((block for block in blocks if block.sort is Sort.TABLE), None)
        layout = _TITLE if number == 0 else _TITLE_ONLY if table else _CONTENT
        slide = deck.slides.add_slide(deck.slide_layouts[layout])
        slide.shapes.title.text = blocks[0].text
        words = [block.text for block in blocks[1:] if block.sort in {Sort.WORDS, Sort.ITEM}]
        if table:
            _add_table(slide, table)
        elif words:
            slide.placeholders[1].text = "\n".join(words)
        notes = [block.text for block in blocks if block.sort is Sort.NOTE]
        if notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(notes)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _slides(made: Made) -> list[list[Block]]:
    slides: list[list[Block]] = []
    for block in made.blocks:
        if block.sort is Sort.HEADING:
            slides.append([])
        slides[-1].append(block)
    return slides


def _add_table(slide: Any, block: Block) -> None:
    from pptx.util import Cm

    rows: Sequence[tuple[str, ...]] = block.rows
    shape = slide.shapes.add_table(len(rows), len(rows[0]), Cm(2), Cm(5), Cm(21), Cm(1.2) * len(rows))
    for at, row in enumerate(rows):
        for place, words in enumerate(row):
            shape.table.cell(at, place).text = words
