"""Pointers: read from lines that a person wrote, or refused with the line."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import SourceError
from ingest.pointers import embedded_pointers, read_pointers
from ingest.vocabulary import LANGUAGES

PAGE = {"id": "wolves", "label": dict.fromkeys(LANGUAGES, "a wolf"), "url": "https://example.org/"}


def written(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    """A file of these records."""
    path = folder / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_pointer_is_read(tmp_path: Path) -> None:
    """Its page may be another for an instrument."""
    path = written(tmp_path, "p.jsonl", {**PAGE, "pages": {"cbd": "https://example.org/cbd"}})
    (page,) = read_pointers(path)
    assert page.page(("nagoya-protocol", "cbd")) == "https://example.org/cbd"
    assert page.page(()) == "https://example.org/"


@pytest.mark.parametrize("change", [{"url": "http://example.org"}, {"label": {"en": "Wolves"}}, {"id": None}])
def test_a_wrong_pointer_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    """Naming its line."""
    record = {name: value for name, value in {**PAGE, **change}.items() if value is not None}
    path = written(tmp_path, "p.jsonl", PAGE, record)
    with pytest.raises(SourceError, match="line 2"):
        read_pointers(path)


def test_those_of_the_project_can_be_read() -> None:
    """All of them."""
    assert "membership" in embedded_pointers()
