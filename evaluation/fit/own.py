"""Fitting what says that an own document answers (assistant.asking.own)."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.asking.own import FEATURES, own_features
from evaluation.fit.cases import Case
from evaluation.fit.logistic import fit_scaled, scores_out_of_fold

ANSWERED_WRONGLY = 0.1  # of the questions that no own document answers though one was found best, out of fold
STRENGTH = 1.0
FOLDS = 5
FEWEST = 10  # questions of each side


def fit_own(cases: Sequence[Case], weights: dict[str, float]) -> dict[str, Any] | None:
    """The model, from the questions for which an own document was found best: those that it answers, and
    those that nothing answers. None where there are too few of either to learn from.
    """
    rows, labels = [], []
    for case in cases:
        ranking = case.ranking(weights)
        features = own_features(case.query, ranking, case.index)
        right = bool(case.right & set(ranking.positions(ranking.top(1))))
        if features is not None and right == case.item.answerable and not case.query.named:
            rows.append(features)
            labels.append(right)
    if min(labels.count(True), labels.count(False)) < FEWEST:
        return None
    values, answered = np.stack(rows), np.array(labels)
    line = fit_scaled(values, answered, STRENGTH, balanced=True)
    folds = np.random.default_rng(0).permutation(len(labels)) % FOLDS
    scores = scores_out_of_fold(
        values, answered, folds, lambda some, held: fit_scaled(some, held, STRENGTH, balanced=True)
    )
    least = float(np.quantile(scores[~answered], 1 - ANSWERED_WRONGLY))
    return {
        "values": {name: round(float(value), 5) for name, value in zip(FEATURES, line.slope, strict=True)},
        "bias": round(line.bias, 5),
        "least": round(least, 5),
        "measured": {
            "answered": int(answered.sum()),
            "unanswered": int((~answered).sum()),
            "answered_out_of_fold": round(float((scores[answered] >= least).mean()), 3),
        },
    }
