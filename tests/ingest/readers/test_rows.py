"""Lines that stand in rows and columns of a page become rows of a table."""

import pytest

from ingest.readers.placed import Placed
from ingest.readers.rows import in_rows, is_row

LEADING = 12


def page(*rows: tuple[tuple[str, float, float], ...]) -> list[str]:
    """The lines of a page: each is (text, x, y) with letters of 10 points."""
    return [line.text for line in in_rows([Placed(*line, 10) for row in rows for line in row])]


def row(
    y: float, *texts: str, xs: tuple[float, ...] = (72, 200, 300)
) -> tuple[tuple[str, float, float], ...]:
    """Cells of one line each, side by side."""
    return tuple((text, x, y) for text, x in zip(texts, xs, strict=False))


def test_rows_are_lines_with_bars() -> None:
    """The text before and after stays as it is."""
    assert page(
        (("Three parks are open.", 72, 740),),
        row(700, "Park", "Rangers", "Visitors"),
        row(684, "Mirou", "61", "9 412"),
        row(668, "Kessou", "22", "1 120"),
        (("Two have no plan.", 72, 630),),
    ) == [
        "Three parks are open.",
        "| Park | Rangers | Visitors |",
        "| Mirou | 61 | 9 412 |",
        "| Kessou | 22 | 1 120 |",
        "Two have no plan.",
    ]


@pytest.mark.parametrize(("head", "foot"), [(0, 0), (LEADING, LEADING), (LEADING / 2, LEADING / 2)])
def test_a_cell_may_have_several_lines(head: float, foot: float) -> None:
    """Its neighbours stand at its head, its foot or its middle."""
    long = (("Parks of", 72, 700), ("the north", 72, 688))
    beside = (("61", 200, 700 - head), ("9 412", 300, 700 - foot))
    found = page(row(730, "Park", "Rangers", "Visitors"), (*long, *beside), row(664, "All", "61", "9 412"))
    assert found[1] == "| Parks of the north | 61 | 9 412 |"


def test_an_empty_cell_keeps_its_column() -> None:
    """A value stands below its own head."""
    found = page(
        row(700, "Park", "Rangers", "Visitors"),
        row(684, "Kessou", "1 120", xs=(72, 305)),
        row(668, "Mirou", "61", "9 412"),
    )
    assert found == ["| Park | Rangers | Visitors |", "| Kessou |  | 1 120 |", "| Mirou | 61 | 9 412 |"]


@pytest.mark.parametrize(
    "rows",
    [
        # the marks of a list and its texts
        [row(700 - 16 * n, f"({'abcd'[n]})", "Fees for access", xs=(72, 120)) for n in range(4)],
        # the left and the right of a masthead
        [row(700, "Convention", "CBD/COP/DEC/15/8"), row(684, "on", "19 December"), row(668, "x", "ENGLISH")],
        # a label beside a text
        [row(700, "Present:", "Ms. Halloway"), row(684, "Chair:", "Mr. Osk")],
        # columns of a page whose lines are drawn by turns
        [row(700 - 12 * n, "w" * 60, "v" * 62, xs=(72, 400)) for n in range(9)],
    ],
)
def test_what_stands_side_by_side_is_not_always_a_table(
    rows: list[tuple[tuple[str, float, float], ...]],
) -> None:
    """Its lines stay what they are."""
    assert page(*rows) == [text for one in rows for text, _, _ in one]


def test_columns_of_a_page_stay_apart() -> None:
    """Each is drawn from its head to its foot."""
    left = [(f"left {n}", 72.0, 700.0 - 12 * n) for n in range(20)]
    right = [(f"right {n}", 320.0, 700.0 - 12 * n) for n in range(20)]
    assert page(tuple(left), tuple(right)) == [text for text, _, _ in (*left, *right)]


def test_a_row_is_known_by_its_bars() -> None:
    """At both ends."""
    assert is_row("| a | b |")
    assert not is_row("|a, b|")
    assert not is_row("a | b")


def test_a_row_may_lack_its_first_cell() -> None:
    """As where one head stands for several rows; its place stays empty."""
    assert page(
        row(700, "Park", "Rangers", "Visitors"),
        row(684, "Mirou", "61", "9 412"),
        row(668, "22", "1 120", xs=(200, 300)),
    ) == ["| Park | Rangers | Visitors |", "| Mirou | 61 | 9 412 |", "|  | 22 | 1 120 |"]
