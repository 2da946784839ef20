"""Markdown becomes blocks: words without marks, headings, comments that are metadata."""

import pytest

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


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a _slanted_ snake_case_word and ___", "a slanted snake_case_word and ___"),
        ("`code` and ~~struck~~ and ``", "code and struck and ``"),
        ("see ![a forest](f.png) here", "see a forest here"),
        ('<span class="x">so</span> <a name="y"></a>it<img src="z"/> is', "so it is"),
        ("2 < 3 and a <b2> c", "2 < 3 and a <b2> c"),
    ],
)
def test_other_marks_are_no_words_either(markdown: str, text: str) -> None:
    """What only looks like one stays."""
    assert plain(markdown) == text


def read(body: str) -> list[tuple[int, str]]:
    """(level, text) of the blocks of a body."""
    return [(block.level, block.text) for block in read_markdown(body)]


@pytest.mark.parametrize(
    ("line", "level", "words"),
    [("##Título", 2, "Título"), ("###3. Keys##", 3, "3. Keys"), ("#hashtag", 0, "#hashtag"), ("##", 0, "##")],
)
def test_a_heading_may_stand_close_to_its_marks(line: str, level: int, words: str) -> None:
    """By hand the blank is often forgotten; after a single mark that is a word of another kind."""
    assert read(f"{line}\n\nWords.") == [(level, words), (0, "Words.")]


def test_tags_of_a_head_are_no_words() -> None:
    """A file that a program wrote may begin with some."""
    assert read('<meta charset="utf-8">\n<link rel="x"/>\n\n# Law of bees') == [(1, "Law of bees")]


def test_a_heading_may_be_underlined() -> None:
    """A line below more than one, below an item or a row is none; one after a gap is a rule."""
    body = "Plan\n====\n\nGoals\n---\n\nTwo\nlines\n---\n- item\n---\nEnd\n\n---"
    assert read(body) == [(1, "Plan"), (2, "Goals"), (0, "Two lines"), (0, "- item"), (0, "End")]


def test_lists_in_lists_have_marks_of_their_own() -> None:
    """By how far they are set in; a new list begins again."""
    body = "- a\n  - b\n    * c\n  - d\n- e\n\nWords.\n\n  + f\n    + g"
    assert [text for _, text in read(body)] == ["- a", "– b", "• c", "– d", "- e", "Words.", "+ f", "– g"]


def test_tasks_show_whether_they_are_done() -> None:
    """As boxes."""
    assert [text for _, text in read("- [x] bought\n- [ ] sold\n- [a] b")] == [
        "- ☒ bought",
        "- ☐ sold",
        "- [a] b",
    ]


def test_quoted_and_verbatim_text_is_text() -> None:
    """Without its marks; a heading between fences is none."""
    body = "> Quoted\n> text.\n>> # Deep\n\n```\n# no heading\n```\nEnd  \nhere.\\\nSo."
    assert read(body) == [(0, "Quoted text."), (1, "Deep"), (0, "# no heading"), (0, "End here. So.")]


def test_a_table_may_have_no_bars_around_it() -> None:
    """By the line below its head."""
    assert read("Item | Number\n-----|------\nOak | 4") == [(0, "| Item | Number |\n| Oak | 4 |")]


def test_parts_of_web_pages_are_read_as_such() -> None:
    """And a whole page that is called Markdown."""
    assert read("Before.\n<table>\n<tr><td>a<td>b\n</table>\nAfter.") == [
        (0, "Before."),
        (0, "| a | b |"),
        (0, "After."),
    ]
    assert read("<!DOCTYPE html><html><nav>Menu</nav><h1>Plan</h1><p>Words.</p></html>") == [
        (1, "Plan"),
        (0, "Words."),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("**Artículo 16. Certificación(\\*)", "Artículo 16. Certificación(*)"),
        ("the end. **", "the end."),
        ("**Artículo** **_17.4_** **(\\*): Estructura**", "Artículo 17.4 (*): Estructura"),
        ("2 ** 3 is 8", "2 ** 3 is 8"),
    ],
)
def test_bold_that_another_paragraph_closes_leaves_no_marks(words: str, said: str) -> None:
    """At the ends of a paragraph; within it two stars may mean something."""
    assert plain(words) == said
