"""Training the encoder: what it counts as wrong, that it learns, and that a killed run goes on."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file

from evaluation.fit import encoder as module
from evaluation.fit.encoder import Schedule, _loss, train_encoder
from evaluation.fit.lessons import Lesson
from index.encoder import SentenceEncoder
from tests.tiny import HIDDEN, tiny_model

pytestmark = pytest.mark.slow
THINGS = ("forest", "lake", "wolf", "seed", "fund", "party", "moor", "reef", "dune", "crop", "barn", "hive")
TEXTS = [f"{thing} passage" for thing in THINGS]
ASKED = [
    f"who {thing[::-1]}?" for thing in THINGS
]  # no word of the text: that they belong together is learnt
Steps = list[tuple[int, int, float]]


def found() -> list[Lesson]:
    """One lesson a thing, with four questions."""
    return [
        Lesson(
            f"law/art-{number}", [asked, f"{asked} {asked}", f"so {asked}", f"{asked} now"], {"text": [text]}
        )
        for number, (asked, text) in enumerate(zip(ASKED, TEXTS, strict=True))
    ]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three steps a round."""
    monkeypatch.setattr(module, "BATCH", 4)
    monkeypatch.setattr(module, "WARM_UP", 2)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny base."""
    return tiny_model(tmp_path_factory.mktemp("base"))


def hits(model: Path) -> int:
    """How many questions lie nearest to their own text."""
    encoder = SentenceEncoder(str(model))
    near = encoder.encode_queries(ASKED) @ encoder.encode(TEXTS).T
    return int((near.argmax(axis=1) == np.arange(len(TEXTS))).sum())


def killed_at(step: int) -> Callable[[int, int, float], None]:
    """A progress that stops the run, as a person or the machine might."""

    def show(done: int, total: int, loss: float) -> None:
        if done == step:
            raise KeyboardInterrupt

    return show


@pytest.mark.long
def test_it_learns(base: Path, tmp_path: Path) -> None:
    """The loss falls, and questions come to lie nearest to what answers them."""
    steps: Steps = []
    train_encoder(base, found(), Schedule(20, rate=3e-3), tmp_path, lambda *step: steps.append(step))
    assert [(done, total) for done, total, _ in steps] == [(number, 60) for number in range(1, 61)]
    losses = [loss for _, _, loss in steps]
    assert np.mean(losses[-6:]) < np.mean(losses[:6]) / 2
    assert hits(base) <= 4
    assert hits(tmp_path) >= 9


def test_what_comes_of_it_has_the_layout_of_the_base(base: Path, tmp_path: Path) -> None:
    """The same files; words it did not meet keep their meaning; no trace of the run is left."""
    train_encoder(base, found(), Schedule(1), tmp_path)

    def files(folder: Path) -> dict[str, bytes]:
        found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        return {name: path.read_bytes() for name, path in found.items() if name != "model.safetensors"}

    assert files(tmp_path) == files(base)
    before, after = load_file(base / "model.safetensors"), load_file(tmp_path / "model.safetensors")
    assert before.keys() == after.keys()
    words = "embeddings.word_embeddings.weight"
    np.testing.assert_array_equal(after.pop(words), before.pop(words))
    assert all((after[name] != before[name]).any() for name in after if not name.endswith("key.bias"))


def test_a_killed_run_goes_on(base: Path, tmp_path: Path) -> None:
    """From the last whole round, to the same weights as a run that nothing stopped."""
    train_encoder(base, found(), Schedule(3), tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        train_encoder(base, found(), Schedule(3), tmp_path / "killed", killed_at(8))
    assert not (tmp_path / "killed" / "model.safetensors").exists()
    steps: Steps = []
    train_encoder(base, found(), Schedule(3), tmp_path / "killed", lambda *step: steps.append(step))
    assert [done for done, _, _ in steps] == [7, 8, 9]
    whole, killed = (load_file(tmp_path / name / "model.safetensors") for name in ("whole", "killed"))
    for name, values in whole.items():
        np.testing.assert_allclose(killed[name], values, atol=1e-6, err_msg=name)


@pytest.mark.parametrize("change", ["seed", "lessons", "base"])
def test_another_run_begins_at_the_beginning(base: Path, tmp_path: Path, change: str) -> None:
    """What a stopped run left is taken up only by the same run."""
    with pytest.raises(KeyboardInterrupt):
        train_encoder(base, found(), Schedule(2), tmp_path / "out", killed_at(4))
    steps: Steps = []

    def begin(done: int, all_of_them: int, loss: float) -> None:
        steps.append((done, all_of_them, loss))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_encoder(
            tiny_model(tmp_path / "base", seed=1) if change == "base" else base,
            found()[:-1] if change == "lessons" else found(),
            Schedule(2, seed=int(change == "seed")),
            tmp_path / "out",
            begin,
        )
    assert [done for done, _, _ in steps] == [1]


def test_a_published_base_is_trained_in_full_precision(base: Path, tmp_path: Path) -> None:
    """Its weights are halves; what comes of it is not."""
    halved = tiny_model(tmp_path / "base")
    weights = load_file(halved / "model.safetensors")
    halves = {name: values.astype(np.float16) for name, values in weights.items()}
    save_file(halves, halved / "model.safetensors", metadata={"format": "pt"})
    train_encoder(halved, found(), Schedule(1), tmp_path / "out")
    trained = load_file(tmp_path / "out" / "model.safetensors")
    assert {values.dtype for values in trained.values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("provisions", "expected"),
    [
        (("law/art-1", "law/art-2"), np.log(2)),  # each of two like vectors is as good
        (("law/art-1", "law/art-10"), np.log(2)),  # a longer name is no part
        (("law/art-1", "law/art-1/para-2"), 0.0),
        (("law/art-1/para-2/item-a", "law/art-1"), 0.0),
        (("law/art-1", "law/art-1"), 0.0),
    ],
)
def test_what_belongs_together_is_no_negative(provisions: tuple[str, str], expected: float) -> None:
    """A provision, what it is part of and its parts: none of them is wrong for the others."""
    same = torch.nn.functional.normalize(torch.ones(2, HIDDEN), dim=-1)
    assert _loss(same, same, provisions).item() == pytest.approx(expected, abs=1e-6)


def test_the_loss_is_counted_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """From question to words and from words to question, as counted by hand."""
    monkeypatch.setattr(module, "TEMPERATURE", 0.5)
    questions = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    words = torch.tensor([[1.0, 0.0], [0.6, 0.8]])  # cosines: 1 and 0.6 of the first question, 0 and 0.8

    def lost(own: float, other: float) -> float:
        return float(np.log(1 + np.exp((other - own) / 0.5)))

    expected = (lost(1, 0.6) + lost(0.8, 0) + lost(1, 0) + lost(0.8, 0.6)) / 4
    found = _loss(questions, words, ["law/art-1", "law/art-2"]).item()
    assert found == pytest.approx(expected, rel=1e-5)


@pytest.mark.long
def test_it_learns_of_offices_beside_the_law(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of each batch: what is asked about their documents comes to lie near to what answers it, too."""
    monkeypatch.setattr(module, "OFFICES", 2)
    law, offices = found()[:6], found()[6:]
    for lesson in offices:
        lesson.provision = lesson.provision.replace("law/", "minutes/")
    train_encoder(base, law, Schedule(30, rate=3e-3), tmp_path, offices=offices)
    assert hits(base) <= 4
    assert hits(tmp_path) >= 9


def test_a_killed_run_goes_on_with_the_lessons_of_offices(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From where it stood among them."""
    monkeypatch.setattr(module, "OFFICES", 2)
    law, offices = found()[:6], found()[6:]
    train_encoder(base, law, Schedule(3), tmp_path / "whole", offices=offices)
    with pytest.raises(KeyboardInterrupt):
        train_encoder(base, law, Schedule(3), tmp_path / "killed", killed_at(8), offices)
    train_encoder(base, law, Schedule(3), tmp_path / "killed", offices=offices)
    whole, killed = (load_file(tmp_path / name / "model.safetensors") for name in ("whole", "killed"))
    for name, values in whole.items():
        np.testing.assert_allclose(killed[name], values, atol=1e-6, err_msg=name)
