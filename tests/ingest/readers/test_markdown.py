"""Markdown becomes blocks: words without marks, headings, comments that are metadata."""

from ingest.readers.blocks import Block
from ingest.readers.markdown import plain, read_markdown


def test_comments_are_metadata_or_nothing() -> None:
    """A comment with a name is kept as such; the editors' own are dropped, over several lines too."""
    body = "## Slide 1. Title\n<!-- section: Start -->\nWords <!-- not\nfor readers --> go on."
    assert read_markdown(body) == [
        Block("Slide 1. Title", 2),
        Block("", metadata=("section", "Start")),
        Block("Words go on."),
    ]


def test_a_remark_says_what_it_is_about() -> None:
    """The locators stand in braces at its end, and are no part of its words."""
    assert read_markdown("Well done {about: cop-2/dec-3, cop-3/dec-4}") == [
        Block("Well done", about=("cop-2/dec-3", "cop-3/dec-4"))
    ]


def test_markdown_marks_are_not_part_of_the_words() -> None:
    """Emphasis, tags, escapes and links become plain words; a comment of the editors is no text, a named one
    is metadata.
    """
    assert plain("**Bold** and *light*, <u>under</u>, [words](https://x.org), one<br>two, 5\\*3, a*b*c") == (
        "Bold and light, under, words (https://x.org), one two, 5*3, a*b*c"
    )
    blocks = read_markdown(
        "One\n<!-- not\nto be read -->\n\n<!-- note: seen -->\n\n---\n\nTwo <!-- nor this -->words"
    )
    assert [block.text for block in blocks if block.text] == ["One", "Two words"]
    assert [block.metadata for block in blocks if block.metadata] == [("note", "seen")]


def test_wrapped_lines_are_one_paragraph_and_list_marks_start_a_new_one() -> None:
    """A number at the start of a wrapped line is no list mark unless it is written as one."""
    blocks = read_markdown("Some\n2.5 million\nhectares\n(a) item\nb) item\n2. next")
    assert [block.text for block in blocks] == ["Some 2.5 million hectares", "(a) item", "b) item", "2. next"]


def test_a_table_is_a_line_a_row() -> None:
    """Without the line below its head; the paragraphs around it are none of it."""
    table = "| Deliverable | Date |\n|:---|---:|\n| **Work plan** | 30 September |\n| Bill | |"
    body = f"Dates:\n{table}\nAll in 2024."
    assert [block.text for block in read_markdown(body)] == [
        "Dates:",
        "| Deliverable | Date |\n| Work plan | 30 September |\n| Bill |  |",
        "All in 2024.",
    ]


def test_bars_in_a_sentence_are_no_table() -> None:
    """Nor is a line that only begins with one."""
    assert [block.text for block in read_markdown("A | B is a choice\n|x| < 2")] == [
        "A | B is a choice |x| < 2"
    ]
