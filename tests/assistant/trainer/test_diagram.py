"""Diagrams on slides: native shapes in one group, in seven languages, with nothing over anything."""

import io
from dataclasses import replace
from typing import Any

import pptx
import pytest

from assistant.trainer import boxes
from assistant.trainer.blocks.diagram import in_words
from assistant.trainer.export_pptx import to_pptx
from assistant.trainer.layouts import LEFT, ROOM
from assistant.trainer.pack import Block, Item, Pack, Source
from assistant.words.forms import unbroken
from ingest.diagrams import Diagram, embedded_diagrams
from ingest.locator import Locator, label
from ingest.vocabulary import LANGUAGES, vocabulary
from tests.assistant.trainer.faults import faults
from tests.sweep import sweep

ABS = embedded_diagrams()["access-and-benefit-sharing"]


def pack_of(diagram: Diagram, language: str) -> Pack:
    """A pack of its one slide."""
    items = []
    for box in diagram.boxes:
        place = Locator.parse(box.source)
        name = vocabulary().short_title(place.document, language) or "Decision X/15"
        source = Source(box.source, label(place, name, language=language), "", "https://www.cbd.int/x")
        items.append(Item("own", box.words[language], (source,), ref=box.id))
    notes = in_words(diagram, language)
    block = Block("1", "diagram", diagram.title[language], 2, tuple(items), notes, diagram.id)
    return Pack("Title", "x", "new-nfp", 45, language, "i", "2026-01-01", (block,))


def group_on(content: bytes) -> Any:
    """The group of shapes on the one slide; None where there is none."""
    (slide,) = pptx.Presentation(io.BytesIO(content)).slides
    return next((shape for shape in slide.shapes if hasattr(shape, "shapes")), None)


@pytest.mark.parametrize(
    ("diagram", "language"),
    sweep([(one, language) for one in embedded_diagrams().values() for language in LANGUAGES], 5),
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_every_diagram_has_room_in_every_language(diagram: Diagram, language: str) -> None:
    """It is drawn, each box holds its words and its provision, and no arrow crosses a box."""
    content = to_pptx(pack_of(diagram, language), {})
    group = group_on(content)

    assert faults(content) == []
    shown = [shape for shape in group.shapes if shape.has_text_frame]
    assert [shape.text_frame.paragraphs[0].text for shape in shown] == [
        unbroken(box.words[language], language) for box in diagram.boxes
    ]
    assert all(shape.text_frame.paragraphs[1].text for shape in shown)
    assert len(group.shapes) == len(diagram.boxes) + len(diagram.arrows)


def test_arrows_hold_on_to_their_boxes() -> None:
    """So that they follow when a trainer moves one; the group says in words what they show."""
    group = group_on(to_pptx(pack_of(ABS, "en"), {}))
    ids = {shape.shape_id for shape in group.shapes if shape.has_text_frame}
    ends = [
        int(end.get("id"))
        for shape in group.shapes
        if not shape.has_text_frame
        for end in shape._element.nvCxnSpPr.cNvCxnSpPr
    ]

    assert len(ends) == 2 * len(ABS.arrows)
    assert set(ends) == ids
    assert "Prior informed consent → Mutually agreed terms" in group._element.nvGrpSpPr.cNvPr.get("descr")


def test_an_arabic_diagram_begins_on_the_right() -> None:
    """A procedure runs as the language does."""
    lefts = {
        language: [shape.left for shape in group_on(to_pptx(pack_of(ABS, language), {})).shapes][:4]
        for language in ("en", "ar")
    }

    assert lefts["en"] == sorted(lefts["en"])
    assert lefts["ar"] == sorted(lefts["ar"], reverse=True)


def test_a_box_that_a_trainer_took_out_is_gone_with_its_arrows() -> None:
    """The others are drawn."""
    pack = pack_of(ABS, "en")
    (block,) = pack.blocks
    kept = tuple(item for item in block.items if item.ref != "checkpoint")
    group = group_on(to_pptx(replace(pack, blocks=(replace(block, items=kept),)), {}))

    assert len(group.shapes) == len(ABS.boxes) - 1 + len(ABS.arrows) - 1


@pytest.mark.parametrize("added", [Item("own", "A line"), Item("own", "word " * 200, ref="checkpoint")])
def test_what_is_no_box_makes_a_list(added: Item) -> None:
    """A line that a trainer added, or words that no box has room for."""
    pack = pack_of(ABS, "en")
    (block,) = pack.blocks
    items = (*(item for item in block.items if item.ref != added.ref), added)
    content = to_pptx(replace(pack, blocks=(replace(block, items=items),)), {})

    (deck, *_) = [pptx.Presentation(io.BytesIO(content))]
    assert not any(hasattr(shape, "shapes") for slide in deck.slides for shape in slide.shapes)
    assert faults(content) == []


def test_boxes_stand_in_the_middle_and_side_by_side() -> None:
    """All of one size; a row of one in the middle of the room."""
    (one,), two = boxes.places([1, 2])

    assert one[0] + one[2] / 2 == pytest.approx(LEFT + ROOM / 2)
    assert two[1][0] - (two[0][0] + two[0][2]) == pytest.approx(boxes.ACROSS)
    assert two[0][1] - (one[1] + one[3]) == pytest.approx(boxes.BETWEEN)
    assert {place[2:] for place in (one, *two)} == {one[2:]}
