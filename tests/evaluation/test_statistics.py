import numpy as np
import pytest

from evaluation.statistics import difference, estimate, percentile


def test_mean_with_interval():
    """The mean of 0, 1, 1, 1 is 3/4, and its interval holds it and stays within 0 and 1."""
    found = estimate([0, 1, 1, None, 1])
    assert (found.value, found.n) == (0.75, 4)
    assert 0 <= found.low < 0.75 < found.high <= 1


def test_no_values():
    """Nothing known gives no estimate."""
    assert estimate([None, None]) is None
    assert percentile([], 0.5) is None


def test_interval_is_reproducible_and_sound():
    """The same values give the same interval, near the normal one for a large sample."""
    values = list(np.random.default_rng(1).random(400) < 0.3)
    found = estimate(values)
    assert found == estimate(values)
    width = 2 * 1.96 * (found.value * (1 - found.value) / 400) ** 0.5
    assert found.high - found.low == pytest.approx(width, rel=0.15)


def test_no_spread_no_interval():
    """All right: the interval is the point 1."""
    found = estimate([1.0] * 20)
    assert (found.low, found.high) == (1, 1)


def test_randomisation_test_by_hand():
    """Four wins of four: 2 of the 16 sign patterns are as extreme, so p is near 1/8."""
    found = difference([0, 0, 0, 0], [1, 1, 1, 1])
    assert (found.value, found.wins, found.losses) == (1, 4, 0)
    assert found.p == pytest.approx(2 / 16, abs=0.02)
    assert found == difference([0, 0, 0, 0], [1, 1, 1, 1])


def test_equal_systems():
    """No difference: p is 1."""
    assert difference([1, 0, 1], [1, 0, 1]).p == 1.0


def test_unpaired_values_are_refused():
    """Lists of two lengths cannot be compared."""
    with pytest.raises(ValueError, match="paired"):
        difference([1], [1, 0])


@pytest.mark.parametrize(("share", "expected"), [(0.5, 5), (0.95, 10), (0.1, 1), (1, 10)])
def test_percentile_by_nearest_rank(share, expected):
    """Of 1 to 10 the median is 5 and the 95th percentile 10."""
    assert percentile(list(range(10, 0, -1)), share) == expected
