"""Whose turn it is to write an index: one at a time; nothing is left of a turn in which nothing was done."""

from pathlib import Path

import pytest

from index.turn import LOCK, turn
from ingest.errors import IndexWriteError


def test_nothing_is_left_where_nothing_was_written(tmp_path: Path) -> None:
    """Be it because the texts could not be read; the folder above stays."""
    with pytest.raises(ValueError, match="bad corpus"), turn(tmp_path / "index"):
        raise ValueError("bad corpus")
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_stays(tmp_path: Path) -> None:
    """With the lock beside it."""
    with turn(tmp_path / "index"):
        (tmp_path / "index" / "generation").mkdir()
    assert {entry.name for entry in (tmp_path / "index").iterdir()} == {LOCK, "generation"}


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    """Though it is empty."""
    with turn(tmp_path):
        pass
    assert tmp_path.exists()


def test_the_turn_may_be_taken_once_more(tmp_path: Path) -> None:
    """By whoever has it; the inner one ends nothing."""
    with turn(tmp_path / "index"), turn(tmp_path / "index"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_its_place_is_told(tmp_path: Path) -> None:
    """In one sentence."""
    (tmp_path / "index").write_text("no folder")
    with pytest.raises(IndexWriteError, match="could not be written"), turn(tmp_path / "index"):
        pass
