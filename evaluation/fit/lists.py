"""Fitting whether the whole list is wanted where one of its items was found best (assistant.asking.lists)."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.asking.lists import FEATURES, list_features, list_of
from assistant.asking.selector import considered
from evaluation.fit.cases import Case
from evaluation.fit.logistic import fit_scaled, labels_out_of_fold, named
from index.interface import Numbers

STRENGTH = 1.0
FOLDS = 5
FEWEST = 10  # questions of each side


def fit_lists(cases: Sequence[Case], weights: dict[str, float]) -> dict[str, Any] | None:
    """The model, from questions for which an item was found best: the gold is the item, or its list. None
    where there are too few of either to learn from.
    """
    told = [one for case in cases if (one := _told(case, weights)) is not None]
    wanted = np.array([whole for _, whole in told], dtype=np.bool_)
    if min(wanted.sum(), (~wanted).sum()) < FEWEST:
        return None
    values = np.stack([features for features, _ in told])
    line = fit_scaled(values, wanted, STRENGTH)
    guessed = labels_out_of_fold(values, wanted, STRENGTH, FOLDS)
    return {
        "values": named(FEATURES, line.slope),
        "bias": round(line.bias, 5),
        "measured": {
            "items": int((~wanted).sum()),
            "lists": int(wanted.sum()),
            "right_out_of_fold": round(float((guessed == wanted).mean()), 3),
        },
    }


def _told(case: Case, weights: dict[str, float]) -> tuple[Numbers, bool] | None:
    """The features of the item that was found best, and whether its list is the gold; None where the question
    teaches nothing of it.
    """
    ranking = case.ranking(weights)
    rows = considered(case.query, ranking)
    if not rows or case.query.named:
        return None
    item = case.index.at(ranking.positions(rows[:1]))[0]
    above = list_of(item, case.index)
    gold = {locator for one in case.item.gold for locator in one.locators}
    if above is None or (item.locator in gold) == (above.locator in gold):
        return None
    return list_features(item, above, case.query, ranking, case.index), above.locator in gold
