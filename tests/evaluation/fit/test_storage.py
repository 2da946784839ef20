"""What was fitted is written where the assistant reads it."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evaluation.fit import storage
from evaluation.fit.storage import WIDE, save

OVER: Any = SimpleNamespace(index=SimpleNamespace(snapshot=SimpleNamespace(encoder="mine", id="corpus-1")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is written to here."""
    monkeypatch.setattr(storage, "DATA", tmp_path)
    return tmp_path


def test_values_stand_beside_what_they_were_fitted_on(folder: Path) -> None:
    """The encoder and the corpus."""
    save("ranking", {"values": {"dense_text": 1.0}}, OVER)
    stored = json.loads((folder / "ranking.json").read_text(encoding="utf-8"))
    assert stored == {"encoder": "mine", "corpus": "corpus-1", "values": {"dense_text": 1.0}}


def test_what_was_not_fitted_stays(folder: Path) -> None:
    """A threshold that a person set."""
    (folder / "selection.json").write_text('{"part_gap": 0.5, "least": 0.1}', encoding="utf-8")
    save("selection", {"least": 0.3}, OVER)
    stored = json.loads((folder / "selection.json").read_text(encoding="utf-8"))
    assert (stored["part_gap"], stored["least"]) == (0.5, 0.3)


@pytest.mark.parametrize("name", ["ranking", *WIDE])
def test_numbers_for_people_stand_in_lines(folder: Path, name: str) -> None:
    """Those of an embedding's directions in one, which ends."""
    save(name, {"values": [1.0, 2.0]}, OVER)
    text = (folder / f"{name}.json").read_text(encoding="utf-8")
    assert (text.count("\n") == 1) is (name in WIDE)
    assert text.endswith("\n")
