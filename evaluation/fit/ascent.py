"""Coordinate ascent: one number after another is tried larger and smaller, and kept where that helps."""

from collections.abc import Callable, Mapping

FACTORS = (0.5, 0.75, 0.9, 1.1, 1.33, 2.0)
LEAST_GAIN = 1e-6  # ties keep what is there


def ascend(
    start: Mapping[str, float], quality: Callable[[dict[str, float]], float], rounds: int = 2
) -> tuple[dict[str, float], float]:
    """The values reached from `start`, and their quality. `quality` is called with whole sets of values and
    must not change them.
    """
    values = dict(start)
    best = quality(dict(values))
    for _ in range(rounds):
        for name, value in list(values.items()):
            for factor in FACTORS:
                tried = {**values, name: round(value * factor, 4)}
                reached = quality(dict(tried))
                if reached > best + LEAST_GAIN:
                    best, values = reached, tried
    return values, best
