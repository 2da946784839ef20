"""The master and the layouts of a presentation: real ones, so that the outline, screen readers and whoever
goes on with the slides find titles, texts and numbers where they are looked for.

Lengths are in inches. Colours and fonts are those of the theme, which is made here: another theme changes all
slides. The fonts are ones that office machines have, or LibreOffice has of the same widths: Arial for Latin,
Cyrillic and Arabic, Microsoft YaHei for Chinese; quotations in Georgia, Times New Roman and SimSun. In Arabic
all is mirrored. It takes python-pptx's own objects and needs none of its names.
"""

import re
from typing import Any

from lxml import etree

from assistant.trainer.look import OfficeLook
from assistant.trainer.typeset import BODY, BROWN, GREEN, GREY, INK, SMALL, TINT, WHITE

WIDTH, HEIGHT = 13.333, 7.5
LEFT, ROOM, TOP = 0.6, 12.13, 1.62
TITLE = (LEFT, 0.2, ROOM, 0.98)
SOURCE = (LEFT, 1.17, ROOM, 0.4)  # the line below the title
FOOT = HEIGHT - 0.62
BAR = 0.22
COLUMN, GUTTER = 5.95, 0.23
LOGO = (1.7, 0.75)  # at most so wide and so high
NUMBER = (0.9, 0.4)
Place = tuple[float, float, float, float]  # left, top, width, height
EMU = 914_400
SCHEME = {INK: "tx1", WHITE: "bg1", TINT: "bg2", GREEN: "accent1", BROWN: "accent2", GREY: "accent3"}
SERIF = {"latin": "Georgia", "ea": "SimSun", "cs": "Times New Roman"}
_SANS = {"latin": "Arial", "ea": "Microsoft YaHei", "cs": "Arial"}
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_KINDS = {"title": 0, "content": 1, "two": 3, "only": 5, "quotation": 7}
_OVER_TITLE = 0.25


def make_layouts(file: Any, look: OfficeLook, *, right_to_left: bool) -> dict[str, Any]:
    """Make the default template wide and the project's own; give its layouts by name."""
    master = file.slide_master
    file.slide_width, file.slide_height = emu(WIDTH), emu(HEIGHT)
    _make_theme(master, look)
    _style_text(master, right_to_left)
    chosen = {name: file.slide_layouts[number] for name, number in _KINDS.items()}
    names = {layout.name for layout in chosen.values()}
    for layout in list(file.slide_layouts):
        if layout.name not in names:
            file.slide_layouts.remove(layout)
    chosen["quotation"].name = "Quotation"
    title = TITLE if not look.logo else (LEFT, TITLE[1], ROOM - LOGO[0] - _OVER_TITLE, TITLE[3])
    for part in (master, *chosen.values()):
        _place_furniture(part, right_to_left)
        _place_all(part, {0: title}, right_to_left)
    body = (LEFT, TOP, ROOM, FOOT - TOP)
    _place_all(master, {1: body}, right_to_left)
    for name, places in {
        "title": {0: (1.0, 1.9, 11.3, 2.1), 1: (1.0, 4.15, 11.3, 1.4)},
        "content": {1: body},
        "two": {1: (LEFT, TOP, COLUMN, FOOT - TOP), 2: (LEFT + COLUMN + GUTTER, TOP, COLUMN, FOOT - TOP)},
        "quotation": {1: (LEFT + 0.1, TOP, ROOM - 0.1, 3.55), 2: (LEFT + 0.1, 5.2, ROOM - 0.1, 1.6)},
    }.items():
        _place_all(chosen[name], places, right_to_left)
    _style_title_layout(chosen["title"], right_to_left)
    _style_quotation_layout(chosen["quotation"])
    add_bar(master, mirrored((0.0, 0.0, BAR, HEIGHT), right_to_left))
    return chosen


def emu(inches: float) -> int:
    """Inches in the unit of the file."""
    return round(inches * EMU)


