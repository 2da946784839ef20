"""Logistic regression and support vector machines: sides that can be seen by eye."""

import numpy as np
import pytest

from evaluation.fit.logistic import (
    fit_line,
    fit_machine,
    fit_scaled,
    labels_out_of_fold,
    scores_out_of_fold,
    spread,
)

VALUES = np.array([[-2.0], [-1.0], [1.0], [2.0]] * 5)
LABELS = VALUES[:, 0] > 0


def test_a_line_between_two_sides() -> None:
    """It rises, and is 0 half-way."""
    line = fit_line(VALUES, LABELS, 1.0)
    assert line.slope[0] > 0
    assert line.bias == pytest.approx(0, abs=1e-3)
    assert ((line(VALUES) > 0) == LABELS).all()


def test_the_less_strength_the_flatter() -> None:
    """Weights are held near zero."""
    assert fit_line(VALUES, LABELS, 0.01).slope[0] < fit_line(VALUES, LABELS, 1.0).slope[0]


def test_scaled_features_are_held_in_their_own_units() -> None:
    """In metres or in kilometres, the same log-odds; not so without."""
    metres, kilometres = VALUES * 1000, VALUES
    assert fit_scaled(metres, LABELS, 1.0)(metres) == pytest.approx(
        fit_scaled(kilometres, LABELS, 1.0)(kilometres), abs=1e-3
    )
    assert fit_line(metres, LABELS, 0.01)(metres) != pytest.approx(
        fit_line(kilometres, LABELS, 0.01)(kilometres), abs=1e-3
    )


def test_a_feature_that_does_not_vary_does_no_harm() -> None:
    """Beside one that tells all; its own scale is 1."""
    both = np.column_stack([VALUES, np.full(len(VALUES), 0.075)])
    assert list(spread(both)) == [pytest.approx(VALUES.std(), rel=1e-5), 1.0]
    assert fit_scaled(both, LABELS, 1.0).slope[0] == pytest.approx(
        fit_scaled(VALUES, LABELS, 1.0).slope[0], rel=1e-3
    )


def test_balanced_labels_weigh_the_same_together() -> None:
    """A label that is rare has no less to say."""
    values, labels = np.array([[0.0]] * 9 + [[0.0]]), np.array([False] * 9 + [True])
    assert fit_line(values, labels, 1.0).bias < -1
    assert fit_line(values, labels, 1.0, balanced=True).bias == pytest.approx(0, abs=1e-3)


def test_out_of_fold_no_row_is_seen_by_its_judge() -> None:
    """A fit that remembers every row it saw has nothing to say of those that it judges."""
    folds = np.arange(len(VALUES)) % 4
    own = np.arange(len(VALUES), dtype=np.float64)[:, None]
    seen: list[set[float]] = []

    def remember(values: np.ndarray, labels: np.ndarray):  # type: ignore[no-untyped-def]
        seen.append(set(values[:, 0]))
        return lambda rows: np.array([float(row in seen[-1]) for row in rows[:, 0]])

    assert not scores_out_of_fold(own, LABELS, folds, remember).any()  # type: ignore[arg-type]
    assert [len(one) for one in seen] == [15] * 4


def test_labels_out_of_fold() -> None:
    """What can be told apart is."""
    assert (labels_out_of_fold(VALUES, LABELS, 1.0, 5, balanced=True) == LABELS).all()


def test_a_machine_tells_a_middle_from_its_two_sides() -> None:
    """Which no line does."""
    values, labels = np.array([[-2.0], [0.0], [2.0]] * 5), np.array([False, True, False] * 5)
    assert ((fit_machine(values, labels, 10.0, 1.0).decision_function(values) > 0) == labels).all()
    assert not ((fit_line(values, labels, 10.0)(values) > 0) == labels).all()
