"""PDF files made here, with everything that real ones have: headers, page numbers, broken words, passwords,
damage.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Table,
)

from ingest.corpus.source import read_source
from ingest.errors import SourceError
from ingest.numerals import roman
from ingest.readers.pdf import page_labels, read_pdf

FRONT = "id: cbd\nkind: convention\ntitle: Convention on Biological Diversity\nshort_title: Convention\n"
WORDS = (
    "In {0} cases the Parties shall, as far as possible and for {0} years, cooperate on the {0} matters of "
    "their mutual interest."
)


def make(markdown: Sequence[str], *, header: str = "", footer: str = "", alignment: int = TA_LEFT) -> bytes:
    """A PDF of headings ("# ...") and paragraphs; {page} in header and footer is the page number."""
    styles = getSampleStyleSheet()
    body = styles["Normal"].clone("body", alignment=alignment, leading=13)

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, A4[1] - 40, header.format(page=document.page))
        canvas.drawCentredString(A4[0] / 2, 30, footer.format(page=document.page))

    flow = [
        PageBreak()
        if line == "<page>"
        else Paragraph(escape(line.lstrip("# ")), styles["Heading2"] if line.startswith("#") else body)
        for line in markdown
        if line.strip()
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(
        flow, onFirstPage=furniture, onLaterPages=furniture
    )
    return out.getvalue()


def pages(*texts: Sequence[str]) -> bytes:
    """A PDF of the given lines, page by page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for lines in texts:
        for row, line in enumerate(lines):
            canvas.drawString(72, 780 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def encrypted(raw: bytes, user: str, algorithm: str) -> bytes:
    """The same with a password to open it ("" where only changing it needs one)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt(user_password=user, owner_password="owner", algorithm=algorithm)  # noqa: S106
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write a PDF beside its fields."""

    def write_pdf(raw: bytes) -> Path:
        (tmp_path / "cbd.yaml").write_text(FRONT, encoding="utf-8")
        (tmp_path / "cbd.pdf").write_bytes(raw)
        return tmp_path / "cbd.pdf"

    return write_pdf


def articles(count: int) -> list[str]:
    """So many articles of two paragraphs and two items, over several pages."""
    lines: list[str] = []
    for number in range(1, count + 1):
        lines += [
            f"# Article {number}. Title of {number}",
            f"1. {prose(number, 3)}",
            f"2. {prose(number)} They shall:",
        ]
        lines += [f"(a) act within {numeral(number)} days;", f"(b) report on {numeral(number)} cases."]
    return lines


def numeral(number: int) -> str:
    """A number in letters that no other text has."""
    return roman(100 + number).lower()


def prose(number: int, sentences: int = 1) -> str:
    """Sentences that no other text has."""
    return " ".join(WORDS.format(numeral(3 * number + sentence)) for sentence in range(sentences))


def test_articles_over_many_pages(pdf: Callable[[bytes], Path]) -> None:
    """Every article, paragraph and item, its page, and none of the running lines."""
    path = pdf(make(articles(20), header="UNEP/CBD/94/1 page {page}", footer="Page {page} of 9"))
    found = {p.locator: p for p in read_source(path).provisions}
    wanted = [
        f"cbd/art-{a}{rest}"
        for a in range(1, 21)
        for rest in ("", "/para-1", "/para-2", "/para-2/item-a", "/para-2/item-b")
    ]
    assert list(found) == ["cbd", *wanted]
    assert found["cbd/art-1"].page == 1
    assert found["cbd/art-20/para-2/item-b"].page == len(PdfReader(path).pages)
    assert {p.text for p in found.values() if p.locator.endswith("para-1")} == {
        prose(number, 3) for number in range(1, 21)
    }
    assert not any("UNEP" in p.text or "Page" in p.text for p in found.values())


def test_a_paragraph_goes_on_over_a_page_break(pdf: Callable[[bytes], Path]) -> None:
    """It is one provision, on the page where it begins."""
    path = pdf(
        make(
            [line for n in range(1, 7) for line in (f"# Article {n}. T", prose(7 * n, 20))],
            header="Running title",
            footer="- {page} -",
        )
    )
    found = [p for p in read_source(path).provisions if p.kind == "art"]
    assert [p.text for p in found] == [prose(7 * n, 20) for n in range(1, 7)]
    assert [p.page for p in found] == sorted(p.page or 0 for p in found)
    assert len({p.page for p in found}) > 2


def test_headers_that_differ_on_odd_and_even_pages(pdf: Callable[[bytes], Path]) -> None:
    """Each stands on half the pages, and both are left out; what only looks alike stays."""
    lines = [
        [
            ("Odd header" if n % 2 else "Even header"),
            f"Article {3 * n}",
            f"The words of {numeral(n)} here.",
            f"{n}",
        ]
        for n in range(1, 8)
    ]
    found = {
        p.locator: (p.text, p.page) for p in read_source(pdf(pages(*lines))).provisions if p.kind == "art"
    }
    assert found == {f"cbd/art-{3 * n}": (f"The words of {numeral(n)} here.", n) for n in range(1, 8)}


def test_words_broken_at_line_ends_are_mended(pdf: Callable[[bytes], Path]) -> None:
    """Also over a page break; a compound that the text writes with its hyphen keeps it."""
    path = pdf(
        pages(
            [
                "Article 1",
                "On biolog-",
                "ical diversity and the clearing-house, the clearing-",
                "house and bio-",
            ],
            ["technology."],
        )
    )
    assert (
        read_source(path).provisions[-1].text
        == "On biological diversity and the clearing-house, the clearing-house and biotechnology."
    )


def test_a_page_without_furniture_keeps_its_lines(pdf: Callable[[bytes], Path]) -> None:
    """One page alone has nothing that repeats, not even a number."""
    found = read_pdf(pdf(pages(["Article 1", "The words", "of the 1992", "text."])))
    assert [block.text for block in found] == ["Article 1", "The words of the 1992 text."]


@pytest.mark.parametrize("alignment", [TA_LEFT, TA_JUSTIFY])
@pytest.mark.parametrize("name", ["cartagena-protocol", "cbd", "nagoya-kuala-lumpur-protocol"])
def test_an_instrument_reads_the_same_from_a_pdf(
    treaties: Path, tmp_path: Path, name: str, alignment: int
) -> None:
    """Typeset with running lines and without blank lines between paragraphs, it has the same provisions as
    from Markdown.
    """
    front, body = (
        (treaties / f"{name}.md").read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    )
    path = tmp_path / f"{name}.pdf"
    path.with_suffix(".yaml").write_text(front, encoding="utf-8")
    path.write_bytes(
        make(
            body.splitlines(),
            header="Secretariat of the Convention",
            footer="Page {page} of 40",
            alignment=alignment,
        )
    )
    expected = [
        (p.locator, p.text.split()) for p in read_source(treaties / f"{name}.md").provisions if p.leaf
    ]
    assert [(p.locator, p.text.split()) for p in read_source(path).provisions if p.leaf] == expected


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_password_to_open_is_refused(pdf: Callable[[bytes], Path], algorithm: str) -> None:
    """The sentence says that the file is encrypted and what to do."""
    with pytest.raises(SourceError, match=r"cbd.pdf: the PDF is encrypted. Save a copy without a password"):
        read_source(pdf(encrypted(make(articles(1)), "secret", algorithm)))


def test_a_password_that_only_guards_changes_is_no_matter(pdf: Callable[[bytes], Path]) -> None:
    """Such a file opens for everybody."""
    assert len(read_source(pdf(encrypted(make(articles(2)), "", "AES-256"))).provisions) == 11


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.995])
def test_a_truncated_file_is_refused(pdf: Callable[[bytes], Path], share: float) -> None:
    """Wherever it was cut: half a treaty is never taken for the whole."""
    raw = make(articles(12))
    with pytest.raises(SourceError, match=r"cbd.pdf: the PDF is cut short or not a PDF. Download"):
        read_source(pdf(raw[: int(share * len(raw))]))


