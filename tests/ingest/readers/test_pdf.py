"""PDF files made here, with everything that real ones have: headers, page numbers, broken words, passwords,
damage.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from ingest.corpus.source import read_source
from ingest.errors import SourceError
from ingest.numerals import roman
from ingest.readers.pdf import read_pdf

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
