"""The list of the user's own files."""

from pathlib import Path

import pytest

from assistant.library.registry import NAME, OwnFile, Registry
from ingest.errors import InputError

FILE = OwnFile(
    "note.txt", "/desk/note.txt", "0" * 64, "other", "Note", "en", "it has no form", 3, {"id": "note"}, ("x",)
)


def test_what_is_put_in_is_there_the_next_time(tmp_path: Path) -> None:
    """With its correction and its notes."""
    Registry(tmp_path).put("note", FILE)

    assert Registry(tmp_path).files == {"note": FILE}


def test_what_is_dropped_is_gone_the_next_time(tmp_path: Path) -> None:
    """Its name can be used again."""
    registry = Registry(tmp_path)
    registry.put("note", FILE)
    registry.drop("note")

    assert Registry(tmp_path).files == {}


def test_a_file_is_found_by_what_is_known_of_it(tmp_path: Path) -> None:
    """Its id, or nothing."""
    registry = Registry(tmp_path)
    registry.put("note", FILE)

    assert registry.find(lambda file: file.source == "/desk/note.txt") == "note"
    assert registry.find(lambda file: file.source == "/elsewhere") == ""


@pytest.mark.parametrize("content", ["[]", "{", '{"note": {"file": 1}}'])
def test_a_damaged_list_is_named(content: str, tmp_path: Path) -> None:
    """With what to do about it."""
    (tmp_path / NAME).write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match="not readable"):
        Registry(tmp_path)
