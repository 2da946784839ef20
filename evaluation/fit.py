"""Fitting what is stored as data: the encoder's adapter, the weights of the search, and when to refuse.

Only guide questions and `dev` questions are used; the `test` halves are never read here.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Question, Turn
from assistant.asking.answerability import FEATURES, MODEL, features
from assistant.asking.rank import WEIGHTS, Ranking, load_weights, rank
from assistant.asking.understand import Query, understand
from assistant.assistant import Assistant
from evaluation.questions import Item
from index.adapter import Adapter, fit_adapter
from index.encoder import SentenceEncoder, Vectors
from index.interface import Filters
from ingest.corpus.load import load_corpus
from ingest.corpus.passages import passages

SEEDS = 6
WRONGLY_REFUSED = 0.025  # of the answerable dev questions, out of fold
FOLDS = 8
GUIDE_WEIGHT = 0.3  # a guide question counts as much less than a question somebody asked
REFUSED_WEIGHT = 2.0
STEPS = (0.5, 0.75, 0.9, 1.1, 1.33, 2.0)


@dataclass(frozen=True, slots=True)
class Case:
    """A dev question, understood, with the positions of the provisions that are right."""

    item: Item
    query: Query
    right: frozenset[int]


def fit_encoder(
    folders: Sequence[Path], progress: Callable[[int, int, float], None] | None = None
) -> Adapter:
    """Learn the adapter from the guide and the texts of the folders: the mean of SEEDS fits, which
    generalises better than one.

    The last paraphrase of each provision is kept out, so that the passages searched are not all ones that it
    was fitted to.
    """
    found = [passage for passage in passages(load_corpus(folders)) if not passage.id.endswith("#p3")]
    plain = SentenceEncoder(threads=2, adapted=False)
    vectors = plain.encode([passage.embed for passage in found])
    provisions, questions = [p.provision for p in found], [p.role == "question" for p in found]
    return Adapter(
        np.mean(
            [fit_adapter(vectors, provisions, questions, seed, progress).matrix for seed in range(SEEDS)],
            axis=0,
        )
    )


def cases(items: Iterable[Item], assistant: Assistant) -> list[Case]:
    """The dev questions among the items. Gold that the index does not hold is left out."""
    index = assistant.index
    made = []
    for item in items:
        if item.half != "dev":
            continue
        query = understand(Question(item.question, tuple(Turn("user", turn) for turn in item.history)), index)
        right = frozenset(p for gold in item.gold for p in _positions(gold.locator, assistant))
        if right or not item.answerable:
            made.append(Case(item, query, right))
    return made


def _positions(locator: str, assistant: Assistant) -> list[int]:
    provision = assistant.index.get(locator)
    if provision is None:
        return []
    below = [
        position
        for child in assistant.index.children(locator)
        for position in _positions(child.locator, assistant)
    ]
    return [provision.position, *below]


def rankings(found: Sequence[Case], assistant: Assistant) -> list[Ranking]:
    """One ranking a case."""
    return [rank(case.query, assistant.index, assistant.encoder, Filters()) for case in found]


def quality(found: Sequence[Case], ranked: Sequence[Ranking]) -> float:
    """Success at 1 plus reciprocal rank, averaged over the answerable questions that name no provision."""
    gains = []
    for case, ranking in zip(found, ranked, strict=True):
        if case.right and not case.query.named:
            place = next(
                (n for n, position in enumerate(ranking.order[:20], start=1) if int(position) in case.right),
                0,
            )
            gains.append((place == 1) + (1 / place if place else 0.0))
    return float(np.mean(gains)) if gains else 0.0


def fit_weights(found: Sequence[Case], assistant: Assistant, rounds: int = 2) -> dict[str, float]:
    """Coordinate ascent from the weights in use; a change must help, ties keep what is there."""
    weights = load_weights()
    best = quality(found, rankings(found, assistant))
    for _ in range(rounds):
        for name, value in list(weights.items()):
            kept = value
            for step in STEPS:
                weights[name] = round(value * step, 4)
                reached = quality(found, rankings(found, assistant))
                if reached > best + 1e-6:
                    best, kept = reached, weights[name]
            weights[name] = kept
    return dict(weights)


def save_weights(weights: dict[str, float]) -> None:
    """Where the search reads them."""
    WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")


def fit_answerability(found: Sequence[Case], assistant: Assistant) -> dict[str, object]:
    """The logistic model of assistant.answerability: first on embeddings (with the guide's questions), then
    on its verdict and the features.
    """
    ranked = rankings(found, assistant)
    vectors = np.stack([ranking.vector for ranking in ranked])
    values = np.stack(
        [features(case.query, ranking, assistant.index) for case, ranking in zip(found, ranked, strict=True)]
    )
    labels = np.array([case.item.answerable for case in found])
    guide = _guide_vectors(assistant)
    verdicts = _out_of_fold(vectors, labels, lambda x, y: _linear(x, y, guide))
    means, scales = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-6)
    joined = np.column_stack([verdicts, (values - means) / scales])
    scores = _out_of_fold(joined, labels, _linear)
    slope, offset = _linear(vectors, labels, guide)
    weights, bias = _linear(joined, labels)
    unnamed = np.array([not case.query.named for case in found])
    threshold = float(np.quantile(scores[labels & unnamed], WRONGLY_REFUSED))
    refused = float((scores[~labels & unnamed] < threshold).mean())
    return {
        "features": list(FEATURES),
        "embedding": _rounded(slope * weights[0]),
        "weights": _rounded(weights[1:]),
        "means": _rounded(means),
        "scales": _rounded(scales),
        "bias": round(float(bias + offset * weights[0]), 5),
        "threshold": round(threshold, 5),
        "measured": {
            "answerable": int(labels.sum()),
            "unanswerable": int((~labels).sum()),
            "refused_out_of_fold": round(refused, 3),
        },
    }


def save_answerability(model: dict[str, object]) -> None:
    """Where the assistant reads it."""
    MODEL.write_text(json.dumps(model) + "\n", encoding="utf-8")


def _guide_vectors(assistant: Assistant) -> Vectors:
    index = assistant.index
    entries = [
        index.guide(provision.locator)
        for document in index.documents
        for provision in index.in_document(document)
    ]
    questions = [question for entry in entries if entry for question in entry.questions[:2]]
    return assistant.encoder.encode(questions)


def _linear(
    x: NDArray[np.floating], y: NDArray[np.bool_], guide: Vectors | None = None
) -> tuple[NDArray[np.float64], float]:
    """Logistic regression: slope and intercept; `guide` adds answerable examples of less weight."""
    from sklearn.linear_model import LogisticRegression

    weights = np.where(y, 1.0, REFUSED_WEIGHT * y.sum() / max(1, (~y).sum()))
    if guide is not None:
        x, y = np.vstack([x, guide]), np.concatenate([y, np.ones(len(guide), dtype=np.bool_)])
        weights = np.concatenate([weights, np.full(len(guide), GUIDE_WEIGHT)])
    model = LogisticRegression(C=3.0, max_iter=5_000).fit(x, y, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def _out_of_fold(
    x: NDArray[np.floating],
    y: NDArray[np.bool_],
    fit: Callable[[NDArray[np.floating], NDArray[np.bool_]], tuple[NDArray[np.float64], float]],
) -> NDArray[np.float64]:
    """The score of each row by a model that did not see it."""
    folds = np.random.default_rng(0).permutation(len(y)) % FOLDS
    scores = np.zeros(len(y))
    for fold in range(FOLDS):
        slope, offset = fit(x[folds != fold], y[folds != fold])
        scores[folds == fold] = x[folds == fold] @ slope + offset
    return scores


def _rounded(values: NDArray[np.floating]) -> list[float]:
    return [round(float(value), 5) for value in values]
