"""A session pack as slides: python-pptx's door for writing.

Layouts are real ones (title, content, two contents, title only, and a quotation with its plain words);
nothing but the
line of sources is set below 20 pt. The words of the law stand in a tinted box with a green bar and in a serif
face.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.reading.timeline import Timeline
from assistant.trainer.drawing import draw
from assistant.trainer.pack import Block, Item, Pack, Source, outline
from assistant.trainer.png import to_png
from assistant.trainer.words import Wording

GREEN, INK, BROWN, GREY, TINT = "0B6B57", "14302B", "7A4A00", "47605A", "EAF3F0"
SERIF = "Georgia"
WIDTH, HEIGHT = 13.333, 7.5  # inches
LEFT, ROOM, TOP = 0.6, 12.13, 1.5
LARGE, BODY, SMALL = 28, 24, 20
SOURCE_SIZE = 14
MOST_SOURCES = 9


def to_pptx(pack: Pack, timelines: dict[str, Timeline]) -> bytes:
    """Give the presentation; `timelines` holds the timeline of each block that draws one, by its id."""
    deck = _Deck(pack, timelines)
    for block in pack.blocks:
        deck.add(block)
    return deck.saved()


class _Deck:
    """The presentation while it is made."""

    def __init__(self, pack: Pack, timelines: dict[str, Timeline]) -> None:
        from pptx import Presentation

        self.pack, self.timelines, self.say = pack, timelines, Wording(pack.language)
        self.prs: Any = Presentation()
        self.layouts = _prepared(self.prs)
        properties = self.prs.core_properties
        properties.title, properties.author, properties.language = pack.title, "CBD Assistant", pack.language
        properties.subject = f"{pack.subject}; index {pack.index_id}"

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.prs.save(out)
        return out.getvalue()

    def add(self, block: Block) -> None:
        makers = {
            "title": self._title,
            "provision": self._quotation,
            "definitions": self._quotation,
            "timeline": self._picture,
            "duties": self._table,
            "quiz": self._two,
            "answers": self._two,
            "role": self._two,
            "agenda": self._agenda,
        }
        if block.kind == "timeline" and block.id not in self.timelines:
            return  # its subject has no decisions in this corpus: the recheck says so
        slide = makers.get(block.kind, self._content)(block)
        self._notes(slide, block)
        if block.kind != "title":
            _number(slide)

    def _new(self, layout: str, block: Block) -> Any:
        slide = self.prs.slides.add_slide(self.layouts[layout])
        slide.shapes.title.text = block.title
        if len(block.title) > 62 and layout != "title":
            slide.shapes.title.text_frame.paragraphs[0].font.size = _pt(26)
        return slide

    def _title(self, block: Block) -> Any:
        slide = self._new("title", block)
        slide.placeholders[1].text = "\n".join(item.text for item in block.items)
        return slide

    def _agenda(self, block: Block) -> Any:
        """Give the aims on the left, the outline with its minutes, counted from the blocks as they are, on
        the right.
        """
        slide = self._new("two", block)
        aims, parts = slide.placeholders[1].text_frame, slide.placeholders[2].text_frame
        for number, item in enumerate(block.items):
            self._line(_paragraph(aims, number, after=14), item, BODY)
        for number, (group, minutes) in enumerate(outline(self.pack)):
            paragraph = _paragraph(parts, number, bullet=False)
            _run(paragraph, f"{self.say('minutes', minutes=f'{minutes:g}')}  ", BODY, bold=True, color=GREEN)
            _run(paragraph, self.say(f"group_{group}"), BODY)
        return slide

    def _content(self, block: Block) -> Any:
        slide = self._new("content", block)
        frame = slide.placeholders[1].text_frame
        length = sum(len(item.text) for item in block.items)
        mixed = (
            len({item.kind for item in block.items}) > 1
        )  # then each remark says whose it is; else the title does
        size = LARGE if block.kind == "exercise" and length < 420 else BODY if length < 520 else SMALL
        for number, item in enumerate(block.items):
            self._line(_paragraph(frame, number), item, size, named=mixed and item.kind == "remark")
        self._source_line(slide, block)
        return slide

    def _two(self, block: Block) -> Any:
        slide = self._new("two", block)
        half = -(-len(block.items) // 2)
        frames = slide.placeholders[1].text_frame, slide.placeholders[2].text_frame
        for number, item in enumerate(block.items):
            frame = frames[number >= half]
            first = number in {0, half}
            if block.kind == "role":
                self._line(_paragraph(frame, 0 if first else 1), item, SMALL)
            else:
                self._question(frame, item, number + 1, first=first)
        if block.kind != "quiz":
            self._source_line(slide, block)
        return slide

    def _question(self, frame: Any, item: Item, number: int, *, first: bool) -> None:
        head = _paragraph(frame, 0 if first else 1, bullet=False)
        if item.kind == "quote":  # an answer: the letter, then the words that prove it
            _run(head, f"{number}. {item.note}", SMALL, bold=True, color=GREEN)
            self._line(_paragraph(frame, 1, bullet=False), item, SMALL)
            return
        _run(head, f"{number}. {item.text}", SMALL, bold=True)
        lines = [*item.choices(), *([item.note] if item.note else [])]
        for place, line in enumerate(lines, start=1):
            _run(_paragraph(frame, 1, bullet=False, after=18 if place == len(lines) else 0), line, SMALL)

    def _quotation(self, block: Block) -> Any:
        quotes = [item for item in block.items if item.kind == "quote"]
        if len(quotes) > 1 or not quotes:
            return self._content(block)
        slide = self._new("quotation", block)
        said, plain = slide.placeholders[1].text_frame, slide.placeholders[2].text_frame
        long = len(quotes[0].text) > 330
        self._line(_paragraph(said, 0, bullet=False), quotes[0], SMALL if long else BODY)
        for source in quotes[0].sources[:1]:
            cited = _paragraph(said, 1, bullet=False)
            _run(cited, f"{source.label}", SMALL, bold=True, color=GREEN, link=source.url)
        others = [item for item in block.items if item.kind != "quote"]
        for number, item in enumerate(others):
            self._line(_paragraph(plain, number, bullet=False), item, SMALL)
        if quotes[0].note:
            _run(_paragraph(plain, len(others), bullet=False), quotes[0].note, SMALL, color=GREY)
        self._source_line(slide, block)
        return slide

    def _line(self, paragraph: Any, item: Item, size: int, *, named: bool = False) -> None:
        """One item; whose words it is shows in the face and the colour."""
        if item.cells:
            link = next((source.url for source in reversed(item.sources) if source.url), "")
            _run(paragraph, item.cells[0], size, bold=True, color=GREEN, link=link)
            _run(paragraph, "  ", size)
        looks: dict[str, dict[str, Any]] = {
            "quote": {"serif": True, "color": INK},
            "remark": {"color": BROWN},
            "guide": {"color": GREY},
        }
        words = looks.get(item.kind, {"color": INK})
        text = (
            f"“{item.text}”" if item.kind == "quote" and not item.text.startswith(("“", '"')) else item.text
        )
        text = self.say("deck_says", text=text) if named else text
        reading = (
            item.kind == "own" and not item.cells and [s.url for s in item.sources if s.url and not s.quote]
        )
        _run(paragraph, text, size, link=reading[0] if reading else "", **words)

    def _picture(self, block: Block) -> Any:
        from pptx.util import Inches

        timeline = self.timelines[block.id]
        slide = self._new("only", block)
        drawing = draw(timeline, detail=False, heading=False)
        room = HEIGHT - TOP - 0.55
        width = min(ROOM, room * drawing.width / drawing.height)
        picture = slide.shapes.add_picture(
            io.BytesIO(to_png(drawing)),
            Inches(LEFT + (ROOM - width) / 2),
            Inches(TOP - 0.15),
            width=Inches(width),
        )
        picture.name = "Timeline"
        picture._element.nvPicPr.cNvPr.set("descr", f"{drawing.title}: {drawing.description}")
        self._source_line(slide, block)
        return slide

    def _table(self, block: Block) -> Any:
        from pptx.util import Inches

        slide = self._new("only", block)
        widths = (2.45, 1.5, 5.08, 3.1)
        frame = slide.shapes.add_table(
            len(block.items) + 1,
            4,
            Inches(LEFT),
            Inches(TOP),
            Inches(ROOM),
            Inches(0.5 * (len(block.items) + 1)),
        )
        frame.name = block.title
        table = frame.table
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        heads = [self.say("actor"), self.say("verb"), self.say("task"), self.say("sources")]
        _row(table, 0, [(head, {"bold": True, "color": "FFFFFF"}) for head in heads], GREEN)
        for number, item in enumerate(block.items, start=1):
            actor, verb, task, deadline, label = [*item.cells, "", "", "", "", ""][:5]
            when = f" ({deadline})" if deadline and deadline not in task else ""
            link = next((source.url for source in item.sources), "")
            cells: list[tuple[str, dict[str, Any]]] = [
                (actor, {"bold": True}),
                (verb, {}),
                (task + when, {"serif": True}),
                (_brief(label), {"color": GREEN, "link": link}),
            ]
            _row(table, number, cells, "FFFFFF" if number % 2 else TINT)
        self._source_line(slide, block)
        return slide

    def _source_line(self, slide: Any, block: Block) -> None:
        """Give the line at the foot: every source once, linked; the notes have them all with their words."""
        from pptx.util import Inches

        sources = _named_once(item for item in block.items)
        if not sources:
            return
        box = slide.shapes.add_textbox(Inches(LEFT), Inches(HEIGHT - 0.55), Inches(ROOM - 0.9), Inches(0.4))
        box.name = self.say("sources")
        box.text_frame.word_wrap = True
        paragraph = box.text_frame.paragraphs[0]
        _run(paragraph, f"{self.say('sources')}: ", SOURCE_SIZE, color=GREY)
        shown = sources[:MOST_SOURCES]
        for number, source in enumerate(shown):
            head, _, rest = source.label.partition(", ")
            known = number and shown[number - 1].label.partition(", ")[0] == head
            _run(
                paragraph,
                _brief(rest if known and rest else source.label),
                SOURCE_SIZE,
                color=GREY,
                link=source.url,
            )
            _run(
                paragraph,
                ", " if number + 1 < len(shown) else (" …" if len(sources) > len(shown) else ""),
                SOURCE_SIZE,
                color=GREY,
            )

    def _notes(self, slide: Any, block: Block) -> None:
        lines = [
            f"{self.say('minutes', minutes=f'{block.minutes:g}')}",
            block.notes,
            *(item.note for item in block.items if item.note and block.kind != "quiz"),
        ]
        lines += [self.say("sources") + ":"] if any(item.sources for item in block.items) else []
        unfinished = {
            source.quote
            for item in block.items
            for source in item.sources
            if item.text == f"{source.quote} […]"
        }
        for source in _named_once(block.items, by_locator=True):
            mark = " […]" if source.quote in unfinished else ""
            words = f" “{source.quote}{mark}”" if source.quote else ""
            lines.append(f"- {source.label} [{source.locator}]{words} {source.url}".rstrip())
        slide.notes_slide.notes_text_frame.text = "\n".join(dict.fromkeys(line for line in lines if line))


def _brief(label: str) -> str:
    return label.replace("paragraph ", "para. ")


def _named_once(items: Iterable[Item], *, by_locator: bool = False) -> list[Source]:
    found: dict[str, Source] = {}
    for item in items:
        for source in item.sources:
            key = (
                source.locator
                if by_locator
                else source.label.replace(" catalogue entry", "").split("; remark")[0]
            )
            if key not in found or not found[key].quote:
                found[key] = (
                    source
                    if by_locator
                    else Source(source.locator, key, source.quote, source.url, source.provenance)
                )
    return (
        sorted(found.values(), key=lambda source: source.provenance == "own")
        if not by_locator
        else list(found.values())
    )


# the layouts


def _prepared(prs: Any) -> dict[str, Any]:
    """Give the default template made wide, in the project's colours, with a layout for quotations."""
    from pptx.util import Inches

    scale = WIDTH / 10
    prs.slide_width, prs.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in prs.slide_layouts:
        for shape in layout.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * scale), round(shape.width * scale)
    master = prs.slide_master
    for shape in master.placeholders:
        shape.left, shape.width = round(shape.left * scale), round(shape.width * scale)
    kinds = {shape.placeholder_format.idx: shape for shape in master.placeholders}
    _place(kinds[0], LEFT, 0.4, ROOM, 0.95)
    _place(kinds[1], LEFT, TOP, ROOM, HEIGHT - TOP - 0.7)
    _styles(master)
    _link_color(master)
    layouts = prs.slide_layouts
    title, content, two, only, quotation = layouts[0], layouts[1], layouts[3], layouts[5], layouts[7]
    _bar(master, LEFT - 0.6, 0.0, 0.22, HEIGHT, GREEN)
    _place_all(title, {0: (1.0, 1.9, 11.3, 2.1), 1: (1.0, 4.15, 11.3, 1.4)})
    _title_look(title)
    _place_all(two, {1: (LEFT, TOP, 5.95, 5.25), 2: (LEFT + 6.18, TOP, 5.95, 5.25)})
    quotation.name = "Quotation"
    _place_all(
        quotation,
        {
            0: (LEFT, 0.4, ROOM, 0.95),
            1: (LEFT + 0.1, TOP, ROOM - 0.1, 3.55),
            2: (LEFT + 0.1, 5.2, ROOM - 0.1, 1.7),
        },
    )
    _quotation_look(quotation)
    _drop_unused(prs, [title, content, two, only, quotation])
    return {"title": title, "content": content, "two": two, "only": only, "quotation": quotation}


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = (
        Inches(left),
        Inches(top),
        Inches(width),
        Inches(height),
    )


