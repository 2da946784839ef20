"""What is drawn on a slide, in reading order: text boxes, groups, tables, charts and diagrams. Works on the
XML of its shapes and on its part, as python-pptx has them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.readers.charts import chart_rows, diagram_lines
from ingest.readers.clean import clean_line
from ingest.readers.drawn import A, P, Place, Places, Shape, paragraphs_of, placeholders
from ingest.readers.equations import linear
from ingest.readers.office import root_of_part
from ingest.readers.tables import table_text

DEEPEST = 20  # groups in groups
LEVEL = 0.5  # of the lower of two shapes: one that begins so near to another stands beside it
_FOOTERS = frozenset({"dt", "ftr", "hdr"})  # placeholders, which few authors fill with words of a slide
_COUNTED = frozenset({"sldImg", "sldNum"})  # and none these
_SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "pic", "cxnSp"})
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def shape_texts(
    tree: Any, part: Any, furniture: frozenset[str], places: Places, skipped: int | None = None
) -> Iterator[str]:
    """The texts of the shapes in a tree in reading order, a table or a chart as lines of cells.

    Left out are the shape with the number `skipped`, numbers of slides, and dates and footers that have no
    words or say what `furniture` has. `part` is that of the slide.
    """
    for shape in reading_order(tree, part, places):
        if shape.number != skipped and not _is_furniture(shape, furniture):
            yield from _texts(shape, part)


def footer_texts(tree: Any) -> list[str]:
    """What the places for dates, heads and footers say."""
    return [words_of(element) for element, kind in placeholders(tree) if kind in _FOOTERS]


def choose_alternatives(tree: Any) -> None:
    """Put the newer of two forms of a shape, which a file has for newer and older programs, in its place."""
    for element in list(tree.iter("{*}AlternateContent")):
        parent = element.getparent()
        choices = [list(child) for child in element if _name(child) in {"Choice", "Fallback"}]
        chosen = next((found for found in choices if any(_name(one) in _SHAPES for one in found)), None)
        if parent is not None and chosen is not None:
            at = parent.index(element)
            parent[at : at + 1] = chosen


def words_of(element: Any, body: str = f"{P}txBody") -> str:
    """All words of a shape, or of a cell, whose `body` has another name, on one line; a break in it is a
    blank.
    """
    return clean_line(" ".join(map(_words, paragraphs_of(element, body))))


def reading_order(tree: Any, part: Any, places: Places, depth: int = 0) -> list[Shape]:
    """Shapes row by row from top to bottom; in a row from left to right, or from right to left where its
    words are written so. A group is read as a whole.
    """
    found: list[Shape] = []
    for row in _rows(places.shapes(tree, part)):
        for shape in row:
            inner = shape.is_group and depth < DEEPEST
            found += reading_order(shape.element, part, places, depth + 1) if inner else [shape]
    return found


def _rows(shapes: Iterable[Shape]) -> list[list[Shape]]:
    rows: list[list[Shape]] = []
    for shape in sorted(shapes, key=lambda one: (one.place.top, one.place.left, one.number)):
        place = shape.place
        first = rows[-1][0].place if rows else None
        near = first and place.top - first.top <= LEVEL * min(place.height, first.height)
        if near and _beside(place, [other.place for other in rows[-1]]):
            rows[-1].append(shape)
        else:
            rows.append([shape])
    return [_ordered(row) if len(row) > 1 else row for row in rows]


def _ordered(row: list[Shape]) -> list[Shape]:
    return sorted(row, key=lambda one: (one.place.left, one.number), reverse=_from_right(row))


def _beside(place: Place, row: list[Place]) -> bool:
    """Whether it stands beside those of a row, and not over one of them, as a caption on a picture."""
    left, right = place.left, place.left + place.width
    return all(right <= other.left or left >= other.left + other.width for other in row)


def _from_right(row: list[Shape]) -> bool:
    texts = (part.text or "" for shape in row if shape.has_text for part in shape.element.iter(f"{A}t"))
    words = "".join(texts)
    return 2 * len(_RIGHT.findall(words)) > sum(map(str.isalpha, words)) > 0


def _texts(shape: Shape, part: Any) -> Iterator[str]:
    data = shape.element.find(f"{A}graphic/{A}graphicData")
    kind = "" if data is None else data.get("uri", "")
    if kind == _TABLE:
        rows = [_cells(row) for row in data.iterfind(f"{A}tbl/{A}tr")]
        yield from filter(None, [table_text(rows)])
    elif kind == _CHART:
        rows = [[clean_line(cell) for cell in row] for row in chart_rows(_chart(data, part))]
        yield from filter(None, [table_text(rows)])
    elif shape.has_text:
        for paragraph in paragraphs_of(shape.element):
            text = clean_line(_words(paragraph))
            if text:
                yield f"- {text}" if _is_inner(paragraph) else text
    else:
        yield from filter(None, map(clean_line, _diagram(shape.element, part)))


def _cells(row: Any) -> list[str]:
    return [words_of(cell, f"{A}txBody") for cell in row.iterfind(f"{A}tc")]


def _chart(data: Any, part: Any) -> Any:
    """The root of the part in which a chart is kept."""
    link = next((value for key, value in data[0].items() if key.endswith("}id")), "")
    return part.related_part(link)._element


def _is_inner(paragraph: Any) -> bool:
    """Whether a paragraph is a point below another."""
    form = paragraph.find(f"{A}pPr")
    return form is not None and int(form.get("lvl", 0)) > 0


def _diagram(element: Any, part: Any) -> list[str]:
    """The words of a diagram (SmartArt), which are kept in a part of their own."""
    link = next(element.iter("{*}relIds"), None)
    related = (
        next((value for key, value in link.items() if key.endswith("}dm")), "") if link is not None else ""
    )
    if not related:
        return []
    return diagram_lines(root_of_part(part.related_part(related).blob))


def _words(paragraph: Any) -> str:
    """The words of a paragraph: runs, fields, breaks as blanks, equations as a line."""
    found = []
    for element in paragraph:
        name = _name(element)
        if name in {"r", "fld"}:
            found += [part.text or "" for part in element.iterfind(f"{A}t")]
        elif name == "br":
            found.append(" ")
        elif name == "m":
            found.append(" ".join(("", *map(linear, element), "")))
        elif name == "AlternateContent":
            choice = next((child for child in element if _name(child) == "Choice"), None)
            found.append(_words(choice) if choice is not None else "")
    return "".join(found).replace("\v", " ")


def _is_furniture(shape: Shape, furniture: frozenset[str]) -> bool:
    if shape.placeholder not in _FOOTERS:
        return shape.placeholder in _COUNTED
    words = words_of(shape.element)
    return words in furniture or not any(map(str.isalpha, words))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
