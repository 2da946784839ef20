"""The files of the made documents, read by other means than the assistant's readers."""

import re
from pathlib import Path

import pytest

from evaluation.own.documents import Made
from tests.evaluation.own.outside import WORDS, bare, pdf_pages


def test_every_word_is_in_the_file(documents: tuple[Made, ...], files: dict[str, Path]) -> None:
    """Block by block and cell by cell."""
    for made in documents:
        words = bare(WORDS[made.format](files[made.id]))
        pieces = [cell for block in made.blocks for row in (block.rows or ((block.text,),)) for cell in row]
        assert not [piece for piece in pieces if bare(piece) not in words], made.id


def test_pdfs_have_pages_as_offices_have_them(documents: tuple[Made, ...], files: dict[str, Path]) -> None:
    """2 to 25, a running head on all but the cover, and a printed number one behind the count."""
    for made in documents:
        if made.format != ".pdf":
            continue
        cover, *pages = pdf_pages(files[made.id])
        assert 2 <= len(pages) + 1 <= 25
        assert made.head not in cover
        assert all(made.head in page and str(at) in page for at, page in enumerate(pages, start=1))


def test_a_list_of_contents_names_the_printed_pages(
    documents: tuple[Made, ...], files: dict[str, Path]
) -> None:
    """Of the headings that stand there."""
    plan = next(made for made in documents if made.contents == "Contents")
    pages = pdf_pages(files[plan.id])
    contents = next(page for page in pages if "Contents" in page)
    entries = re.findall(r"(\d+)\n(\d\. .+)$", contents, re.M)  # a number is drawn before its line
    assert len(entries) >= 5
    assert all(bare(heading) in bare(pages[int(number)]) for number, heading in entries)


def test_arabic_runs_from_right_to_left(documents: tuple[Made, ...], files: dict[str, Path]) -> None:
    """In Word by a mark at each paragraph, in HTML for the page."""
    import docx

    arabic = {made.format: files[made.id] for made in documents if made.lang == "ar"}
    paragraphs = docx.Document(str(arabic[".docx"])).paragraphs
    assert all("w:bidi" in paragraph._p.xml for paragraph in paragraphs)
    assert 'dir="rtl"' in arabic[".html"].read_text(encoding="utf-8")


def test_rendering_twice_gives_the_same_pdf(documents: tuple[Made, ...], files: dict[str, Path]) -> None:
    """So that pages do not move."""
    from evaluation.own.pdf import pdf

    law = next(made for made in documents if made.columns == 2)
    assert pdf(law) == files[law.id].read_bytes()


@pytest.mark.parametrize("identity", ["minutes", "budget"])
def test_headings_are_styles_or_bold(
    documents: tuple[Made, ...], files: dict[str, Path], identity: str
) -> None:
    """As the manifest says."""
    import docx

    made = next(one for one in documents if one.id == identity)
    styles = [one.style.name for one in docx.Document(str(files[identity])).paragraphs if one.style]
    assert any(name.startswith("Heading") for name in styles) is not made.bold
