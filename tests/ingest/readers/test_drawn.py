"""Shapes as the XML of a slide has them: what python-pptx says of each, read once."""

from typing import Any

import pptx
from pptx.util import Emu

from ingest.readers.drawn import Places, number_of, placeholders, title_of

TITLE_AND_CONTENT = 1


def slide() -> Any:
    """A slide of the usual layout."""
    deck = pptx.Presentation()
    return deck.slides.add_slide(deck.slide_layouts[TITLE_AND_CONTENT])


def test_shapes_have_the_places_numbers_and_kinds_that_the_library_says() -> None:
    """A placeholder stands where its layout has it, a group and what is in it where they say."""
    one = slide()
    one.shapes.add_textbox(Emu(5), Emu(6), Emu(7), Emu(8))
    group = one.shapes.add_group_shape()
    group.shapes.add_textbox(Emu(1), Emu(2), Emu(3), Emu(4))
    found = list(Places().shapes(one.shapes._spTree, one.part))

    for shape, known in zip(found, one.shapes, strict=True):
        place = shape.place
        assert (place.top, place.left, place.width, place.height) == (
            known.top,
            known.left,
            known.width,
            known.height,
        )
        assert shape.number == known.shape_id
    assert [shape.placeholder for shape in found] == ["title", "obj", "", ""]
    assert [shape.is_group for shape in found] == [False, False, False, True]


def test_a_place_may_be_said_with_its_unit() -> None:
    """As a few programs write it."""
    one = slide()
    box = one.shapes.add_textbox(Emu(0), Emu(0), Emu(1), Emu(1))
    box._element.spPr.xfrm.off.set("x", "1in")

    assert list(Places().shapes(one.shapes._spTree, one.part))[-1].place.left == 914_400


def test_the_title_is_the_placeholder_of_the_first_place() -> None:
    """Whatever stands before it; a slide without one has none."""
    one = slide()
    title = one.shapes.title._element

    assert title_of(one.shapes._spTree) is title
    assert number_of(title) == one.shapes.title.shape_id
    title.getparent().remove(title)
    assert title_of(one.shapes._spTree) is None
    assert [kind for _, kind in placeholders(one.shapes._spTree)] == ["obj"]