def test_a_damaged_file_is_refused(pdf: Callable[[bytes], Path]) -> None:
    """The pages are gone, the ends are there."""
    raw = make(articles(2))
    with pytest.raises(SourceError, match=r"cbd.pdf: (the PDF is damaged \(|no page has a text layer)"):
        read_source(pdf(raw[:200] + b"\0" * (len(raw) - 600) + raw[-400:]))


def test_a_scan_is_refused(pdf: Callable[[bytes], Path]) -> None:
    """Pages without a text layer: the sentence names the program that adds one."""
    with pytest.raises(SourceError, match=r"cbd.pdf: no page has a text layer.*ocrmypdf"):
        read_source(pdf(pages([], [])))


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.4\n%%EOF", "the PDF is damaged"),
        (b"Not a PDF at all", "not a PDF"),
    ],
)
def test_what_is_no_pdf_is_refused(pdf: Callable[[bytes], Path], raw: bytes, message: str) -> None:
    """Whatever the name says."""
    with pytest.raises(SourceError, match=f"cbd.pdf: .*{message}"):
        read_source(pdf(raw))


def two_columns(paragraphs: Sequence[str], header: str = "") -> bytes:
    """A PDF of paragraphs in two columns, page by page, with a running head."""
    body = getSampleStyleSheet()["Normal"].clone("body", leading=13)
    out = io.BytesIO()

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, A4[1] - 40, header)
        canvas.drawCentredString(A4[0] / 2, 30, str(document.page))

    frames = [Frame(72 + 230 * column, 90, 215, 640, id=f"{column}") for column in range(2)]
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    document.addPageTemplates([PageTemplate(frames=frames, onPageEnd=furniture)])
    document.build([Paragraph(escape(text), body) for text in paragraphs])
    return out.getvalue()