def mirrored(place: Place, right_to_left: bool) -> Place:
    """The place, or the one that faces it."""
    left, top, width, height = place
    return (WIDTH - left - width if right_to_left else left, top, width, height)


def logo_place(proportion: float, right_to_left: bool) -> Place:
    """Where a logo stands: in the upper corner opposite the bar, as large as fits."""
    width = min(LOGO[0], LOGO[1] * proportion)
    return mirrored((LEFT + ROOM - width, TITLE[1] + 0.1, width, width / proportion), right_to_left)


def set_place(shape: Any, place: Place) -> None:
    """Put a shape somewhere."""
    shape.left, shape.top, shape.width, shape.height = map(emu, place)


def add_bar(part: Any, place: Place) -> None:
    """A plain rectangle in the accent behind everything else, which says nothing to a screen reader."""
    left, top, width, height = map(emu, place)
    xml = (
        f'<p:sp xmlns:p="{P}" xmlns:a="{A}">'
        f'<p:nvSpPr><p:cNvPr id="{900 + len(part.shapes)}" name="Bar"><a:extLst>'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
        'val="1"/></a:ext></a:extLst>'
        '</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )
    part.shapes._spTree.insert(2, etree.fromstring(xml))


def set_color(properties: Any, color: str) -> None:
    """The colour of text, by its place in the theme."""
    for old in properties.findall(f"{{{A}}}solidFill"):
        properties.remove(old)
    fill = etree.Element(f"{{{A}}}solidFill")
    if color in SCHEME:
        etree.SubElement(fill, f"{{{A}}}schemeClr").set("val", SCHEME[color])
    else:
        etree.SubElement(fill, f"{{{A}}}srgbClr").set("val", color)
    # the schema has the line first, then the fill
    properties.insert(1 if properties.find(f"{{{A}}}ln") is not None else 0, fill)


def set_typefaces(properties: Any, faces: dict[str, str]) -> None:
    """A face for each group of scripts."""
    for script in ("latin", "ea", "cs"):
        for old in properties.findall(f"{{{A}}}{script}"):
            properties.remove(old)
        etree.SubElement(properties, f"{{{A}}}{script}").set("typeface", faces[script])


def _make_theme(master: Any, look: OfficeLook) -> None:
    """The colours and fonts that all the rest refers to."""
    parts = (relation.target_part for relation in master.part.rels.values())
    theme = next(part for part in parts if part.partname.startswith("/ppt/theme/"))
    root = etree.fromstring(theme.blob)
    colors = {
        "dk1": look.ink, "lt1": WHITE, "dk2": look.ink, "lt2": look.tint, "accent1": look.accent,
        "accent2": BROWN, "accent3": GREY, "hlink": look.accent, "folHlink": look.accent,
    }  # fmt: skip
    for name, value in colors.items():
        place = root.find(f".//{{{A}}}clrScheme/{{{A}}}{name}")
        for old in list(place):
            place.remove(old)
        etree.SubElement(place, f"{{{A}}}srgbClr").set("val", value)
    for kind in ("majorFont", "minorFont"):
        fonts = root.find(f".//{{{A}}}{kind}")
        for script, face in _SANS.items():
            fonts.find(f"{{{A}}}{script}").set("typeface", face)
        for font in fonts.findall(f"{{{A}}}font"):
            if font.get("script") in {"Arab", "Hans"}:
                font.set("typeface", _SANS["cs" if font.get("script") == "Arab" else "ea"])
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _style_text(master: Any, right_to_left: bool) -> None:
    """Titles bold and in the accent; text from 24 pt down to 20; no size that only PowerPoint works out."""
    styles = master.element.find(f"{{{P}}}txStyles")
    for name, sizes in (("titleStyle", (30,)), ("bodyStyle", (BODY, SMALL, SMALL, SMALL, SMALL))):
        for level, size in enumerate(sizes, start=1):
            properties = styles.find(f"{{{P}}}{name}/{{{A}}}lvl{level}pPr")
            properties.set("algn", "r" if right_to_left else "l")
            properties.set("rtl", "1" if right_to_left else "0")
            before = properties.find(f"{{{A}}}spcBef/{{{A}}}spcPct")
            before.set("val", "0")
            run = properties.find(f"{{{A}}}defRPr")
            run.set("sz", str(size * 100))
            if name == "titleStyle":
                run.set("b", "1")
            set_color(run, GREEN if name == "titleStyle" else INK)
    for shape in master.placeholders:
        _set_fixed(shape)
        frame = shape._element.txBody.find(f"{{{A}}}bodyPr")
        frame.set("anchor", "ctr" if shape.placeholder_format.idx == 0 else "t")


def _set_fixed(shape: Any) -> None:
    """Neither the text nor the frame changes its size by itself."""
    frame = shape._element.txBody.find(f"{{{A}}}bodyPr")
    for name in ("normAutofit", "spAutoFit", "noAutofit"):
        for old in frame.findall(f"{{{A}}}{name}"):
            frame.remove(old)
    etree.SubElement(frame, f"{{{A}}}noAutofit")


def _place_furniture(part: Any, right_to_left: bool) -> None:
    """The slide number in the lower corner away from the bar, at 14 pt; no date, no footer."""
    for shape in list(part.placeholders):
        kind = re.sub(r"\W*\d*\W*$", "", str(shape.placeholder_format.type))
        if kind in {"DATE", "FOOTER"}:
            shape._element.getparent().remove(shape._element)
        elif kind == "SLIDE_NUMBER":
            place = (LEFT + ROOM - NUMBER[0], FOOT + 0.05, *NUMBER)
            set_place(shape, mirrored(place, right_to_left))
            level = _cleared(shape)
            level.set("algn", "l" if right_to_left else "r")
            run = etree.SubElement(level, f"{{{A}}}defRPr")
            run.set("sz", "1400")
            set_color(run, GREY)


def _place_all(part: Any, places: dict[int, Place], right_to_left: bool) -> None:
    for shape in part.placeholders:
        if shape.placeholder_format.idx in places:
            set_place(shape, mirrored(places[shape.placeholder_format.idx], right_to_left))


def _style_title_layout(layout: Any, right_to_left: bool) -> None:
    """Large, the subtitle in the ink of the text."""
    for shape in layout.placeholders:
        number = shape.placeholder_format.idx
        if number > 1:
            continue
        shape._element.txBody.find(f"{{{A}}}bodyPr").set("anchor", "t" if number else "b")
        level = _cleared(shape)
        level.attrib.update({"algn": "r" if right_to_left else "l", "marL": "0", "indent": "0"})
        if number:
            etree.SubElement(level, f"{{{A}}}buNone")
        run = etree.SubElement(level, f"{{{A}}}defRPr")
        run.set("sz", "2800" if number else "4800")
        set_color(run, INK if number else GREEN)


def _style_quotation_layout(layout: Any) -> None:
    """The words on their tint, and the plain words below them, in the sizes of the master."""
    for shape in layout.placeholders:
        number = shape.placeholder_format.idx
        if number > 2:
            continue
        _cleared(shape)
        frame = shape._element.txBody.find(f"{{{A}}}bodyPr")
        frame.set("anchor", "t" if number == 2 else "ctr")
        if number == 1:
            properties = shape._element.spPr
            fill = etree.SubElement(properties, f"{{{A}}}solidFill")
            etree.SubElement(fill, f"{{{A}}}schemeClr").set("val", "bg2")
            for side in ("lIns", "rIns"):
                frame.set(side, str(emu(QUOTE_INSET)))


QUOTE_INSET = 0.3


def _cleared(shape: Any) -> Any:
    """The first level of the styles of a placeholder, without what the template's layout gives it."""
    body = shape._element.txBody
    styles = body.find(f"{{{A}}}lstStyle")
    for child in list(styles):
        styles.remove(child)
    return etree.SubElement(styles, f"{{{A}}}lvl1pPr")
