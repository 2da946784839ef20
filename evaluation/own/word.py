"""A made document as a Word file."""

import io
from typing import TYPE_CHECKING, Any

from evaluation.own.documents import Block, Made, Sort

if TYPE_CHECKING:
    from docx.document import Document


def word(made: Made) -> bytes:
    """Headings in styles, or bold where the document has it so; a running head; right to left in Arabic."""
    import docx

    document = docx.Document()
    if made.head:
        document.sections[0].header.paragraphs[0].text = made.head
    for block in made.blocks:
        _add(document, block, made)
    if made.lang == "ar":
        for paragraph in document.element.body.iter(_name("p")):
            _mark(paragraph.get_or_add_pPr(), "bidi")
        for table in document.tables:
            _mark(table._tbl.tblPr, "bidiVisual")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: "Document", block: Block, made: Made) -> None:
    if block.sort is Sort.BREAK:
        document.add_page_break()
    elif block.sort is Sort.TABLE:
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for row in block.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    elif block.sort is Sort.HEADING and not made.bold:
        document.add_heading(block.text, block.level)
    elif block.sort is Sort.ITEM:
        document.add_paragraph(block.text, style="List Bullet")
    else:
        run = document.add_paragraph().add_run(block.text)
        run.bold = True if block.sort is Sort.HEADING else None


def _mark(properties: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    properties.append(OxmlElement(f"w:{name}"))


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{tag}"))
