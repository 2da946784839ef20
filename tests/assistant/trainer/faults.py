"""What is wrong with slides, found without the code that made them: the file is opened, and every text is
measured in DejaVu, the widest font that a machine may put in the place of the one that is asked for.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pptx
from lxml import etree
from PIL import ImageFont

import assistant.trainer
from assistant.words.store import languages, say

UNSEEN = "\u200e\u200f\u202b\u202c"  # marks of direction, which take no room
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FONTS = Path(assistant.trainer.__file__).parent / "fonts"
INCH = 914_400
LEAST, LEAST_SOURCE, AA = 14, 10, 4.5
# what the boxes of sources are called
SOURCES = {say("trainer.sources", language) for language in languages()}
SLACK = 0.06  # inches by which two frames may touch
THEME = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


def faults(content: bytes) -> list[str]:
    """Sentences, none where all is well."""
    deck = pptx.Presentation(BytesIO(content))
    colors = _theme(deck.slide_master)
    found = []
    for number, slide in enumerate(deck.slides, start=1):
        found += [f"slide {number}: {words}" for words in _of_slide(deck, slide, colors)]
    return found


def _of_slide(deck: Any, slide: Any, colors: dict[str, str]) -> Iterator[str]:
    shapes = list(slide.shapes)
    if slide.shapes.title is None or not slide.shapes.title.text.strip():
        yield "has no title"
    if not slide.has_notes_slide or not slide.notes_slide.notes_text_frame.text.strip():
        yield "has no notes"
    for shape in shapes:
        if shape.left < 0 or shape.top < 0 or shape.left + shape.width > deck.slide_width:
            yield f"{shape.name} stands outside"
        if shape.top + shape.height > deck.slide_height:
            yield f"{shape.name} stands outside"
        if shape.has_text_frame and shape.name != "Bar":
            yield from _of_text(shape, colors)
        if shape.has_table:
            yield from _of_table(shape, colors)
        if hasattr(shape, "shapes"):
            yield from _of_group(shape, colors)
        if hasattr(shape, "image") and not shape._element.nvPicPr.cNvPr.get("descr"):
            yield f"{shape.name} is not described"
    solid = [shape for shape in shapes if shape.name != "Bar"]
    for one, other in combinations(solid, 2):
        if _over(one, other):
            yield f"{one.name} and {other.name} stand over each other"


def _of_group(group: Any, colors: dict[str, str]) -> Iterator[str]:
    """Of boxes and arrows: each box holds its text, none stands over another, no arrow crosses one."""
    if not group._element.nvGrpSpPr.cNvPr.get("descr"):
        yield f"{group.name} is not described"
    boxes = [shape for shape in group.shapes if shape.has_text_frame]
    for box in boxes:
        yield from _of_text(box, colors)
        if box.left < group.left or box.left + box.width > group.left + group.width:
            yield f"{box.name} stands outside its group"
    for one, other in combinations(boxes, 2):
        if _over(one, other):
            yield f"{one.name} and {other.name} stand over each other"
    for arrow in (shape for shape in group.shapes if not shape.has_text_frame):
        if any(_crosses(arrow, box) for box in boxes):
            yield f"{arrow.name} crosses a box"


def _crosses(arrow: Any, box: Any) -> bool:
    """Whether a point of the line, but for its ends, lies within the box."""
    for step in range(1, 50):
        x = arrow.begin_x + (arrow.end_x - arrow.begin_x) * step / 50
        y = arrow.begin_y + (arrow.end_y - arrow.begin_y) * step / 50
        if box.left < x < box.left + box.width and box.top < y < box.top + box.height:
            return True
    return False


def _of_text(shape: Any, colors: dict[str, str]) -> Iterator[str]:
    frame = shape.text_frame
    if frame._txBody.find(f"{A}bodyPr/{A}normAutofit") is not None:
        yield f"{shape.name} is fitted by PowerPoint alone"
    if shape.is_placeholder and "SLIDE_NUMBER" in str(shape.placeholder_format.type):
        return
    if shape.is_placeholder and not frame.text.strip():
        yield f"{shape.name} is an empty placeholder"
    insets = (_inset(shape, "lIns", 0.1) + _inset(shape, "rIns", 0.1), 0.1)
    high = insets[1] + sum(
        _height(paragraph, shape.width / INCH - insets[0], _indent(paragraph, shape))
        for paragraph in frame.paragraphs
    )
    if high > shape.height / INCH + 0.02:
        yield f"{shape.name} holds {high:.2f} in of text in {shape.height / INCH:.2f}: {frame.text[:40]!r}"
    paper = colors["lt2"] if slide_fill(shape) == "bg2" else colors["lt1"]
    yield from _of_runs(shape.name, frame, paper, colors)


def _of_table(shape: Any, colors: dict[str, str]) -> Iterator[str]:
    table, total = shape.table, 0.0
    widths = [column.width / INCH - 0.16 for column in table.columns]
    for row in table.rows:
        highest = 0.0
        for cell, width in zip(row.cells, widths, strict=True):
            paragraphs = cell.text_frame.paragraphs
            highest = max(highest, 0.1 + sum(_height(paragraph, width, 0) for paragraph in paragraphs))
            for run in (run for paragraph in paragraphs for run in paragraph.runs):
                widest = max((_width(word, run) for word in run.text.split() if word < "\u2e80"), default=0)
                if widest > width:
                    yield f"{shape.name} breaks a word of {run.text[:40]!r}"
            fill = cell._tc.tcPr.find(f"{A}solidFill/{A}schemeClr").get("val")
            yield from _of_runs(shape.name, cell.text_frame, colors[THEME.get(fill, fill)], colors)
        total += max(highest, row.height / INCH)
    if shape.top / INCH + total > 6.95:
        yield f"{shape.name} ends at {shape.top / INCH + total:.2f} in"


def _of_runs(name: str, frame: Any, paper: str, colors: dict[str, str]) -> Iterator[str]:
    for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
        size = run.font.size
        if size is None or size.pt < (LEAST_SOURCE if name in SOURCES else LEAST):
            yield f"{name} is set in {size and size.pt} pt: {run.text[:40]!r}"
        if not run._r.rPr.get("lang"):
            yield f"{name} does not say its language: {run.text[:40]!r}"
        if _contrast(_color(run, colors), paper) < AA:
            yield f"{name} is too pale: {run.text[:40]!r}"


def slide_fill(shape: Any) -> str:
    """The colour of the theme behind a text, of the shape or of its layout's; "" for none."""
    places = [shape._element]
    if shape.is_placeholder:
        layout = shape.part.slide.slide_layout.placeholders
        places += [o._element for o in layout if o.placeholder_format.idx == shape.placeholder_format.idx]
    found = (place.spPr.find(f"{A}solidFill/{A}schemeClr") for place in places)
    return next((color.get("val") for color in found if color is not None), "")


