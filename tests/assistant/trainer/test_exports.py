"""Exports: opened again, complete, readable, and rendered where LibreOffice is there."""

import io
import re
import shutil
import subprocess
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pptx
import pytest
from docx.enum.table import WD_TABLE_DIRECTION
from pptx.util import Inches, Pt

from assistant.direction import runs_right_to_left
from assistant.reading.timeline import timeline_of
from assistant.trainer.exports import export_pack, export_timeline, form_of
from assistant.trainer.pack import Block, Pack
from assistant.trainer.session import make_session
from assistant.words.store import say
from assistant.workbook import Column, Sheet, to_xlsx
from index.local import LocalIndex
from ingest.errors import InputError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def pack(index: LocalIndex) -> Pack:
    """The session of the issue."""
    return make_session("The clearing-house mechanism, for new national focal points", index, minutes=45)


@pytest.fixture(scope="module")
def slides(pack: Pack, index: LocalIndex) -> bytes:
    """Its slides."""
    return export_pack(pack, index, "pptx")


@pytest.fixture(scope="module")
def handout(pack: Pack, index: LocalIndex) -> bytes:
    """Its handout."""
    return export_pack(pack, index, "docx")


def runs(slide: object):  # type: ignore[no-untyped-def]
    """All runs of text on a slide with the shape they are in."""
    for shape in slide.shapes:  # type: ignore[attr-defined]
        frames = [shape.text_frame] if shape.has_text_frame else []
        frames += (
            [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else []
        )
        yield from (
            (shape, run) for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs
        )


def by_block(pack: Pack, slides: bytes) -> list[tuple[Block, list[Any]]]:
    """The blocks with their slides: those of a block that has several are counted in the title."""
    left = list(pptx.Presentation(io.BytesIO(slides)).slides)
    found: list[tuple[Block, list[Any]]] = []
    for block in pack.blocks:
        first = left.pop(0)
        count = re.fullmatch(r".* \(1/(\d+)\)", first.shapes.title.text)
        more = [left.pop(0) for _ in range(int(count[1]) - 1 if count else 0)]
        found.append((block, [first, *more]))
    assert not left
    return found


def test_a_long_subject_is_written(pack: Pack, index: LocalIndex) -> None:
    """The properties of a file hold 255 letters, a subject may have 300 and an edited title more."""
    long = replace(pack, title="t" * 400, subject="s" * 300)

    properties = pptx.Presentation(io.BytesIO(export_pack(long, index, "pptx"))).core_properties
    assert (len(properties.title), len(properties.subject)) == (255, 255)
    properties = docx.Document(io.BytesIO(export_pack(long, index, "docx"))).core_properties
    assert len(properties.title) == 255


def test_slides_open_with_one_a_block(pack: Pack, slides: bytes) -> None:
    """Wide slides, titled as the blocks are; a block that has no room on one goes on on the next."""
    deck = pptx.Presentation(io.BytesIO(slides))

    for block, shown in by_block(pack, slides):
        for number, slide in enumerate(shown, start=1):
            count = f" ({number}/{len(shown)})" if len(shown) > 1 else ""
            assert slide.shapes.title.text == f"{block.title}{count}"
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))


def test_slides_use_real_layouts(slides: bytes) -> None:
    """Title, content, two contents and the quotation are layouts with placeholders, none of them left
    empty.
    """
    deck = pptx.Presentation(io.BytesIO(slides))
    names = {slide.slide_layout.name for slide in deck.slides}

    assert {"Title Slide", "Title and Content", "Two Content", "Title Only", "Quotation"} == names
    for slide in deck.slides:
        assert all(
            shape.text_frame.text.strip()
            for shape in slide.placeholders
            if "SLIDE_NUMBER" not in str(shape.placeholder_format.type)
        )


