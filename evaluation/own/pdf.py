"""A made document as a PDF: a cover, a list of contents, running heads, page numbers, one or two columns."""

import io
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from evaluation.own.documents import Block, Made, Sort

MARGIN = 62  # points
GAP = 20  # between two columns


def pdf(made: Made) -> bytes:
    """A4. The cover has neither head nor number, and the page after it is printed as page 1."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate
    from reportlab.platypus.tableofcontents import TableOfContents

    width, height = A4
    inner = width - 2 * MARGIN
    column = (inner - GAP * (made.columns - 1)) / made.columns
    frame = partial(Frame, y1=MARGIN, height=height - 2 * MARGIN, leftPadding=0, rightPadding=0)
    pages = [frame(MARGIN + i * (column + GAP), width=column, id=f"column {i}") for i in range(made.columns)]

    class Template(BaseDocTemplate):  # type: ignore[misc, unused-ignore]  # the library is untyped
        """Tells the list of contents of each heading."""

        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  # the library's name
            level = getattr(flowable, "level", None)
            if level:
                self.notify("TOCEntry", (level - 1, flowable.getPlainText(), self.page - 1))

    out = io.BytesIO()
    template = Template(out, pagesize=A4, title=made.title, invariant=1)
    template.addPageTemplates(
        [
            PageTemplate("cover", [frame(MARGIN, width=inner)]),
            PageTemplate(
                "page", pages, onPage=partial(_furniture, head=made.head, width=width, height=height)
            ),
        ]
    )
    styles = _styles()
    story: list[Any] = [NextPageTemplate("page")]
    blocks = iter(made.blocks)
    for block in blocks:
        if block.sort is Sort.BREAK:
            break
        story += _flowables(block, styles, column)
    story.append(PageBreak())
    if made.contents:
        contents = TableOfContents()
        contents.levelStyles = [styles["entry 1"], styles["entry 2"]]
        story += [*_flowables(Block(Sort.WORDS, made.contents), styles, column), contents, PageBreak()]
    for block in blocks:
        story += _flowables(block, styles, column)
    template.multiBuild(story)
    return out.getvalue()


def _furniture(canvas: Any, template: Any, *, head: str, width: float, height: float) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, height - MARGIN + 20, head)
    canvas.drawCentredString(width / 2, MARGIN - 26, str(template.page - 1))
    canvas.restoreState()


def _flowables(block: Block, styles: dict[str, Any], width: float) -> Iterator[Any]:
    from reportlab.platypus import PageBreak, Paragraph

    if block.sort is Sort.BREAK:
        yield PageBreak()
    elif block.sort is Sort.TABLE:
        yield _table(block, styles, width)
    elif block.sort is Sort.HEADING:
        heading = Paragraph(escape(block.text), styles[f"heading {block.level}"])
        heading.level = block.level - 1  # of the list of contents, which leaves the title out
        yield heading
    elif block.sort is Sort.ITEM:
        yield Paragraph(escape(block.text), styles["item"], bulletText="•")
    else:
        yield Paragraph(escape(block.text), styles["words"])


def _table(block: Block, styles: dict[str, Any], width: float) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table, TableStyle

    cells = [
        [Paragraph(escape(words), styles["head" if at == 0 else "cell"]) for words in row]
        for at, row in enumerate(block.rows)
    ]
    lines = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]
    )
    return Table(
        cells,
        colWidths=[width / len(block.rows[0])] * len(block.rows[0]),
        repeatRows=1,
        style=lines,
        spaceAfter=10,
    )


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    plain = ParagraphStyle("words", fontName="Helvetica", fontSize=10.5, leading=14.5, spaceAfter=8)
    bold = partial(ParagraphStyle, parent=plain, fontName="Helvetica-Bold", keepWithNext=1)
    return {
        "words": plain,
        "heading 1": bold("heading 1", fontSize=22, leading=27, spaceBefore=140, spaceAfter=24),
        "heading 2": bold("heading 2", fontSize=15, leading=19, spaceBefore=6, spaceAfter=10),
        "heading 3": bold("heading 3", fontSize=12, leading=15, spaceBefore=8, spaceAfter=6),
        "item": ParagraphStyle("item", parent=plain, leftIndent=14, bulletIndent=2, spaceAfter=4),
        "cell": ParagraphStyle("cell", parent=plain, fontSize=8.5, leading=11, spaceAfter=0),
        "head": bold("head", fontSize=8.5, leading=11, spaceAfter=0),
        "entry 1": ParagraphStyle("entry 1", parent=plain, spaceAfter=2),
        "entry 2": ParagraphStyle("entry 2", parent=plain, leftIndent=14, spaceAfter=0),
    }
