"""Fitting how passages of own documents are ranked (assistant.asking.own_ranking) and whether the best one
answers (assistant.asking.own).

Models are judged on documents that they did not see: all questions about one document lie in one fold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.asking.answerability import answerability
from assistant.asking.own_matches import MATCHED
from assistant.asking.own_merits import (
    ANSWERED,
    FOUND_BY,
    RANKED,
    answer_features,
    found_features,
    rank_features,
)
from assistant.asking.own_ranking import is_own_best, own_rows, placed, worth_reading
from assistant.asking.ranking import Ranking
from assistant.asking.tuning import Tuning
from evaluation.fit.cases import Case
from evaluation.fit.logistic import Line, fit_scaled, named, scores_out_of_fold, spread
from index.encoder import Encoder, Reader
from ingest.model import Provision

REFUSED_WRONGLY = 0.06  # of the questions that an own document answers, out of fold
LAW = 40  # of the best candidates that are no own passages, against which these are held
HELD = 1.0  # how strongly the weights of the ranking are held near zero, in units of standardised features
STRENGTH = 0.1
FOLDS = 6
FEWEST = 10  # questions of each side

Array = NDArray[np.float64]
_NONE, _NONE_RIGHT = np.zeros(0), np.zeros(0, dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Own passages of one question beside the law: `features` of shape (passages, features) and which of them
    are right; the scores of the law and which of them are.
    """

    features: Array
    right: NDArray[np.bool_]
    law: Array
    law_right: NDArray[np.bool_]

    @property
    def teaches(self) -> bool:
        """Whether anything is right."""
        return bool(self.right.any() or self.law_right.any())


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A question with all own passages that were found for it: `features` of shape (passages, FOUND_BY)."""

    case: Case
    ranking: Ranking
    rows: list[int]
    features: Array

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which of them are right."""
        return _right(self.case, self.ranking, self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A question with what was `found` for it and the `rows` of it that are read: `fold` is that of the
    document it is about.
    """

    case: Case
    ranking: Ranking
    found: list[int]
    rows: list[int]
    beside: Beside
    fold: int

    def ranked(self, line: Line) -> Ranking:
        """The ranking with the own passages scored by that line."""
        return placed(self.ranking, self.found, self.rows, line(self.beside.features).astype(np.float32))

    def is_right(self, ranking: Ranking) -> bool:
        """Whether the best candidate is right."""
        return bool(self.case.right & set(ranking.positions(ranking.top(1))))


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Whether the best own passage answers: what is stored by its names, and what was reached out of fold."""

    stored: dict[str, Any]
    measured: dict[str, Any]


def fit_own(cases: Sequence[Case], tuning: Tuning, encoder: Encoder) -> dict[str, Any] | None:
    """All lines, from questions over indexes that hold own documents. None where there are too few questions
    that an own document answers, or that nothing answers, or all of either are about one document.
    """
    reader = encoder if isinstance(encoder, Reader) else None
    found = [one for case in cases if not case.query.named and (one := _found(case, tuning))]
    if not any(one.right.any() for one in found):
        return None
    worth = fit_ranker([Beside(one.features, one.right, _NONE, _NONE_RIGHT) for one in found])
    examples = [_example(one, worth) for one in found]
    by_own = [bool(one.beside.right.any()) for one in examples]
    unanswered = [not one.case.item.answerable for one in examples]
    folds = [one.fold for one in examples]
    if min(sum(by_own), sum(unanswered)) < FEWEST or not _in_several(folds, by_own):
        return None
    rankers = {fold: fit_ranker([one.beside for one in examples if one.fold != fold]) for fold in set(folds)}
    ranked = [one.ranked(rankers[one.fold]) for one in examples]
    right = [one.is_right(ranking) for one, ranking in zip(examples, ranked, strict=True)]
    answers = _fit_answers(examples, ranked, right, tuning, reader)
    if answers is None:
        return None
    ranker = fit_ranker([one.beside for one in examples])
    of_own = [float(one) for one, own in zip(right, by_own, strict=True) if own]
    of_law = [float(found) for found, one in zip(right, examples, strict=True) if one.beside.law_right.any()]
    return {
        "worth_reading": {"values": named(FOUND_BY, worth.slope)},
        "ranked": {"values": named(RANKED, ranker.slope), "bias": round(ranker.bias, 5)},
        **answers.stored,
        "measured": {
            "questions": len(of_own),
            "first_right": round(float(np.mean(of_own)), 3),
            "first_right_by_fold": _by_fold(of_own, [one.fold for one in examples if one.beside.right.any()]),
            "law_questions": len(of_law),
            "law_first_right": round(float(np.mean(of_law)), 3) if of_law else None,
            **answers.measured,
        },
    }


def fit_ranker(lists: Sequence[Beside]) -> Line:
    """The weights with which right passages stand before the others, by a listwise softmax in which the
    scores of the law are given.
    """
    from scipy.optimize import minimize

    taught = [one for one in lists if one.teaches]
    scale = spread(np.concatenate([one.features for one in taught])).astype(np.float64)
    found = minimize(
        lambda weights: _loss(weights, taught, scale), np.zeros(len(scale) + 1), jac=True, method="L-BFGS-B"
    )
    return Line(found.x[:-1] / scale, float(found.x[-1]))


def _loss(weights: Array, lists: Sequence[Beside], scale: Array) -> tuple[float, Array]:
    """How unlikely the right ones are, and the gradient; the bias is the last of the weights."""
    loss, gradient = HELD / 2 * float(weights[:-1] @ weights[:-1]), HELD * weights
    gradient[-1] = 0.0
    for one in lists:
        values = one.features / scale
        scores = np.concatenate([values @ weights[:-1] + weights[-1], one.law])
        right = np.concatenate([one.right, one.law_right])
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        wanted = chances * right
        loss -= float(np.log(wanted.sum() + 1e-12))
        pull = (chances - wanted / (wanted.sum() + 1e-12))[: len(values)]
        gradient[:-1] += values.T @ pull
        gradient[-1] += pull.sum()
    return loss, gradient


def _fit_answers(
    examples: Sequence[Example],
    ranked: Sequence[Ranking],
    right: Sequence[bool],
    tuning: Tuning,
    reader: Reader | None,
) -> Answers | None:
    """From the questions for which an own passage was found best by a ranker that did not see them: those
    that it answers, and those that nothing answers. One line by words alone, for any encoder, and one by what
    this one reads, if it tells. None where either are not of several folds.
    """
    rows, labels, folds = [], [], []
    for one, ranking, holds in zip(examples, ranked, right, strict=True):
        index, query = one.case.index, one.case.query
        if holds == one.case.item.answerable and is_own_best(ranking, index):
            verdict = answerability(query, ranking, index, tuning.answerability)
            rows.append(answer_features(query, ranking, verdict, index, reader))
            labels.append(holds)
            folds.append(one.fold)
    if not (_in_several(folds, labels) and _in_several(folds, [not label for label in labels])):
        return None
    values, answered, held_out = np.stack(rows), np.array(labels), np.array(folds)
    lines = {"answered_by_words": _fit_line(values[:, : len(ANSWERED)], answered, held_out, ANSWERED)}
    if reader:
        lines["answered"] = _fit_line(values, answered, held_out, (*ANSWERED, *MATCHED))
    return Answers(
        {name: line for name, (line, _) in lines.items()},
        {
            "answered": int(answered.sum()),
            "unanswered": int((~answered).sum()),
            "refused_of_the_unanswered": {name: refused for name, (_, refused) in lines.items()},
        },
    )


def _fit_line(
    values: NDArray[np.float32], answered: NDArray[np.bool_], folds: NDArray[np.int64], names: Sequence[str]
) -> tuple[dict[str, Any], float]:
    """A line as it is stored, and which share of the unanswered it refuses out of fold."""
    scores = scores_out_of_fold(
        values, answered, folds, lambda some, held: fit_scaled(some, held, STRENGTH, balanced=True)
    )
    line = fit_scaled(values, answered, STRENGTH, balanced=True)
    least = float(np.quantile(scores[answered], REFUSED_WRONGLY))
    stored = {"values": named(names, line.slope), "bias": round(line.bias, 5), "least": round(least, 5)}
    return stored, round(float((scores[~answered] < least).mean()), 3)


def _found(case: Case, tuning: Tuning) -> Found | None:
    """The question with the own passages that were found for it; None where there are none."""
    ranking = case.ranking(tuning.weights)
    rows = own_rows(ranking, case.index)
    if not rows:
        return None
    features = found_features(ranking, rows, case.index).astype(np.float64)
    return Found(case, ranking, rows, features)


def _example(found: Found, worth: Line) -> Example:
    """The question with those of them that are read."""
    case, ranking = found.case, found.ranking
    read = worth_reading(worth(found.features))
    rows = [found.rows[place] for place in read]
    own = set(found.rows)
    law = [row for row in ranking.top(LAW + len(own)) if row not in own][:LAW]
    by = found.features[read].astype(np.float32)
    features = rank_features(case.query, ranking, rows, by, case.index).astype(np.float64)
    right, law_right = (_right(case, ranking, some) for some in (rows, law))
    beside = Beside(features, right, ranking.fused[law].astype(np.float64), law_right)
    best = case.index.at(ranking.positions(found.rows[:1]))[0]
    return Example(case, ranking, found.rows, rows, beside, _fold(case, best))


def _right(case: Case, ranking: Ranking, rows: Sequence[int]) -> NDArray[np.bool_]:
    """Which of these candidates are right."""
    positions = ranking.candidates.positions[np.array(rows, dtype=np.int64)]
    return np.isin(positions, list(case.right))


def _fold(case: Case, best: Provision) -> int:
    """The same for all questions about one document: that of the gold, else of the best own passage."""
    documents = sorted({gold.source for gold in case.item.gold})
    name = documents[0] if documents else best.document
    return crc32(name.encode()) % FOLDS


def _in_several(folds: Sequence[int], those: Sequence[bool]) -> bool:
    """Whether those questions lie in several folds, so that there are some to learn from beside any fold."""
    return len({fold for fold, one in zip(folds, those, strict=True) if one}) > 1


def _by_fold(values: Sequence[float], folds: Sequence[int]) -> list[float]:
    """The mean in each fold that has any."""
    found = np.array(values)
    return [round(float(found[np.array(folds) == fold].mean()), 3) for fold in sorted(set(folds))]
