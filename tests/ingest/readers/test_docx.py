"""Word files: headings, automatic numbers, tables, footnotes, tracked changes; and files that are no good."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import SourceError
from ingest.readers.docx import left_out, read_docx
from ingest.readers.numbering import Numbering
from tests.assistant.library.files import document_xml, with_part
from tests.assistant.library.files import docx as word_file
from tests.ingest.readers.word import box, note, p, part, r, tbl, tc, word

PATH = Path("file.docx")
LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))


def texts(document: Any) -> list[tuple[int, str]]:
    """(level, text) of the blocks of a document."""
    out = io.BytesIO()
    document.save(out)
    return [(block.level, block.text) for block in read_docx(PATH, out.getvalue())]


def numbered(document: Any, words: str, depth: int, number: int = 77) -> None:
    """Add a paragraph of a numbered list."""
    paragraph = document.add_paragraph(words)._p
    properties = paragraph.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def with_list(document: Any, overrides: str = "") -> None:
    """Give the document the list 77 of three levels."""
    levels = "".join(
        (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText '
            f'w:val="{pattern}"/></w:lvl>'
        )
        for n, (style, pattern) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>{overrides}</w:num>')
    )


def test_automatic_numbers_are_those_that_word_shows() -> None:
    """Levels count on their own and start again below a new number."""
    document = docx.Document()
    with_list(document)
    for words, depth in [
        ("Asks:", 0),
        ("chairs", 1),
        ("lamps", 1),
        ("small", 2),
        ("large", 2),
        ("Tells:", 0),
        ("tables", 1),
    ]:
        numbered(document, words, depth)
    assert [text for _, text in texts(document)] == [
        "1. Asks:",
        "(a) chairs",
        "(b) lamps",
        "(i) small",
        "(ii) large",
        "2. Tells:",
        "(a) tables",
    ]


def test_a_list_can_start_again() -> None:
    """A second list over the same definition goes on, unless it says where it starts."""
    document = docx.Document()
    with_list(document, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    numbered(document, "one", 0)
    numbered(document, "two", 0)
    numbered(document, "again", 0, 78)
    numbered(document, "more", 0, 78)
    assert [text for _, text in texts(document)] == ["1. one", "2. two", "1. again", "2. more"]


def test_headings_tables_and_text_come_in_order() -> None:
    """Heading styles have their level, a table is rows of cells."""
    document = docx.Document()
    document.add_heading("Chairs", 1)
    document.add_paragraph("Before.")
    table = document.add_table(2, 2)
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"c{place}"
    document.add_heading("Lamps", 2)
    assert texts(document) == [(1, "Chairs"), (0, "Before."), (0, "| c0 | c1 |\n| c2 | c3 |"), (2, "Lamps")]


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was deleted is not there, what was inserted is."""
    document = docx.Document()
    paragraph = document.add_paragraph("Buy ")._p
    paragraph.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>lamps</w:delText></w:r></w:del>'
        )
    )
    paragraph.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>chairs</w:t></w:r></w:ins>')
    )
    assert texts(document) == [(0, "Buy chairs")]


def test_footnotes_come_last() -> None:
    """Their words are not lost and break no paragraph."""
    raw = word_file(["Chairs."])
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>See lamps.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        types, relations = archive.read("[Content_Types].xml"), archive.read("word/_rels/document.xml.rels")
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    raw = with_part(
        raw,
        "[Content_Types].xml",
        types.replace(
            b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="' + kind + b'"/></Types>'
        ),
    )
    kinds = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    link = b'<Relationship Id="rId99" Type="' + kinds + b'footnotes" Target="footnotes.xml"/></Relationships>'
    raw = with_part(raw, "word/_rels/document.xml.rels", relations.replace(b"</Relationships>", link))
    raw = with_part(raw, "word/footnotes.xml", notes.encode())
    assert [block.text for block in read_docx(PATH, raw)] == ["Chairs.", "Footnotes", "[1] See lamps."]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        body = archive.read("word/document.xml")
    marked = body.replace(b"</w:t></w:r>", b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>', 1)
    first = read_docx(PATH, with_part(raw, "word/document.xml", marked))[0]
    assert (first.text, first.notes) == ("Chairs.", ("[1] See lamps.",))


def test_letters_and_romans_go_on_past_their_end() -> None:
    """After z comes aa."""
    numbering = Numbering.read(
        parse_xml(
            f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start '
            f'w:val="26"/><w:numFmt w:val="lowerLetter"/>'
            '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
            'w:val="1"/></w:num></w:numbering>'
        )
    )
    assert [numbering.next("1", 0), numbering.next("1", 0), numbering.next("9", 0)] == ["z)", "aa)", ""]


GOOD = word_file(["1. Chairs", "(a) Lamps"])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6))
def test_a_damaged_file_is_read_or_refused(at: int, noise: bytes) -> None:
    """Bytes changed anywhere in the archive: blocks or one SourceError, nothing else."""
    try:
        read_docx(PATH, GOOD[:at] + noise + GOOD[at + len(noise) :])
    except SourceError:
        return


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_xml_is_read_or_refused(data: st.DataObject) -> None:
    """The same within the main part, where an archive's check sums do not help."""
    xml = document_xml(GOOD)
    at = data.draw(st.integers(0, len(xml) - 1))
    change = data.draw(
        st.sampled_from(
            [
                b"",
                b"<",
                b"&a;",
                b"w:",
                b"\xff",
                b'"',
                b"</w:p>",
                b"<w:tbl/>",
                b"<w:p><w:pPr><w:numPr/></w:pPr></w:p>",
            ]
        )
    )
    try:
        read_docx(
            PATH,
            with_part(
                GOOD, "word/document.xml", xml[:at] + change + xml[at + data.draw(st.integers(0, 9)) :]
            ),
        )
    except SourceError:
        return


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(encoding: str) -> None:
    """Also where the declaration is written in UTF-16."""
    xml = document_xml(GOOD).decode().split("?>", 1)[1]
    attack = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM '
        f'"file:///etc/hostname">]>{xml}'
    )
    with pytest.raises(SourceError, match="entities"):
        read_docx(PATH, with_part(GOOD, "word/document.xml", attack.encode(encoding)))


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    """As Word shows it once all changes are accepted."""
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("Parties shall") + "</w:p>"
    assert [block.text for block in read_docx(PATH, word(joined + p("report.") + p("After.")))] == [
        "Parties shall report.",
        "After.",
    ]


