"""JSON lines: each is read, or named with what is wrong."""

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.jsonl import read_lines


def test_every_line_is_read(tmp_path: Path) -> None:
    """In its order."""
    path = tmp_path / "wolves.jsonl"
    path.write_text('{"name": "a"}\n{"name": "b"}\n', encoding="utf-8")
    assert read_lines(path, lambda record: record["name"], "a wolf", "Name it.") == ["a", "b"]


@pytest.mark.parametrize("line", ["{", "[]", "{}", "7"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    """With what it should be and what to do."""
    path = tmp_path / "wolves.jsonl"
    path.write_text(f'{{"name": "a"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"wolves\.jsonl: line 2 is not a wolf") as caught:
        read_lines(path, lambda record: record["name"].upper(), "a wolf", "Name it.")
    assert caught.value.hint == "Name it."
