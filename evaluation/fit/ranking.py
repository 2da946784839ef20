"""Fitting the weights of the ranking: right provisions shall stand before the others, by a listwise softmax
(Cao et al. 2007).

Each question is taken as it is and with the guide of a random half of the provisions hidden, anew each time,
so that what has a guide and what has none come to lie on one scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.asking.rank import WEIGHTS, features
from evaluation.fit.cases import Case
from evaluation.fit.logistic import named, spread
from evaluation.systems.ablated import hide_guide
from index.interface import Candidates, Numbers

HIDDEN = 2  # times that each question is taken with half of the guide hidden
LOOK_AT = 150  # candidates of a question that are held against each other
STRENGTH = 0.02  # how strongly weights are held near zero, in units of standardised features
SURE = 0.5  # the part of guide questions whose score counts as certain

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """The candidates of one question: features, shape (candidates, WEIGHTS), and one mask a gold entry."""

    features: Array
    gold: tuple[NDArray[np.bool_], ...]

    @property
    def right(self) -> NDArray[np.bool_]:
        """The candidates that are right."""
        return np.asarray(np.any(self.gold, axis=0), dtype=np.bool_)


def fit_ranking(cases: Sequence[Case], start: dict[str, float]) -> tuple[dict[str, float], float]:
    """Weights and the share of questions whose best candidate is right (as they are, nothing hidden)."""
    from scipy.optimize import minimize

    open_cases = [case for case in cases if case.gold and not case.query.named]
    plain = [_list(case, case.retrieved.candidates, start) for case in open_cases]
    hidden = [
        _list(case, _half_hidden(case.retrieved.candidates, seed), start)
        for seed, case in enumerate(open_cases * HIDDEN)
    ]
    lists = [one for one in plain + hidden if one]
    scale = spread(np.concatenate([one.features for one in lists]))
    lists = [replace(one, features=one.features / scale) for one in lists]
    found = minimize(
        lambda weights: _loss(weights, lists), np.zeros(len(WEIGHTS)), jac=True, method="L-BFGS-B"
    )
    weights = named(WEIGHTS, found.x / scale)
    return weights, success(cases, weights)


def success(cases: Sequence[Case], weights: dict[str, float]) -> float:
    """The share of the answerable questions that name no provision whose best candidate is right."""
    found = []
    for case in cases:
        if case.gold and not case.query.named:
            ranking = case.ranking(weights)
            found.append(any(position in case.right for position in ranking.positions(ranking.top(1))))
    return float(np.mean(found)) if found else 0.0


def sure_score(cases: Sequence[Case], weights: dict[str, float]) -> float:
    """The fused score that a good answer has: from there on a citation's score is 1."""
    scores = []
    for case in cases:
        ranking = case.ranking(weights)
        top = ranking.top(1)
        if case.gold and top and ranking.positions(top)[0] in case.right:
            scores.append(float(ranking.fused[top[0]]))
    return round(float(np.quantile(scores, 0.9)), 4) if scores else 1.0


def _half_hidden(candidates: Candidates, seed: int) -> Candidates:
    """The candidates as if a random half of the provisions had no guide."""
    return hide_guide(candidates, np.random.default_rng(seed).random(len(candidates)) < 0.5)


def _list(case: Case, candidates: Candidates, start: dict[str, float]) -> Lists | None:
    """The best candidates by the weights in use and all that are right; None where nothing right was
    found.
    """
    values: Numbers = features(case.query, candidates)
    fused = values @ np.array([start[name] for name in WEIGHTS], dtype=np.float32)
    positions = candidates.positions
    right = np.isin(positions, list(case.right))
    rows = np.union1d(np.argsort(-fused, kind="stable")[:LOOK_AT], np.flatnonzero(right))
    gold = tuple(mask for group in case.gold if (mask := np.isin(positions[rows], list(group))).any())
    return Lists(values[rows].astype(np.float64), gold) if gold else None


def _loss(weights: Array, lists: Sequence[Lists]) -> tuple[float, Array]:
    """The mean over gold entries of -log of the chance that one of its provisions stands first (the other
    right ones set aside), with its derivative.
    """
    loss, slope, count = 0.0, np.zeros_like(weights), 0
    for one in lists:
        scores = one.features @ weights
        for group in one.gold:
            among = group | ~one.right
            chance = _softmax(scores[among])
            inside = _softmax(scores[group])
            of_group = group[among]
            loss -= float(np.log(max(chance[of_group].sum(), 1e-12)))
            slope += chance @ one.features[among] - inside @ one.features[group]
            count += 1
    return (
        loss / count + STRENGTH * float(weights @ weights) / 2,
        slope / count + STRENGTH * weights,
    )


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())
