"""The words of a paragraph: as they stand when all changes are accepted, each once; and the boxes on it."""

from pathlib import Path

import pytest

from ingest.readers.docx import read_docx
from ingest.readers.word_text import words
from tests.ingest.readers.word import NAMESPACES, box, p, r, sdt, word

PATH = Path("file.docx")


def said(runs: str) -> str:
    """The words of a paragraph of such runs."""
    from lxml import etree

    return words(etree.fromstring(f"<w:p {NAMESPACES}>{runs}</w:p>"))


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (r("ta") + r("bles"), "tables"),
        (r("a") + "<w:r><w:tab/></w:r>" + r("b") + "<w:r><w:br/></w:r>" + r("c"), "a b c"),
        (
            r("focal") + "<w:r><w:noBreakHyphen/></w:r>" + r("point") + "<w:r><w:softHyphen/></w:r>",
            "focal-point",
        ),
        (r("See ") + "<w:hyperlink>" + r("the page") + "</w:hyperlink>", "See the page"),
        ("<w:fldSimple w:instr='REF a'>" + r("Table 3") + "</w:fldSimple>", "Table 3"),
        ("<w:r><w:instrText>HYPERLINK http://a</w:instrText></w:r>" + r("here"), "here"),
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>" + r("new") + "</w:ins>", "new"),
        ("<w:moveFrom>" + r("gone") + "</w:moveFrom><w:moveTo>" + r("come") + "</w:moveTo>", "come"),
        ("<w:smartTag>" + r("Nagoya") + "</w:smartTag>" + sdt(r(" 2010")), "Nagoya 2010"),
        (f"<w:r><w:ruby><w:rt>{r('とう')}</w:rt><w:rubyBase>{r('東')}</w:rubyBase></w:ruby></w:r>", "東"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>' + r(" is alpha"), "α is alpha"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r(" chairs"), "☒ chairs"),
        ('<w:r><w:sym w:font="Odd" w:char="F0FE"/><w:sym w:font="Arial" w:char="20AC"/></w:r>', "€"),
        ('<w:r><w:sym w:font="Arial" w:char="zz"/></w:r>' + r("x"), "x"),
    ],
)
def test_words_are_those_that_word_shows(runs: str, expected: str) -> None:
    """Whatever stands around them; deletions, codes of fields and pronunciations are none."""
    assert said(runs) == expected


def test_equations_are_text_apart_from_the_words_beside_them() -> None:
    """One after the other, too."""
    power = "<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    one = f"<m:oMath><m:r><m:t>E=m</m:t></m:r>{power}</m:oMath>"
    parts = "<m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
    half = f"<m:oMath><m:f>{parts}</m:f></m:oMath>"
    assert said(r("where") + one + r("holds")) == "where E=mc^2 holds"
    assert said(f"<m:oMathPara>{one}{half}</m:oMathPara>") == "E=mc^2 (a+b)/2"


def test_a_text_box_is_read_once_and_behind_its_paragraph() -> None:
    """Not inside the sentence, though the file holds it twice; grouped ones and old ones too."""
    assert [
        block.text
        for block in read_docx(PATH, word(p("A sentence", box(p("One.") + p("Two.")) + r(" ends."))))
    ] == [
        "A sentence ends.",
        "One.",
        "Two.",
    ]
    shape = "<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>"
    inner = f"<wpg:grpSp>{shape.format(p('right'))}</wpg:grpSp>"
    group = f"<w:r><w:drawing><wpg:wgp>{shape.format(p('left'))}{inner}</wpg:wgp></w:drawing></w:r>"
    assert [block.text for block in read_docx(PATH, word(p("", group)))] == ["left", "right"]
    old = "<w:pict><v:textbox><w:txbxContent>" + p("old") + "</w:txbxContent></v:textbox></w:pict>"
    alone = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [block.text for block in read_docx(PATH, word(p("", alone)))] == ["old"]


def test_a_box_in_a_box_is_read_once() -> None:
    """In the order of the page."""
    assert [block.text for block in read_docx(PATH, word(p("", box(p("outer", box(p("inner")))))))] == [
        "outer",
        "inner",
    ]
