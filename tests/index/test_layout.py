"""What is found of passages: the best of them, however many."""

import numpy as np
import pytest

from index.layout import highest


@pytest.mark.parametrize(
    ("scores", "count", "expected"),
    [
        ([1, 3, 2, 3], 1, {1}),
        ([1, 3, 2, 3], 3, {1, 2, 3}),
        ([2, 2, 2], 2, {0, 1}),
        ([5, 1, 1, 9, 1], 3, {0, 1, 3}),
    ],
)
def test_the_highest_scores(scores: list[float], count: int, expected: set[int]) -> None:
    """Equals are taken from the front."""
    assert set(highest(np.array(scores, dtype=np.float32), count).tolist()) == expected


def test_they_are_those_that_sorting_gives() -> None:
    """Of many scores, most of which have equals."""
    rng = np.random.default_rng(18)
    for count in (1, 7, 50, 199):
        scores = rng.integers(20, size=200).astype(np.float32)
        sorted_out = np.argsort(-scores, kind="stable")[:count]
        assert sorted(highest(scores, count).tolist()) == sorted(sorted_out.tolist())
