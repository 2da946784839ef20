"""A session pack as a handout: python-docx's door for writing, with real footnotes.

python-docx has no footnotes of its own, so the part that holds them is written here: one note a source,
numbered by the
word processor, with the locator, the exact words and the official address.
"""

import io
from typing import Any
from xml.sax.saxutils import escape

from assistant.reading.timeline import Timeline
from assistant.trainer.drawing import draw
from assistant.trainer.pack import Block, Item, Pack, Source, outline
from assistant.trainer.png import to_png
from assistant.trainer.words import Wording

GREEN, BROWN, GREY = "0B6B57", "7A4A00", "47605A"
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def to_docx(pack: Pack, timelines: dict[str, Timeline]) -> bytes:
    """Give the handout; `timelines` as for the slides."""
    handout = _Handout(pack, timelines)
    for block in pack.blocks:
        handout.add(block)
    return handout.saved()


class _Handout:
    """The document while it is made."""

    def __init__(self, pack: Pack, timelines: dict[str, Timeline]) -> None:
        from docx import Document

        self.pack, self.timelines, self.say = pack, timelines, Wording(pack.language)
        self.document: Any = Document()
        self.footnotes: list[str] = []
        self.known: set[tuple[str, str]] = set()
        _styles(self.document)
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = pack.title, "CBD Assistant", pack.language

    def saved(self) -> bytes:
        self._add_footnotes()
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def add(self, block: Block) -> None:
        if block.kind == "title":
            self.document.add_heading(block.title, 0)
            for item in block.items:
                self._paragraph(item)
            self.document.add_paragraph(block.notes, style="Own note")
            return
        self.document.add_heading(f"{block.title} ({self.say('minutes', minutes=f'{block.minutes:g}')})", 1)
        if block.kind == "timeline":
            self._picture(block)
        elif block.kind == "duties":
            self._table(block)
        elif block.kind in {"quiz", "answers"}:
            for number, item in enumerate(block.items, start=1):
                self._question(item, number)
        else:
            for item in block.items:
                self._paragraph(item, bullet=block.kind in {"agenda", "decisions", "role", "reading"})
        if block.kind == "agenda":
            for group, minutes in outline(self.pack):
                self.document.add_paragraph(
                    f"{self.say('minutes', minutes=f'{minutes:g}')}: {self.say(f'group_{group}')}",
                    style="List Bullet",
                )
        if (
            block.kind in {"timeline", "decisions", "duties", "text"} and block.notes
        ):  # the other notes are for the trainer alone
            self.document.add_paragraph(block.notes, style="Own note")

    def _paragraph(self, item: Item, *, bullet: bool = False) -> None:
        if item.kind == "quote":
            whole = item.sources[0].quote if item.sources and item.text.endswith("[…]") else item.text
            paragraph = self.document.add_paragraph(style="Quoted law")
            paragraph.add_run(f"“{whole}”")
        else:
            paragraph = self.document.add_paragraph(style="List Bullet" if bullet else "Normal")
            for cell in item.cells:
                paragraph.add_run(f"{cell} ").bold = True
            text = self.say("deck_says", text=item.text) if item.kind == "remark" else item.text
            _color(paragraph.add_run(text), {"remark": BROWN, "guide": GREY}.get(item.kind, ""))
        self._reference(paragraph, *item.sources)
        if item.note and item.note != self.say("shortened"):
            self.document.add_paragraph(item.note, style="Own note")

    def _question(self, item: Item, number: int) -> None:
        paragraph = self.document.add_paragraph()
        if item.kind == "quote":
            paragraph.add_run(f"{number}. {item.note}").bold = True
            self._paragraph(Item("quote", item.text, item.sources))
            return
        paragraph.add_run(f"{number}. {item.text}").bold = True
        for line in [*item.choices(), *([item.note] if item.note else [])]:
            self.document.add_paragraph(line, style="Option")

    def _picture(self, block: Block) -> None:
        from docx.shared import Inches

        timeline = self.timelines.get(block.id)
        if timeline is None:
            return
        drawing = draw(timeline, heading=False)
        shape = self.document.add_picture(io.BytesIO(to_png(drawing)), width=Inches(6.7))
        shape._inline.docPr.set("descr", f"{drawing.title}: {drawing.description}")
        paragraph = self.document.add_paragraph(f"{self.say('sources')}:", style="Own note")
        for item in block.items:
            for source in item.sources:
                paragraph.add_run(f" {source.label}")
                self._reference(paragraph, source)

    def _table(self, block: Block) -> None:
        table = self.document.add_table(rows=1, cols=4)
        table.style = "Light Grid Accent 1"
        heads = (self.say("actor"), self.say("verb"), self.say("task"), self.say("sources"))
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        for item in block.items:
            actor, verb, task, deadline, label = [*item.cells, "", "", "", "", ""][:5]
            cells = table.add_row().cells
            for cell, words in zip(
                cells, (actor, verb, task + (f" ({deadline})" if deadline else ""), label), strict=True
            ):
                cell.paragraphs[0].add_run(words)
            self._reference(cells[3].paragraphs[0], *item.sources)

    # footnotes

    def _reference(self, paragraph: Any, *sources: Source) -> None:
        """Give a footnote with the sources; the words of one that was given before are not given again."""
        from docx.oxml import parse_xml

        if not sources:
            return
        self.footnotes.append("; ".join(self._named(source) for source in sources))
        mark = (
            f'<w:r {_W}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference '
            f'w:id="{len(self.footnotes)}"/></w:r>'
        )
        paragraph._p.append(parse_xml(mark))

    def _named(self, source: Source) -> str:
        key = source.locator, source.quote
        words = f" “{' '.join(source.quote.split())}”" if source.quote and key not in self.known else ""
        self.known.add(key)
        return f"{source.label} [{source.locator}]{words} {source.url}".strip()

    def _add_footnotes(self) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
            f'<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.footnotes, start=1)
        )
        marks = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
            for kind, number, tag in (
                ("separator", -1, "separator"),
                ("continuationSeparator", 0, "continuationSeparator"),
            )
        )
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes '
            f"{_W}>{marks}{notes}</w:footnotes>"
        )
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), self.document.part.package)
        self.document.part.relate_to(part, _RELATION)


def _color(run: Any, color: str) -> None:
    from docx.shared import RGBColor

    if color:
        run.font.color.rgb = RGBColor.from_string(color)


def _styles(document: Any) -> None:
    """A4, and the styles that tell the law from our own words."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt, RGBColor

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
    option = styles.add_style("Option", WD_STYLE_TYPE.PARAGRAPH)
    option.base_style, option.paragraph_format.left_indent, option.paragraph_format.space_after = (
        styles["Normal"],
        Mm(8),
        Pt(0),
    )
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(f"{{{document.element.nsmap['w']}}}styleId", "FootnoteText")
    text.base_style, text.font.size, text.paragraph_format.space_after = styles["Normal"], Pt(8.5), Pt(0)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(f"{{{document.element.nsmap['w']}}}styleId", "FootnoteReference")
    mark.font.superscript = True
