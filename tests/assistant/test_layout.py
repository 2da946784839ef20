"""How the lines of a text stand: paragraphs, items below them, headings between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.layout import DEEPEST, HEADING, lines_of


def depths(*lines: str) -> list[int]:
    """How deep each of these lines stands, one below the other."""
    return [line.depth for line in lines_of("\n".join(lines))]


def test_paragraphs_items_and_subitems() -> None:
    """Each kind of mark is one level below the one that it stands in; the next paragraph comes back."""
    assert depths("1. One:", "a) x;", "b) y:", "(i) p;", "(ii) q;", "c) z.", "2. Two.") == [
        0, 1, 1, 2, 2, 1, 0,
    ]  # fmt: skip


def test_an_item_i_after_h_is_a_letter() -> None:
    """A mark goes on where its number follows; only a first "(i)" begins Roman numbers."""
    assert depths("Each Party shall:", "(h) eight;", "(i) nine;", "(j) ten.") == [0, 1, 1, 1]
    assert depths("1. Shall:", "(a) one:", "(i) first;", "(ii) second;", "(b) two.") == [0, 1, 2, 2, 1]


def test_a_mark_may_stand_at_its_words() -> None:
    """As slips of the sources have it: "l)Where", not "w)ord"."""
    assert depths("Shall:", "k) x;", "l)Where y;", "m) z.") == [0, 1, 1, 1]
    assert depths("1. One:", "a) x;", "b)ut") == [0, 1, 0]


def test_items_begin_again_under_the_next_paragraph() -> None:
    """The second list is as deep as the first, whatever stands between."""
    assert depths("1. One:", "a) x;", "2. Two:", "a) y;", "and in words.", "b) z.") == [0, 1, 0, 1, 0, 1]


def test_an_extract_may_begin_in_the_middle() -> None:
    """Marks count from where the extract begins."""
    assert depths("3. Three.", "4. Four:", "(c) x;", "(d) y.") == [0, 0, 1, 1]


def test_a_heading_inside_begins_anew() -> None:
    """ "Article 2" between two articles of an annex is none of their paragraphs."""
    text = "1. One:\na) x.\n\nArticle 2\n1. In disputes.\n\nIt shall be so."

    assert [line.depth for line in lines_of(text)] == [0, 1, HEADING, 0, 0]


@pytest.mark.parametrize(
    "line", ["1994 was the year.", "A Party may.", "in-situ means", "(GBF) targets", "Dr. X"]
)
def test_words_at_the_head_of_a_line_are_no_mark(line: str) -> None:
    """Below an item they stand as a paragraph."""
    assert depths("1. One:", "a) x;", line) == [0, 1, 0]


def test_definitions_strung_together_are_parted() -> None:
    """Each begins a line, below the words that open them; a short text stays as it is."""
    one = '"Ecosystem" means a dynamic complex of communities' + " and more" * 60 + "."
    two = '"Habitat" means the place.'

    assert [(line.text[:10], line.depth) for line in lines_of(f"For these purposes:{one} {two} {one}")] == [
        ("For these ", 0), (one[:10], 1), (two[:10], 1), (one[:10], 1),
    ]  # fmt: skip
    assert depths(f"In short: {two} {two}") == [0]


@given(st.text(alphabet=st.sampled_from("aib1234.)(- \n•xX:"), max_size=80))
def test_no_word_is_lost(text: str) -> None:
    """The lines hold all words of the text in its order, none of them deeper than can be shown."""
    lines = lines_of(text)

    assert " ".join(line.text for line in lines).split() == text.split()
    assert all(HEADING <= line.depth <= DEEPEST for line in lines)
