"""python-pptx's door for writing: a wide presentation with layouts of the project's own, and what is set on
its slides.

Layouts are real ones (title, content, two contents, title only, and a quotation with its plain words), so
that a trainer can go on with them. Lengths are in inches, sizes in points. The words of the law stand in a
tinted box with a green bar and in a serif face.
"""

import io
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from assistant.trainer.direction import runs_right_to_left

GREEN, INK, BROWN, GREY, TINT, WHITE = "0B6B57", "14302B", "7A4A00", "47605A", "EAF3F0", "FFFFFF"
SERIF = "Georgia"
WIDTH, HEIGHT = 13.333, 7.5
LEFT, ROOM, TOP = 0.6, 12.13, 1.5
FOOT = HEIGHT - 0.55
LARGE, BODY, SMALL = 28, 24, 20
MEDIUM = 18  # the line below a title
FINE = 14  # the line of sources alone is set below 18 pt
_LONG_TITLE = 62  # characters that fill a line at the master's size
_QUOTATION_HEIGHT = 3.55
Place = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks; `link` is the official address that it leads to."""

    size: int = BODY
    bold: bool = False
    serif: bool = False
    color: str = INK
    link: str = ""


@dataclass(frozen=True, slots=True)
class Slides:
    """A presentation while it is made: python-pptx's own object, and its layouts by name."""

    file: Any
    layouts: dict[str, Any]

    def add(self, layout: str, title: str) -> Any:
        """A new slide at the end."""
        slide = self.file.slides.add_slide(self.layouts[layout])
        slide.shapes.title.text = title
        if len(title) > _LONG_TITLE and layout != "title":
            slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(26)
        return slide

    def saved(self) -> bytes:
        """The file."""
        _set_directions(self.file)
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()


def new_slides(title: str, subject: str, language: str) -> Slides:
    """A presentation without slides, with what its properties say of it."""
    file: Any = Presentation()
    slides = Slides(file, _layouts(file))
    properties = file.core_properties
    properties.title, properties.author, properties.language = title, "CBD Assistant", language
    properties.subject = subject
    return slides


def _set_directions(file: Any) -> None:
    """Arabic paragraphs run from right to left and begin at the right edge, whatever stands around them."""
    parts = [slide._element for slide in file.slides]
    parts += [slide.notes_slide._element for slide in file.slides if slide.has_notes_slide]
    for part in parts:
        for paragraph in part.iter(qn("a:p")):
            if runs_right_to_left("".join(text.text or "" for text in paragraph.iter(qn("a:t")))):
                properties = paragraph.get_or_add_pPr()
                properties.set("rtl", "1")
                properties.set("algn", "r")


# what stands on a slide


def add_paragraph(frame: Any, number: int, *, bullet: bool = True, after: int = 8) -> Any:
    """The paragraph of the frame that is there for 0, a new one otherwise; `after` points of space follow."""
    paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
    paragraph.space_after = Pt(after)
    if not bullet:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        if properties.find(qn("a:buNone")) is None:
            etree.SubElement(properties, qn("a:buNone"))
    return paragraph


def add_run(paragraph: Any, text: str, look: Look) -> None:
    """Set text; a link has the colour of the theme."""
    if not text:
        return
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(look.size)
    run.font.bold = look.bold or None
    if look.serif:
        run.font.name = SERIF
    if look.link.startswith("https://"):
        run.hyperlink.address = look.link
    else:
        run.font.color.rgb = RGBColor.from_string(look.color)


def add_picture(slide: Any, png: bytes, proportion: float, name: str, description: str) -> None:
    """A picture in the middle, as large as fits; `proportion` is its width over its height."""
    width = min(ROOM, (FOOT - TOP) * proportion)
    left, top = Inches(LEFT + (ROOM - width) / 2), Inches(TOP - 0.15)
    picture = slide.shapes.add_picture(io.BytesIO(png), left, top, width=Inches(width))
    picture.name = name
    picture._element.nvPicPr.cNvPr.set("descr", description)


def add_table(slide: Any, name: str, rows: int, widths: Sequence[float]) -> Any:
    """An empty table with columns of these widths."""
    place = (LEFT, TOP, ROOM, 0.5 * rows)
    frame = slide.shapes.add_table(rows, len(widths), *map(Inches, place))
    frame.name = name
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = Inches(width)
    return frame.table


def fill_row(table: Any, number: int, cells: Sequence[tuple[str, Look]], color: str) -> None:
    """Set the cells of a row."""
    for place, (text, look) in enumerate(cells):
        cell = table.cell(number, place)
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(color)
        cell.margin_left = cell.margin_right = Inches(0.08)
        add_run(cell.text_frame.paragraphs[0], text, look)


def add_foot(slide: Any, name: str) -> Any:
    """The paragraph of a line at the foot of the slide."""
    box = slide.shapes.add_textbox(*map(Inches, (LEFT, FOOT, ROOM - 0.9, 0.4)))
    box.name = name
    box.text_frame.word_wrap = True
    return box.text_frame.paragraphs[0]


def add_source(slide: Any, name: str) -> Any:
    """The paragraph of the line below the title, which says what the slide quotes."""
    box = slide.shapes.add_textbox(*map(Inches, (LEFT, 1.2, ROOM, 0.4)))
    box.name = name
    box.text_frame.word_wrap = True
    return box.text_frame.paragraphs[0]


def add_number(slide: Any) -> None:
    """The slide number of the layout, which python-pptx does not take over by itself."""
    for shape in slide.slide_layout.placeholders:
        if "SLIDE_NUMBER" in str(shape.placeholder_format.type):
            slide.shapes._spTree.append(deepcopy(shape._element))


# the layouts


