"""Files for Word: python-docx's door for writing. An A4 document with the styles that tell the law from our
own words, and with real footnotes, which python-docx has no part for.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.direction import runs_right_to_left

GREEN = "0B6B57"
AUTHOR = "CBD Assistant"
ACCENTED = "Accent"  # the style of words in the colour of headings
ROOM = 170 / 25.4  # inches between the margins
LOGO_HIGH, LOGO_WIDE = 12, 60  # at the most, in millimetres
_ACCENT = re.compile(rb'(<a:accent1>\s*<a:srgbClr val=")[0-9A-Fa-f]{6}(")')
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
_NAME = "/word/footnotes.xml"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a footnote, perhaps with the address that they lead to."""

    text: str
    link: str = ""


class Footnotes:
    """The notes of a document: one a place, numbered by the word processor in the order of their marks."""

    def __init__(self) -> None:
        self._notes: list[tuple[Words, ...]] = []

    @property
    def next(self) -> int:
        """The number that the next note gets."""
        return len(self._notes) + 1

    def add(self, paragraph: Any, *words: Words) -> None:
        """Set a mark at the end of a paragraph, and its note."""
        self._notes.append(words)
        mark = (
            f'<w:r {_W}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference '
            f'w:id="{len(self._notes)}"/></w:r>'
        )
        paragraph._p.append(parse_xml(mark))

    def attach(self, document: Any) -> None:
        """Put the part that holds the notes into the file."""
        part = Part(PackURI(_NAME), _TYPE, b"", document.part.package)
        # Word expects these two before all notes
        separators = "".join(
            f'<w:footnote w:type="{tag}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
            for number, tag in ((-1, "separator"), (0, "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
            f'<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>{_run(" ")}'
            f"{''.join(_linked(part, one) for one in words)}</w:p></w:footnote>"
            for number, words in enumerate(self._notes, start=1)
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        part._blob = f"{head}<w:footnotes {_W}>{separators}{notes}</w:footnotes>".encode()
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(legible(text))}</w:t></w:r>'


def _linked(part: Part, words: Words) -> str:
    if not words.link.startswith(("https://", "http://")):
        return _run(words.text)
    relation = part.relate_to(words.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return f'<w:hyperlink r:id="{relation}">{_run(words.text)}</w:hyperlink>'


def legible(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(one for one in text if one in "\t\n\r" or (one >= " " and not _is_foreign(one)))


def _is_foreign(letter: str) -> bool:
    return "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff"


def new_document(title: str, language: str) -> Any:
    """An empty A4 document with its styles: Quoted law, Own note, those of headings and of footnotes."""
    document: Any = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = legible(title)[:255], AUTHOR, language
    _set_page(document)
    _set_styles(document)
    set_colors(document, GREEN)
    return document


def set_colors(document: Any, accent: str, ink: str = "") -> None:
    """Give headings, what is based on the style of accents, the bars of quoted law and tables a colour, and
    the text another, all RRGGBB; text that is given none is black.
    """
    styles = document.styles
    for name in ("Title", "Heading 1", "Heading 2", ACCENTED):
        styles[name].font.color.rgb = RGBColor.from_string(accent)
    if ink:
        styles["Normal"].font.color.rgb = RGBColor.from_string(ink)
    for bar in styles["Quoted law"].element.iter(qn("w:left")):
        bar.set(qn("w:color"), accent)
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.THEME:  # tables take the first accent of the theme
            part = relation.target_part
            part._blob = _ACCENT.sub(rb"\g<1>" + accent.encode() + rb"\2", part.blob)


def add_logo(document: Any, picture: bytes, proportion: float, name: str) -> None:
    """Put a logo at the head of every page, described; `proportion` is its width over its height."""
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # the end of a line, on the left in Arabic
    high = min(LOGO_HIGH, LOGO_WIDE / proportion)
    shape = paragraph.add_run().add_picture(io.BytesIO(picture), height=Mm(high))
    shape._inline.docPr.set("descr", name)


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Give the columns of a table their widths in inches; given none, Word finds them."""
    table.autofit = not widths
    for column, width in zip(table.columns, widths, strict=False):
        for cell in column.cells:  # LibreOffice reads the widths of columns, Word those of cells
            cell.width = column.width = Inches(width)


def saved(document: Any, footnotes: Footnotes) -> bytes:
    """The file."""
    _set_directions(document)
    footnotes.attach(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)


def _set_styles(document: Any) -> None:
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    accented = styles.add_style(ACCENTED, WD_STYLE_TYPE.PARAGRAPH)
    accented.base_style = styles["Normal"]
    law = styles.add_style("Quoted law", WD_STYLE_TYPE.PARAGRAPH)
    law.base_style = styles["Normal"]
    law.font.name, law.font.size = "Georgia", Pt(11)
    law.paragraph_format.left_indent, law.paragraph_format.space_after = Mm(6), Pt(6)
    law.element.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {_W}><w:left w:val="single" w:sz="24" w:space="8" w:color="{GREEN}"/></w:pBdr>')
    )
    note = styles.add_style("Own note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.italic, note.font.size = styles["Normal"], True, Pt(9)
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
