"""A session pack as a handout for Word.

A handout quotes in full what the slides shorten, and leaves out what is for the trainer alone.
"""

import io
from dataclasses import dataclass, field, replace
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Inches, Mm, Pt, RGBColor

from assistant import wordfile
from assistant.reading.timeline import Timeline
from assistant.trainer import duty_columns
from assistant.trainer.drawing import draw
from assistant.trainer.grid import shared_widths
from assistant.trainer.keywords import pieces
from assistant.trainer.look import HOUSE, OfficeLook
from assistant.trainer.pack import GAP, Block, Item, Pack, Source
from assistant.trainer.png import to_png
from assistant.trainer.printed import minutes_words, plan_lines, printed
from assistant.trainer.typeset import Look, Run
from assistant.words.phrases import labelled
from assistant.words.store import Words

BROWN, GREY = "7A4A00", "47605A"
COLORS = {"remark": BROWN, "guide": GREY}
BULLETED = frozenset({"agenda", "diagram", "decisions", "role", "reading"})
BODY, SMALL = 11, 9  # points of the letters of a table
LEAST_TASK = 1.7  # inches of the column that says what is to be done
NOTED = frozenset(
    {"diagram", "timeline", "decisions", "duties", "text"}
)  # the other notes are for the trainer alone


@dataclass(slots=True)
class SourceNotes:
    """Footnotes with the locator, the exact words and the official address of every source."""

    footnotes: wordfile.Footnotes = field(default_factory=wordfile.Footnotes)
    quoted: set[tuple[str, str]] = field(default_factory=set)

    def add(self, paragraph: Any, sources: tuple[Source, ...]) -> None:
        """Set a mark at the end of a paragraph, and its note with the sources; none where there are none."""
        if sources:
            self.footnotes.add(paragraph, wordfile.Words("; ".join(map(self._words, sources))))

    def _words(self, source: Source) -> str:
        """The words of a source that was given before are not given again."""
        key = source.locator, source.quote
        words = f" “{' '.join(source.quote.split())}”" if source.quote and key not in self.quoted else ""
        self.quoted.add(key)
        return f"{source.label} [{source.locator}]{words} {source.url}".strip()


@dataclass(frozen=True, slots=True)
class Handout:
    """A pack, the timelines of the blocks that draw one, by their ids, and the document made of them."""

    pack: Pack
    timelines: dict[str, Timeline]
    say: Words
    document: Any
    footnotes: SourceNotes


def to_docx(pack: Pack, timelines: dict[str, Timeline], look: OfficeLook = HOUSE) -> bytes:
    """Give the handout; `timelines` as for the slides."""
    document = wordfile.new_document(pack.title, pack.language)
    _add_styles(document)
    wordfile.set_colors(document, look.accent, look.ink)
    if look.logo:
        wordfile.add_logo(document, look.logo, look.logo_proportion, look.name)
    handout = Handout(pack, timelines, Words("trainer", pack.language), document, SourceNotes())
    for block in printed(pack).blocks:
        _add_block(handout, block)
    return wordfile.saved(document, handout.footnotes.footnotes)


def _add_styles(document: Any) -> None:
    """The styles that only a handout has: where a provision stands, and what a quiz question offers."""
    styles = document.styles
    where = styles.add_style("Source line", WD_STYLE_TYPE.PARAGRAPH)
    where.base_style, where.font.bold = styles[wordfile.ACCENTED], True
    option = styles.add_style("Option", WD_STYLE_TYPE.PARAGRAPH)
    option.base_style = styles["Normal"]
    option.paragraph_format.left_indent, option.paragraph_format.space_after = Mm(8), Pt(0)


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
        add = _add_question if block.kind == "quiz" else _add_answer
        for number, item in enumerate(block.items, start=1):
            add(handout, item, number)
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
        for piece, key in pieces(f"“{whole}”"):
            paragraph.add_run(piece).bold = key or None
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
    """A question with what it offers."""
    handout.document.add_paragraph().add_run(f"{item.number(number)}. {item.text}").bold = True
    for line in [*item.terms(), *item.choices(handout.say.language), *([item.note] if item.note else [])]:
        handout.document.add_paragraph(line, style="Option")


def _add_answer(handout: Handout, item: Item, number: int) -> None:
    """An answer, why it is the right one, and the words that prove it."""
    head = handout.document.add_paragraph()
    head.add_run(f"{item.number(number)}. {item.note}").bold = True
    if item.why:
        handout.document.add_paragraph(item.why)
    if item.text:
        _add_item(handout, replace(item, note="", why=""))
    else:  # terms that were matched: each has a source
        handout.footnotes.add(head, item.sources)


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
    """A column for whatever any row has; of many, in smaller letters."""
    columns = duty_columns.columns(block.items)
    heads = [duty_columns.head(column, handout.say) for column in columns]
    texts = [duty_columns.named_cells(item) for item in block.items]
    table = handout.document.add_table(rows=1, cols=len(columns))
    table.style = "Light Grid Accent 1"
    size = SMALL if len(columns) > len(duty_columns.ALWAYS) else BODY
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        run = cell.paragraphs[0].add_run(head)
        run.bold, run.font.size = True, Pt(size)
    for item, words in zip(block.items, texts, strict=True):
        cells = table.add_row().cells
        for cell, column in zip(cells, columns, strict=True):
            cell.paragraphs[0].add_run(words[column]).font.size = Pt(size)
        handout.footnotes.add(cells[-1].paragraphs[0], item.sources)
    rows = [[Run(head, Look(bold=True)) for head in heads]]
    rows += [[Run(words[column]) for column in columns] for words in texts]
    wide = columns.index("task")
    wordfile.set_widths(table, shared_widths(rows, size, wide, LEAST_TASK, wordfile.ROOM))
