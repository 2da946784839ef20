"""What was fitted is written where the assistant reads it."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from assistant.asking.tuning import ARRAYS, DATA, load_tuning
from evaluation.fit import storage
from evaluation.fit.storage import save, widen
from ingest.errors import FittingError

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


@pytest.mark.parametrize(("name", "one"), [("ranking", False), ("answerability", False), ("intent", True)])
def test_numbers_for_people_stand_in_lines(folder: Path, name: str, one: bool) -> None:
    """Those of an embedding's directions in one, which ends."""
    save(name, {"values": [1.0, 2.0]}, OVER)
    text = (folder / f"{name}.json").read_text(encoding="utf-8")
    assert (text.count("\n") == 1) is one
    assert text.endswith("\n")


def test_arrays_have_a_file_of_their_own(folder: Path) -> None:
    """Read back as they were; the numbers beside them do not hold them, and what was given is left alone."""
    values = {"features": ["score"], ARRAYS: {"centre": np.array([0.5, 0.25], dtype=np.float16)}}
    save("answerability", values, OVER)
    save("answerability", values, OVER)
    stored = json.loads((folder / "answerability.json").read_text(encoding="utf-8"))
    assert stored == {"encoder": "mine", "corpus": "corpus-1", "features": ["score"]}
    with np.load(folder / ARRAYS) as arrays:
        assert list(arrays["centre"]) == [0.5, 0.25]
    assert sorted(path.name for path in folder.iterdir()) == ["answerability.json", ARRAYS]


def test_what_was_fitted_for_other_features_can_be_opened(folder: Path) -> None:
    """A new feature counts nothing, one that is gone goes, a model of others is left out; the rest stays."""
    for name in DATA.iterdir():
        if name.is_file():
            shutil.copy(name, folder)
    assert widen() == []
    own, answers = (json.loads((folder / f"{name}.json").read_text()) for name in ("own", "answerability"))
    near = own["ranked"]["values"].pop("near")
    own["ranked"]["values"]["gone"] = 3.0
    del own["worth_reading"]
    answers["features"] = ["other"]
    (folder / "own.json").write_text(json.dumps(own))
    (folder / "answerability.json").write_text(json.dumps(answers))
    assert near
    with pytest.raises(FittingError):
        load_tuning(answers["encoder"], folder / ".")
    assert widen() == ["own.json", "answerability.json"]
    shutil.copytree(folder, folder / "again")  # what was read of a folder is kept
    tuning = load_tuning(answers["encoder"], folder / "again")
    assert tuning.answerability is None
    assert (
        np.count_nonzero(tuning.own_ranker.values)
        == np.count_nonzero(list(own["ranked"]["values"].values())) - 1
    )
    assert not tuning.own_ranker.worth.any()
    assert tuning.heads is not None
