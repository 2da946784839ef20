"""Fitting the ranking: an obvious order is learnt, with half of the guide hidden each time."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.attempt import Attempt
from assistant.asking.rank import WEIGHTS
from evaluation.fit import ranking as module
from evaluation.fit.cases import Case
from evaluation.fit.ranking import fit_ranking, success, sure_score
from evaluation.systems.ablated import hide_guide
from index.interface import Candidates
from ingest.model import GuideEntry
from tests.assistant.asking.conftest import Shelf, found

BY_TEXT = {**dict.fromkeys(WEIGHTS, 0.0), "dense_text": 1.0}
FOREST, LAKE, WOLVES = "cbd/art-3/item-a", "cbd/art-3/item-b", "cop-1/dec-3"
Make = Callable[..., Case]
Try = Callable[..., Attempt]


@pytest.fixture
def misled(shelf: Shelf, case: Make, attempt: Try) -> list[Case]:
    """Questions of which the guide's questions find the right provision, and the texts as often another."""
    shelf.guides = {one.locator: GuideEntry(one.locator, "Plain.", (), ()) for one in shelf.provisions}
    rounds = ((FOREST, LAKE), (LAKE, WOLVES), (WOLVES, FOREST))
    return [
        case(
            attempt({right: 0.5, wrong: 0.4 + 0.2 * (n % 2)}, questions={right: 0.9 - n / 100, wrong: 0.2}),
            right,
        )
        for n in range(4)
        for right, wrong in rounds
    ]


def test_an_obvious_order_is_learnt(misled: list[Case]) -> None:
    """What led astray is outweighed by what leads to the right one."""
    assert success(misled, BY_TEXT) == 0.5
    weights, quality = fit_ranking(misled, BY_TEXT)
    assert quality == success(misled, weights) == 1.0
    assert weights["dense_question"] > 0


def test_the_same_questions_give_the_same_weights(misled: list[Case]) -> None:
    """What is hidden is drawn anew each time, from a seed."""
    assert fit_ranking(misled, BY_TEXT) == fit_ranking(misled, BY_TEXT)


def test_what_tells_nothing_has_no_weight(misled: list[Case]) -> None:
    """A column that is the same everywhere."""
    weights, _ = fit_ranking(misled, BY_TEXT)
    assert weights["phrases"] == weights["named_session"] == 0


def test_each_question_is_taken_plain_and_with_half_of_the_guide_hidden(
    misled: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """HIDDEN times, each time with another half."""
    masks: list[tuple[bool, ...]] = []

    def watched(candidates: Candidates, bare: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Candidates:
        masks.append(tuple(bare))
        return hide_guide(candidates, bare)

    monkeypatch.setattr(module, "hide_guide", watched)
    fit_ranking(misled, BY_TEXT)
    assert len(masks) == module.HIDDEN * len(misled)
    assert len(set(masks)) > 1


def test_what_is_hidden_is_found_by_its_text_alone(shelf: Shelf) -> None:
    """And is no longer guided; the others, and the candidates themselves, stay as they were."""
    shelf.guides = {one: GuideEntry(one, "Plain.", (), ()) for one in (FOREST, LAKE)}
    candidates = found(shelf, {FOREST: 0.5, LAKE: 0.25})
    dense = {role: np.array([[0.5, 0.25]], dtype=np.float32) for role in candidates.dense}
    scores = {role: np.array([2.0, 1.0], dtype=np.float32) for role in candidates.lexical}
    candidates = replace(candidates, dense=dense, lexical=scores, synonyms=scores)
    hidden = hide_guide(candidates, np.array([True, False]))
    assert list(hidden.facts.guided) == [False, True]
    assert list(hidden.dense["text"][0]) == [0.5, 0.25]
    assert list(hidden.dense["question"][0]) == list(hidden.dense["summary"][0]) == [0.0, 0.25]
    assert list(hidden.lexical["text"]) == list(hidden.synonyms["text"]) == [2.0, 1.0]
    assert list(hidden.lexical["question"]) == list(hidden.synonyms["summary"]) == [0.0, 1.0]
    assert list(candidates.facts.guided) == [True, True]


def test_success_is_of_open_questions_with_an_answer(shelf: Shelf, case: Make, attempt: Try) -> None:
    """One of two that are asked openly; what names a provision or must be refused does not count."""
    scores = {FOREST: 0.9, WOLVES: 0.5}
    named = attempt(scores, named=((shelf.by_locator[LAKE],),))
    cases = [
        case(attempt(scores), FOREST),
        case(attempt(scores), WOLVES),
        case(named, LAKE),
        case(attempt(scores)),
    ]
    assert success(cases, BY_TEXT) == 0.5
    assert success([], BY_TEXT) == 0.0


def test_a_right_provision_that_was_not_found_is_no_lesson(
    misled: list[Case], case: Make, attempt: Try
) -> None:
    """Weights are the same without it; it counts as missed."""
    lost = case(attempt({FOREST: 0.9}), "cbd/art-2")
    weights, quality = fit_ranking([*misled, lost], BY_TEXT)
    assert weights["dense_question"] > 0
    assert quality == pytest.approx(len(misled) / (len(misled) + 1))


def test_what_counts_as_certain(case: Make, attempt: Try) -> None:
    """The score that nine of ten right answers stay below; wrong ones do not count."""
    cases = [case(attempt({FOREST: n / 10}), FOREST) for n in range(11)]
    wrong = case(attempt({FOREST: 0.9, WOLVES: 5.0}), FOREST)
    assert sure_score([*cases, wrong], BY_TEXT) == pytest.approx(0.9)
    assert sure_score([wrong], BY_TEXT) == 1.0
