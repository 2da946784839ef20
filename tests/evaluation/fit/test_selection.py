"""Fitting the ranking and the selection on cases that can be judged by hand."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant.asking.case import Thresholds as Declining
from assistant.asking.query import Intent, Query
from assistant.asking.rank import WEIGHTS
from assistant.asking.retrieve import Retrieval
from assistant.asking.select import Thresholds
from assistant.asking.tuning import Tuning
from evaluation.fit.cases import Case
from evaluation.fit.ranking import fit_ranking
from evaluation.fit.ranking import quality as ranking_quality
from evaluation.fit.selection import fit_selection
from evaluation.fit.selection import quality as selection_quality
from evaluation.questions import Item
from tests.assistant.asking.conftest import Shelf, found

WEIGHT = {**dict.fromkeys(WEIGHTS, 0.0), "dense_text": 1.0}
THRESHOLDS = Thresholds(look_at=12, close=0.3, close_several=0.5, most=3, part_gap=0.05)
TUNING = Tuning(WEIGHT, THRESHOLDS, Declining(0.5, 6.0, 0.5), None, 5.0)
Make = Callable[..., Case]


@pytest.fixture
def shelf() -> Shelf:
    """Hand-made provisions."""
    return Shelf()


@pytest.fixture
def case(shelf: Shelf) -> Make:
    """Give the function that makes a case: what was found, and which of it is right."""

    def make(scores: dict[str, float], *gold: str) -> Case:
        item = Item("q", "Who protects forests?", "lookup", "en", (), True, ())
        retrieval = Retrieval(found(shelf, scores), np.zeros((1, 4), dtype=np.float32))
        query = Query(item.question, (), "en", Intent())
        return Case(
            item, query, retrieval, tuple(frozenset({shelf.by_locator[one].position}) for one in gold)
        )

    return make


def test_the_quality_of_a_ranking(case: Make) -> None:
    """Success at 1 plus the reciprocal rank; nothing for what was not found."""
    scores = {"cbd/art-3/item-a": 0.9, "cop-1/dec-3": 0.5}
    assert ranking_quality([case(scores, "cbd/art-3/item-a")], WEIGHT) == 2.0
    assert ranking_quality([case(scores, "cop-1/dec-3")], WEIGHT) == 0.5
    assert ranking_quality([case(scores, "cbd/art-2")], WEIGHT) == 0.0
    assert ranking_quality([], WEIGHT) == 0.0


def test_a_weight_that_misleads_is_lowered(case: Make) -> None:
    """The recital's bonus puts it before what is right, until it is taken back."""
    misled = {**WEIGHT, "preamble": 0.3}
    cases = [case({"cbd/preamble/recital-1": 0.4, "cbd/art-3/item-a": 0.65}, "cbd/art-3/item-a")]
    weights, quality = fit_ranking(cases, misled)
    assert ranking_quality(cases, misled) == 0.5
    assert quality == 2.0
    assert weights != misled
    assert misled["preamble"] == 0.3


def test_the_quality_of_a_selection(case: Make, shelf: Shelf) -> None:
    """The mean of recall and precision: one of two that are right, and nothing beside it, is 0.75."""
    scores = {"cbd/art-3/item-a": 0.9, "cop-1/dec-3": 0.4}
    cases = [case(scores, "cbd/art-3/item-a", "cop-1/dec-3")]
    assert selection_quality(cases, TUNING, THRESHOLDS, shelf) == 0.75


def test_a_margin_that_is_too_narrow_is_widened(case: Make, shelf: Shelf) -> None:
    """So that the second provision, which is right too, is cited."""
    cases = [case({"cbd/art-3/item-a": 0.9, "cop-1/dec-3": 0.5}, "cbd/art-3/item-a", "cop-1/dec-3")]
    thresholds, quality = fit_selection(cases, TUNING, shelf)
    assert thresholds["close"] >= 0.4
    assert quality == 1.0
