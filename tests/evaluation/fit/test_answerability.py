"""Fitting when to refuse: what is answered, and what is of the field, are learnt apart."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from assistant.asking.answerability import FEATURES
from assistant.asking.attempt import Attempt
from evaluation.fit.answerability import fit_answerability
from evaluation.fit.cases import Case
from index.encoder import Vectors
from ingest.model import GuideEntry
from tests.assistant.asking.conftest import Shelf, tuned

WEIGHTS = tuned().weights
FOREST, WOLVES = "cbd/art-3/item-a", "cop-1/dec-3"
Make = Callable[..., Case]
Try = Callable[..., Attempt]


class Compass:
    """An encoder for which every text points where answerable questions point; it says what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See index.encoder.Encoder."""
        self.asked += texts
        return np.array([[1.0, 0.0, 0.0, 0.0]] * len(texts), dtype=np.float32)


@pytest.fixture
def over(shelf: Shelf) -> SimpleNamespace:
    """What the fit reads of an assistant."""
    questions = ("Who protects forests?", "Who counts wolves?", "A third one?")
    shelf.guides[FOREST] = GuideEntry(FOREST, "Plain.", questions, ())
    return SimpleNamespace(index=shelf, encoder=Compass())


@pytest.fixture
def cases(case: Make, attempt: Try) -> list[Case]:
    """Answered ones, near misses and questions of another field: each points its own way."""
    found = []
    for n in range(16):
        off = n / 100
        found.append(case(attempt({FOREST: 0.9 - off, WOLVES: 0.2}, vector=(1.0, off, 0, 0)), FOREST))
        near = attempt({FOREST: 0.5 - off, WOLVES: 0.4}, vector=(0.0, 1.0, off, 0))
        found.append(case(near, reason="not_in_corpus"))
        far = attempt({FOREST: 0.2 - off, WOLVES: 0.1}, vector=(off, 0.0, 1.0, 0))
        found.append(case(far, reason="out_of_scope"))
    return found


def margin(
    model: dict[str, Any], stored: dict[str, Any], vector: Sequence[float], features: np.ndarray
) -> float:
    """What the assistant makes of a stored model."""
    standard = (features - np.array(stored["means"])) / np.array(stored["scales"])
    return float(
        np.dot(vector, model["embedding"])
        + standard @ np.array(model["weights"])
        + model["bias"]
        - model["threshold"]
    )


def test_all_that_must_be_refused_is_refused_with_its_reason(cases: list[Case], over: Any) -> None:
    """By models that did not see it."""
    stored = fit_answerability(cases, over, WEIGHTS)
    measured = stored["measured"]
    assert (measured["answerable"], measured["unanswerable"]) == (16, 32)
    assert measured["refused_out_of_fold"] == 1.0
    assert measured["reason_right_out_of_fold"] == 1.0


def test_both_models_are_stored_with_the_features_of_the_code(cases: list[Case], over: Any) -> None:
    """One weight for each, one for each direction of the embedding."""
    stored = fit_answerability(cases, over, WEIGHTS)
    assert stored["features"] == list(FEATURES)
    assert len(stored["means"]) == len(stored["scales"]) == len(FEATURES)
    for name in ("answered", "field"):
        assert (len(stored[name]["embedding"]), len(stored[name]["weights"])) == (4, len(FEATURES))
    assert stored["field"]["threshold"] == 0.0


def test_each_model_looks_its_own_way(cases: list[Case], over: Any) -> None:
    """A near miss is not answered, but of the field; another field is neither."""
    stored = fit_answerability(cases, over, WEIGHTS)
    means = np.array(stored["means"])
    ways = {"answered": (1, 0, 0, 0), "near": (0, 1, 0, 0), "far": (0, 0, 1, 0)}
    answered = {name: margin(stored["answered"], stored, vector, means) for name, vector in ways.items()}
    field = {name: margin(stored["field"], stored, vector, means) for name, vector in ways.items()}
    assert answered["answered"] > max(answered["near"], answered["far"])
    assert min(field["answered"], field["near"]) > field["far"]


def test_two_questions_of_each_guide_entry_are_answerable_examples(cases: list[Case], over: Any) -> None:
    """Embedded as questions; without a guide there are none."""
    fit_answerability(cases, over, WEIGHTS)
    assert over.encoder.asked == ["Who protects forests?", "Who counts wolves?"]
    over.index.guides.clear()
    over.encoder.asked.clear()
    assert fit_answerability(cases, over, WEIGHTS)["measured"]["refused_out_of_fold"] == 1.0
    assert over.encoder.asked == []
