"""What is drawn on a slide, in reading order: text boxes, groups, tables, charts and diagrams. Works on the
shapes that python-pptx gives and on their XML, and imports neither.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers.charts import chart_rows, diagram_lines
from ingest.readers.clean import clean_line
from ingest.readers.equations import linear
from ingest.readers.office import root_of_part
from ingest.readers.tables import table_text

DEEPEST = 20  # groups in groups
LEVEL = 0.5  # of the lower of two shapes: one that begins so near to another stands beside it
_FOOTERS = frozenset({"dt", "ftr", "hdr"})  # placeholders, which few authors fill with words of a slide
_COUNTED = frozenset({"sldImg", "sldNum"})  # and none these
_SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "pic", "cxnSp"})
_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shape stands, in the units of the file; what is not said is 0."""

    top: int
    left: int
    width: int
    height: int


class Places:
    """Where the shapes of a presentation stand. What a layout, or the master of the notes, says of its places
    is looked up once: the library does so for each side of each shape, which took most of the time of a file.
    """

    def __init__(self) -> None:
        self._known: dict[Any, dict[Any, tuple[Any, ...]]] = {}

    def of(self, shape: Any) -> Place:
        """The place of a shape, or what its layout says where it says none itself."""
        one = shape._element
        own = (one.y, one.x, one.cx, one.cy)
        if None in own and shape.is_placeholder:
            sides = zip(own, self._inherited(shape), strict=True)
            own = tuple(mine if mine is not None else other for mine, other in sides)
        return Place(*(side or 0 for side in own))

    def _inherited(self, shape: Any) -> tuple[Any, ...]:
        part = shape.part
        on_slide = hasattr(part, "slide_layout")
        base, name = (part.slide_layout, "idx") if on_slide else (part.notes_master, "type")
        if base.part not in self._known:
            self._known[base.part] = {
                getattr(one.placeholder_format, name): (one.top, one.left, one.width, one.height)
                for one in base.placeholders
            }
        return self._known[base.part].get(getattr(shape.placeholder_format, name), (None,) * 4)


def shape_texts(
    shapes: Any, furniture: frozenset[str], places: Places, skipped: int | None = None
) -> Iterator[str]:
    """The texts of shapes in reading order, a table or a chart as lines of cells.

    Left out are the shape with the id `skipped`, numbers of slides, and dates and footers that have no words
    or say what `furniture` has.
    """
    for shape in reading_order(shapes, places):
        if shape.shape_id != skipped and not _is_furniture(shape, furniture):
            yield from _texts(shape)


def footer_texts(shapes: Any) -> list[str]:
    """What the places for dates, heads and footers say."""
    return [frame_text(shape.text_frame) for shape in shapes if _placeholder(shape) in _FOOTERS]


def choose_alternatives(tree: Any) -> None:
    """Put the newer of two forms of a shape, which a file has for newer and older programs, in its place."""
    for element in [found for found in tree.iter() if _name(found) == "AlternateContent"]:
        parent = element.getparent()
        choices = [list(child) for child in element if _name(child) in {"Choice", "Fallback"}]
        chosen = next((found for found in choices if any(_name(one) in _SHAPES for one in found)), None)
        if parent is not None and chosen is not None:
            at = parent.index(element)
            parent[at : at + 1] = chosen


def frame_text(frame: Any) -> str:
    """All words of a text frame on one line; a break in it is a blank."""
    return clean_line(" ".join(_words(paragraph._p) for paragraph in frame.paragraphs))


def reading_order(shapes: Any, places: Places, depth: int = 0) -> list[Any]:
    """Shapes row by row from top to bottom; in a row from left to right, or from right to left where its
    words are written so. A group is read as a whole.
    """
    found: list[Any] = []
    for row in _rows(shapes, places):
        for shape in row:
            inner = hasattr(shape, "shapes") and depth < DEEPEST
            found += reading_order(shape.shapes, places, depth + 1) if inner else [shape]
    return found


def _rows(shapes: Any, places: Places) -> list[list[Any]]:
    placed = [(places.of(shape), shape) for shape in shapes]
    rows: list[list[tuple[Place, Any]]] = []
    for place, shape in sorted(placed, key=lambda one: (one[0].top, one[0].left, one[1].shape_id)):
        first = rows[-1][0][0] if rows else None
        near = first and place.top - first.top <= LEVEL * min(place.height, first.height)
        if near and _beside(place, [other for other, _ in rows[-1]]):
            rows[-1].append((place, shape))
        else:
            rows.append([(place, shape)])
    return [_ordered(row) for row in rows]


def _ordered(row: list[tuple[Place, Any]]) -> list[Any]:
    shapes = [shape for _, shape in row]
    row.sort(key=lambda one: (one[0].left, one[1].shape_id), reverse=_from_right(shapes))
    return [shape for _, shape in row]


def _beside(place: Place, row: list[Place]) -> bool:
    """Whether it stands beside those of a row, and not over one of them, as a caption on a picture."""
    left, right = place.left, place.left + place.width
    return all(right <= other.left or left >= other.left + other.width for other in row)


def _from_right(row: list[Any]) -> bool:
    words = "".join(shape.text_frame.text for shape in row if getattr(shape, "has_text_frame", False))
    return 2 * len(_RIGHT.findall(words)) > sum(map(str.isalpha, words)) > 0


def _texts(shape: Any) -> Iterator[str]:
    if getattr(shape, "has_table", False):
        rows = [[frame_text(cell.text_frame) for cell in row.cells] for row in shape.table.rows]
        yield from filter(None, [table_text(rows)])
    elif getattr(shape, "has_chart", False):
        rows = [[clean_line(cell) for cell in row] for row in chart_rows(shape.chart.part._element)]
        yield from filter(None, [table_text(rows)])
    elif getattr(shape, "has_text_frame", False):
        for paragraph in shape.text_frame.paragraphs:
            text = clean_line(_words(paragraph._p))
            if text:
                yield f"- {text}" if paragraph.level else text
    else:
        yield from filter(None, map(clean_line, _diagram(shape)))


def _diagram(shape: Any) -> list[str]:
    """The words of a diagram (SmartArt), which are kept in a part of their own."""
    link = next((one for one in shape._element.iter() if _name(one) == "relIds"), None)
    related = (
        next((value for key, value in link.items() if key.endswith("}dm")), "") if link is not None else ""
    )
    if not related:
        return []
    return diagram_lines(root_of_part(shape.part.related_part(related).blob))


def _words(paragraph: Any) -> str:
    """The words of a paragraph: runs, fields, breaks as blanks, equations as a line."""
    found = []
    for element in paragraph:
        name = _name(element)
        if name in {"r", "fld"}:
            found += [part.text or "" for part in element if _name(part) == "t"]
        elif name == "br":
            found.append(" ")
        elif name == "m":
            found.append(" ".join(("", *map(linear, element), "")))
        elif name == "AlternateContent":
            choice = next((child for child in element if _name(child) == "Choice"), None)
            found.append(_words(choice) if choice is not None else "")
    return "".join(found).replace("\v", " ")


def _is_furniture(shape: Any, furniture: frozenset[str]) -> bool:
    kind = _placeholder(shape)
    if kind not in _FOOTERS:
        return kind in _COUNTED
    words = frame_text(shape.text_frame)
    return words in furniture or not any(map(str.isalpha, words))


def _placeholder(shape: Any) -> str:
    element = next((one for one in shape._element.iter() if _name(one) == "ph"), None)
    return str(element.get("type", "")) if element is not None else ""


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