def _inset(shape: Any, side: str, usual: float) -> float:
    places = [shape._element]
    if shape.is_placeholder:
        layout = shape.part.slide.slide_layout.placeholders
        places += [o._element for o in layout if o.placeholder_format.idx == shape.placeholder_format.idx]
    for place in places:
        value = place.txBody.find(f"{A}bodyPr").get(side)
        if value is not None:
            return int(value) / INCH
    return usual


def _indent(paragraph: Any, shape: Any) -> float:
    properties = paragraph._p.pPr
    if properties is not None and properties.get("marL") is not None:
        return int(properties.get("marL")) / INCH
    body = shape.is_placeholder and "TITLE" not in str(shape.placeholder_format.type)
    return 0.375 if body else 0.0


def _height(paragraph: Any, width: float, indent: float) -> float:
    """Of a paragraph in so wide a frame, in inches: words are set one behind the other."""
    lines, used, size, text = 1, 0.0, 14.0, ""
    runs = {run._r: run for run in paragraph.runs}
    for element in paragraph._p:
        if element.tag == f"{A}br":
            lines, used = lines + 1, 0.0
        run = runs.get(element)
        if run is None:
            continue
        size = max(size if text else 0, run.font.size.pt if run.font.size else 18)
        text += run.text
        for word in _pieces(run.text):
            wide = _width(word.rstrip(" "), run)
            if used and used + wide > width - indent:
                lines, used = lines + 1, 0.0
            used += _width(word, run)
    tall = any("\u0590" <= c <= "\u08ff" or c >= "\u2e80" for c in text)
    after = paragraph.space_after.pt if paragraph.space_after is not None else 0
    return float(lines * size * (1.3 if tall else 1.17) + after) / 72


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for c in text:
        if pieces[-1][-1:] == " " or c >= "\u2e80" or pieces[-1][-1:] >= "\u2e80":
            pieces.append("")
        pieces[-1] += c
    return pieces


def _width(word: str, run: Any) -> float:
    size = run.font.size.pt if run.font.size else 18
    word = "".join(c for c in word if c not in UNSEEN)
    narrow = "".join(c for c in word if c < "\u2e80")
    serif = 1.03 if run.font.name == "Georgia" else 1.0
    return float(
        (_font(bool(run.font.bold)).getlength(narrow) / 200 * serif + len(word) - len(narrow)) * size / 72
    )


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"), 200, layout_engine=0
    )


def _over(one: Any, other: Any) -> bool:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return bool(across > SLACK * INCH and down > SLACK * INCH)


def _theme(master: Any) -> dict[str, str]:
    part = next(r.target_part for r in master.part.rels.values() if "/theme/" in r.target_part.partname)
    scheme = etree.fromstring(part.blob).find(f".//{A}clrScheme")
    return {
        child.tag.removeprefix(A): child[0].get("val") or child[0].get("lastClr")
        for child in scheme
        if len(child)
    }


def _color(run: Any, colors: dict[str, str]) -> str:
    fill = run._r.rPr.find(f"{A}solidFill")
    if run._r.rPr.find(f"{A}hlinkClick") is not None:
        return colors["hlink"]
    if fill is None:
        return colors["accent1"]  # of a title, by the master
    name = fill[0].get("val")
    return colors.get(THEME.get(name, name), name)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
