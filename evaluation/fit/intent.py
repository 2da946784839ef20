"""Fitting the heads that read what kind of answer a question wants."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.asking.answerability import UNANSWERED
from assistant.asking.aside import LABEL as ASIDE
from assistant.asking.heads import LABELS
from assistant.asking.outline import outlined, seen
from evaluation.fit.logistic import Line, fit_line, scores_out_of_fold
from index.encoder import Encoder, Vectors
from ingest.errors import EvaluationError

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NEEDS_MORE = {"history", "restate"}  # asked without a turn before, such a question must be asked back
FOLDS = 5
NEIGHBOURS = 40  # examples one after another
STRENGTH = 10.0  # the less, the nearer to zero the weights are held
CERTAINTIES = np.arange(0.2, 0.85, 0.05)


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the labels that a reader gave it, of those that he looked for."""

    question: str
    language: str
    labels: frozenset[str]
    looked_for: frozenset[str]


def labelled_questions() -> list[Example]:
    """Those that a reader labelled: one file for every label, the other for those alone of which an official
    page or the assistant itself is asked.
    """
    return [
        *read_examples(EXAMPLES / "intent.jsonl", frozenset(LABELS)),
        *read_examples(EXAMPLES / "kept.jsonl", frozenset(UNANSWERED)),
    ]


def all_examples() -> list[Example]:
    """The labelled questions, and those whose answers stand in a provision: no official page or assistant
    itself is asked there; and questions and parts of questions that set something aside, with others.
    """
    return [
        *labelled_questions(),
        *read_examples(EXAMPLES / "provisions.jsonl", frozenset(UNANSWERED)),
        *read_examples(EXAMPLES / "aside.jsonl", frozenset({ASIDE})),
    ]


def read_examples(path: Path, looked_for: frozenset[str]) -> list[Example]:
    """The questions of a file, labelled by somebody who looked for these labels. Raises EvaluationError that
    names a wrong line.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(line)
            labels = frozenset(record.get("labels", ()))
            if not labels <= looked_for:
                raise ValueError(f"unknown {', '.join(sorted(labels - looked_for))}")
            labels |= {"asks_back"} if labels & NEEDS_MORE else set()
            found.append(Example(record["question"], record["lang"], labels, looked_for))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(
                f"{path.name}:{number}: not a labelled question ({error}).",
                'Each line is {"question": ..., "lang": ..., "labels": [...]}.',
            ) from error
    return found


def fit_intent(examples: Sequence[Example], encoder: Encoder) -> dict[str, Any]:
    """The heads, with the F1 of each label out of fold, as stored."""
    vectors = np.stack([outlined(one) for one in seen([example.question for example in examples], encoder)])
    weights, biases, least, measured = [], [], [], {}
    for label in LABELS:
        read = np.array([label in example.looked_for for example in examples])
        held = np.array([label in example.labels for example in examples])[read]
        threshold, f1 = _threshold(_out_of_fold(vectors[read], held), held)
        head = _head(vectors[read], held)
        weights.append([round(float(value), 4) for value in head.slope])
        biases.append(round(head.bias, 4))
        least.append(round(threshold, 2))
        measured[label] = round(f1, 3)
    return {
        "labels": list(LABELS),
        "weights": weights,
        "biases": biases,
        "least": least,
        "measured": {"f1_out_of_fold": measured, "mean": round(float(np.mean(list(measured.values()))), 3)},
    }


def _head(vectors: Vectors, held: NDArray[np.bool_]) -> Line:
    return fit_line(vectors, held, STRENGTH, balanced=True)


def _out_of_fold(vectors: Vectors, held: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The chance of each example by a model that did not see it; neighbours in a file, which are often of
    one topic, lie in one fold, and each fold has some of every file.
    """
    folds = np.arange(len(held)) // NEIGHBOURS % FOLDS
    return np.asarray(1 / (1 + np.exp(-scores_out_of_fold(vectors, held, folds, _head))))


def _threshold(chances: NDArray[np.float64], held: NDArray[np.bool_]) -> tuple[float, float]:
    """The chance from which a label holds with the best F1, and that F1."""

    def f1(least: float) -> float:
        said = chances >= least
        return float(2 * (said & held).sum() / max(1, said.sum() + held.sum()))

    best = max(CERTAINTIES, key=f1)
    return float(best), f1(best)
