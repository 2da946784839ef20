"""Headings of printed pages by the letters that they are set in."""

from ingest.readers.faces import levels_of
from ingest.readers.lines import GOES_ON
from ingest.readers.placed import Placed

TEXT = "The lakes of the south have lost a third of their reed beds within fifteen years."


def lines(*found: tuple[str, float, bool]) -> list[Placed]:
    """A page of (text, size, bold), from above."""
    return [Placed(text, 72, 800 - 20 * at, size, bold) for at, (text, size, bold) in enumerate(found)]


WORDS = [(TEXT, 10.5, False)] * 6


def test_larger_letters_are_headings_and_bold_ones_below() -> None:
    """The largest of the first page, which no later page has, is the title."""
    cover = lines(("Action Plan", 22, True), ("of Velmora", 22, True), ("March 2024", 10.5, False))
    page = lines(
        ("2. Nature", 15, True), *WORDS, ("2.1 Lakes", 12, True), *WORDS, ("Reeds", 10.5, True), *WORDS
    )
    assert levels_of([cover, page]) == [[1, GOES_ON, 0], [2, *[0] * 6, 3, *[0] * 6, 4, *[0] * 6]]


def test_a_bold_text_has_no_bold_headings() -> None:
    """What most letters are is the text."""
    page = lines(*[(TEXT, 10, True)] * 6, ("Reeds", 10, True), ("Lakes", 14, True))
    assert levels_of([page]) == [[0] * 7 + [1]]


def test_what_is_large_on_every_page_is_no_title() -> None:
    """Chapters of a paper without a cover."""
    page = lines(("Chapter", 16, True), *WORDS)
    assert [levels[0] for levels in levels_of([page, page])] == [2, 2]


def test_bold_words_of_a_sentence_are_no_heading() -> None:
    """They begin small, end with a comma, are many, or are the head of a table."""
    page = lines(
        *WORDS,
        ("and so it was decided", 10.5, True),
        (TEXT, 10.5, False),
        ("Considering the lakes,", 10.5, True),
        (TEXT, 10.5, False),
        (TEXT * 3, 10.5, True),
        (TEXT, 10.5, False),
        ("Category", 8.5, True),
        ("| Park | Rangers |", 10.5, True),
        ("2023", 14, True),
    )
    assert not any(levels_of([page])[0])


def test_two_headings_on_each_other_are_two() -> None:
    """Of other faces, or apart."""
    page = lines(("Part", 16, True), ("Lakes", 12, True), *WORDS, ("Two", 12, True))
    apart = [Placed("One", 72, 800, 12, True), Placed("Two", 72, 760, 12, True), *lines(*WORDS)]
    assert levels_of([lines(*WORDS), page, apart])[1:] == [[2, 3, *[0] * 6, 3], [3, 3, *[0] * 6]]


def test_a_text_in_two_sizes_has_no_headings_in_one_of_them() -> None:
    """What holds a third of all letters is text."""
    page = lines(*WORDS, *[(f"{TEXT[:40]} {n}", 12, False) for n in range(2)] * 4)
    assert not any(levels_of([page])[0])
