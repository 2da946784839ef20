"""Lists of contents are left out of printed pages."""

from ingest.readers.contents import without_contents
from ingest.readers.placed import Page, Placed

HEADINGS = ("1. Introduction", "2. Lakes", "3. Forests", "4. Money", "5. Review")


def page(*lines: tuple[str, float, float]) -> Page:
    """A page of lines of 10 points."""
    return Page(tuple(Placed(text, x, y, 10) for text, x, y in lines), 842)


def texts(pages: list[Page]) -> list[list[str]]:
    """What is left of each."""
    return [[line.text for line in page.lines] for page in without_contents(pages)]


def body(*headings: str) -> list[Page]:
    """A page for each heading, with some words."""
    return [page((heading, 72, 740), (f"Words on {heading}", 72, 720)) for heading in headings]


def test_entries_with_their_pages_are_left_out() -> None:
    """The numbers stand at the right edge, drawn before or after the words, or behind dots in one line."""
    apart = [
        ((words, 72.0, 700.0 - 16 * n), (f". . . {n + 2}", 480.0, 700.0 - 16 * n))
        for n, words in enumerate(HEADINGS)
    ]
    before = [(number, words) for words, number in apart]
    dotted = [((f"{words} ........ {n + 2}", 72.0, 700.0 - 16 * n),) for n, words in enumerate(HEADINGS)]
    for entries in (apart, before, dotted):
        lines = [line for entry in entries for line in entry]
        pages = [page(("Contents", 72, 740), *lines), *body(*HEADINGS)]
        assert texts(pages) == [["Contents"], *[[line.text for line in one.lines] for one in body(*HEADINGS)]]


def test_a_table_of_rising_numbers_stays() -> None:
    """What it names is nowhere else."""
    rows = [
        line
        for n, name in enumerate("ABCDE")
        for line in ((f"Park {name}", 72.0, 700.0 - 16 * n), (f"{n}0", 300.0, 700.0 - 16 * n))
    ]
    assert texts([page(*rows), *body("1. Parks")])[0] == [text for text, _, _ in rows]


def test_falling_numbers_are_no_pages() -> None:
    """Though the words are headings elsewhere."""
    rows = [
        line
        for n, name in enumerate(HEADINGS)
        for line in ((name, 72.0, 700.0 - 16 * n), (f"{9 - n}", 300.0, 700.0 - 16 * n))
    ]
    assert texts([page(*rows), *body(*HEADINGS)])[0] == [text for text, _, _ in rows]
