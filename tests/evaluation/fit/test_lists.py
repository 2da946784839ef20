"""Fitting whether a whole list is wanted: from questions for which one of its items was found best."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from assistant.asking.attempt import Attempt
from assistant.asking.lists import FEATURES
from assistant.asking.tuning import list_model
from evaluation.fit.cases import Case
from evaluation.fit.lists import fit_lists
from evaluation.questions import Gold
from tests.assistant.asking.conftest import tuned

WEIGHTS = tuned().weights
LIST, FOREST, LAKE = "cbd/art-3", "cbd/art-3/item-a", "cbd/art-3/item-b"


def test_items_that_lie_together_are_told_from_one_that_stands_out(
    case: Callable[..., Case], attempt: Callable[..., Attempt]
) -> None:
    """By models that did not see it; a question whose gold is neither, or that names it, teaches nothing."""

    def asked(scores: dict[str, float], gold: str) -> Case:
        made = case(attempt(scores), gold)
        return replace(made, item=replace(made.item, gold=(Gold(gold.split("/")[0], gold),)))

    whole = [asked({LAKE: 0.9, FOREST: 0.89 - n / 100, LIST: 0.88}, LIST) for n in range(10)]
    single = [asked({LAKE: 0.9, FOREST: 0.3 - n / 100, LIST: 0.2}, LAKE) for n in range(10)]
    neither = [asked({LAKE: 0.9}, "cop-1/dec-3"), asked({LIST: 0.9}, LIST)]
    stored = fit_lists([*whole, *single, *neither], WEIGHTS)
    assert stored is not None
    assert stored["measured"] == {"items": 10, "lists": 10, "right_out_of_fold": 1.0}
    model = list_model(stored)
    together, apart = (
        np.array([{"ahead_of_items": gap, "ahead_of_opening": gap}.get(name, 0.0) for name in FEATURES])
        for gap in (0.0, 0.7)
    )
    assert model.wants_all(together)
    assert not model.wants_all(apart)
    assert fit_lists([*whole, *single[:9], *neither], WEIGHTS) is None
