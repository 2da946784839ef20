"""Fitting how many provisions are cited: whether one more answers what is not answered yet."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.asking.lists import ListModel
from assistant.asking.merits import FEATURES, merits
from assistant.asking.ranking import Ranking
from assistant.asking.select import select
from assistant.asking.selector import Selector, considered
from assistant.asking.tuning import Tuning
from evaluation.fit.cases import Case
from evaluation.fit.logistic import Line, fit_scaled
from index.interface import Numbers

RECALL = 0.75  # what it weighs to leave nothing out, beside citing nothing needless; most questions need one
LIMIT = 5  # citations, as an answer has at most unless asked for more
FOLDS = 4
STRENGTH = 1.0
CERTAINTIES = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)


def fit_selection(cases: Sequence[Case], tuning: Tuning) -> tuple[dict[str, Any], float]:
    """The selector's values as stored, and the quality reached with the chance from which it adds: each fold
    judged by a model that did not see it.
    """
    open_cases = [case for case in cases if case.gold and not case.query.named]
    ranked = [case.ranking(tuning.weights) for case in open_cases]
    steps = [_steps(case, ranking) for case, ranking in zip(open_cases, ranked, strict=True)]
    folds = np.arange(len(open_cases)) % FOLDS
    gains = np.zeros((len(CERTAINTIES), len(open_cases)))
    for fold in range(FOLDS):
        line = _line([step for step, of in zip(steps, folds, strict=True) if of != fold])
        for number, least in enumerate(CERTAINTIES):
            selector = _selector(line, least, tuning)
            for row in np.flatnonzero(folds == fold):
                gains[number, row] = _gain(open_cases[row], ranked[row], selector, tuning.lists)
    best = int(gains.mean(axis=1).argmax())
    line = _line(steps)
    weights = dict(zip(FEATURES, (round(float(value), 4) for value in line.slope), strict=True))
    stored = {"values": weights, "bias": round(line.bias, 4), "least": CERTAINTIES[best]}
    return stored, float(gains[best].mean())


def _selector(line: Line, least: float, tuning: Tuning) -> Selector:
    weights = dict(zip(FEATURES, map(float, line.slope), strict=True))
    return Selector(weights, line.bias, least, tuning.selector.part_gap)


def _steps(case: Case, ranking: Ranking) -> tuple[Numbers, NDArray[np.bool_]]:
    """The choices that a perfect selector would meet: features of each candidate, and whether it answers what
    is still open. It begins with the best candidate, right or not.
    """
    rows = considered(case.query, ranking)
    values, answers = [np.zeros((0, len(FEATURES)), dtype=np.float32)], [np.zeros(0, dtype=np.bool_)]
    chosen = rows[:1]
    while chosen and len(chosen) < LIMIT:
        placed = {row: ranking.positions([row])[0] for row in rows}
        left = [group for group in case.gold if not any(placed[row] in group for row in chosen)]
        found = merits(case.query, ranking, rows, chosen)
        free = found[:, FEATURES.index("overlap")] == 0
        right = np.array([any(placed[row] in group for group in left) for row in rows], dtype=np.bool_) & free
        values.append(found[free])
        answers.append(right[free])
        if not right.any():
            break
        chosen = [*chosen, rows[int(np.flatnonzero(right)[0])]]
    return np.concatenate(values), np.concatenate(answers)


def _line(steps: Sequence[tuple[Numbers, NDArray[np.bool_]]]) -> Line:
    """Logistic regression over all steps."""
    values = np.concatenate([found for found, _ in steps])
    return fit_scaled(values, np.concatenate([answers for _, answers in steps]), STRENGTH)


def _gain(case: Case, ranking: Ranking, selector: Selector, lists: ListModel) -> float:
    """The mean of recall (of gold entries) and precision (of citations)."""
    chosen = select(case.query, ranking, case.index, LIMIT, selector, lists)
    cited = [choice.provision.position for choice in chosen]
    if not cited:
        return 0.0
    recall = np.mean([any(position in group for position in cited) for group in case.gold])
    precision = np.mean([position in case.right for position in cited])
    return RECALL * float(recall) + (1 - RECALL) * float(precision)
