"""What styles say: the level of a heading, the list of a paragraph, the lines of the contents."""

from pathlib import Path

import pytest

from ingest.readers.docx import read_docx
from ingest.readers.word_styles import Styles
from tests.ingest.readers.word import NAMESPACES, p, part, r, word

PATH = Path("file.docx")


def style(name: str, shown: str, based: str = "", more: str = "") -> str:
    """A style of paragraphs."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>{on}{more}</w:style>'


STYLES = part(
    "w:styles",
    style("T", "Title")
    + style("H2", "heading 2")
    + style("H8", "heading 8")
    + style("Own", "Clause", "H2")
    + style("Out", "Kapitel", more='<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    + style("Body", "Body text", more='<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    + style("Round", "Round", "Round")
    + style("C1", "toc 1")
    + style("Num", "Numbered", more='<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>')
    + style("Num2", "Numbered 2", "Num"),
)


def read(body: str) -> list[tuple[int, str]]:
    """(level, text) of the blocks of a file with these styles."""
    return [(block.level, block.text) for block in read_docx(PATH, word(body, {"styles": STYLES}))]


@pytest.mark.parametrize(
    ("name", "level"),
    [("T", 1), ("H2", 2), ("H8", 6), ("Own", 2), ("Out", 3), ("Body", 0), ("Round", 0), ("None", 0), ("", 0)],
)
def test_headings_are_known_by_their_style(name: str, level: int) -> None:
    """By its name or the one that it is based on, in whatever words, or by its outline."""
    assert read(p("Words", style=name)) == [(level, "Words")]


def test_a_paragraph_may_have_an_outline_level_of_its_own() -> None:
    """Which goes before that of its style."""
    own = '<w:p><w:pPr><w:pStyle w:val="Out"/><w:outlineLvl w:val="0"/></w:pPr>' + r("Words") + "</w:p>"
    assert read(own) == [(1, "Words")]


def test_lines_of_the_contents_are_left_out_where_the_text_brings_them() -> None:
    """With their numbers and pages; one whose words stand nowhere else is kept."""
    body = (
        p("1. Chairs", "<w:r><w:tab/></w:r>" + r("3"), style="C1")
        + p("Lamps ...... iv", style="C1")
        + p("Target 12 44", style="C1")
        + p("Sold apart", style="C1")
        + p("Chairs", style="H2")
        + p("They stand.")
        + p("2. Lamps", style="H2")
        + p("Target 12", style="H2")
    )
    assert [text for _, text in read(body)] == [
        "Sold apart",
        "Chairs",
        "They stand.",
        "2. Lamps",
        "Target 12",
    ]


def test_a_list_may_be_that_of_the_style() -> None:
    """Its own or that of the one it is based on."""
    from lxml import etree

    styles = Styles.read(etree.fromstring(STYLES))
    paragraphs = [
        etree.fromstring(p("x", style=name).replace("<w:p>", f"<w:p {NAMESPACES}>")) for name in ("Num2", "T")
    ]
    assert [styles.list_of(one) for one in paragraphs] == [("4", 0), None]
