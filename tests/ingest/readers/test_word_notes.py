"""Footnotes and endnotes: tied to where they are referred to, numbered as they stand, outside sentences."""

from pathlib import Path

from ingest.readers.docx import read_docx
from ingest.readers.word_notes import WordNotes
from tests.ingest.readers.word import note, p, part, r, row, tbl, word

PATH = Path("file.docx")
FOOT = part(
    "w:footnotes",
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    f'<w:footnote w:id="7">{p("See chairs.")}{p("And lamps.")}</w:footnote>'
    f'<w:footnote w:id="3">{p("See tables.")}</w:footnote>'
    f'<w:footnote w:id="9">{p("Nobody refers here.")}</w:footnote>',
)
END = part("w:endnotes", f'<w:endnote w:id="3">{p("The end.")}</w:endnote>')


def test_notes_are_counted_as_the_text_refers_to_them() -> None:
    """Not as the file has them; one referred to twice is one, and one without a reference comes last."""
    body = (
        p("First", note("footnote", "3") + r(" words."))
        + p("Second", note("footnote", "7") + note("endnote", "3"))
        + p("Third", note("footnote", "3"))
    )
    blocks = read_docx(PATH, word(body, {"footnotes": FOOT, "endnotes": END}))
    assert [(block.text, block.notes) for block in blocks] == [
        ("First words.", ("[1] See tables.",)),
        ("Second", ("[2] See chairs. And lamps.", "[i] The end.")),
        ("Third", ("[1] See tables.",)),
        ("Footnotes", ()),
        ("[1] See tables.", ()),
        ("[2] See chairs. And lamps.", ()),
        ("[3] Nobody refers here.", ()),
        ("Endnotes", ()),
        ("[i] The end.", ()),
    ]


def test_a_note_of_a_table_is_tied_to_it() -> None:
    """Each once, whichever cells refer to it."""
    cells = tbl(
        row("Chairs", f"<w:tc>{p('4', note('footnote', '7'))}</w:tc>"),
        row("Lamps", f"<w:tc>{p('5', note('footnote', '7'))}</w:tc>"),
    )
    (table, *_) = read_docx(PATH, word(cells, {"footnotes": FOOT}))
    assert (table.text, table.notes) == ("| Chairs | 4 |\n| Lamps | 5 |", ("[1] See chairs. And lamps.",))


def test_a_deleted_reference_counts_for_nothing() -> None:
    """Its note is one that nothing refers to."""
    gone = f"<w:del>{note('footnote', '3')}</w:del>"
    first, *_, last = read_docx(PATH, word(p("Words", gone + note("footnote", "7")), {"footnotes": FOOT}))
    assert (first.notes, last.text) == (("[1] See chairs. And lamps.",), "[3] Nobody refers here.")


def test_a_file_without_notes_has_none() -> None:
    """There is no part that holds them."""
    assert WordNotes.read("footnote", None, None).texts == {}
