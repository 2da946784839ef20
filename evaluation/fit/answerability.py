"""Fitting when to refuse: the support vector machines of assistant.asking.answerability."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.asking.answerability import FEATURES, UNANSWERED, features
from assistant.asking.heads import ADDRESSED
from assistant.asking.verdict import GAMMA, log_odds, points
from evaluation.fit.cases import Case
from evaluation.fit.logistic import Scored, fit_machine, scores_out_of_fold, spread
from index.interface import Numbers

# Of the answerable dev questions that are spelt well, out of fold: misspelt ones lie so low that with them
# too few of the unanswerable would be refused. Of others it is about twice as many: the ranking has learnt
# from those of dev, and finds what answers them surer.
WRONGLY_REFUSED = 0.02
WRONGLY_LABELLED = 0.005  # of them that are refused for a label which speaks against them
FOLDS = 8
NEIGHBOURS = 8  # questions one after another in the sets that lie in one fold
STRENGTH = 4.0
REASONS = ("not_in_corpus", "out_of_scope")

LABEL_WEIGHTS = np.arange(0.0, 0.41, 0.02)  # of a label's log-odds, against 1 of the margin
Labels = NDArray[np.bool_]


def fit_answerability(
    found: Sequence[Case], weights: dict[str, float], taught: Sequence[Case] = ()
) -> tuple[dict[str, Any], dict[str, Numbers]]:
    """Both machines, whether a question is answered, and whether one that is not is of the field: what is
    stored as JSON, and the arrays beside it. Those `taught` teach as the others do, but where the thresholds
    lie is said by the others: among pairs of a question and its near miss neither lies where most do.
    """
    cases = [*found, *taught]
    ranked = [case.ranking(weights) for case in cases]
    vectors = np.stack([ranking.vector for ranking in ranked])
    values = np.stack(
        [features(case.query, ranking, case.index) for case, ranking in zip(cases, ranked, strict=True)]
    )
    centre, means, scales = vectors.mean(axis=0), values.mean(axis=0), spread(values)
    standing = points(vectors, values, centre, means, scales)
    answered = np.array([case.item.answerable for case in cases])
    measured = np.arange(len(cases)) < len(found)
    counted = measured & np.array([not case.query.named for case in cases])
    scores = _out_of_fold(standing, answered)
    mended = np.array([case.mended for case in cases])
    least = float(np.quantile(scores[answered & counted & ~mended], WRONGLY_REFUSED))
    refused = float((scores[~answered & counted] < least).mean())
    chances = np.array([[case.query.intent.labels.chances[one] for one in UNANSWERED] for case in cases])
    labelled = _labelled(scores[counted] - least, chances[counted].max(axis=1), answered[counted])
    labelled["sure"] = _sure(chances[answered & counted])
    told = np.array([case.item.reason in REASONS for case in cases]) & ~answered
    field = np.array([case.item.reason == "not_in_corpus" for case in cases])
    sides = _out_of_fold(standing[told], field[told])
    right = float(((sides >= 0) == field[told])[counted[told]].mean())
    machine, arrays = _machine(standing, answered)
    other, more = _machine(standing[told], field[told])
    stored = {
        "features": list(FEATURES),
        "answered": {"bias": machine, "threshold": round(least, 5)},
        "field": {"bias": other, "threshold": 0.0},
        "labelled": labelled,
        "measured": {
            "answerable": int((answered & measured).sum()),
            "unanswerable": int((~answered & measured).sum()),
            "taught": len(taught),
            "refused_out_of_fold": round(refused, 3),
            "reason_right_out_of_fold": round(right, 3),
        },
    }
    named = {f"answered_{name}": array for name, array in arrays.items()}
    named |= {f"field_{name}": array for name, array in more.items()}
    return stored, {"centre": centre, "means": means, "scales": scales, **named}


def _labelled(margins: NDArray[np.float64], chances: NDArray[np.float64], answered: Labels) -> dict[str, Any]:
    """How the margin and a label are weighed (see assistant.asking.answerability.Labelled): of the questions
    that are not refused yet, as many of the unanswerable as can be lie below 0 beside WRONGLY_LABELLED of the
    answerable.
    """
    open_ones = margins >= 0
    odds = np.array([log_odds(chance) for chance in chances])
    best = (-1.0, 0.0, 0.0)
    for weight in LABEL_WEIGHTS:
        both = margins - weight * odds
        kept = np.sort(both[answered & open_ones])
        least = float(kept[int(WRONGLY_LABELLED * answered.sum())])
        caught = float((both[~answered & open_ones] < least).mean()) if (~answered & open_ones).any() else 0.0
        best = max(best, (caught, float(weight), least))
    return {"label": round(best[1], 3), "least": round(best[2], 5)}


def _sure(chances: NDArray[np.float64]) -> dict[str, float]:
    """The chance above which no answerable question bears a label of what is said to the assistant. What is
    kept elsewhere is too near to what the law says of it to be told by its label alone.
    """
    highest = dict(zip(UNANSWERED, chances.max(axis=0), strict=True))
    return {label: round(float(highest[label]), 4) if label in ADDRESSED else 1.0 for label in UNANSWERED}


def _machine(standing: Numbers, labels: Labels) -> tuple[float, dict[str, Numbers]]:
    """Its bias, and its examples with their weights (in half precision, which moves no verdict)."""
    fitted = fit_machine(standing, labels, STRENGTH, GAMMA)
    arrays = {"examples": fitted.support_vectors_, "weights": fitted.dual_coef_[0]}
    return round(float(fitted.intercept_[0]), 5), {
        name: array.astype(np.float16) for name, array in arrays.items()
    }


def _out_of_fold(standing: Numbers, labels: Labels) -> NDArray[np.float64]:
    """The margin of each example by a machine that did not see it, nor its neighbours in the sets, among
    which is its twin: the same subject, asked so that the texts do answer.
    """
    blocks = np.arange(len(labels)) // NEIGHBOURS
    folds = np.random.default_rng(0).permutation(blocks.max() + 1)[blocks] % FOLDS

    def fit(values: NDArray[np.floating], held: Labels) -> Scored:
        scored: Scored = fit_machine(values, held, STRENGTH, GAMMA).decision_function
        return scored

    return scores_out_of_fold(standing, labels, folds, fit)