def page_of_words(path: Path) -> dict[str, int]:
    """The page on which each word stands that stands on one page only, as a bare reader of PDFs says."""
    where: dict[str, set[int]] = {}
    for number, page in enumerate(PdfReader(path).pages, start=1):
        for word in page.extract_text().split():
            where.setdefault(word, set()).add(number)
    return {word: next(iter(found)) for word, found in where.items() if len(found) == 1}


@pytest.mark.parametrize("make_pdf", [make, two_columns], ids=["one column", "two columns"])
def test_every_word_of_a_long_section_is_on_its_own_page(
    pdf: Callable[[bytes], Path], make_pdf: Callable[..., bytes]
) -> None:
    """Also where sections run over several pages, with a running head between them in mid-sentence."""
    raw = make_pdf(
        [line for n in (1, 2, 3) for line in (f"Article {n}. T", prose(20 * n, 50))], header="Head"
    )
    path = pdf(raw)
    provisions = [p for p in read_source(path).provisions if p.kind == "art"]
    assert [p.text for p in provisions] == [prose(20 * n, 50) for n in (1, 2, 3)]
    assert sum(p.page_at(0) != p.page_at(len(p.text) - 1) for p in provisions) >= 2
    expected = page_of_words(path)
    found = {
        word: p.page_at(p.text.index(f" {word} ") + 1)
        for p in provisions
        for word in set(p.text.split()) & expected.keys()
        if f" {word} " in p.text
    }
    assert len(found) > 100
    assert found == {word: expected[word] for word in found}


def canvas_pages(*draw: Callable[[Canvas], None], labels: bool = False) -> bytes:
    """A PDF whose pages are drawn by hand; with `labels` its file numbers them i, ii, 1, 2 ..."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for one in draw:
        one(canvas)
        canvas.showPage()
    canvas.save()
    if not labels:
        return out.getvalue()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(out.getvalue())))
    writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, len(draw) - 1, style=PageLabelStyle.DECIMAL)
    raw = io.BytesIO()
    writer.write(raw)
    return raw.getvalue()


def text_at(*lines: tuple[float, float, float, str]) -> Callable[[Canvas], None]:
    """Draw lines (x, y, size, words)."""

    def draw(canvas: Canvas) -> None:
        for x, y, size, words in lines:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, words)

    return draw


def test_a_sentence_goes_on_over_heads_and_feet(pdf: Callable[[bytes], Path]) -> None:
    """Whether the head is drawn before the text of its page or after it; the title that it repeats stays."""
    wide = "and the Parties shall cooperate with other Parties and with relevant organizations on"
    raw = canvas_pages(
        text_at(
            (72, 780, 20, "National strategy"), (72, 700, 11, f"Article 1 begins {wide}"), (300, 40, 8, "1")
        ),
        text_at(
            (72, 800, 8, "National strategy"), (72, 700, 11, f"the second page {wide}"), (300, 40, 8, "2")
        ),
        text_at((300, 40, 8, "3"), (72, 700, 11, "the third."), (72, 800, 8, "National strategy")),
    )
    assert [block.text for block in read_pdf(pdf(raw))] == [
        "National strategy",
        f"Article 1 begins {wide} the second page {wide} the third.",
    ]


def test_printed_page_labels_come_with_the_document(pdf: Callable[[bytes], Path]) -> None:
    """As the file says, or as the feet of the pages show where it says nothing; none where they are the
    count.
    """
    draws = [text_at((72, 700, 11, f"Words of {numeral(n)}.")) for n in range(1, 6)]
    assert read_source(pdf(canvas_pages(*draws, labels=True))).document.page_labels == (
        "i",
        "ii",
        "1",
        "2",
        "3",
    )
    footed = [
        text_at((72, 700, 11, f"Words of {numeral(n)}."), (300, 40, 8, f"{n + 20}")) for n in range(1, 6)
    ]
    assert page_labels(pdf(canvas_pages(*footed))) == ("21", "22", "23", "24", "25")
    counted = [text_at((72, 700, 11, f"Words of {numeral(n)}."), (300, 40, 8, f"{n}")) for n in range(1, 6)]
    assert page_labels(pdf(canvas_pages(*counted))) == ()


def test_bold_that_is_drawn_twice_is_read_once(pdf: Callable[[bytes], Path]) -> None:
    """Letter by letter beside each other, or the whole line again."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        x = 72.0
        for letter in "BOLD WORDS":
            canvas.drawString(x, 700, letter)
            canvas.drawString(x + 0.3, 700, letter)
            x += stringWidth(letter, "Helvetica", 12)
        for shift in (0, 0.4):
            canvas.drawString(72 + shift, 680, "A whole line")
        line = canvas.beginText(72, 660)
        for letter in "in one":
            line.textOut(letter * 2)
        canvas.drawText(line)

    [block] = read_pdf(pdf(canvas_pages(draw)))
    assert block.text == "BOLD WORDS A whole line in one"


