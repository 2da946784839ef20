"""The types: values that do not change, and provenances in their order."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from ingest.model import Document, GuideEntry, Passage, Provenance, Provision


def test_the_best_provenance_comes_first() -> None:
    """What another source quotes is worth less than the official text, and more than what is said of it."""
    ranked = sorted(Provenance, key=lambda provenance: provenance.rank)
    assert [str(provenance) for provenance in ranked] == ["official", "quoted", "catalogue", "guide", "own"]


@pytest.mark.parametrize("kind", [Document, Provision, Passage, GuideEntry])
def test_values_do_not_change(kind: type) -> None:
    """They have slots and are frozen: what differs is another value."""
    assert hasattr(kind, "__slots__")
    value = Document("a", "other", "A", "A")
    with pytest.raises(FrozenInstanceError):
        value.id = "b"  # type: ignore[misc]
    assert replace(value, id="b") != value
    assert {field.name for field in fields(Document)} >= {"place", "year", "towns"}
