"""The same decisions in five formats have the same addresses and the same words."""

import html
import io
import re
from pathlib import Path

import pytest

from ingest.corpus.source import read_sources

LONG = "that every chair and every lamp of the hall shall be painted green before the next meeting of Parties"
TEXT = [
    "Decision 1/CP.30",
    "Chairs of the hall",
    "The Conference of the Parties,",
    f"Recalling {LONG},",
    "Noting the lamps,",
    "I. Wood",
    f"1. Decides {LONG};",
    "2. Requests the painter:",
    f"(a) To see {LONG};",
    "(b) To report on:",
    "(i) Red chairs;",
    "(ii) Blue chairs;",
    "II. Iron",
    f"3. Invites Parties to see {LONG}.",
    "Annex",
    "Colours of the chairs",
    f"1. Green means {LONG}.",
    "2. Blue means the colour of the sky on a clear day in the month of May.",
    "3rd plenary meeting",
    "4 May 2030",
    "Decision 2/CP.30",
    "Lamps",
    "The Conference of the Parties,",
    f"1. Decides {LONG}.",
]
EXPECTED = [
    "preamble", "preamble/recital-1", "preamble/recital-2", "sec-i", "para-1", "para-2", "para-2/item-a",
    "para-2/item-b", "para-2/item-b/subitem-i", "para-2/item-b/subitem-ii", "sec-ii", "para-3", "annex",
    "annex/para-1", "annex/para-2", "adoption",
]  # fmt: skip
HEADINGS = {"Decision 1/CP.30", "Decision 2/CP.30", "I. Wood", "II. Iron", "Annex"}


def markdown() -> bytes:
    """Headings with hashes, paragraphs with blank lines."""
    return "\n\n".join(f"## {t}" if t in HEADINGS else t for t in TEXT).encode()


def lines() -> bytes:
    """A line a paragraph, with tabs."""
    return "\n".join("\t" + t.replace(". ", ".\t", 1) for t in TEXT).encode()


def wrapped() -> bytes:
    """Lines of eighty characters, paragraphs parted by blank lines."""
    found = []
    for text in TEXT:
        words: list[str] = []
        for word in text.split():
            if len(" ".join([*words, word])) > 80:
                found.append(" ".join(words))
                words = []
            words.append(word)
        found += [" ".join(words), ""]
    return "\n".join(found).encode()


def page() -> bytes:
    """Headings, paragraphs and lists of a web page."""
    parts = [f"<h2>{t}</h2>" if t in HEADINGS else f"<p>{html.escape(t)}</p>" for t in TEXT]
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def word() -> bytes:
    """Paragraphs of a Word file, with its styles for headings."""
    import docx

    document = docx.Document()
    for text in TEXT:
        document.add_paragraph(text, style="Heading 2" if text in HEADINGS else None)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf() -> bytes:
    """Pages with a running head and a number."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.drawString(40, 570, "FCCC/CP/2030/1/Add.1")
        canvas.drawString(200, 20, str(canvas.getPageNumber()))

    file = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    story = [piece for t in TEXT for piece in (Paragraph(html.escape(t), style), Spacer(1, 6))]
    SimpleDocTemplate(file, pagesize=A5).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", markdown),
        ("b.txt", lines),
        ("c.txt", wrapped),
        ("d.html", page),
        ("e.docx", word),
        ("f.pdf", pdf),
    ],
    ids=["markdown", "lines", "wrapped", "html", "docx", "pdf"],
)
def test_five_formats_have_one_structure(tmp_path: Path, name: str, content) -> None:  # type: ignore[no-untyped-def]
    """Decision by decision, with the words of each paragraph."""
    path = tmp_path / name
    path.write_bytes(content())
    first, second = read_sources(path)
    assert [p.locator.removeprefix("unfccc-cop-30/dec-1/") for p in first.provisions[1:]] == EXPECTED
    assert [p.locator for p in second.provisions[1:]] == [
        "unfccc-cop-30/dec-2/preamble", "unfccc-cop-30/dec-2/para-1",
    ]  # fmt: skip
    assert (first.document.title, second.document.title) == ("Chairs of the hall", "Lamps")
    words = {p.locator: re.sub(r"\s+", " ", p.text) for p in first.provisions}
    assert words["unfccc-cop-30/dec-1/para-1"] == f"Decides {LONG};"
    assert words["unfccc-cop-30/dec-1/annex/para-1"] == f"Green means {LONG}."
