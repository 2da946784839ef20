"""Presentations: slides, titles, texts in reading order, tables, notes."""

import io
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.util import Inches

from ingest.corpus.recognise import recognise
from ingest.corpus.source import read_source
from ingest.errors import SourceError
from ingest.readers.pptx import left_out, read_pptx
from tests.assistant.library.files import pptx as slides_file
from tests.assistant.library.files import with_part

PATH = Path("file.pptx")


def texts(presentation: Any) -> list[str]:
    """The blocks of a presentation."""
    out = io.BytesIO()
    presentation.save(out)
    return [block.text for block in read_pptx(PATH, out.getvalue())]


def test_slides_have_number_title_text_and_notes() -> None:
    """In the order in which they are shown."""
    raw = slides_file([("Chairs", "Buy\nSit", "Smile"), ("Lamps", "Light", "")])
    blocks = read_pptx(PATH, raw)
    assert [b.text for b in blocks] == [
        "Slide 1. Chairs",
        "Buy",
        "Sit",
        "Speaker notes: Smile",
        "Slide 2. Lamps",
        "Light",
    ]
    assert [b.page for b in blocks] == [1, 1, 1, 1, 2, 2]


def test_boxes_are_read_from_top_to_bottom_and_left_to_right() -> None:
    """Not in the order in which they were drawn."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    for words, left, top in [("third", 1, 5), ("second", 4, 1), ("first", 1, 1)]:
        slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1)).text_frame.text = words
    assert texts(presentation) == ["Slide 1", "first", "second", "third"]


def test_tables_and_groups_are_read() -> None:
    """A table is rows of cells, a group is read as what it holds."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(4), Inches(2), Inches(1)).text_frame.text = "inside"
    assert texts(presentation) == ["Slide 1", "| a | b |", "inside"]


def test_each_slide_is_a_provision(tmp_path: Path) -> None:
    """With its number as locator and as page."""
    path = tmp_path / "talk.pptx"
    path.write_bytes(slides_file([("Chairs", "Buy", "")]))
    found = {p.locator: p for p in read_source(path).provisions}
    assert (found["talk/slide-1"].text, found["talk/slide-1"].page) == ("Buy", 1)


GOOD = slides_file([("Chairs", "Buy", "Smile")])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(at: int, noise: bytes) -> None:
    """Blocks or one SourceError, nothing else."""
    try:
        read_pptx(PATH, GOOD[:at] + noise + GOOD[at + len(noise) :])
    except SourceError:
        return


def test_a_word_file_is_no_presentation() -> None:
    """Even when it is called one."""
    from tests.assistant.library.files import docx

    with pytest.raises(SourceError, match="damaged"):
        read_pptx(PATH, docx(["Chairs"]))


@pytest.mark.parametrize(("count", "said"), [(1, "a comment; it is"), (3, "3 comments; they are")])
def test_comments_are_left_out_and_said_so(tmp_path: Path, count: int, said: str) -> None:
    """They are what colleagues wrote to each other; a presentation without any has nothing left out."""
    comments = f'<p:cmLst xmlns:p="p">{"<p:cm><p:text>No!</p:text></p:cm>" * count}</p:cmLst>'
    raw = with_part(GOOD, "ppt/comments/comment1.xml", comments.encode())
    path = tmp_path / "talk.pptx"
    path.write_bytes(raw)
    assert not any("No!" in block.text for block in read_pptx(PATH, raw))
    assert recognise(path, "talk.pptx").notes == (f"it carries {said} not read",)
    assert left_out(GOOD) == ()
