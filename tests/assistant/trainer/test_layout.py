"""Slides that survive another machine: over eight topics and whatever a trainer writes, nothing is printed
over anything else, too small, too pale or without its language.
"""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from PIL import Image
from pptx.util import Inches, Pt

from assistant.api.deps import Services
from assistant.settings import Settings
from assistant.trainer.exports import export_pack, spoken_in
from assistant.trainer.look import HOUSE, contrast, read_look
from assistant.trainer.measure import height, lines
from assistant.trainer.pack import Block, Item, Pack, Source
from assistant.trainer.pages import Spread, columns, pages
from assistant.trainer.presentation import new_slides
from assistant.trainer.printed import printed
from assistant.trainer.session import make_session
from assistant.trainer.typeset import Look, Paragraph, Run, is_right_to_left, left_to_right
from assistant.words.forms import unbroken
from assistant.words.store import languages
from index.local import LocalIndex
from ingest.errors import InputError
from tests.assistant.trainer.faults import A, faults
from tests.sweep import sweep

TOPICS = (
    "clearing-house mechanism",
    "technology transfer",
    "access and benefit-sharing",
    "biosafety",
    "Global Taxonomy Initiative",
    "capacity-building",
    "resource mobilization",
    "traditional knowledge",
)


LANGUAGES = ("en", "fr", "ar", "zh", "ru")
TURNS = [(topic, LANGUAGES[(n * 2 + m) % 5]) for n, topic in enumerate(TOPICS) for m in range(2)]


@pytest.mark.slow
@pytest.mark.parametrize(("topic", "language"), sweep(TURNS, 4))
def test_eight_topics(topic: str, language: str, index: LocalIndex) -> None:
    """Every text has room in its frame in the widest font, no frame stands over another, and so on; each
    topic in two of the languages.
    """
    pack = make_session(topic, index, minutes=45, language=language)

    assert faults(export_pack(pack, index, "pptx")) == []


LONG = "The responsibilities of administrations of biodiversity information are determined jointly. " * 14
CHINESE = "各缔约方应促进来自公共来源的与生物多样性保护和持续利用有关的信息的交流。" * 12
ARABIC = "على الأطراف المتعاقدة أن تيسر تبادل المعلومات من جميع المصادر المتاحة للجمهور. " * 14
WORDS = {"en": LONG, "zh": CHINESE, "ar": ARABIC, "word": "x" * 900, "breaks": "a\n" * 60}


