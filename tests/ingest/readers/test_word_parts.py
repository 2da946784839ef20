"""Parts that the body refers to: charts as tables, diagrams as lists, texts that were put in whole."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from ingest.errors import SourceError
from ingest.readers.docx import left_out, read_docx
from ingest.readers.word_parts import root_of
from tests.ingest.readers.word import box, p, part, word

PATH = Path("file.docx")


SAVED = b"\r\n".join(
    [
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/related; boundary=x",
        b"\r\n--x\r\nContent-Type: text/html",
        b"Content-Transfer-Encoding: quoted-printable\r\n",
        b"<p>Caf=C3=A9.</p>",
        b"--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--",
    ]
)


def series(name: str, *values: str) -> str:
    """A series of a chart over two years."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    years = "".join(f'<c:pt idx="{at}"><c:v>{year}</c:v></c:pt>' for at, year in enumerate(("2020", "2021")))
    head = f"<c:strRef><c:strCache><c:pt idx='0'><c:v>{name}</c:v></c:pt></c:strCache></c:strRef>"
    return (
        f"<c:ser><c:tx>{head}</c:tx>"
        f"<c:cat><c:strRef><c:strCache>{years}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache>{points}</c:numCache></c:numRef></c:val></c:ser>"
    )


def test_a_chart_is_a_table_of_its_values() -> None:
    """Behind the paragraph on which it is drawn."""
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Stock</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    chart = part(
        "c:chartSpace",
        f"<c:chart>{title}<c:plotArea><c:barChart>{series('Chairs', '4', '6.5')}{series('Lamps', '9', '2')}"
        "</c:barChart></c:plotArea></c:chart>",
    )
    body = p("Figure 1", '<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r>') + p("After.")
    assert [block.text for block in read_docx(PATH, word(body, {"chart": chart}))] == [
        "Figure 1",
        "| Stock | Chairs | Lamps |\n| 2020 | 4 | 9 |\n| 2021 | 6.5 | 2 |",
        "After.",
    ]


def test_a_chart_is_read_once_and_where_it_stands() -> None:
    """In a text box, which the file holds twice, behind the words of the box; a deleted one is not read."""
    chart = part(
        "c:chartSpace",
        f"<c:chart><c:plotArea><c:barChart>{series('Lamps', '9', '2')}</c:barChart></c:plotArea></c:chart>",
    )
    drawing = '<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r>'
    body = p("Figure 1", box(p("By year", drawing))) + p("After.", f"<w:del>{drawing}</w:del>")
    assert [block.text for block in read_docx(PATH, word(body, {"chart": chart}))] == [
        "Figure 1",
        "By year",
        "|  | Lamps |\n| 2020 | 9 |\n| 2021 | 2 |",
        "After.",
    ]


def test_a_diagram_is_a_list_of_its_boxes() -> None:
    """In its order."""
    boxes = "".join(
        f'<dgm:pt modelId="{n}"><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n, words in enumerate(("Plan", "Build"))
    )
    data = part("dgm:dataModel", f"<dgm:ptLst>{boxes}</dgm:ptLst>")
    body = p("", '<w:r><w:drawing><dgm:relIds r:dm="diagramData"/></w:drawing></w:r>')
    assert [block.text for block in read_docx(PATH, word(body, {"diagramData": data}))] == [
        "- Plan",
        "- Build",
    ]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("part.html", "<h2>Chairs</h2><p>Caf\u00e9.</p>".encode(), [(2, "Chairs"), (0, "Café.")]),
        ("part.html", '<meta charset="windows-1251"><p>Стулья</p>'.encode("cp1251"), [(0, "Стулья")]),
        ("part.txt", b"One.\r\n\r\nTwo.", [(0, "One."), (0, "Two.")]),
        ("part.mht", SAVED, [(0, "Café.")]),
        ("part.rtf", rb"{\rtf1 One.}", []),
    ],
)
def test_a_text_put_in_whole_is_read_at_its_place(
    name: str, content: bytes, expected: list[tuple[int, str]]
) -> None:
    """A web page or a plain text, in the encoding that it declares."""
    raw = word(p("Before.") + '<w:altChunk r:id="part"/>' + p("After."), {name: content})
    blocks = read_docx(PATH, raw)
    assert [(block.level, block.text) for block in blocks] == [(0, "Before."), *expected, (0, "After.")]


def test_what_is_no_text_is_told_by_its_name() -> None:
    """A part that says it is a text."""
    with pytest.raises(SourceError, match=r"part\.txt: this is not a text file"):
        read_docx(PATH, word('<w:altChunk r:id="part"/>', {"part.txt": b"a\0b"}))
    with pytest.raises(SourceError, match=r"part\.html: the HTML nests more than 400 elements"):
        read_docx(PATH, word('<w:altChunk r:id="part"/>', {"part.html": b"<div>" * 500}))


def test_a_part_that_is_not_there_is_none() -> None:
    """Neither one that is linked from elsewhere, nor one that nothing leads to."""
    linked = SimpleNamespace(reltype="http://a/footnotes", is_external=True)
    assert root_of(SimpleNamespace(rels={"a": linked}), "footnotes") is None
    assert (
        read_docx(PATH, word(p("x", '<w:r><w:drawing><c:chart r:id="none"/></w:drawing></w:r>')))[0].text
        == "x"
    )


def test_a_part_that_is_not_read_is_told() -> None:
    """By its type; one that is read is not."""
    assert left_out(word('<w:altChunk r:id="part"/>', {"part.rtf": b"x"})) == (
        "it carries a part of type .rtf; it is not read",
    )
    assert left_out(word('<w:altChunk r:id="part"/>', {"part.html": b"x"})) == ()