def _layouts(file: Any) -> dict[str, Any]:
    """Make the default template wide, in the project's colours, with a layout for quotations."""
    _widen(file)
    master = file.slide_master
    kinds = {shape.placeholder_format.idx: shape for shape in master.placeholders}
    _place(kinds[0], (LEFT, 0.4, ROOM, 0.95))
    _place(kinds[1], (LEFT, TOP, ROOM, HEIGHT - TOP - 0.7))
    _style_text(master)
    _color_links(master)
    layouts = file.slide_layouts
    chosen = {
        name: layouts[number]
        for name, number in {"title": 0, "content": 1, "two": 3, "only": 5, "quotation": 7}.items()
    }
    _add_bar(master, (LEFT - 0.6, 0.0, 0.22, HEIGHT))
    _place_all(chosen["title"], {0: (1.0, 1.9, 11.3, 2.1), 1: (1.0, 4.15, 11.3, 1.4)})
    _style_title_layout(chosen["title"])
    _place_all(chosen["two"], {1: (LEFT, TOP, 5.95, 5.25), 2: (LEFT + 6.18, TOP, 5.95, 5.25)})
    _style_quotation_layout(chosen["quotation"])
    names = {layout.name for layout in chosen.values()}
    for layout in list(layouts):
        if layout.name not in names:
            layouts.remove(layout)
    return chosen


def _widen(file: Any) -> None:
    """The template is 10 inches wide; what stands on it keeps its share of the width."""
    scale = WIDTH / 10
    file.slide_width, file.slide_height = Inches(WIDTH), Inches(HEIGHT)
    shapes = [
        shape
        for layout in file.slide_layouts
        for shape in layout.placeholders
        if shape._element.spPr.xfrm is not None  # the others stand where the master's do
    ]
    for shape in [*shapes, *file.slide_master.placeholders]:
        shape.left, shape.width = round(shape.left * scale), round(shape.width * scale)


def _place(shape: Any, place: Place) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, place)


def _place_all(layout: Any, places: dict[int, Place]) -> None:
    for shape in layout.placeholders:
        if shape.placeholder_format.idx in places:
            _place(shape, places[shape.placeholder_format.idx])


def _style_text(master: Any) -> None:
    """Titles left, bold and green; text from 24 pt down to 20, anchored at the top."""
    styles = master.element.find(qn("p:txStyles"))
    for name, sizes in (("p:titleStyle", (30,)), ("p:bodyStyle", (BODY, SMALL, SMALL, SMALL, SMALL))):
        for level, size in enumerate(sizes, start=1):
            properties = styles.find(qn(name)).find(qn(f"a:lvl{level}pPr"))
            run = properties.find(qn("a:defRPr"))
            run.set("sz", str(size * 100))
            if name == "p:titleStyle":
                properties.set("algn", "l")
                run.set("b", "1")
                _set_color(run, GREEN)


def _color_links(master: Any) -> None:
    """Links in the project's green, which is told from black and read on white."""
    parts = (relation.target_part for relation in master.part.rels.values())
    theme = next(part for part in parts if part.partname.startswith("/ppt/theme/"))
    link = rb'(<a:(?:fol)?[hH]link><a:srgbClr val=")[0-9A-Fa-f]{6}'
    theme._blob = re.sub(link, rb"\g<1>" + GREEN.encode(), theme.blob)


def _set_color(properties: Any, color: str) -> None:
    for old in properties.findall(qn("a:solidFill")):
        properties.remove(old)
    fill = etree.SubElement(properties, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", color)
    properties.insert(0, fill)


def _add_bar(layout: Any, place: Place) -> None:
    """A plain green rectangle on a master or layout, behind everything else."""
    left, top, width, height = map(Inches, place)
    xml = (
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<p:nvSpPr><p:cNvPr id="{900 + len(layout.shapes)}" name="Bar"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{GREEN}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )
    layout.shapes._spTree.insert(2, etree.fromstring(xml))


def _style_title_layout(layout: Any) -> None:
    """Large, at the left, the subtitle in the ink of the text."""
    for shape in layout.placeholders:
        number = shape.placeholder_format.idx
        if number > 1:
            continue
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP if number else MSO_ANCHOR.BOTTOM
        styles = _cleared(shape)
        level = styles.makeelement(qn("a:lvl1pPr"), {"algn": "l", "marL": "0", "indent": "0"})
        styles.append(level)
        if number:
            level.append(level.makeelement(qn("a:buNone"), {}))
        run = level.makeelement(qn("a:defRPr"), {"sz": "2800" if number else "5000"})
        level.append(run)
        _set_color(run, INK if number else GREEN)


def _style_quotation_layout(layout: Any) -> None:
    """The title, the words in their box, and the plain words below it, all in the sizes of the master."""
    layout.name = "Quotation"
    places = {
        0: (LEFT, 0.25, ROOM, 0.95),
        1: (LEFT + 0.1, TOP + 0.2, ROOM - 0.1, _QUOTATION_HEIGHT),
        2: (LEFT + 0.1, 5.35, ROOM - 0.1, 1.55),
    }
    _place_all(layout, places)
    for shape in layout.placeholders:
        number = shape.placeholder_format.idx
        if number in places:
            _cleared(shape)
        if number == 0:
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        if number == 1:
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor.from_string(TINT)
            frame = shape.text_frame
            frame.margin_left, frame.margin_right, frame.margin_top = map(Inches, (0.3, 0.3, 0.15))
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _add_bar(layout, (LEFT, TOP + 0.2, 0.1, _QUOTATION_HEIGHT))


def _cleared(shape: Any) -> Any:
    """The styles of a placeholder, without those that the template's layout gives it."""
    styles = shape._element.txBody.find(qn("a:lstStyle"))
    for child in list(styles if styles is not None else ()):
        styles.remove(child)
    return styles
