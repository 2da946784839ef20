"""Concepts: read from lines that a person wrote, or refused with the line."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.concepts import embedded_concepts, read_concepts
from ingest.errors import SourceError
from ingest.vocabulary import LANGUAGES

IN_ALL = dict.fromkeys(LANGUAGES, "a wolf")
WOLF = {
    "id": "wolf",
    "names": {language: ["wolf"] for language in LANGUAGES},
    "plain": IN_ALL,
    "established_by": ["cbd/art-2"],
}


def written(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    """A file of these records."""
    path = folder / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_concept_is_read(tmp_path: Path) -> None:
    """With its names by language; where a language has none, the English one is used."""
    written(tmp_path, "a.jsonl", WOLF)
    (wolf,) = read_concepts(tmp_path)
    assert (wolf.id, wolf.name("fr"), wolf.name("xx"), wolf.see_also) == ("wolf", "wolf", "wolf", ())


def test_who_has_read_a_concept_is_said(tmp_path: Path) -> None:
    """A second reader, or an editor whose language it is, who is named in the line; nobody of the English."""
    written(tmp_path, "a.jsonl", WOLF | {"read": ["fr"]})
    (wolf,) = read_concepts(tmp_path)
    assert [wolf.state(language) for language in ("en", "fr", "es")] == ["", "read", "reviewed"]


@pytest.mark.parametrize(
    "change",
    [
        {"names": {"en": ["wolf"]}},
        {"plain": {**IN_ALL, "ru": ""}},
        {"established_by": ["not a locator"]},
        {"see_also": ["bear"]},
        {"exact": ["bear"]},
    ],
)
def test_a_wrong_concept_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    """With what is wrong in it."""
    written(tmp_path, "a.jsonl", {**WOLF, **change})
    with pytest.raises(SourceError):
        read_concepts(tmp_path)


def test_those_of_the_project_can_be_read() -> None:
    """All of them."""
    assert len(embedded_concepts()) >= 150