@pytest.mark.parametrize("gone", ["del", "moveFrom"])
def test_a_deleted_item_of_a_list_is_not_counted(gone: str) -> None:
    """Nor one that was moved away, nor the end of one that goes on in the next; an empty one is."""
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    ended = f"<w:p><w:pPr>{number}<w:rPr><w:{gone}/></w:rPr></w:pPr>"
    item = f"<w:p><w:pPr>{number}</w:pPr>"
    body = f"{item}{r('Chairs')}</w:p>{ended}<w:{gone}>{r('Lamps')}</w:{gone}></w:p>{ended}{r('Small')}</w:p>"
    body += f"{item}{r('tables')}</w:p>{item}</w:p>{item}{r('Beds')}</w:p>"
    blocks = read_docx(PATH, word(body, {"numbering": part("w:numbering", lists)}))
    assert [block.text for block in blocks] == ["1. Chairs", "2. Small tables", "4. Beds"]


def test_what_was_begun_goes_on_nowhere_else() -> None:
    """Not in a table, a box or another cell; and nothing of it is lost, its notes neither."""
    ended = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    cells = tbl(f"<w:tr>{tc(ended + r('one') + '</w:p>')}{tc(p('two'))}</w:tr>")
    mark = note("footnote", "2")
    body = f"{ended}{r('Before')}</w:p>{cells}{ended}{r('Trees')}{box(p('boxed'))}{mark}</w:p>{p('grow.')}"
    notes = part("w:footnotes", f'<w:footnote w:id="2">{p("Oaks.")}</w:footnote>')
    blocks = read_docx(PATH, word(f"{body}{ended}{r('Last')}</w:p>", {"footnotes": notes}))
    assert [(block.text, block.notes) for block in blocks] == [
        ("Before", ()),
        ("| one | two |", ()),
        ("boxed", ()),
        ("Trees grow.", ("[1] Oaks.",)),
        ("Last", ()),
        ("Footnotes", ()),
        ("[1] Oaks.", ()),
    ]


def test_a_letter_that_is_set_large_is_the_first_of_its_paragraph() -> None:
    """And no paragraph of its own."""
    large = '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>' + r("F") + "</w:p>"
    assert [block.text for block in read_docx(PATH, word(large + p("orests grow.") + p("After.")))] == [
        "Forests grow.",
        "After.",
    ]


@pytest.mark.parametrize(
    ("comments", "body", "said"),
    [
        (0, p("Words."), ()),
        (1, p("Words."), ("it carries a comment; it is not read",)),
        (
            2,
            p("Words.", "<w:ins>" + r("new") + "</w:ins>"),
            (
                "it carries 2 comments; they are not read",
                "it carries tracked changes; it is read as if all were accepted",
            ),
        ),
    ],
)
def test_what_is_left_out_is_told(comments: int, body: str, said: tuple[str, ...]) -> None:
    """How many comments there are, and that there are changes; neither is among the words."""
    held = "".join(f'<w:comment w:id="{n}">{p("A remark.")}</w:comment>' for n in range(comments))
    raw = word(body, {"comments": part("w:comments", held)})
    assert left_out(raw) == said
    assert "remark" not in " ".join(block.text for block in read_docx(PATH, raw))


def test_lists_in_lists_have_marks_of_their_own() -> None:
    """One a level, so that what is below is told from what is beside."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>' for n in range(3)
    )
    numbering = part(
        "w:numbering",
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="2"/></w:numPr></w:pPr>{r(words)}</w:p>'
        for n, words in ((0, "chairs"), (1, "oak"), (2, "old"), (0, "lamps"))
    )
    assert [block.text for block in read_docx(PATH, word(body, {"numbering": numbering}))] == [
        "- chairs",
        "– oak",
        "• old",
        "- lamps",
    ]
