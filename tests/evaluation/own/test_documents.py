"""The made documents: what there is, and how their words are read."""

from pathlib import Path

import pytest

from evaluation.own.documents import FORMATS, Block, Made, Sort, blocks_of, read_documents
from ingest.errors import EvaluationError


def test_there_are_twelve_sorts_in_four_languages_and_six_formats(documents: tuple[Made, ...]) -> None:
    """Each sort once; each has a page of words at least."""
    assert len({made.sort for made in documents}) == len(documents) == 12
    assert {made.lang for made in documents} == {"ar", "en", "es", "fr"}
    assert {made.format for made in documents} == set(FORMATS)
    assert all(len(made.words.split()) > 400 for made in documents)


def test_no_line_of_markup_is_left_in_the_words(documents: tuple[Made, ...]) -> None:
    """What is quoted has no mark of the notation."""
    lines = [line for made in documents for line in made.words.splitlines()]
    assert not [line for line in lines if line.startswith(("#", "- ", "|", "> ", "==="))]


def test_blocks_are_read_by_their_marks() -> None:
    """Headings with their level, items, notes, pages; lines of a table are one block."""
    text = "# Title\n\nWords here.\n- one\n> aside\n===\n| a | b |\n| 1 | 2 |\n\n## Next"
    assert blocks_of(text) == (
        Block(Sort.HEADING, "Title", 1),
        Block(Sort.WORDS, "Words here."),
        Block(Sort.ITEM, "one"),
        Block(Sort.NOTE, "aside"),
        Block(Sort.BREAK),
        Block(Sort.TABLE, rows=(("a", "b"), ("1", "2"))),
        Block(Sort.HEADING, "Next", 2),
    )


def test_sections_go_from_heading_to_heading() -> None:
    """With the heading, and the cells of a row parted by bars."""
    made = Made("x", "plan", "en", "x.pdf", blocks=blocks_of("Before\n# A\nOne\n===\n| a | b |\n## B\nTwo"))
    assert made.sections == ("Before", "A\nOne\na | b", "B\nTwo")


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ('id = "a"\nsort = "plan"\nlang = "en"\nfile = "a.pdf"', "cannot be read"),  # its text is not there
        ('id = "b"\nsort = "plan"\nlang = "xx"\nfile = "b.pdf"', "is in 'xx'"),
        ('id = "b"\nsort = "plan"\nlang = "en"\nfile = "b.odt"', "as '.odt'"),
        ('id = "b"\nsort = "plan"\nlang = "en"\nfile = "b.pdf"\ncolour = 1', "colour"),
    ],
)
def test_a_wrong_manifest_is_refused(tmp_path: Path, record: str, words: str) -> None:
    """With what is wrong."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "b.txt").write_text("# B\n", encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(f"[[document]]\n{record}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=words):
        read_documents(tmp_path)
