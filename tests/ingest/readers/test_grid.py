"""Tables that are drawn with characters."""

from pathlib import Path

import pytest

from ingest.readers.formats import read_blocks
from ingest.readers.grid import WIDEST, with_rows

GRID = """\
+------+-----------+--------+
| Year | Programme | Amount |
+======+===========+========+
| 2021 | Seeds and | 3      |
|      | soils     |        |
+------+-----------+--------+
| 2022 | Rivers    | 4      |
|      +-----------+--------+
|      | Forests   | 5      |
+------+-----------+--------+
| Together         | 12     |
+------------------+--------+"""


def test_a_grid_is_a_line_a_row_whose_cells_have_all_their_lines() -> None:
    """Cells of several lines, over two columns, and over two rows."""
    assert with_rows(GRID.split("\n")) == [
        "| Year | Programme | Amount |",
        "| 2021 | Seeds and soils | 3 |",
        "| 2022 | Rivers | 4 |",
        "|  | Forests | 5 |",
        "| Together |  | 12 |",
    ]


def test_wide_letters_that_move_the_bars_stay_in_their_cells() -> None:
    """A Chinese letter is as wide as two others, but one character."""
    grid = ["+--------+------+", "| 缔约方 | 2021 |", "+--------+------+"]
    assert with_rows(grid) == ["| 缔约方 | 2021 |"]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            ["Year | Amount", "--- | ---:", "2021 | 3", "2022 |"],
            ["| Year | Amount |", "| 2021 | 3 |", "| 2022 |  |"],
        ),
        (["A | B", "-|-", "- x | 1", "2. y | 2"], ["| A | B |", "| - x | 1 |", "| 2. y | 2 |"]),
        (["|A|B|", "|---|---|", r"|a \| b|2|", "After."], ["| A | B |", r"| a \| b | 2 |", "After."]),
    ],
)
def test_rows_below_a_line_of_hyphens_are_a_table_with_bars_around_them_or_without(
    lines: list[str], rows: list[str]
) -> None:
    """Also where a cell begins like an item of a list; the line of hyphens is no row."""
    assert with_rows(lines) == rows


@pytest.mark.parametrize(
    "lines",
    [
        ["+---+---+", "| a | b |"],  # never closed
        ["+--+", "words"],
        ["This | that", "or ---"],
        ["a | b | c", "--- | ---"],  # fewer columns
        ["+--" * (WIDEST + 1) + "+", "| a |", "+--" * (WIDEST + 1) + "+"],
        ["Either a | b", "or neither."],
    ],
)
def test_what_is_no_table_is_left_as_it_is(lines: list[str]) -> None:
    """Line for line."""
    assert with_rows(lines) == lines


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_markdown_and_plain_text_have_them_as_one_block(tmp_path: Path, suffix: str) -> None:
    """The words before and after are paragraphs of their own."""
    path = tmp_path / f"plan{suffix}"
    blocks = read_blocks(path, f"Before it.\n\n{GRID}\n\nAfter it.\n".encode())[1]
    assert [block.text.split("\n")[0] for block in blocks] == [
        "Before it.", "| Year | Programme | Amount |", "After it.",
    ]  # fmt: skip
    assert [row.split() for row in blocks[1].text.split("\n")][-1] == "| Together | | 12 |".split()
