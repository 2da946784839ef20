"""Tables of Word files: every cell in its column; tables in tables, and those that only place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers.docx import read_docx
from ingest.readers.word_tables import columns_of, rows_of
from tests.ingest.readers.word import NAMESPACES, box, p, row, sdt, tbl, tc, word

PATH = Path("file.docx")
HEAD = row("Item", "Number", "Place")


def texts(body: str) -> list[str]:
    """The blocks of a file with that body."""
    return [block.text for block in read_docx(PATH, word(body))]


@pytest.mark.parametrize(
    "second",
    [
        row("Chairs", sdt(tc(p("4"))), "Hall"),
        row("Chairs", tc(sdt(p("4"))), "Hall"),
        row("Chairs", tc("<w:p>" + sdt("<w:r><w:t>4</w:t></w:r>") + "</w:p>"), "Hall"),
        sdt(row("Chairs", "4", "Hall")),
        f"<w:ins>{row('Chairs', '4', 'Hall')}</w:ins>",
    ],
    ids=["cell", "paragraph", "words", "row", "insertion"],
)
def test_a_content_control_shifts_nothing(second: str) -> None:
    """Around a row, a cell, a paragraph or words of it."""
    assert texts(tbl(HEAD, second)) == ["| Item | Number | Place |\n| Chairs | 4 | Hall |"]


def test_cells_keep_their_columns() -> None:
    """Where one takes several, and where a row begins later."""
    wide = row(tc(p("Both"), '<w:gridSpan w:val="2"/>'), "Hall")
    late = row("4", "Attic", about='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    assert texts(tbl(HEAD, wide, late)) == ["| Item | Number | Place |\n| Both |  | Hall |\n|  | 4 | Attic |"]


def test_a_short_cell_over_several_rows_is_said_in_each() -> None:
    """So that a row can be quoted alone; a long one is said once."""
    rows = [
        row(tc(p(words), '<w:vMerge w:val="restart"/>'), "4") + row(tc(p(), "<w:vMerge/>"), "5")
        for words in ("Chairs", "Chairs of all kinds, " * 6)
    ]
    long = "Chairs of all kinds, " * 6
    assert texts(tbl(rows[0])) == ["| Chairs | 4 |\n| Chairs | 5 |"]
    assert texts(tbl(rows[1])) == [f"| {long.strip()} | 4 |\n|  | 5 |"]


def test_a_table_in_a_cell_has_no_bars() -> None:
    """Which would be taken for columns of the table around it."""
    inner = tbl(row("red", "2"), row("blue", "3"))
    assert texts(tbl(HEAD, row("Chairs of the whole house", tc(p("Five:") + inner), "Hall and attic"))) == [
        "| Item | Number | Place |\n| Chairs of the whole house | Five: red, 2; blue, 3 | Hall and attic |"
    ]


def test_a_table_that_only_places_is_no_table() -> None:
    """One of one column, and one whose words are in tables of its own."""
    assert texts(tbl(row("1. Chairs are bought."), row("2. Lamps are sold."))) == [
        "1. Chairs are bought.",
        "2. Lamps are sold.",
    ]
    inner = tbl(HEAD, row("Chairs", "4", "Hall"))
    assert texts(tbl(row(tc(p("Stock") + inner), tc(p("x"))))) == [
        "Stock",
        "| Item | Number | Place |\n| Chairs | 4 | Hall |",
        "x",
    ]


def test_deleted_rows_and_cells_are_gone() -> None:
    """As if the changes were accepted."""
    gone = row("Lamps", "9", "Shed", about="<w:trPr><w:del/></w:trPr>")
    cell = row("Chairs", tc(p("9"), "<w:cellDel/>"), "4", "Hall")
    assert texts(tbl(HEAD, gone, cell)) == ["| Item | Number | Place |\n| Chairs | 4 | Hall |"]


def test_words_of_lists_and_boxes_in_a_cell_are_its_words() -> None:
    """On one line."""
    cell = tc(p("Four", box(p("of oak"))) + p("and a stool"))
    assert texts(tbl(HEAD, row("Chairs", cell, "Hall"))) == [
        "| Item | Number | Place |\n| Chairs | Four of oak and a stool | Hall |"
    ]


@pytest.mark.parametrize(
    "wrap", [lambda inner: tbl(row(tc(inner + p("x")), "y")), sdt], ids=["tables", "controls"]
)
def test_tables_in_tables_are_read_to_the_bottom(wrap: Callable[[str], str]) -> None:
    """As deep as the XML of a file can be."""
    inner = p("deep")
    for _ in range(75):
        inner = wrap(inner)
    assert "deep" in " ".join(texts(inner))


def test_a_row_says_where_its_cells_stand() -> None:
    """Nothing, or nonsense, is one column."""
    from lxml import etree

    wide = tc(p("a"), '<w:gridSpan w:val="3"/>') + tc(p("b"), '<w:gridSpan w:val="x"/>')
    table = etree.fromstring(tbl(row(wide)).replace("<w:tbl>", f"<w:tbl {NAMESPACES}>"))
    ((_, cells),) = rows_of(table)
    assert [columns_of(cell) for cell in cells] == [3, 1]