def test_slides_are_read_from_the_back_of_the_room(slides: bytes) -> None:
    """Quoted law is 20 pt or larger, everything else 14, the lines of sources 10."""
    for slide in pptx.Presentation(io.BytesIO(slides)).slides:
        for shape, run in runs(slide):
            least = 10 if shape.name == "Sources" else 20 if run.font.name == "Georgia" else 14
            if not shape.has_table:
                assert run.font.size >= Pt(least)


def test_quoted_law_looks_different(pack: Pack, slides: bytes) -> None:
    """The words of the law are in the serif face and in quotation marks, our own are not."""
    for block, shown in by_block(pack, slides):
        for item in block.items if block.kind == "provision" else ():
            faces = {
                run.font.name
                for slide in shown
                for _, run in runs(slide)
                # a quotation is in pieces, for its key words are marked
                if item.text in run.text
                or (item.kind == "quote" and len(run.text) > 25 and run.text.strip("“”") in item.text)
            }
            assert faces == ({"Georgia"} if item.kind == "quote" else {None})


def test_every_factual_slide_shows_and_links_its_sources(pack: Pack, slides: bytes) -> None:
    """Its source line and its notes name the sources, with official links; the notes have the exact words."""
    for block, slide in [(block, slide) for block, shown in by_block(pack, slides) for slide in shown]:
        if block.kind in {"title", "agenda", "quiz", "discussion", "break"}:
            continue
        notes = slide.notes_slide.notes_text_frame.text
        links = {run.hyperlink.address for _, run in runs(slide) if run.hyperlink.address}
        assert any(shape.name == "Sources" for shape in slide.shapes)
        assert any(link.startswith("https://www.cbd.int/") for link in links)
        assert all(
            source.locator in notes and " ".join(source.quote.split()) in " ".join(notes.split())
            for item in block.items
            for source in item.sources
        )


def test_the_timeline_picture_is_described(slides: bytes) -> None:
    """Those who do not see the picture are told all 13 decisions."""
    pictures = [
        shape
        for slide in pptx.Presentation(io.BytesIO(slides)).slides
        for shape in slide.shapes
        if shape.name == "Timeline"
    ]

    assert len(pictures) == 1
    assert pictures[0]._element.nvPicPr.cNvPr.get("descr").count("Decision ") == 13


def test_nothing_stands_outside_the_slide(slides: bytes) -> None:
    """Every shape ends inside the frame."""
    deck = pptx.Presentation(io.BytesIO(slides))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_the_handout_has_real_footnotes(handout: bytes, pack: Pack) -> None:
    """Each reference in the text has its footnote, which names locator and exact words."""
    with zipfile.ZipFile(io.BytesIO(handout)) as archive:
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))  # noqa: S314  # our own
        body = archive.read("word/document.xml").decode()
    texts = {note.get(f"{W}id"): "".join(t.text or "" for t in note.iter(f"{W}t")) for note in notes}
    marks = re.findall(r'footnoteReference w:id="(\d+)"', body)

    assert marks == [str(number) for number in range(1, len(marks) + 1)]
    assert set(marks) <= set(texts)
    assert "[cbd/art-18/para-3] “The Conference of the Parties, at its first meeting" in " ".join(
        texts.values()
    )
    document = docx.Document(io.BytesIO(handout))
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [pack.title]
    assert any(p.style.name == "Quoted law" for p in document.paragraphs)


def test_the_handout_quotes_in_full(handout: bytes, index: LocalIndex) -> None:
    """What the slide shortens, the handout has whole."""
    texts = [p.text for p in docx.Document(io.BytesIO(handout)).paragraphs if p.style.name == "Quoted law"]

    assert f"“{index.get('cop-10/dec-15/annex/mission').text}”" in texts  # type: ignore[union-attr]


def test_the_handout_does_not_give_the_key_away_with_the_questions(handout: bytes) -> None:
    """The answers come after the quiz, under their own heading."""
    texts = [p.text for p in docx.Document(io.BytesIO(handout)).paragraphs]
    quiz = next(i for i, text in enumerate(texts) if text.startswith("Quiz ("))
    answers = next(i for i, text in enumerate(texts) if text.startswith("Quiz: answers"))

    assert not any(re.match(r"\d\. \([abc]\)", text) for text in texts[quiz:answers])


