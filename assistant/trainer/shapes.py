"""python-pptx's door for diagrams: boxes and arrows of a slide's own, in one group, so that a trainer moves
them and writes in them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from assistant.trainer.layouts import Place, emu, mirrored
from assistant.trainer.presentation import Slides
from assistant.trainer.typeset import Paragraph

_TOP, _LEFT, _BOTTOM, _RIGHT = range(4)  # the places of a rectangle that arrows hold on to


def add_diagram(
    slides: Slides,
    slide: Any,
    boxes: Mapping[str, tuple[Place, Sequence[Paragraph]]],
    arrows: Sequence[tuple[str, str]],
    size: int,
    description: str,
) -> None:
    """Draw the boxes, by their ids, with the arrows between them; mirrored where all is."""
    group = slide.shapes.add_group_shape()
    group.name = "Diagram"
    group._element.nvGrpSpPr.cNvPr.set("descr", description)
    drawn = {name: _box(slides, group, place, text, size) for name, (place, text) in boxes.items()}
    for begin, end in arrows:
        _arrow(group, drawn[begin], drawn[end])


def _box(slides: Slides, group: Any, place: Place, text: Sequence[Paragraph], size: int) -> Any:
    where = map(emu, mirrored(place, slides.right_to_left))
    shape = group.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *where)
    shape.adjustments[0] = 0.08
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    _draw_line(shape.line, 1.5)
    shape.text_frame.word_wrap = True
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    slides.fill(shape, text, size)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER
    return shape


def _arrow(group: Any, begin: Any, end: Any) -> None:
    """From the side of one box that faces the other, to the side that it faces."""
    if begin.top == end.top:
        sides = (_RIGHT, _LEFT) if begin.left < end.left else (_LEFT, _RIGHT)
    else:
        sides = (_BOTTOM, _TOP) if begin.top < end.top else (_TOP, _BOTTOM)
    # within the group from the first: its size is that of what is added to it
    start, stop = (begin.left, begin.top), (end.left, end.top)
    arrow = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *start, *stop)
    arrow.begin_connect(begin, sides[0])
    arrow.end_connect(end, sides[1])
    arrow.name = "Arrow"
    arrow.shadow.inherit = False
    _draw_line(arrow.line, 2.5)
    head = arrow.line._get_or_add_ln().makeelement(qn("a:tailEnd"), {"type": "triangle"})
    arrow.line._get_or_add_ln().append(head)


def _draw_line(line: Any, width: float) -> None:
    line.fill.solid()
    line.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    line.width = Pt(width)
