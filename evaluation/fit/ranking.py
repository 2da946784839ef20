"""Fitting the weights of the ranking."""

from collections.abc import Sequence

import numpy as np

from evaluation.fit.ascent import ascend
from evaluation.fit.cases import Case

DEPTH = 20  # the reciprocal rank looks no further


def quality(cases: Sequence[Case], weights: dict[str, float]) -> float:
    """Success at 1 plus reciprocal rank, averaged over the answerable questions that name no provision."""
    gains = [_gain(case, weights) for case in cases if case.gold and not case.query.named]
    return float(np.mean(gains)) if gains else 0.0


def fit_ranking(
    cases: Sequence[Case], start: dict[str, float], rounds: int = 2
) -> tuple[dict[str, float], float]:
    """Weights reached from those in use, and their quality."""
    return ascend(start, lambda weights: quality(cases, weights), rounds)


def _gain(case: Case, weights: dict[str, float]) -> float:
    ranking, right = case.ranking(weights), case.right
    found = ranking.positions([int(row) for row in ranking.order[:DEPTH]])
    place = next((n for n, position in enumerate(found, start=1) if position in right), 0)
    return (place == 1) + (1 / place if place else 0.0)
