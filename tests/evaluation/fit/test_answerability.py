"""Fitting when to refuse: what is answered, and what is of the field, are learnt apart."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.answerability import FEATURES, UNANSWERED
from assistant.asking.attempt import Attempt
from assistant.asking.verdict import Labelled, Machine, Model, Verdict
from evaluation.fit import answerability as module
from evaluation.fit.answerability import fit_answerability
from evaluation.fit.cases import Case
from tests.assistant.asking.conftest import tuned

WEIGHTS = tuned().weights
FOREST, WOLVES = "cbd/art-3/item-a", "cop-1/dec-3"
Make = Callable[..., Case]
Try = Callable[..., Attempt]


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


def verdict(cases: list[Case], *vector: float) -> Verdict:
    """What the stored machines say of a question that points this way, and is middling in all features."""
    stored, arrays = fit_answerability(cases, WEIGHTS)
    machines = (
        Machine(
            arrays[f"{name}_examples"].astype(np.float32),
            arrays[f"{name}_weights"].astype(np.float32),
            stored[name]["bias"],
            stored[name]["threshold"],
        )
        for name in ("answered", "field")
    )
    sure = np.array([stored["labelled"]["sure"][label] for label in UNANSWERED])
    labelled = Labelled(stored["labelled"]["label"], stored["labelled"]["least"], sure)
    model = Model(arrays["centre"], arrays["means"], arrays["scales"], *machines, labelled)
    return model.verdict(np.array(vector, dtype=np.float32), arrays["means"], np.zeros(len(UNANSWERED)))


def test_all_that_must_be_refused_is_refused_with_its_reason(cases: list[Case]) -> None:
    """By machines that did not see it."""
    measured = fit_answerability(cases, WEIGHTS)[0]["measured"]
    assert (measured["answerable"], measured["unanswerable"]) == (16, 32)
    assert measured["refused_out_of_fold"] == 1.0
    assert measured["reason_right_out_of_fold"] == 1.0


def test_both_machines_are_stored_over_the_features_of_the_code(cases: list[Case]) -> None:
    """Examples of all directions and features, a weight for each; what is of the field has no threshold."""
    stored, arrays = fit_answerability(cases, WEIGHTS)
    assert stored["features"] == list(FEATURES)
    for name in ("answered", "field"):
        examples, weights = arrays[f"{name}_examples"], arrays[f"{name}_weights"]
        assert examples.shape == (len(weights), 4 + len(FEATURES))
    assert arrays["centre"].shape == (4,)
    assert arrays["means"].shape == arrays["scales"].shape == (len(FEATURES),)
    assert (arrays["scales"] > 0).all()
    assert stored["field"]["threshold"] == 0.0


def test_each_machine_looks_its_own_way(cases: list[Case]) -> None:
    """A near miss is not answered, but of the field; another field is neither."""
    answered, near, far = (verdict(cases, *way) for way in ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0)))
    assert answered.answered > max(near.answered, far.answered)
    assert near.answered < 0
    assert near.field > 0 > far.field


def test_the_threshold_lies_where_few_of_the_answerable_are_refused(
    cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The share of them that may be, out of fold, moves it; the machine stays."""
    few, _ = fit_answerability(cases, WEIGHTS)
    monkeypatch.setattr(module, "WRONGLY_REFUSED", 0.5)
    many, _ = fit_answerability(cases, WEIGHTS)
    assert many["answered"]["threshold"] > few["answered"]["threshold"]
    assert many["answered"]["bias"] == few["answered"]["bias"]


def test_the_same_cases_give_the_same_machines(cases: list[Case]) -> None:
    """Folds are drawn from a seed."""
    one, other = fit_answerability(cases, WEIGHTS), fit_answerability(cases, WEIGHTS)
    assert one[0] == other[0]
    assert all((one[1][name] == other[1][name]).all() for name in one[1])


def test_misspelt_questions_do_not_move_the_threshold(cases: list[Case], case: Make, attempt: Try) -> None:
    """They lie low: with them among those that may be wrongly refused, too few others would be."""
    low = [case(attempt({FOREST: 0.3, WOLVES: 0.25}, vector=(0.3, n / 10, 0.7, 0)), FOREST) for n in range(4)]
    plain, _ = fit_answerability([*cases, *low], WEIGHTS)
    mended, _ = fit_answerability([*cases, *(replace(one, mended=True) for one in low)], WEIGHTS)
    assert mended["answered"]["threshold"] > plain["answered"]["threshold"]


def test_what_is_taught_sets_no_threshold(cases: list[Case], case: Make, attempt: Try) -> None:
    """Questions that lie among near misses, and theirs, pull the machine, but are none of those of which few
    may be refused; those that are measured are the others.
    """
    among = [case(attempt({FOREST: 0.5 - n / 100}, vector=(0.0, 1.0, n / 100, 0)), FOREST) for n in range(8)]
    missed = [
        case(attempt({FOREST: 0.4}, vector=(0.0, 1.0, 0, n / 9)), reason="not_in_corpus") for n in range(4)
    ]
    alone, _ = fit_answerability(cases, WEIGHTS)
    taught, _ = fit_answerability(cases, WEIGHTS, [*among, *missed])
    learnt, _ = fit_answerability([*cases, *among, *missed], WEIGHTS)
    assert taught["measured"]["taught"] == 12
    for name, count in (("answerable", 16), ("unanswerable", 32)):
        assert taught["measured"][name] == alone["measured"][name] == count
    assert taught["answered"]["bias"] == learnt["answered"]["bias"] != alone["answered"]["bias"]
    assert taught["answered"]["threshold"] > learnt["answered"]["threshold"]
