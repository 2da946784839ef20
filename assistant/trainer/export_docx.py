"""A session pack as a handout: python-docx's door for writing, with real footnotes.

A handout quotes in full what the slides shorten, and leaves out what is for the trainer alone.
"""

import io
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_DIRECTION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.reading.timeline import Timeline
from assistant.trainer.direction import runs_right_to_left
from assistant.trainer.drawing import draw
from assistant.trainer.pack import GAP, Block, Item, Pack, Source
from assistant.trainer.png import to_png
from assistant.trainer.printed import minutes_words, plan_lines, printed
from assistant.words.phrases import labelled
from assistant.words.store import Words

GREEN, BROWN, GREY = "0B6B57", "7A4A00", "47605A"
COLORS = {"remark": BROWN, "guide": GREY}
BULLETED = frozenset({"agenda", "decisions", "role", "reading"})
NOTED = frozenset({"timeline", "decisions", "duties", "text"})  # the other notes are for the trainer alone
_AFTER_BIDI = (
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)  # in their order by the schema
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


@dataclass(slots=True)
class Footnotes:
    """The notes of a document, which python-docx has no part for: one note a place, numbered by the word
    processor, with the locator, the exact words and the official address of every source.
    """

    notes: list[str] = field(default_factory=list)
    quoted: set[tuple[str, str]] = field(default_factory=set)

    def add(self, paragraph: Any, sources: tuple[Source, ...]) -> None:
        """Set a mark at the end of a paragraph, and its note with the sources; none where there are none."""
        if not sources:
            return
        self.notes.append("; ".join(map(self._words, sources)))
        mark = (
            f'<w:r {_W}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference '
            f'w:id="{len(self.notes)}"/></w:r>'
        )
        paragraph._p.append(parse_xml(mark))

    def _words(self, source: Source) -> str:
        """The words of a source that was given before are not given again."""
        key = source.locator, source.quote
        words = f" “{' '.join(source.quote.split())}”" if source.quote and key not in self.quoted else ""
        self.quoted.add(key)
        return f"{source.label} [{source.locator}]{words} {source.url}".strip()

    def attach(self, document: Any) -> None:
        """Put the part that holds the notes into the file."""
        # Word expects these two before all notes
        separators = "".join(
            f'<w:footnote w:type="{tag}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
            for number, tag in ((-1, "separator"), (0, "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
            f'<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.notes, start=1)
        )
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes '
            f"{_W}>{separators}{notes}</w:footnotes>"
        )
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), document.part.package)
        document.part.relate_to(part, _RELATION)


@dataclass(frozen=True, slots=True)
class Handout:
    """A pack, the timelines of the blocks that draw one, by their ids, and the document made of them."""

    pack: Pack
    timelines: dict[str, Timeline]
    say: Words
    document: Any
    footnotes: Footnotes


