"""python-pptx's door for writing: a wide presentation with layouts of the project's own, and what is set on
its slides.

Lengths are in inches, sizes in points. The words of the law stand in a tinted box with a bar and in a serif
face. Every text is set at a size at which it has room in its frame whatever font a machine has.
"""

import io
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from assistant.direction import runs_right_to_left
from assistant.trainer.layouts import (
    FOOT,
    LEFT,
    NUMBER,
    ROOM,
    SERIF,
    SOURCE,
    TOP,
    A,
    Place,
    add_bar,
    emu,
    logo_place,
    make_layouts,
    mirrored,
    set_color,
    set_place,
    set_typefaces,
)
from assistant.trainer.look import HOUSE, OfficeLook
from assistant.trainer.measure import height, row_height
from assistant.trainer.pages import fitting_size
from assistant.trainer.typeset import (
    FINE,
    GREEN,
    LEAST_SOURCE,
    Look,
    Paragraph,
    Run,
    is_right_to_left,
    line,
    shorter,
)

_MIXED = re.compile(r"(?P<linked>[^0-9A-Za-z]+)(?=[0-9A-Za-z])")
TITLE_SIZES = (30, 28, 26, 24, 22, 20, 18, 16)
SOURCE_SIZES = (18, 16, 14)
FIRST_TITLE_SIZES = (48, 44, 40, 36, 32, 28, 24, 20)
LONGEST_PROPERTY = 255  # letters that the file format holds
# how Office names the languages of runs
_LANGUAGES = {
    "ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "pt": "pt-PT", "ru": "ru-RU", "zh": "zh-CN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slides:
    """A presentation while it is made: python-pptx's own object, its layouts by name, and its language."""

    file: Any
    layouts: dict[str, Any]
    language: str

    @property
    def right_to_left(self) -> bool:
        """Whether all is mirrored."""
        return self.language == "ar"

    def add(self, layout: str, title: str) -> Any:
        """A new slide at the end, its title at a size at which it has room."""
        slide = self.file.slides.add_slide(self.layouts[layout])
        shape = slide.shapes.title
        sizes = FIRST_TITLE_SIZES if layout == "title" else TITLE_SIZES
        width, room = shape.width / emu(1), shape.height / emu(1)
        words, size = title, None
        while size is None:
            text = [line(words, Look(bold=True), bullet=False, after=0)]
            size = fitting_size([(text, width, room)], sizes)
            if size is None:  # the notes have all of it
                words = shorter(words)
        self.fill(shape, [line(words, Look(bold=True, color=""), self.language, bullet=False, after=0)], size)
        return slide

    def fill(self, shape: Any, text: Sequence[Paragraph], size: int) -> None:
        """Set the text of a shape at a size."""
        frame = shape.text_frame
        for number, paragraph in enumerate(text):
            one = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            _set_paragraph(one, paragraph, size, self.language, title=shape == shape.part.slide.shapes.title)

    def place(self, slide: Any, number: int, place: Place) -> Any:
        """Put a placeholder of a slide somewhere, mirrored where all is."""
        shape = slide.placeholders[number]
        set_place(shape, mirrored(place, self.right_to_left))
        return shape

    def bar(self, slide: Any, place: Place) -> None:
        """The bar beside quoted words."""
        add_bar(slide, mirrored(place, self.right_to_left))

    def picture(self, slide: Any, png: bytes, proportion: float, name: str, description: str) -> None:
        """A picture in the middle, as large as fits; `proportion` is its width over its height."""
        width = min(ROOM, (FOOT - TOP) * proportion)
        place = (LEFT + (ROOM - width) / 2, TOP, width, width / proportion)
        picture = slide.shapes.add_picture(io.BytesIO(png), *map(emu, place))
        picture.name = name
        picture._element.nvPicPr.cNvPr.set("descr", description)

    def table(
        self, slide: Any, name: str, rows: Sequence[Sequence[Run]], widths: Sequence[float], size: int
    ) -> None:
        """A table; the first row is its head, the others have white and tinted paper by turns."""
        place = mirrored((LEFT, TOP, sum(widths), 0.5 * len(rows)), self.right_to_left)
        frame = slide.shapes.add_table(len(rows), len(widths), *map(emu, place))
        frame.name = name
        table = frame.table
        if (
            self.right_to_left
        ):  # LibreOffice knows no tables that run from right to left: the columns are turned
            rows, widths = [row[::-1] for row in rows], widths[::-1]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = emu(width)
        for number, row in enumerate(rows):
            table.rows[number].height = emu(row_height(row, widths, size))
            for cell, run in zip(table.rows[number].cells, row, strict=True):
                _fill_cell(cell, "accent1" if number == 0 else ("bg1" if number % 2 else "bg2"))
                # from right to left each line runs its own way: an Arabic label may stand below English words
                texts = run.text.split("\n") if self.right_to_left else [run.text]
                lines = [replace(run, text=words) for words in texts]
                for line_number, one in enumerate(lines):
                    frame = cell.text_frame
                    paragraph = frame.add_paragraph() if line_number else frame.paragraphs[0]
                    text = Paragraph((one,), bullet=False, after=0)
                    _set_paragraph(paragraph, text, size, self.language)

    def source(self, slide: Any, name: str, run: Run) -> None:
        """The line below the title, which says what the slide quotes."""
        text, size = [Paragraph((run,), bullet=False, after=0)], None
        while size is None:
            size = fitting_size([(text, SOURCE[2], SOURCE[3])], SOURCE_SIZES)
            if size is None:  # the foot and the notes have all of it
                run = replace(run, text=shorter(run.text))
                text = [Paragraph((run,), bullet=False, after=0)]
        self.fill(self.box(slide, name, SOURCE), text, size)

    def foot(self, slide: Any, name: str, text: Sequence[Run]) -> None:
        """A line at the foot, as large as has room."""
        place = (LEFT, FOOT, ROOM - NUMBER[0] - 0.1, 0.58)
        paragraph = Paragraph(tuple(text), bullet=False, after=0)
        size = fitting_size([([paragraph], place[2], place[3])], range(FINE, LEAST_SOURCE - 1, -1))
        shape = self.box(slide, name, place)
        self.fill(shape, [paragraph], size or LEAST_SOURCE)

    def box(self, slide: Any, name: str, place: Place) -> Any:
        """An empty box for text."""
        shape = slide.shapes.add_textbox(*map(emu, mirrored(place, self.right_to_left)))
        shape.name = name
        shape.text_frame.word_wrap = True
        return shape

    def foot_has_room(self, text: Sequence[Run]) -> bool:
        """Whether a line has room at the foot at its least size."""
        paragraph = Paragraph(tuple(text), bullet=False, after=0)
        return height([paragraph], LEAST_SOURCE, ROOM - NUMBER[0] - 0.1) <= 0.58

    def note(self, slide: Any, words: str) -> None:
        """The trainer's notes."""
        frame = slide.notes_slide.notes_text_frame
        frame.text = words
        for paragraph in frame.paragraphs:
            _set_direction(paragraph, is_right_to_left([Run(paragraph.text)], self.language))

    def number(self, slide: Any) -> None:
        """The slide number of the layout, which python-pptx does not take over by itself."""
        for shape in slide.slide_layout.placeholders:
            if "SLIDE_NUMBER" in str(shape.placeholder_format.type):
                element = deepcopy(shape._element)
                # a number of its own among the shapes of the slide
                element.nvSpPr.cNvPr.set("id", str(max(one.shape_id for one in slide.shapes) + 1))
                slide.shapes._spTree.append(element)

    def saved(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()


def new_slides(title: str, subject: str, language: str, look: OfficeLook = HOUSE) -> Slides:
    """A presentation without slides, with what its properties say of it."""
    file: Any = Presentation()
    slides = Slides(file, make_layouts(file, look, right_to_left=language == "ar"), language)
    if look.logo:
        _add_logo(file.slide_master, look, slides.right_to_left)
    properties = file.core_properties
    properties.author, properties.language = "CBD Assistant", language
    properties.title, properties.subject = title[:LONGEST_PROPERTY], subject[:LONGEST_PROPERTY]
    return slides


def _add_logo(master: Any, look: OfficeLook, right_to_left: bool) -> None:
    """On the master, so that every slide has it and nobody moves it by accident."""
    place = [emu(value) for value in logo_place(look.logo_proportion, right_to_left)]
    _, relation = master.part.get_or_add_image_part(io.BytesIO(look.logo))
    element = master.shapes._spTree.add_pic(950, "Logo", look.name, relation, *place)
    element.nvPicPr.cNvPr.set("descr", look.name)


def _set_paragraph(one: Any, paragraph: Paragraph, size: int, language: str, *, title: bool = False) -> None:
    properties = one._p.get_or_add_pPr()
    _set_direction(one, is_right_to_left(paragraph.runs, language))
    if not paragraph.bullet and not title:
        properties.set("marL", "0")
        properties.set("indent", "0")
    one.space_after = Pt(paragraph.after)
    if not paragraph.bullet and not title:
        etree.SubElement(properties, f"{{{A}}}buNone")
    for run in paragraph.runs:
        _add_run(one, run, size, language)


def _set_direction(paragraph: Any, right_to_left: bool) -> None:
    """Where a paragraph begins, whatever stands around it."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("rtl", "1" if right_to_left else "0")
    properties.set("algn", "r" if right_to_left else "l")


def _add_run(paragraph: Any, run: Run, size: int, language: str) -> None:
    """Set text; a link has the colour of the theme, and so has what is given none."""
    for words, link in _pieces(run, language):
        if words == "\n":
            paragraph.add_line_break()
            continue
        one = paragraph.add_run()
        one.text = words
        one.font.size = Pt(size)
        one.font.bold = run.look.bold or None
        properties = one._r.get_or_add_rPr()
        properties.set("lang", _LANGUAGES.get(run.language or language, run.language or language))
        if link.startswith("https://"):
            one.hyperlink.address = link
        if run.look.color or run.look.link:
            set_color(properties, GREEN if run.look.link else run.look.color)
        if run.look.serif:
            set_typefaces(properties, SERIF)
            element = properties.find(f"{{{A}}}hlinkClick")
            if element is not None:  # the schema has links behind the fonts
                properties.append(element)


def _pieces(run: Run, language: str) -> Iterator[tuple[str, str]]:
    """Line by line, with where each piece leads. In Arabic a link of two directions ends before its first
    digit or Latin letter: LibreOffice sets the words of such a link over each other.
    """
    for part in (part for part in re.split(r"(\n)", run.text) if part):
        mixed = _MIXED.match(part) if language == "ar" and run.look.link and _has_arabic(part) else None
        if mixed and mixed["linked"].strip():
            yield mixed["linked"].rstrip(), run.look.link
            yield part[len(mixed["linked"].rstrip()) :], ""
        else:
            yield part, run.look.link


def _has_arabic(text: str) -> bool:
    return any(map(runs_right_to_left, text.split()))


def _fill_cell(cell: Any, color: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    fill = etree.SubElement(properties, f"{{{A}}}solidFill")
    etree.SubElement(fill, f"{{{A}}}schemeClr").set("val", color)
    for side in ("marL", "marR"):
        properties.set(side, str(emu(0.08)))
