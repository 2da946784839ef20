"""Means with bootstrap intervals, and paired tests: everything seeded, so that the same rows give the same
numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

SEED = 20_231_204
RESAMPLES = 2_000
PERMUTATIONS = 10_000
SEVERE = 0.01  # ranx wants a level; only the p-value is used


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` questions with its 95% bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


def estimate(values: Sequence[float | None]) -> Estimate | None:
    """The mean of what is known and the percentile interval of resampled means; None where nothing is
    known.
    """
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    if not len(known):
        return None
    low, high = np.percentile(_resampled(known), [2.5, 97.5])
    return Estimate(float(known.mean()), float(low), float(high), len(known))


def _resampled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = np.random.default_rng(SEED).integers(len(values), size=(RESAMPLES, len(values)))
    return np.asarray(values[rows].mean(axis=1))


@dataclass(frozen=True, slots=True)
class Difference:
    """B minus A on the questions that both answered: the mean with its interval, and the p-value of Fisher's
    randomisation test.
    """

    value: float
    low: float
    high: float
    p: float
    n: int
    wins: int
    losses: int


def difference(a: Sequence[float], b: Sequence[float], *, test: bool = True) -> Difference:
    """Compare paired values. `test=False` leaves the p-value out (1.0): it is the slow part."""
    before, after = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if len(before) != len(after) or not len(before):
        raise ValueError("paired values are needed")
    change = after - before
    low, high = np.percentile(_resampled(change), [2.5, 97.5])
    p = _randomisation(before, after) if test and change.any() else 1.0
    return Difference(
        float(change.mean()),
        float(low),
        float(high),
        p,
        len(change),
        int((change > 0).sum()),
        int((change < 0).sum()),
    )


def _randomisation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    p, _ = _fisher()(a, b, PERMUTATIONS, SEVERE, SEED)
    return float(p)


@cache
def _fisher() -> Callable[..., tuple[float, bool]]:
    """Ranx's test, compiled for one thread: in several, each draws from a generator of its own that the seed
    does not reach.
    """
    from numba import njit
    from ranx.statistical_tests.fisher_randomization_test import fisher_randomization_test

    compiled: Callable[..., tuple[float, bool]] = njit(fisher_randomization_test.py_func)
    return compiled


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which that share lies (nearest rank); None for no values."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, int(np.ceil(share * len(ordered))) - 1)]