@pytest.mark.parametrize(("words", "language"), sweep(product(WORDS, ("en", "ar")), 3))
def test_whatever_is_written(words: str, language: str, index: LocalIndex) -> None:
    """A page may send anything: long titles, quotations, questions, rows; it goes on on the next slide."""
    text = WORDS[words]
    source = Source("cbd/art-1", text[:200], text, "https://www.cbd.int/x")
    quote = Item("quote", text, (source,), text)
    own = Item("own", text, options=(text[:90], text[90:200]))
    row = Item("quote", text, (source,), cells=("Executive Secretary", "shall", text, "", "Article 1"))
    kinds = {
        "agenda": [own], "provision": [quote, own], "definitions": [quote] * 2, "decisions": [quote] * 3,
        "duties": [row] * 4, "role": [quote] * 3, "exercise": [own], "quiz": [own] * 2,
        "answers": [quote] * 2, "text": [own], "break": [],
    }  # fmt: skip
    if words == "word":  # a column that holds one without end cannot be wide enough
        del kinds["duties"]
    title = text[:300].replace("\n", " ")
    blocks = tuple(Block(kind, kind, title, 5, tuple(items)) for kind, items in kinds.items())
    pack = Pack("Title", "x", "new-nfp", 45, language, "i", "2026-01-01", blocks)

    assert faults(export_pack(pack, index, "pptx")) == []


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The slides after a change of the fifth: a title, bullets and sources."""
    deck = pptx.Presentation(io.BytesIO(content))
    change(deck.slides[4])
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def slides(index: LocalIndex) -> bytes:
    """Slides without faults."""
    made = export_pack(make_session("CHM", index, minutes=15), index, "pptx")
    assert faults(made) == []
    return made


def first_run(slide: Any) -> Any:
    """The first run below the title."""
    return slide.placeholders[1].text_frame.paragraphs[0].runs[0]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda slide: setattr(first_run(slide).font, "size", Pt(90)), "in of text in"),
        (lambda slide: setattr(first_run(slide).font, "size", Pt(12)), "12.0 pt"),
        (lambda slide: setattr(slide.placeholders[1], "top", Inches(0.5)), "over each other"),
        (lambda slide: setattr(slide.placeholders[1], "left", Inches(9)), "outside"),
        (lambda slide: setattr(slide.shapes.title, "text", ""), "has no title"),
        (lambda slide: first_run(slide)._r.rPr.attrib.pop("lang"), "language"),
        (
            lambda slide: first_run(slide)._r.rPr.find(f"{A}solidFill/{A}schemeClr").set("val", "bg2"),
            "too pale",
        ),
    ],
)
def test_the_faults_are_found(change: Callable[[Any], None], found: str, slides: bytes) -> None:
    """The check sees each kind of fault."""
    assert any(found in one for one in faults(edited(slides, change)))


def test_quoted_words_say_their_language(index: LocalIndex) -> None:
    """In an Arabic file what is quoted in English is English, from left to right, and titles are Arabic."""
    pack = make_session("CHM", index, minutes=45, language="ar")
    assert set(spoken_in(pack, index).values()) == {"en"}
    deck = pptx.Presentation(io.BytesIO(export_pack(pack, index, "pptx")))
    items = [item for block in pack.blocks for item in block.items]
    quoted = {item.text for item in items if item.kind == "quote" and not item.cells}
    paragraphs = [
        paragraph
        for slide in deck.slides
        for shape in slide.placeholders
        for paragraph in shape.text_frame.paragraphs
    ]
    law = [paragraph for paragraph in paragraphs if paragraph.text.strip("“”") in quoted]

    assert len(law) > 2
    for paragraph in law:
        assert {run._r.rPr.get("lang") for run in paragraph.runs} == {"en-GB"}
        assert paragraph._p.pPr.get("rtl") == "0"
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"


def test_an_arabic_file_is_mirrored(index: LocalIndex) -> None:
    """The first column is on the right, of tables, too; the number is on the left."""
    pack = make_session("CHM", index, minutes=45, language="ar")
    deck = pptx.Presentation(io.BytesIO(export_pack(pack, index, "pptx")))
    agenda = deck.slides[1]
    kinds = {str(o.placeholder_format.type).split()[0]: o for o in agenda.slide_layout.placeholders}
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]

    assert agenda.placeholders[1].left > agenda.placeholders[2].left
    assert kinds["SLIDE_NUMBER"].left < Inches(2)
    assert tables
    firsts = {table.cell(0, len(table.columns) - 1).text for table in tables}
    assert firsts == {"من", "السؤال"}  # who must do what; the questions that the law answers


def test_fonts_are_those_of_an_office() -> None:
    """One face for each group of scripts, in the theme."""
    master = new_slides("x", "x", "en").file.slide_master
    parts = [relation.target_part for relation in master.part.rels.values()]
    theme = next(part for part in parts if "/theme/" in part.partname)

    assert b"Calibri" not in theme.blob
    for face in (b'latin typeface="Arial"', b'ea typeface="Microsoft YaHei"', b'cs typeface="Arial"'):
        assert theme.blob.count(face) >= 2


@pytest.mark.parametrize(
    ("runs", "language", "expected"),
    [
        ([Run("Decision 14/25"), Run("عرض")], "ar", True),
        ([Run("(a) IX/12")], "ar", True),
        ([Run("The Parties shall", Look(), "en")], "ar", False),
        ([Run("The Parties shall")], "en", False),
        ([Run("مادة")], "en", True),
    ],
)
def test_which_way_a_paragraph_runs(runs: list[Run], language: str, expected: bool) -> None:
    """Own words as the file does, quoted ones as their language does."""
    assert is_right_to_left(runs, language) is expected


def test_pages_hold_all_words_in_order() -> None:
    """None is lost, none is said twice, and each page has room."""
    text = [Paragraph((Run(f"{number} {LONG}"),)) for number in range(5)]
    size, found = pages(text, 12, 5, (24, 20))

    assert size == 20
    assert "".join(one.text for page in found for one in page) == "".join(one.text for one in text)
    assert all(height(page, size, 12) <= 5 for page in found)


def test_a_paragraph_that_has_room_on_a_page_is_not_broken() -> None:
    """It begins the next one, also where it stays with what stands before it."""
    two = [Paragraph((Run(LONG),), joined=True), Paragraph((Run(LONG),))]
    _, found = pages(two, 12, height(two[:1], 20, 12) * 1.5, (20,))
    assert [[one.text for one in page] for page in found] == [[LONG], [LONG]]


def items(count: int, words: str = "item") -> list[list[Paragraph]]:
    """So many items of one paragraph."""
    return [[Paragraph((Run(f"{words} {number}"),))] for number in range(count)]


def test_columns_hold_all_items_in_order() -> None:
    """As few pages as have room, each as large as fits; an item by itself is as wide as both columns."""
    short = items(5)
    assert columns(short, (6, 12), 5, [(24, 20)]) == [Spread(24, short[:3], short[3:])]
    mixed = [*items(2, LONG[:500]), *items(2)]
    first, second = columns(mixed, (6, 12), 5.1, [(24, 20)])
    assert [*first.left, *first.right, *second.left, *second.right] == mixed
    assert second.size == 24
    assert columns(items(1, LONG), (6, 12), 6.5, [(24, 20)])[0].size == 20


def test_a_short_item_shares_the_page_of_a_long_one() -> None:
    """A page by itself is for what would have no room beside anything."""
    mixed = [*items(2), *items(1, LONG), *items(1)]
    found = columns(mixed, (6, 12), 6.6, [(24, 20)])

    assert [[*spread.left, *spread.right] for spread in found] == [mixed[:2], mixed[2:]]


def test_letters_of_an_answer_keep_their_order_in_arabic() -> None:
    """ "1–c, 2–d" begins on the left; what holds Arabic words is not touched."""
    assert left_to_right("1–c, 2–d") == "\u200e1–c, 2–d\u200e"
    assert left_to_right("(b) خطأ") == "(b) خطأ"


def test_a_link_in_arabic_runs_from_right_to_left(index: LocalIndex) -> None:
    """Its words alone are the link: LibreOffice sets words and numbers of one over each other. A link of
    Latin letters alone is left as it is.
    """
    pack = make_session("CHM", index, minutes=45, language="ar")
    deck = pptx.Presentation(io.BytesIO(export_pack(pack, index, "pptx")))
    links = [
        run.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]

    mixed = [text for text in links if "المقرر" in text]
    assert mixed
    assert not any(re.search("[0-9A-Za-z]", text) for text in mixed)
    assert any(text.startswith("I/3 (") for text in links)


def test_no_line_begins_with_a_mark_in_french(index: LocalIndex) -> None:
    """In our own words; what is quoted is left as it is."""
    assert unbroken("Qui agit ? « Mot » : oui", "fr") == "Qui agit\u00a0? «\u00a0Mot\u00a0»\u00a0: oui"
    assert unbroken("Qui ?", "es") == "Qui ?"
    shown = printed(make_session("CHM", index, minutes=45, language="fr"))
    own = [item.text for block in shown.blocks for item in block.items if item.kind in {"own", "guide"}]

    assert any("\u00a0?" in text for text in own)
    assert not any(" ?" in text for text in own)


def test_larger_letters_are_better_than_fewer_pages() -> None:
    """Sizes of a second tier are taken only where the first has none for an item by itself."""
    long = items(2, LONG)
    assert [spread.size for spread in columns(long, (6, 12), 6.5, [(24, 20), (12,)])] == [20, 20]
    assert [spread.size for spread in columns(long, (6, 12), 4.7, [(24, 20), (12,)])] == [12]


def test_no_column_ends_within_an_item() -> None:
    """What has no room on any page by itself goes on over pages of one column."""
    found = columns(items(2, LONG * 3), (6, 12), 3, [(24, 20)])

    assert len(found) > 2
    assert not any(spread.right for spread in found)


def test_lines_are_counted_as_they_are_wrapped() -> None:
    """Between words, and between any two Chinese letters."""
    assert lines([Run("one two")], 20, 10) == 1
    assert lines([Run("one two")], 20, 0.9) == 2
    assert lines([Run("一" * 10)], 72, 5.01) == 2
    assert lines([Run("a\nb")], 20, 10) == 2


# the look of an office


def logo(path: Path, size: tuple[int, int] = (300, 100)) -> Path:
    """A picture on the disk."""
    Image.new("RGB", size, "#123456").save(path)
    return path


def test_an_office_has_its_logo_and_colours(tmp_path: Path, index: LocalIndex) -> None:
    """On the master, described; the theme has the colours, and titles leave room for the logo."""
    logo(tmp_path / "logo.png")
    fields = 'logo = "logo.png"\nname = "Our office"\naccent = "#7A1F5C"\n'
    (tmp_path / "look.toml").write_text(fields)
    look = read_look(str(tmp_path))
    assert read_look(str(tmp_path / "look.toml")) == look
    content = export_pack(make_session("CHM", index, minutes=45), index, "pptx", look)
    deck = pptx.Presentation(io.BytesIO(content))

    (picture,) = [shape for shape in deck.slide_master.shapes if shape.name == "Logo"]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Our office"
    assert picture.width / picture.height == pytest.approx(3, rel=0.01)
    title = deck.slides[3].shapes.title
    assert title.left + title.width <= picture.left
    assert faults(content) == []
    parts = [relation.target_part for relation in deck.slide_master.part.rels.values()]
    assert b"7A1F5C" in next(part for part in parts if "/theme/" in part.partname).blob
    assert contrast(look.accent, look.tint) >= 4.5


def test_the_handout_has_the_look_of_the_office(tmp_path: Path, index: LocalIndex) -> None:
    """The logo at the head of its pages, described; headings, bars and tables in the colour."""
    logo(tmp_path / "logo.png")
    (tmp_path / "look.toml").write_text('logo = "logo.png"\nname = "Our office"\naccent = "#7A1F5C"\n')
    content = export_pack(make_session("CHM", index, minutes=45), index, "docx", read_look(str(tmp_path)))
    document = docx.Document(io.BytesIO(content))
    parts = [relation.target_part for relation in document.part.rels.values()]
    (theme,) = [part.blob for part in parts if "/theme/" in part.partname]
    (picture,) = document.sections[0].header.part.element.iter(docx.oxml.ns.qn("wp:inline"))

    assert picture.docPr.get("descr") == "Our office"
    assert picture.extent.cx / picture.extent.cy == pytest.approx(3, rel=0.01)
    assert str(document.styles["Heading 1"].font.color.rgb) == "7A1F5C"
    assert 'w:color="7A1F5C"' in document.styles["Quoted law"].element.xml
    assert re.search(rb'<a:accent1>\s*<a:srgbClr val="7A1F5C"/>', theme)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('accent = "blue"', "no colour"),
        ('accent = "#FFEE00"', "contrast"),
        ('colour = "#000000"', "'colour'"),
        ("accent = ", "no TOML"),
        ('logo = "none.png"', "cannot be read"),
        ('logo = "look.toml"', "no PNG or JPEG"),
        ('logo = "cut.png"', "no PNG or JPEG"),
        ('logo = "large.png"', "pixels"),
    ],
)
def test_a_wrong_look_is_refused_before_anything_is_made(text: str, message: str, tmp_path: Path) -> None:
    """One sentence that says what is wrong, and what to do; a server does not start."""
    (tmp_path / "look.toml").write_text(text + "\n")
    logo(tmp_path / "cut.png").write_bytes((tmp_path / "cut.png").read_bytes()[:120])
    logo(tmp_path / "large.png", (6000, 5000))
    with pytest.raises(InputError, match=message) as refused:
        read_look(str(tmp_path))
    assert refused.value.hint
    with pytest.raises(InputError, match=message):
        Services.of(replace(Settings(), trainer_look=str(tmp_path)))


def test_no_look_is_the_projects_own(tmp_path: Path) -> None:
    """And one that is not there is named."""
    assert read_look("") == HOUSE
    with pytest.raises(InputError, match="CBD_TRAINER_LOOK"):
        read_look(str(tmp_path / "away.toml"))


def test_every_language_is_named_as_office_names_it(index: LocalIndex) -> None:
    """A run says "fr-FR", not "fr"."""
    for language in languages():
        pack = make_session("CHM", index, minutes=15, language=language)
        deck = pptx.Presentation(io.BytesIO(export_pack(pack, index, "pptx")))
        run = deck.slides[1].shapes.title.text_frame.paragraphs[0].runs[0]
        assert run._r.rPr.get("lang").startswith(f"{language}-")


def test_each_line_of_a_cell_runs_its_own_way(index: LocalIndex) -> None:
    """Below English words an Arabic label begins on the right, and they on the left."""
    pack = make_session("CHM", index, minutes=45, language="ar")
    deck = pptx.Presentation(io.BytesIO(export_pack(pack, index, "pptx")))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    cells = [[p for p in cell.text_frame.paragraphs if p.text] for t in tables for cell in t.iter_cells()]
    mixed = [ways for cell in cells if len(ways := {p._p.pPr.get("rtl") for p in cell}) == 2]

    assert mixed
    for paragraph in (p for cell in cells for p in cell):
        assert (paragraph._p.pPr.get("rtl") == "1") == bool(re.search("[\u0600-\u06ff]", paragraph.text))


def test_sources_in_arabic_keep_their_order(index: LocalIndex) -> None:
    """Numbers at the end of one do not draw the next to their other side, and an instrument is named once."""
    pack = make_session("CHM", index, minutes=45, language="ar")
    deck = pptx.Presentation(io.BytesIO(export_pack(pack, index, "pptx")))
    feet = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text.startswith("المصادر")
    ]
    several = [foot for foot in feet if "البند (أ)" in foot]

    assert several
    assert all(foot.count("اختصاصات") == 1 for foot in several)
    assert all("\u200f، \u200f" in foot for foot in several)
    assert not any(", " in foot for foot in feet)


def test_what_is_quoted_in_english_says_so(index: LocalIndex) -> None:
    """On the slides of duties, of the audience's role and of the exercise, too; not in an English pack."""
    french = make_session("CHM", index, minutes=45, language="fr")
    english = make_session("CHM", index, minutes=45)
    kinds = {"duties", "role"}

    assert {block.source for block in french.blocks if block.kind in kinds} == {"cité en anglais"}
    assert {block.source for block in english.blocks if block.kind in kinds} == {""}
    quoting = [b for b in french.blocks if b.kind == "exercise" and any(i.kind == "quote" for i in b.items)]
    assert [block.source for block in quoting] == ["cité en anglais"]