def _place_all(layout: Any, places: dict[int, tuple[float, float, float, float]]) -> None:
    for shape in layout.placeholders:
        if shape.placeholder_format.idx in places:
            _place(shape, *places[shape.placeholder_format.idx])


def _styles(master: Any) -> None:
    """Titles left, bold and green; text from 24 pt down to 20, anchored at the top."""
    from pptx.oxml.ns import qn

    styles = master.element.find(qn("p:txStyles"))
    for name, sizes in (("p:titleStyle", (30,)), ("p:bodyStyle", (BODY, SMALL, SMALL, SMALL, SMALL))):
        for level, size in enumerate(sizes, start=1):
            properties = styles.find(qn(name)).find(qn(f"a:lvl{level}pPr"))
            run = properties.find(qn("a:defRPr"))
            run.set("sz", str(size * 100))
            if name == "p:titleStyle":
                properties.set("algn", "l")
                run.set("b", "1")
                _solid(run, GREEN)


def _link_color(master: Any) -> None:
    """Links in the project's green, which is told from black and read on white."""
    import re

    theme = next(
        part
        for part in (rel.target_part for rel in master.part.rels.values())
        if part.partname.startswith("/ppt/theme/")
    )
    theme._blob = re.sub(
        rb'(<a:(?:fol)?[hH]link><a:srgbClr val=")[0-9A-Fa-f]{6}', rb"\g<1>" + GREEN.encode(), theme.blob
    )


