"""What was fitted: it fits the code and the encoder, or is refused."""

import json
import logging
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.asking.answerability import FEATURES
from assistant.asking.heads import LABELS
from assistant.asking.outline import outlined, seen
from assistant.asking.rank import WEIGHTS
from assistant.asking.tuning import ARRAYS, DATA, load_tuning, own_model
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
    """Every weight, every threshold, the heads and the model of answerability."""
    encoder = open_encoder()
    (asked,) = seen(["Who pays?"], encoder)
    tuning = load_tuning(encoder.name)
    assert tuning.weights.keys() == set(WEIGHTS)
    assert tuning.heads is not None
    assert tuning.heads.weights.shape == (len(LABELS), *outlined(asked).shape)
    assert tuning.heads.biases.shape == tuning.heads.least.shape == (len(LABELS),)
    assert tuning.answerability is not None
    for machine in (tuning.answerability.answered, tuning.answerability.field):
        assert machine.examples.shape[1] == len(asked.vector) + len(FEATURES)
        assert machine.weights.shape == machine.examples.shape[:1]
    assert tuning.answerability.centre.shape == asked.vector.shape
    assert tuning.answerability.means.shape == tuning.answerability.scales.shape == (len(FEATURES),)
    assert tuning.sure > 0


@pytest.mark.parametrize("name", ["ranking", "selection", "follow", "intent", "decline", "answerability"])
def test_every_file_says_what_it_was_fitted_on(name: str) -> None:
    """The encoder and the corpus."""
    stored = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    assert stored["encoder"]
    assert stored["corpus"]


@pytest.mark.parametrize("name", ["ranking", "selection", "follow", "decline"])
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


@pytest.mark.parametrize(("name", "field"), [("answerability", "features"), ("intent", "labels")])
def test_features_in_another_order_are_refused(folder: Path, name: str, field: str) -> None:
    """The model would answer with permuted inputs, or by a wrong name."""
    change(folder / f"{name}.json", lambda stored: stored[field].reverse())
    with pytest.raises(FittingError, match=f"{name}.json"):
        load_tuning("any", folder)


def test_a_damaged_file_is_refused(folder: Path) -> None:
    """With what to do next."""
    (folder / "ranking.json").write_text("{", encoding="utf-8")
    with pytest.raises(FittingError) as caught:
        load_tuning("any", folder)
    assert "cbd-evaluate fit" in caught.value.hint


def test_another_encoder_has_nothing_fitted_on_embeddings(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Those weights are directions of one encoder; the log says what is left out."""
    with caplog.at_level(logging.WARNING, logger="assistant.asking"):
        tuning = load_tuning("another", folder)
    assert tuning.answerability is None
    assert tuning.heads is None
    assert all(f"{name} was fitted for the encoder" in caplog.text for name in ("answerability", "intent"))
    assert "this is another" in caplog.text


@pytest.fixture
def mine(folder: Path) -> Path:
    """The folder with machines of one example each over two directions, for an encoder of that name."""

    def change_it(stored: dict[str, Any]) -> None:
        stored |= {"encoder": "mine", "features": list(FEATURES)}
        stored |= {"answered": {"bias": 1.0, "threshold": 0.5}, "field": {"bias": -1.0, "threshold": 0.0}}

    change(folder / "answerability.json", change_it)
    flat, example = np.ones(len(FEATURES)), np.ones((1, 2 + len(FEATURES)), dtype=np.float16)
    machines = {f"{name}_examples": example * n for n, name in enumerate(("answered", "field"))}
    machines |= {f"{name}_weights": example[0, :1] for name in ("answered", "field")}
    np.savez(folder / ARRAYS, centre=np.zeros(2), means=flat, scales=flat, **machines)  # type: ignore[arg-type]
    return folder


def test_both_machines_of_answerability_are_read(mine: Path) -> None:
    """Each with its own examples, bias and threshold, for the encoder that they name."""
    model = load_tuning("mine", mine).answerability
    assert model is not None
    assert (model.answered.bias, model.answered.threshold, model.field.bias) == (1.0, 0.5, -1.0)
    assert model.answered.examples.dtype == np.float32
    assert (model.answered.examples == 0).all()
    assert (model.field.examples == 1).all()


@pytest.mark.parametrize("content", [None, b"", b"no arrays", b"PK\x03\x04"])
def test_damaged_arrays_are_refused(mine: Path, content: bytes | None) -> None:
    """Like a damaged file of numbers; another encoder does not ask for them."""
    (mine / ARRAYS).unlink()
    if content is not None:
        (mine / ARRAYS).write_bytes(content)
    with pytest.raises(FittingError, match=r"answerability\.npz cannot be read"):
        load_tuning("mine", mine)
    assert load_tuning("another", mine).answerability is None


def test_the_selector_and_the_follower_are_read(folder: Path) -> None:
    """Bias and thresholds stand beside the weights."""
    change(folder / "selection.json", lambda stored: stored.update(bias=0.25, least=0.75, part_gap=0.125))
    change(folder / "follow.json", lambda stored: stored.update(bias=-0.25, least=0.5))
    tuning = load_tuning("any", folder)
    assert (tuning.selector.bias, tuning.selector.least, tuning.selector.part_gap) == (0.25, 0.75, 0.125)
    assert (tuning.follower.bias, tuning.follower.least) == (-0.25, 0.5)


def test_own_passages_are_judged_by_words_alone_under_another_encoder() -> None:
    """The line by what the encoder reads says nothing of another's."""
    stored = json.loads((DATA / "own.json").read_text(encoding="utf-8"))
    mine, other = own_model(stored, stored["encoder"]), own_model(stored, "another")
    assert (mine.reads, other.reads) == (True, False)
    assert len(mine.values) > len(other.values)