def test_markdown_has_a_footnote_for_every_mark(pack: Pack, index: LocalIndex) -> None:
    """Marks and notes agree, and the law stands in block quotes."""
    text = export_pack(pack, index, "md").decode()
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    notes = set(re.findall(r"^\[\^(\d+)\]:", text, re.M))

    assert marks == notes
    assert "> “The Conference of the Parties, at its first meeting, shall determine" in text


def test_slides_are_made_in_time(index: LocalIndex) -> None:
    """Making and writing the deck takes a small part of ten seconds."""
    begun = time.perf_counter()
    export_pack(make_session("CHM", index), index, "pptx")

    assert time.perf_counter() - begun < 8


def test_the_timeline_is_written_in_each_form(index: LocalIndex) -> None:
    """SVG and PNG begin as they must."""
    timeline = timeline_of("GTI", index)

    assert export_timeline(timeline, "svg").startswith(b"<svg")
    assert export_timeline(timeline, "png").startswith(b"\x89PNG")


def test_an_arabic_session_runs_from_right_to_left(index: LocalIndex) -> None:
    """Its own words do, in slides, notes, handout and tables; the law stays as it is quoted."""
    pack = make_session("The clearing-house mechanism", index, minutes=45, language="ar")
    deck = pptx.Presentation(io.BytesIO(export_pack(pack, index, "pptx")))
    document = docx.Document(io.BytesIO(export_pack(pack, index, "docx")))

    paragraphs = [
        paragraph
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    ]
    own = [p for p in paragraphs if p.text in {say("trainer.agenda", "ar"), say("trainer.aim_know", "ar")}]
    assert len(own) == 2
    assert all(p._p.pPr.get("rtl") == "1" for p in own)
    law = {item.text for block in pack.blocks for item in block.items if item.kind == "quote"}
    quoted = [p for p in paragraphs if p.text.strip("“”") in law]
    assert quoted
    assert all(p._p.pPr is None or p._p.pPr.get("rtl") in {None, "0"} for p in quoted)

    heading = next(p for p in document.paragraphs if say("trainer.agenda", "ar") in p.text)
    assert heading._p.pPr.find(f"{W}bidi") is not None
    assert all(run.font.rtl for run in heading.runs)
    law_paragraphs = [p for p in document.paragraphs if p.style.name == "Quoted law"]
    assert law_paragraphs
    assert all(p._p.pPr.find(f"{W}bidi") is None for p in law_paragraphs)
    assert {table.table_direction for table in document.tables} == {WD_TABLE_DIRECTION.RTL}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("12 (3)", False),
        ("Article 5", False),
        ("«مادة»", True),
        ("3. المادة 5 of", True),
        ("x مادة", False),
    ],
)
def test_which_way_a_text_runs(text: str, expected: bool) -> None:
    """As its first letter does."""
    assert runs_right_to_left(text) is expected


