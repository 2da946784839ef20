"""What was fitted: it fits the code and the encoder, or is refused."""

import json
import logging
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.asking.answerability import FEATURES
from assistant.asking.rank import WEIGHTS
from assistant.asking.tuning import DATA, load_tuning
from index.encoder import open_encoder
from ingest.errors import FittingError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the stored files, to be spoilt."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(path: Path, change_it: Any) -> None:
    """Rewrite a file of numbers."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    change_it(stored)
    path.write_text(json.dumps(stored), encoding="utf-8")


def test_what_comes_with_the_project_fits_its_encoder() -> None:
    """Every weight, every threshold, and the model of answerability."""
    tuning = load_tuning(open_encoder().name)
    assert tuning.weights.keys() == set(WEIGHTS)
    assert tuning.answerability is not None
    assert tuning.answerability.weights.shape == (len(FEATURES),)
    assert tuning.sure > 0


@pytest.mark.parametrize("name", ["ranking", "selection", "decline", "answerability"])
def test_every_file_says_what_it_was_fitted_on(name: str) -> None:
    """The encoder and the corpus."""
    stored = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    assert stored["encoder"]
    assert stored["corpus"]


@pytest.mark.parametrize("name", ["ranking", "selection", "decline"])
@pytest.mark.parametrize("spoil", ["more", "fewer"])
def test_other_features_are_refused(folder: Path, name: str, spoil: str) -> None:
    """The error names them."""

    def change_it(stored: dict[str, Any]) -> None:
        if spoil == "more":
            stored["values"]["unheard_of"] = 1.0
        else:
            stored["values"].popitem()

    change(folder / f"{name}.json", change_it)
    with pytest.raises(FittingError, match=f"{name}.json was fitted for other features"):
        load_tuning("any", folder)


def test_features_in_another_order_are_refused(folder: Path) -> None:
    """The model would answer with permuted inputs."""
    change(folder / "answerability.json", lambda stored: stored["features"].reverse())
    with pytest.raises(FittingError, match="answerability.json"):
        load_tuning("any", folder)


def test_a_damaged_file_is_refused(folder: Path) -> None:
    """With what to do next."""
    (folder / "ranking.json").write_text("{", encoding="utf-8")
    with pytest.raises(FittingError) as caught:
        load_tuning("any", folder)
    assert "cbd-evaluate fit" in caught.value.hint


def test_another_encoder_has_no_model_of_answerability(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its weights are directions of one encoder; the log says that it is left out."""
    with caplog.at_level(logging.WARNING, logger="assistant.asking"):
        assert load_tuning("another", folder).answerability is None
    assert "another" in caplog.text