def test_a_page_that_was_turned_is_read_as_it_is_seen(pdf: Callable[[bytes], Path]) -> None:
    """Its running head is at the head of what the reader sees."""

    def sideways(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.setPageRotation(90)
            canvas.translate(A4[0], 0)
            canvas.rotate(90)
            text_at((72, A4[0] - 30, 8, "Head"), (72, 300, 11, f"Words of {numeral(number)}."))(canvas)

        return draw

    [block] = read_pdf(pdf(canvas_pages(*(sideways(n) for n in range(1, 6)))))
    assert block.text == " ".join(f"Words of {numeral(n)}." for n in range(1, 6))
    assert [page for _, page in block.turns] == [2, 3, 4, 5]


def test_identical_pages_are_kept(pdf: Callable[[bytes], Path]) -> None:
    """What they share is their text, not their running head."""
    found = read_pdf(pdf(pages(*[["The words", "of a certificate."]] * 4)))
    assert [(block.page, block.text) for block in found] == [
        (page, words) for page in (1, 2, 3, 4) for words in ("The words", "of a certificate.")
    ]


def test_headings_tables_and_contents_are_read_as_they_are_set(pdf: Callable[[bytes], Path]) -> None:
    """A cover, a list of contents that is left out, headings by their letters, a table by its rows."""
    styles = getSampleStyleSheet()
    headings = ["The state of the parks", "Who works there", "What they cost", "What comes next"]
    flow: list[Flowable] = [Paragraph("Report on the parks of the north", styles["Title"]), PageBreak()]
    listed = [[Paragraph(words, styles["Normal"]), str(page)] for page, words in enumerate(headings, start=3)]
    flow += [Table(listed, colWidths=[400, 40]), PageBreak()]
    expected: list[tuple[str, int, int]] = [("Report on the parks of the north", 1, 1)]
    for page, words in enumerate(headings, start=3):
        rows = [
            ["Park", "Rangers", "Visitors"],
            ["Mirou", f"{page}1", "9 412"],
            [words[:6], "22", f"{page} 120"],
        ]
        text = " ".join([WORDS.format(words)] * page)
        flow += [Paragraph(words, styles["Heading2"]), Paragraph(text, styles["Normal"])]
        flow += [
            Paragraph("In figures", styles["Heading3"]),
            Table(rows, colWidths=[150, 80, 80]),
            PageBreak(),
        ]
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        expected += [(words, 2, page), (text, 0, page), ("In figures", 3, page), (table, 0, page)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(flow)
    found = [(block.text, block.level, block.page) for block in read_pdf(pdf(out.getvalue()))]
    assert found == expected


def test_a_damaged_page_is_named(pdf: Callable[[bytes], Path]) -> None:
    """What stands on the others may not be taken for the whole."""
    raw = canvas_pages(*(text_at((72, 700, 11, f"Words of {numeral(n)}.")) for n in range(1, 4)))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    broken = DecodedStreamObject()
    broken.set_data(b"BT /F1 12 Tf (")
    writer.pages[1][NameObject("/Contents")] = writer._add_object(broken)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(SourceError, match=r"page 2 of the PDF is damaged \(.*Print the file to a new PDF"):
        read_pdf(pdf(out.getvalue()))