def test_unknown_forms_are_refused(pack: Pack, index: LocalIndex) -> None:
    """The error names the forms that there are."""
    with pytest.raises(InputError, match=r"\.ppt are not written"):
        form_of(Path("x.ppt"), ("pptx", "md"))
    with pytest.raises(InputError, match="no form"):
        export_pack(pack, index, "odp")


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftoppm")),
    reason="LibreOffice or poppler is not installed: exports are not rendered",
)
@pytest.mark.parametrize("form", ["pptx", "docx"])
def test_exports_are_rendered(form: str, slides: bytes, handout: bytes, pack: Pack, tmp_path: Path) -> None:
    """LibreOffice opens the export and draws as many pages as there are slides, none of them empty."""
    from PIL import Image

    file = tmp_path / f"session.{form}"
    file.write_bytes(slides if form == "pptx" else handout)
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file],
        check=True,
        capture_output=True,
        timeout=120,
    )
    subprocess.run(
        ["pdftoppm", "-r", "20", "-png", tmp_path / "session.pdf", tmp_path / "page"], check=True, timeout=60
    )
    pages = sorted(tmp_path.glob("page-*.png"))

    count = len(pptx.Presentation(io.BytesIO(slides)).slides)
    assert len(pages) == count if form == "pptx" else len(pages) > 3
    for page in pages:
        assert len(Image.open(page).convert("L").getcolors() or []) > 5


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", " =", "\r=", "\n@"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """Whatever a spreadsheet takes for the beginning of one; a lone return begins no line of its own."""
    import csv
    import io

    from assistant.trainer.exports import _harmless

    out = io.StringIO()
    csv.writer(out).writerow([_harmless(f"{sign}HYPERLINK(1)\r=2")])
    [[cell]] = csv.reader(io.StringIO(out.getvalue(), newline=""))

    assert cell.startswith("'")
    assert "\r" not in cell


def test_markdown_reads_no_markup_into_a_text() -> None:
    """Neither links, nor pictures, nor entities."""
    from assistant.trainer.export_markdown import _escaped

    assert _escaped("[x](javascript:1) ![y](z) &lt; ~~a~~ \\*") == (
        "\\[x\\](javascript:1) !\\[y\\](z) \\&lt; \\~\\~a\\~\\~ \\\\\\*"
    )


@pytest.mark.parametrize("form", ["pptx", "docx", "xlsx"])
def test_no_xml_of_a_text_is_xml_of_a_file(form: str, pack: Pack, index: LocalIndex) -> None:
    """Tags, entities and the ends of a section: every part of the file is well formed, nothing is declared or
    pointed to, and the words are read back as they were written.
    """
    hostile = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;]]></w:t><w:evil/><a:evil/>'
    made = (
        to_xlsx((Sheet("<&>", (Column(hostile),), ((hostile,),)),))
        if form == "xlsx"
        else export_pack(replace(pack, title=hostile, subject=hostile), index, form)
    )
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        parts = [file.read(name) for name in file.namelist() if name.endswith((".xml", ".rels"))]
    found = [ElementTree.fromstring(part) for part in parts]  # noqa: S314  # made here
    assert not any(b"<!ENTITY" in part or b"<!DOCTYPE" in part for part in parts)
    assert not any(element.tag.endswith("evil") for root in found for element in root.iter())
    assert any(hostile in (element.text or "") for root in found for element in root.iter())


def test_duties_are_shown_in_full(pack: Pack, slides: bytes) -> None:
    """Every word of what is to be done stands on the slides, with by when and whether it is still due; no two
    rows say the same.
    """
    (block,) = [block for block in pack.blocks if block.kind == "duties"]
    shown = next(shown for one, shown in by_block(pack, slides) if one is block)
    cells = [
        " ".join(cell.text.split())
        for slide in shown
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]

    tasks = [item.cells[2] for item in block.items]
    assert len(set(tasks)) == len(tasks) > 2
    assert not any(task.endswith("…") for task in tasks)
    for item in block.items:
        for told in filter(None, item.cells[2:4]):
            assert any(told in cell for cell in cells)
    assert any("met: Decision I/3, 1994" in cell for cell in cells)


def test_a_line_break_does_not_break_a_table(pack: Pack, index: LocalIndex) -> None:
    """Of a pack that a trainer has edited: each row is one line with as many cells as the head."""
    (block,) = [block for block in pack.blocks if block.kind == "duties"]
    cells = ("Parties | States", "shall", "report\n\non wolves", "", "Article 1")
    edited = replace(block, items=(replace(block.items[0], cells=cells),))
    lines = export_pack(replace(pack, blocks=(edited,)), index, "md").decode().split("\n")
    table = [line for line in lines if line.startswith("|")]

    assert len(table) == 3
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {5}
    assert "report on wolves" in table[2]
