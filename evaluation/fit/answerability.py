"""Fitting when to refuse: the logistic model of assistant.asking.answerability."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.asking.answerability import FEATURES, features
from assistant.assistant import Assistant
from evaluation.fit.cases import Case
from evaluation.fit.logistic import Line, fit_line, scores_out_of_fold
from index.encoder import Vectors
from index.interface import Numbers

WRONGLY_REFUSED = 0.025  # of the answerable dev questions, out of fold
FOLDS = 8
STRENGTH = 0.3
REASONS = ("not_in_corpus", "out_of_scope")
GUIDE_WEIGHT = 0.3  # a guide question counts as much less than a question somebody asked
REFUSED_WEIGHT = 2.0


def fit_answerability(
    found: Sequence[Case], assistant: Assistant, ranking_weights: dict[str, float]
) -> dict[str, Any]:
    """The values of both models: whether a question is answered, and whether one that is not is of the
    field.
    """
    ranked = [case.ranking(ranking_weights) for case in found]
    vectors = np.stack([ranking.vector for ranking in ranked])
    values = np.stack(
        [features(case.query, ranking, case.index) for case, ranking in zip(found, ranked, strict=True)]
    )
    means, scales = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-6)
    standard = (values - means) / scales
    answered = np.array([case.item.answerable for case in found])
    unnamed = np.array([not case.query.named for case in found])
    guide = _guide_vectors(assistant)
    model, scores = _stacked(vectors, standard, answered, guide)
    model["threshold"] = round(float(np.quantile(scores[answered & unnamed], WRONGLY_REFUSED)), 5)
    refused = float((scores[~answered & unnamed] < model["threshold"]).mean())
    told = answered | np.array([case.item.reason in REASONS for case in found])
    field = answered | np.array([case.item.reason == "not_in_corpus" for case in found])
    other, sides = _stacked(vectors[told], standard[told], field[told], guide)
    other["threshold"] = 0.0
    open_reason = ~answered[told] & unnamed[told]
    right = float(((sides >= 0) == field[told])[open_reason].mean())
    return {
        "features": list(FEATURES),
        "means": _rounded(means),
        "scales": _rounded(scales),
        "answered": model,
        "field": other,
        "measured": {
            "answerable": int(answered.sum()),
            "unanswerable": int((~answered).sum()),
            "refused_out_of_fold": round(refused, 3),
            "reason_right_out_of_fold": round(right, 3),
        },
    }


def _stacked(
    vectors: Vectors, standard: Numbers, labels: NDArray[np.bool_], guide: Vectors | None
) -> tuple[dict[str, Any], NDArray[np.float64]]:
    """A model first on embeddings (with the guide's questions), then on its verdict and the features; and
    each example's log-odds out of fold.
    """
    folds = np.random.default_rng(0).permutation(len(labels)) % FOLDS
    verdicts = scores_out_of_fold(vectors, labels, folds, lambda x, y: _line(x, y, guide))
    joined = np.column_stack([verdicts, standard])
    scores = scores_out_of_fold(joined, labels, folds, _line)
    first, second = _line(vectors, labels, guide), _line(joined, labels)
    stored = {
        "embedding": _rounded(first.slope * second.slope[0]),
        "weights": _rounded(second.slope[1:]),
        "bias": round(second.bias + first.bias * float(second.slope[0]), 5),
    }
    return stored, scores


def _guide_vectors(assistant: Assistant) -> Vectors | None:
    """The guide's questions, embedded as what they are: shape (questions, dimension); None without any."""
    index = assistant.index
    entries = [
        index.guide(provision.locator)
        for document in index.documents
        for provision in index.in_document(document)
    ]
    questions = [question for entry in entries if entry for question in entry.questions[:2]]
    return assistant.encoder.encode_queries(questions) if questions else None


def _line(x: NDArray[np.floating], y: NDArray[np.bool_], guide: Vectors | None = None) -> Line:
    """Logistic regression; `guide` adds answerable examples of less weight."""
    weights = np.where(y, 1.0, REFUSED_WEIGHT * y.sum() / max(1, (~y).sum()))
    if guide is not None:
        x, y = np.vstack([x, guide]), np.concatenate([y, np.ones(len(guide), dtype=np.bool_)])
        weights = np.concatenate([weights, np.full(len(guide), GUIDE_WEIGHT)])
    return fit_line(x, y, STRENGTH, weights=weights)


def _rounded(values: NDArray[np.floating]) -> list[float]:
    return [round(float(value), 5) for value in values]
