"""Bold paragraphs of Word files are headings where no style says which paragraphs are."""

import io

import pytest

from ingest.readers.blocks import Block
from ingest.readers.bold import with_bold_headings

TEXT = "The committee met in the town hall and spoke for three hours about the lake and its fish."
MINUTES = ("Minutes of the meeting", "1. Opening", "1.1 Agenda", "2. Licences")


def word(*paragraphs: tuple[str, bool]) -> bytes:
    """A Word file of (text, bold)."""
    import docx

    document = docx.Document()
    for text, bold in paragraphs:
        document.add_paragraph().add_run(text).bold = bold or None
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def levels(*paragraphs: tuple[str, bool], read: list[Block] | None = None) -> list[int]:
    """The level of each block."""
    blocks = read or [Block(text) for text, _ in paragraphs]
    return [block.level for block in with_bold_headings(blocks, word(*paragraphs))]


def with_text(*heads: str) -> list[tuple[str, bool]]:
    """Each head bold, with words below it."""
    return [one for head in heads for one in ((head, True), (TEXT, False))]


def test_bold_paragraphs_are_headings() -> None:
    """The first is the title, the others are as deep as their numbers."""
    assert levels(*with_text(*MINUTES)) == [1, 0, 2, 0, 3, 0, 2, 0]


def test_the_number_of_a_list_is_no_word_of_the_heading() -> None:
    """Word counts by itself, and the file has the words alone."""
    paragraphs = with_text("Minutes", "Opening", "Licences", "Fish")
    read = [Block(f"{at}. {text}" if bold else text) for at, (text, bold) in enumerate(paragraphs)]
    assert levels(*paragraphs, read=read) == [1, 0, 2, 0, 2, 0, 2, 0]


@pytest.mark.parametrize(
    "paragraphs",
    [
        with_text("Minutes", "Opening"),  # too few to tell
        [(text, True) for text, _ in with_text(*MINUTES)],  # all is bold
        with_text(*(f"{head} was settled." for head in MINUTES)),  # sentences
        [(text, False) for text, _ in with_text(*MINUTES)],
    ],
)
def test_other_bold_words_are_none(paragraphs: list[tuple[str, bool]]) -> None:
    """They stay what they are."""
    assert not any(levels(*paragraphs))


def test_styles_go_before() -> None:
    """A file with headings in styles has no others; a title in a style leaves the bold ones below it."""
    paragraphs = with_text(*MINUTES)
    styled = [Block(text, level=2 if text == MINUTES[1] else 0) for text, _ in paragraphs]
    assert levels(*paragraphs, read=styled) == [block.level for block in styled]
    titled = [Block(text, level=int(text == MINUTES[0])) for text, _ in paragraphs]
    assert levels(*paragraphs, read=titled) == [1, 0, 2, 0, 3, 0, 2, 0]


def test_words_that_are_bold_in_part_are_text() -> None:
    """As are cells of a table."""
    import docx

    document = docx.Document()
    table = document.add_table(rows=4, cols=1)
    for at, row in enumerate(table.rows):
        row.cells[0].paragraphs[0].add_run(MINUTES[at]).bold = True
        paragraph = document.add_paragraph()
        paragraph.add_run("Present: ").bold = True
        paragraph.add_run(f"Ms. {at}")
    out = io.BytesIO()
    document.save(out)
    blocks = [Block(text) for at, words in enumerate(MINUTES) for text in (words, f"Present: Ms. {at}", TEXT)]
    assert with_bold_headings(blocks, out.getvalue()) == blocks


def test_a_file_of_another_make_stays_as_it_was_read() -> None:
    """Whose main part has another name."""
    blocks = [Block(text) for text in MINUTES]
    assert with_bold_headings(blocks, b"no zip") == blocks