def to_docx(pack: Pack, timelines: dict[str, Timeline]) -> bytes:
    """Give the handout; `timelines` as for the slides."""
    document: Any = Document()
    _set_styles(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = pack.title, "CBD Assistant", pack.language
    handout = Handout(pack, timelines, Words("trainer", pack.language), document, Footnotes())
    for block in printed(pack).blocks:
        _add_block(handout, block)
    _set_directions(document)
    handout.footnotes.attach(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_block(handout: Handout, block: Block) -> None:
    say, document = handout.say, handout.document
    if block.kind == "title":
        document.add_heading(block.title, 0)
        for item in block.items:
            _add_item(handout, item)
        document.add_paragraph(block.notes, style="Own note")
        return
    document.add_heading(f"{block.title} ({minutes_words(block.minutes, say)})", 1)
    if block.source:
        document.add_paragraph(block.source, style="Source line")
    if block.kind == "timeline":
        _add_picture(handout, block)
    elif block.kind == "duties":
        _add_table(handout, block)
    elif block.kind in {"quiz", "answers"}:
        for number, item in enumerate(block.items, start=1):
            _add_question(handout, item, number)
    else:
        for item in block.items:
            _add_item(handout, item, bullet=block.kind in BULLETED)
    if block.kind == "agenda":
        for minutes, part in plan_lines(handout.pack, say):
            document.add_paragraph(labelled(part, minutes, say.language), style="List Bullet")
    if block.kind in NOTED and block.notes:
        document.add_paragraph(block.notes, style="Own note")


def _add_item(handout: Handout, item: Item, *, bullet: bool = False) -> None:
    say, document = handout.say, handout.document
    if item.kind == "quote":
        cut = bool(item.sources) and item.text.endswith(GAP.strip())
        whole = item.sources[0].quote if cut else item.text
        paragraph = document.add_paragraph(style="Quoted law")
        paragraph.add_run(f"“{whole}”")
    else:
        paragraph = document.add_paragraph(style="List Bullet" if bullet else "Normal")
        for cell in item.cells:
            paragraph.add_run(f"{cell} ").bold = True
        run = paragraph.add_run(say("deck_says", text=item.text) if item.kind == "remark" else item.text)
        if item.kind in COLORS:
            run.font.color.rgb = RGBColor.from_string(COLORS[item.kind])
    handout.footnotes.add(paragraph, item.sources)
    if item.note and item.note != say("shortened"):  # here it is not
        document.add_paragraph(item.note, style="Own note")


def _add_question(handout: Handout, item: Item, number: int) -> None:
    """A question with its options, or an answer with the words that prove it."""
    paragraph = handout.document.add_paragraph()
    if item.kind == "quote":
        paragraph.add_run(f"{number}. {item.note}").bold = True
        _add_item(handout, Item("quote", item.text, item.sources))
        return
    paragraph.add_run(f"{number}. {item.text}").bold = True
    for line in [*item.choices(), *([item.note] if item.note else [])]:
        handout.document.add_paragraph(line, style="Option")


def _add_picture(handout: Handout, block: Block) -> None:
    timeline = handout.timelines.get(block.id)
    if timeline is None:
        return
    drawing = draw(timeline, heading=False)
    shape = handout.document.add_picture(io.BytesIO(to_png(drawing)), width=Inches(6.7))
    shape._inline.docPr.set("descr", f"{drawing.title}: {drawing.description}")
    paragraph = handout.document.add_paragraph(f"{handout.say('sources')}:", style="Own note")
    for item in block.items:
        for source in item.sources:
            paragraph.add_run(f" {source.label}")
            handout.footnotes.add(paragraph, (source,))


def _add_table(handout: Handout, block: Block) -> None:
    table = handout.document.add_table(rows=1, cols=4)
    table.style = "Light Grid Accent 1"
    heads = [handout.say(head) for head in ("actor", "verb", "task", "sources")]
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for item in block.items:
        actor, verb, task, deadline, label = item.row(5)
        texts = (actor, verb, task + (f" ({deadline})" if deadline else ""), label)
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)
        handout.footnotes.add(cells[3].paragraphs[0], item.sources)


def _set_directions(document: Any) -> None:
    """Arabic paragraphs and tables run from right to left, whatever stands around them."""
    for table in document.tables:
        if runs_right_to_left(table.rows[0].cells[0].text):
            table.table_direction = WD_TABLE_DIRECTION.RTL
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        if runs_right_to_left(paragraph.text):
            bidi = element.makeelement(qn("w:bidi"), {})
            element.get_or_add_pPr().insert_element_before(bidi, *_AFTER_BIDI)
            for run in paragraph.runs:
                run.font.rtl = True


def _set_styles(document: Any) -> None:
    """A4, and the styles that tell the law from our own words."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    for name in ("Title", "Heading 1"):
        styles[name].font.color.rgb = RGBColor.from_string(GREEN)
    law = styles.add_style("Quoted law", WD_STYLE_TYPE.PARAGRAPH)
    law.base_style = styles["Normal"]
    law.font.name, law.font.size = "Georgia", Pt(11)
    law.paragraph_format.left_indent, law.paragraph_format.space_after = Mm(6), Pt(6)
    law.element.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {_W}><w:left w:val="single" w:sz="24" w:space="8" w:color="{GREEN}"/></w:pBdr>')
    )
    note = styles.add_style("Own note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.italic, note.font.size = styles["Normal"], True, Pt(9)
    where = styles.add_style("Source line", WD_STYLE_TYPE.PARAGRAPH)
    where.base_style, where.font.bold = styles["Normal"], True
    where.font.color.rgb = RGBColor.from_string(GREEN)
    option = styles.add_style("Option", WD_STYLE_TYPE.PARAGRAPH)
    option.base_style = styles["Normal"]
    option.paragraph_format.left_indent, option.paragraph_format.space_after = Mm(8), Pt(0)
    _set_footnote_styles(document)


def _set_footnote_styles(document: Any) -> None:
    """Word knows these two by their ids, which python-docx makes of the names otherwise."""
    styles, namespace = document.styles, document.element.nsmap["w"]
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(f"{{{namespace}}}styleId", "FootnoteText")
    text.base_style, text.font.size, text.paragraph_format.space_after = styles["Normal"], Pt(8.5), Pt(0)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(f"{{{namespace}}}styleId", "FootnoteReference")
    mark.font.superscript = True
