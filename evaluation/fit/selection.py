"""Fitting how many provisions are cited: the thresholds of the selection."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from assistant.asking.select import Thresholds, select
from assistant.asking.tuning import Tuning
from evaluation.fit.ascent import ascend
from evaluation.fit.cases import Case
from index.interface import SearchIndex

LIMIT = 5  # citations, as an answer has at most unless asked for more
FITTED = ("close", "close_several", "part_gap")  # the others count provisions and are set


def quality(cases: Sequence[Case], tuning: Tuning, thresholds: Thresholds, index: SearchIndex) -> float:
    """The mean of recall (of gold entries) and precision (of citations) over the answerable questions."""
    gains = [_gain(case, tuning, thresholds, index) for case in cases if case.gold]
    return float(np.mean(gains)) if gains else 0.0


def fit_selection(
    cases: Sequence[Case], tuning: Tuning, index: SearchIndex, rounds: int = 2
) -> tuple[dict[str, float], float]:
    """Thresholds reached from those in use, and their quality."""
    start = asdict(tuning.selection)
    return ascend(
        {name: start[name] for name in FITTED},
        lambda values: quality(cases, tuning, Thresholds(**{**start, **values}), index),
        rounds,
    )


def _gain(case: Case, tuning: Tuning, thresholds: Thresholds, index: SearchIndex) -> float:
    chosen = select(case.query, case.ranking(tuning.weights), index, LIMIT, thresholds)
    cited = [choice.provision.position for choice in chosen]
    if not cited:
        return 0.0
    recall = np.mean([any(position in group for position in cited) for group in case.gold])
    precision = np.mean([position in case.right for position in cited])
    return float(recall + precision) / 2
