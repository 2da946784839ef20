"""Running heads and feet are told from text by where they stand, and from page to page."""

import pytest

from ingest.numerals import roman
from ingest.readers.furniture import without_furniture
from ingest.readers.placed import Page, Placed

HEIGHT = 842.0


def page(*lines: tuple[str, float, float], label: str = "") -> Page:
    """A page of lines (text, height from the foot, size)."""
    return Page(tuple(Placed(text, 72, y, size) for text, y, size in lines), HEIGHT, label)


def body(number: int) -> list[tuple[str, float, float]]:
    """Text that no other page has."""
    return [(f"Words of page {roman(number)}, row {row}, go on", 750 - 13 * row, 10) for row in range(40)]


def kept(pages: list[Page]) -> list[list[str]]:
    """The lines of each page."""
    return [[line.text for line in lines] for lines, _ in without_furniture(pages)]


def test_a_head_that_comes_after_the_text_of_its_page_is_found() -> None:
    """By where it stands and not by its place in the file: a sentence goes on over it."""
    pages = [page(*body(n), ("National strategy", 800, 9), (f"{n}", 40, 9)) for n in range(1, 7)]
    assert kept(pages) == [[text for text, _, _ in body(n)] for n in range(1, 7)]


def test_a_title_that_equals_the_running_head_stays() -> None:
    """It is larger, or stands lower, on the first page; the heads go."""
    title = page(("National strategy", 780, 20), *body(1))
    same_place = page(("National strategy", 800, 20), *body(1))
    rest = [page(("National strategy", 800, 9), *body(n)) for n in range(2, 7)]
    for first in (title, same_place):
        found = kept([first, *rest])
        assert found[0][0] == "National strategy"
        assert not any("National strategy" in line for lines in found[1:] for line in lines)


def test_chapter_titles_as_heads_go_where_their_chapters_are_long() -> None:
    """Four pages in a hundred are enough."""
    heads = [f"Chapter {'ABCDEFGHIJKLMNOPQRST'[n // 5]}" for n in range(100)]
    pages = [page((head, 800, 9), *body(n + 1)) for n, head in enumerate(heads)]
    assert all(not lines[0].startswith("Chapter") for lines in kept(pages))


def test_heads_of_two_lines_and_of_odd_pages_go() -> None:
    """A symbol over a page number, as official documents have them; another head on even pages."""
    pages = [
        page(("UNEP/CBD/1", 810, 9), (f"Page {n}", 799, 9), *body(n)) if n % 2
        else page(("CBD office", 810, 9), *body(n))
        for n in range(1, 9)
    ]  # fmt: skip
    assert kept(pages) == [[text for text, _, _ in body(n)] for n in range(1, 9)]


def test_a_line_of_text_that_stands_at_one_place_on_two_pages_stays() -> None:
    """The last line of a page is text even where another page ends so."""
    pages = [page(*body(n), ("of their mutual interest.", 231, 10), ("Head", 800, 9)) for n in range(1, 7)]
    assert all(lines[-1] == "of their mutual interest." for lines in kept(pages))


def test_a_clause_that_ends_half_filled_pages_stays() -> None:
    """The same words below the same heading, far from the foot of the page, are text."""
    clause = [("Nothing in this clause limits the duties of the Parties.", 438.0, 10.0)]
    pages = [page(("Head", 800, 9), *body(n)[:20], (f"{n}. Heading", 470, 12), *clause) for n in range(1, 7)]
    assert [lines[-1] for lines in kept(pages)] == [clause[0][0]] * 6


def test_pages_that_say_the_same_have_no_furniture() -> None:
    """What they share is their text."""
    assert kept([page(*body(1))] * 5) == [[text for text, _, _ in body(1)]] * 5


def test_pages_of_nothing_but_furniture_stay() -> None:
    """Something is better than nothing: no file is left without a word."""
    pages = [page(("Certificate", 800, 9), (f"{n}", 40, 9)) for n in range(1, 5)]
    assert kept(pages)[0] == ["Certificate", "1"]


def test_a_number_in_the_text_is_no_page_number() -> None:
    """A year that ends a page, and the count of a table."""
    pages = [page(*body(n), (f"{1990 + 3 * n}", 231, 10), ("Head", 800, 9)) for n in range(1, 7)]
    assert [lines[-1] for lines in kept(pages)] == [f"{1990 + 3 * n}" for n in range(1, 7)]


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        (lambda n: f"{n + 12}", "13"),
        (lambda n: roman(n + 3).lower(), "iv"),
        (lambda n: f"Annual report | {n - 1}", "0"),
        (lambda n: f"- {n} -", "1"),
    ],
)
def test_the_printed_number_of_a_page_is_kept(printed: object, label: str) -> None:
    """As its foot shows it, whatever stands around it; the file's own word goes before."""
    foot = [page(*body(n), (printed(n), 40, 9)) for n in range(1, 7)]  # type: ignore[operator]
    assert without_furniture(foot)[0][1] == label
    told = [page(*body(n), (printed(n), 40, 9), label=f"A-{n}") for n in range(1, 7)]  # type: ignore[operator]
    assert [label for _, label in without_furniture(told)] == [f"A-{n}" for n in range(1, 7)]


def test_heads_and_feet_that_mirror_each_other_go() -> None:
    """The symbol stands outside, the title inside; the page outside, the number of the document inside."""
    pages = [
        page(("A/RES/8", 800, 9), ("Areas beyond jurisdiction", 801, 9), *body(n), (f"25-231 {n}/6", 40, 7))
        if n % 2
        else page(("Areas beyond jurisdiction A/RES/8", 800, 9), *body(n), (f"{n}/6 25-231", 40, 9))
        for n in range(1, 7)
    ]  # fmt: skip
    assert kept(pages) == [[text for text, _, _ in body(n)] for n in range(1, 7)]


def test_what_a_second_page_repeats_of_the_first_in_small_letters_goes() -> None:
    """Two pages are too few to show their heads by themselves: the first says the title and the symbol."""
    heads = ("A/RES/80/107", 800, 12), ("Areas beyond jurisdiction", 770, 12)
    first = page(*heads, *body(1)[2:], ("25-20231 (E)", 40, 9))
    second = page(("Areas beyond jurisdiction A/RES/80/107", 800, 8), *body(2), ("2/2 25-20231", 40, 8))
    assert kept([first, second])[1] == [text for text, _, _ in body(2)]


def test_a_heading_that_the_first_page_names_stays() -> None:
    """It is as large as the text, as the entry in the list of contents is."""
    first = page(("Strategy", 790, 14), ("Birds of the wetlands", 770, 10), *body(1)[2:])
    second = page(("Birds of the wetlands", 790, 10), *body(2)[2:])
    assert kept([first, second])[1][0] == "Birds of the wetlands"


def test_a_long_head_in_capitals_goes_though_it_stands_near_the_text() -> None:
    """The title of a law may have more letters than a line of sentence."""
    head = "LAW OF THE INSTITUTE OF SECURITY AND SOCIAL SERVICES OF THE WORKERS OF THE STATE AND ITS BODIES"
    pages = [page(*((text, y, 10) for text, y, _ in [(head, 763, 10), *body(n)])) for n in range(1, 8)]
    assert all(head not in lines for lines in kept(pages))
