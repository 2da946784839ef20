"""Logistic regression and support vector machines: the one door of scikit-learn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FLAT = 1e-4  # a feature that varies less does not vary
STEPS = 5_000  # at most, until it has converged
CACHE = 1_000  # megabytes in which the kernel of a support vector machine is kept

Array = NDArray[np.floating]
Labels = NDArray[np.bool_]
Scored = Callable[[Array], NDArray[np.float64]]  # a score for each row


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Log-odds as a line: `slope` of shape (features,), and `bias`."""

    slope: NDArray[np.float64]
    bias: float

    def __call__(self, values: Array) -> NDArray[np.float64]:
        """The log-odds of each row of `values`, shape (rows, features)."""
        return np.asarray(values @ self.slope + self.bias, dtype=np.float64)


def fit_line(values: Array, labels: Labels, strength: float, balanced: bool = False) -> Line:
    """Logistic regression. The less `strength`, the nearer to zero the slope is held; `balanced` gives both
    labels the same weight together.
    """
    model = _model(strength, balanced).fit(values, labels)
    return Line(model.coef_[0], float(model.intercept_[0]))


def fit_scaled(values: Array, labels: Labels, strength: float, balanced: bool = False) -> Line:
    """The same, with every feature held near zero in units of its own spread."""
    scale = spread(values)
    line = fit_line(values / scale, labels, strength, balanced)
    return Line(line.slope / scale, line.bias)


def named(names: Sequence[str], slope: Array) -> dict[str, float]:
    """A slope as it is stored: rounded, by the names of its features."""
    return {name: round(float(value), 5) for name, value in zip(names, slope, strict=True)}


def spread(values: Array) -> Array:
    """The spread of each feature, shape (features,); 1 for one that does not vary: it would become huge."""
    found = values.std(axis=0)
    return np.asarray(np.where(found > FLAT, found + 1e-6, 1.0))


def labels_out_of_fold(
    values: Array, labels: Labels, strength: float, folds: int, balanced: bool = False
) -> Labels:
    """The label that each row is given by a model that did not see it."""
    from sklearn.model_selection import cross_val_predict

    return np.asarray(
        cross_val_predict(_model(strength, balanced), values / spread(values), labels, cv=folds),
        dtype=np.bool_,
    )


def scores_out_of_fold(
    values: Array, labels: Labels, folds: NDArray[np.int64], fit: Callable[[Array, Labels], Scored]
) -> NDArray[np.float64]:
    """The score of each row by a model that did not see it; `folds` says in which one it lies."""
    scores = np.zeros(len(labels))
    for fold in np.unique(folds):
        scores[folds == fold] = fit(values[folds != fold], labels[folds != fold])(values[folds == fold])
    return scores


def fit_machine(values: Array, labels: Labels, strength: float, gamma: float) -> Any:
    """A support vector machine with a Gaussian kernel, both labels of the same weight together."""
    from sklearn.svm import SVC

    return SVC(C=strength, gamma=gamma, class_weight="balanced", cache_size=CACHE).fit(values, labels)


def _model(strength: float, balanced: bool) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=STEPS, class_weight="balanced" if balanced else None)
