"""Terms of the thesaurus, as they were synced."""

import json
from pathlib import Path

import pytest

from assistant.library.thesaurus import terms


def write(library: Path, content: str) -> None:
    """The file of the subjects."""
    folder = library / "official" / "catalogue"
    folder.mkdir(parents=True)
    (folder / "cbd-subjects.json").write_text(content, encoding="utf-8")


def test_codes_have_english_names(library: Path) -> None:
    """From the title by language, else from the plain name; without either there is none."""
    records = [
        {"identifier": "A", "title": {"en": "Forests", "fr": "Forêts"}},
        {"identifier": "B", "name": "Lakes"},
        {"identifier": "C"},
        {"name": "No code"},
        "nothing",
    ]
    write(library, json.dumps(records))

    assert terms(library, "subjects") == {"A": "Forests", "B": "Lakes"}


@pytest.mark.parametrize("content", ["{}", "[", ""])
def test_a_file_of_another_shape_names_nothing(content: str, library: Path) -> None:
    """Codes are then shown as they are."""
    write(library, content)

    assert terms(library, "subjects") == {}


def test_what_has_no_domain_or_was_not_synced_names_nothing(library: Path) -> None:
    """Meetings are no terms."""
    assert terms(library, "subjects") == {}
    assert terms(library, "meetings") == {}