def _solid(properties: Any, color: str) -> None:
    from lxml import etree
    from pptx.oxml.ns import qn

    for old in properties.findall(qn("a:solidFill")):
        properties.remove(old)
    fill = etree.SubElement(properties, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", color)
    properties.insert(0, fill)


def _bar(layout: Any, left: float, top: float, width: float, height: float, color: str) -> None:
    """Give a plain rectangle on a master or layout, behind everything else."""
    from lxml import etree
    from pptx.util import Inches

    emu = [Inches(value) for value in (left, top, width, height)]
    xml = (
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<p:nvSpPr><p:cNvPr id="{900 + len(layout.shapes)}" name="Bar"/><p:cNvSpPr/><p:nvPr '
        f'userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{emu[0]}" y="{emu[1]}"/>'
        f'<a:ext cx="{emu[2]}" cy="{emu[3]}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )
    layout.shapes._spTree.insert(2, etree.fromstring(xml))


def _title_look(layout: Any) -> None:
    """Large, at the left, the subtitle in the ink of the text."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.oxml.ns import qn

    for shape in layout.placeholders:
        index = shape.placeholder_format.idx
        if index > 1:
            continue
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP if index else MSO_ANCHOR.BOTTOM
        styles = shape._element.txBody.find(qn("a:lstStyle"))
        for child in list(styles):
            styles.remove(child)
        level = styles.makeelement(qn("a:lvl1pPr"), {"algn": "l", "marL": "0", "indent": "0"})
        styles.append(level)
        if index:
            level.append(level.makeelement(qn("a:buNone"), {}))
        run = level.makeelement(qn("a:defRPr"), {"sz": "2800" if index else "5000"})
        level.append(run)
        _solid(run, INK if index else GREEN)


def _quotation_look(layout: Any) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.oxml.ns import qn
    from pptx.util import Inches

    for shape in layout.placeholders:
        index = shape.placeholder_format.idx
        styles = shape._element.txBody.find(qn("a:lstStyle"))
        if index in {0, 1, 2} and styles is not None:
            for child in list(styles):
                styles.remove(child)  # the sizes of the template's caption layout: the master's hold instead
        if index == 0:
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        if index == 1:
            shape.fill.solid()
            shape.fill.fore_color.rgb = _color(TINT)
            frame = shape.text_frame
            frame.margin_left, frame.margin_right, frame.margin_top = Inches(0.3), Inches(0.3), Inches(0.15)
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _bar(layout, LEFT, TOP, 0.1, 3.55, GREEN)


def _drop_unused(prs: Any, kept: Sequence[Any]) -> None:
    for layout in list(prs.slide_layouts):
        if not any(layout.name == other.name for other in kept):
            prs.slide_layouts.remove(layout)


def _number(slide: Any) -> None:
    """Give the slide number of the layout, which python-pptx does not take over by itself."""
    from copy import deepcopy

    for shape in slide.slide_layout.placeholders:
        if "SLIDE_NUMBER" in str(shape.placeholder_format.type):
            slide.shapes._spTree.append(deepcopy(shape._element))


# text


def _color(hexadecimal: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(hexadecimal))


def _pt(size: int) -> Any:
    from pptx.util import Pt

    return Pt(size)


def _paragraph(frame: Any, number: int, *, bullet: bool = True, after: int = 8) -> Any:
    """Give the first paragraph of the frame for 0, a new one otherwise."""
    from lxml import etree
    from pptx.oxml.ns import qn

    paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
    paragraph.space_after = _pt(after)
    if not bullet:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        if properties.find(qn("a:buNone")) is None:
            etree.SubElement(properties, qn("a:buNone"))
    return paragraph


def _run(
    paragraph: Any,
    text: str,
    size: int,
    *,
    bold: bool = False,
    serif: bool = False,
    color: str = INK,
    link: str = "",
) -> None:

    if not text:
        return
    run = paragraph.add_run()
    run.text = text
    run.font.size = _pt(size)
    run.font.bold = bold or None
    if serif:
        run.font.name = SERIF
    if link.startswith("https://"):
        run.hyperlink.address = link
    else:
        run.font.color.rgb = _color(color)


def _row(table: Any, number: int, cells: Sequence[tuple[str, dict[str, Any]]], fill: str) -> None:
    from pptx.util import Inches

    for place, (text, look) in enumerate(cells):
        cell = table.cell(number, place)
        cell.fill.solid()
        cell.fill.fore_color.rgb = _color(fill)
        cell.margin_left = cell.margin_right = Inches(0.08)
        _run(cell.text_frame.paragraphs[0], text, SMALL, **look)
