"""Heads: chances by hand, and from which chance on a label holds."""

import math

import numpy as np
import pytest

from assistant.asking.heads import LABELS, NO_LABELS, Heads, heads_of

LIST = LABELS.index("list")


def heads(**changes: np.ndarray) -> Heads:
    """Heads over embeddings of two directions, of which all chances are a half."""
    flat = np.zeros(len(LABELS), dtype=np.float32)
    return Heads(
        **{
            "weights": np.zeros((len(LABELS), 2), dtype=np.float32),
            "biases": flat,
            "least": flat + 0.9,
            **changes,
        }
    )  # type: ignore[arg-type]


def test_a_chance_is_logistic() -> None:
    """Of the weights along the embedding, and the bias: 3 x 0.5 - 1 x 2 + 1."""
    weights = np.zeros((len(LABELS), 2), dtype=np.float32)
    weights[LIST] = [3.0, -1.0]
    biases = np.zeros(len(LABELS), dtype=np.float32)
    biases[LIST] = 1.0
    labels = heads(weights=weights, biases=biases).read(np.array([0.5, 2.0], dtype=np.float32))
    assert labels.chances["list"] == pytest.approx(1 / (1 + math.exp(-0.5)))
    assert labels.chances["fact"] == 0.5


@pytest.mark.parametrize(("least", "holds"), [(0.4, True), (0.5, True), (0.6, False)])
def test_a_label_holds_from_its_own_chance_on(least: float, holds: bool) -> None:
    """Each label has a threshold; the others are not asked."""
    thresholds = np.full(len(LABELS), 0.9, dtype=np.float32)
    thresholds[LIST] = least
    labels = heads(least=thresholds).read(np.ones(2, dtype=np.float32))
    assert ("list" in labels) is holds
    assert labels.held == (frozenset({"list"}) if holds else frozenset())


def test_several_labels_may_hold() -> None:
    """A request to say it again needs the turn before as well."""
    labels = heads(least=np.zeros(len(LABELS), dtype=np.float32)).read(np.ones(2, dtype=np.float32))
    assert labels.held == frozenset(LABELS)


def test_without_heads_nothing_holds() -> None:
    """Every label is there, with no chance."""
    assert NO_LABELS.chances == dict.fromkeys(LABELS, 0.0)
    assert not any(label in NO_LABELS for label in LABELS)


def test_what_is_stored_reads_the_same() -> None:
    """Lists of numbers become the heads that were written."""
    drawn = np.random.default_rng(0).standard_normal((len(LABELS), 3)).astype(np.float32)
    stored = {
        "weights": drawn.tolist(),
        "biases": [0.5] * len(LABELS),
        "least": [0.5] * len(LABELS),
        "labels": LABELS,
    }
    vector = np.array([1.0, 0.0, -1.0], dtype=np.float32)
    chances = list(heads_of(stored).read(vector).chances.values())
    assert chances == pytest.approx(1 / (1 + np.exp(-(drawn @ vector + 0.5))), rel=1e-5)
