"""Fitting when a question leans on the turns before it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.asking.follow import FEATURES, follow_features
from evaluation.fit.cases import Case

STRENGTH = 1.0
FOLDS = 5


def fit_following(cases: Sequence[Case], weights: dict[str, float]) -> tuple[dict[str, Any], float]:
    """The follower's values as stored, and the share of conversations read right out of fold."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    asked = [(case, case.together) for case in cases if case.together and not case.alone.query.named]
    values = np.stack([follow_features(case.alone, together, weights) for case, together in asked])
    leaning = np.array([case.follows for case, _ in asked])
    scale = values.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=2_000, class_weight="balanced")
    read = cross_val_predict(model, values / scale, leaning, cv=FOLDS)
    model.fit(values / scale, leaning)
    slope = model.coef_[0] / scale
    return {
        "values": dict(zip(FEATURES, (round(float(value), 4) for value in slope), strict=True)),
        "bias": round(float(model.intercept_[0]), 4),
        "least": 0.0,
    }, float((read == leaning).mean())
