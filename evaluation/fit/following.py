"""Fitting when a question leans on the turns before it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.asking.follow import FEATURES, follow_features
from evaluation.fit.cases import Case
from evaluation.fit.logistic import fit_scaled, labels_out_of_fold

STRENGTH = 1.0
FOLDS = 5


def fit_following(cases: Sequence[Case], weights: dict[str, float]) -> tuple[dict[str, Any], float]:
    """The follower's values as stored, and the share of conversations read right out of fold."""
    asked = [(case, case.together) for case in cases if case.together and not case.alone.query.named]
    values = np.stack([follow_features(case.alone, together, weights) for case, together in asked])
    leaning = np.array([case.follows for case, _ in asked])
    read = labels_out_of_fold(values, leaning, STRENGTH, FOLDS)
    line = fit_scaled(values, leaning, STRENGTH)
    return {
        "values": dict(zip(FEATURES, (round(float(value), 4) for value in line.slope), strict=True)),
        "bias": round(line.bias, 4),
        "least": 0.0,
    }, float((read == leaning).mean())
