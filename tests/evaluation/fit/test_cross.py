"""Training the cross-encoder: what it takes, that it learns, that a killed run goes on, what is published."""

import random
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from tokenizers import Tokenizer

from evaluation.fit import cross as module
from evaluation.fit.cross import Course, train_cross
from evaluation.fit.export import publish
from evaluation.fit.export_cross import publish_cross
from evaluation.fit.network import Network
from evaluation.fit.pairs import Pair
from index.cross import GRAPH, LEARNT, CrossEncoder
from index.packaged import GRAPH as SHARED
from index.packaged import TOKENIZER, PackagedEncoder
from index.sums import read_sums
from tests.tiny import LAYERS, tiny_model

pytestmark = pytest.mark.slow
WATERS = ("lake", "reef")
THINGS = ("forest", "lake", "wolf", "seed", "fund", "party", "moor", "reef")
PAIRS = [
    Pair(f"who {one}?", f"{other} passage", other in WATERS, task, kind)
    for task, kind in (("answers", "decisions"), ("carries", "example"))
    for one in THINGS
    for other in THINGS
]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny published encoder."""
    folder = tiny_model(tmp_path_factory.mktemp("encoder"), hidden=64)
    publish(folder)
    return folder


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WARM_UP", 5)
    monkeypatch.setattr(module, "KEPT_EVERY", 2)


def weigh(network: Network, encoder: Path, first: str, second: str) -> np.ndarray:
    """What the network says of a pair, in full precision."""
    read = module._read(
        Pair(first, second, True, "answers", ""), Tokenizer.from_file(str(encoder / TOKENIZER))
    )
    batch = module._batch(0, [read])
    with torch.inference_mode():
        return np.asarray(network(batch.ids, batch.mask, batch.kinds)[0].numpy())


def same(one: Network, other: Network) -> bool:
    """Whether both learnt the same."""
    theirs = other.learnt()
    return all(torch.equal(values, theirs[name]) for name, values in one.learnt().items())


@pytest.mark.long
def test_it_learns_both_tasks(encoder: Path, tmp_path: Path) -> None:
    """The loss falls, and what holds is told from what does not."""
    losses: list[float] = []
    network = train_cross(
        encoder, PAIRS, Course(60, rate=5e-3), tmp_path / "kept.pt", lambda *step: losses.append(step[2])
    )
    assert np.mean(losses[-20:]) < np.mean(losses[:20]) / 2
    near, far = (weigh(network, encoder, "who lake?", f"{one} passage") for one in ("lake", "wolf"))
    assert (near > far).all()


def test_the_encoder_stays_as_it_was(encoder: Path, tmp_path: Path) -> None:
    """All that moves is what lies beside its matrices, the second text's mark, and the head."""
    before, after = Network(encoder), train_cross(encoder, PAIRS, Course(3, rate=1e-2), tmp_path / "kept.pt")
    learnt = before.learnt().keys()
    for name, values in before.state_dict().items():
        if name not in learnt:
            assert torch.equal(values, after.state_dict()[name]), name
    assert len(learnt) == LAYERS * 6 * 2 + 1 + 4
    assert not same(before, after)
    assert not (tmp_path / "kept.pt").exists()


def test_a_killed_run_goes_on(encoder: Path, tmp_path: Path) -> None:
    """And ends where one that was not killed does; another run does not take up its checkpoint."""

    def kill(done: int, total: int, loss: float) -> None:
        if done == 5:
            raise KeyboardInterrupt

    course, kept = Course(8, rate=1e-3), tmp_path / "kept.pt"
    whole = train_cross(encoder, PAIRS, course, tmp_path / "other.pt")
    with pytest.raises(KeyboardInterrupt):
        train_cross(encoder, PAIRS, course, kept, kill)
    done: list[int] = []
    again = train_cross(encoder, PAIRS, course, kept, lambda step, *_: done.append(step))
    assert done == [5, 6, 7, 8]
    assert same(whole, again)
    with pytest.raises(KeyboardInterrupt):
        train_cross(encoder, PAIRS, course, kept, kill)
    done.clear()
    train_cross(encoder, PAIRS[:-1], course, kept, lambda step, *_: done.append(step))
    assert done[0] == 1


def test_kinds_are_taken_by_their_shares() -> None:
    """Those that hold and those that do not, each of a kind about equally often."""
    pairs = [Pair(str(n), "", n % 2 == 0, "answers", "decisions") for n in range(10)]
    taken = module._taken(pairs, 300, random.Random(0))
    held = [pair for pair in taken if pair.holds]
    assert (len(held), len(taken)) == (200, 300)
    assert {sum(pair is one for one in held) for pair in pairs[::2]} == {40}


def test_what_is_published_says_what_the_network_says(encoder: Path, tmp_path: Path) -> None:
    """Within what 8 bits leave; the encoder's weights are read out of its own graph, and where it was made is
    not told.
    """
    network = train_cross(encoder, PAIRS, Course(30, rate=5e-3), tmp_path / "kept.pt")
    expected = [weigh(network, encoder, "who lake?", f"{thing} passage") for thing in THINGS]
    publish_cross(network, encoder, tmp_path / "cross")
    plain = PackagedEncoder(folder=encoder)
    cross = CrossEncoder(plain._tokenizer, plain.name, encoder / SHARED, tmp_path / "cross")
    found = [cross.weigh("who lake?", f"{thing} passage") for thing in THINGS]
    assert np.corrcoef(np.ravel(expected), np.ravel(found))[0, 1] > 0.98

    assert read_sums(tmp_path / "cross").keys() == {GRAPH, LEARNT}
    graph = onnx.load(tmp_path / "cross" / GRAPH, load_external_data=False).graph
    inside = {tensor.name for tensor in graph.initializer if len(tensor.raw_data) > 512}
    assert not inside
    content = (tmp_path / "cross" / GRAPH).read_bytes()
    assert not [word for word in (b".py", b"site-packages", b"/home/") if word in content]


def test_what_is_stored_is_taken_up_whole(encoder: Path) -> None:
    """Parts of another network are no part of this one."""
    network = Network(encoder)
    network.take({name: values + 1 for name, values in network.learnt().items()})
    with pytest.raises(ValueError, match="other parts"):
        network.take({"head.first": torch.zeros(1)})
