"""Tables as text: every cell in its column, whatever runs over rows and columns."""

import pytest

from ingest.readers import tables
from ingest.readers.tables import Cell, in_columns, said_again, table_text, without_bars


def test_a_row_is_a_line_and_an_empty_one_none() -> None:
    """Bars stand around the cells."""
    assert table_text([["a", ""], ["", ""], ["b", "c"]]) == "| a |  |\n| b | c |"


def test_cells_that_run_over_rows_and_columns_shift_none() -> None:
    """A short one is said in each row, in its first column."""
    rows = [
        [Cell("Item", rows=2), Cell("Number", 2)],
        [Cell("2020"), Cell("2021")],
        [Cell("Both", 2, 2), Cell("5")],
        [Cell("7")],
        [Cell("Lamps"), Cell("8"), Cell("9", rows=5)],
    ]
    assert in_columns(rows) == [
        ["Item", "Number", ""],
        ["Item", "2020", "2021"],
        ["Both", "", "5"],
        ["Both", "", "7"],
        ["Lamps", "8", "9"],
    ]


def test_a_cell_at_the_end_runs_on() -> None:
    """Behind the cells of the rows below."""
    assert in_columns([[Cell("a"), Cell("b", rows=2)], [Cell("c")]]) == [["a", "b"], ["c", "b"]]


def test_what_is_long_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no table becomes larger than its file by much."""
    assert (said_again("x" * 80), said_again("x" * 81)) == ("x" * 80, "")
    monkeypatch.setattr(tables, "MOST_AGAIN", 3)
    rows = [[Cell("ab", rows=9), Cell("1")], [Cell("2")], [Cell("3")]]
    assert in_columns(rows) == [["ab", "1"], ["ab", "2"], ["", "3"]]


def test_a_cell_takes_only_so_many_columns() -> None:
    """Whatever it says."""
    assert len(in_columns([[Cell("a", 999)]])[0]) == tables.WIDEST


def test_a_table_in_a_cell_has_no_bars() -> None:
    """Words that are no table stay as they are."""
    assert without_bars("| a | b |\n| c |  |") == "a, b; c"
    assert without_bars("words | as they are") == "words | as they are"
