"""Coordinate ascent: it climbs, it keeps what it cannot better, and it changes nothing that it was given."""

from evaluation.fit.ascent import ascend


def test_it_climbs_to_what_is_better() -> None:
    """Each number is moved by factors towards its best value."""
    start = {"a": 1.0, "b": 4.0}
    reached, quality = ascend(start, lambda v: -abs(v["a"] - 2.0) - abs(v["b"] - 2.0))
    assert reached == {"a": 2.0, "b": 2.0}
    assert quality == 0.0
    assert start == {"a": 1.0, "b": 4.0}


def test_ties_keep_what_is_there() -> None:
    """A change must help."""
    assert ascend({"a": 1.0, "b": 0.0}, lambda _: 1.0) == ({"a": 1.0, "b": 0.0}, 1.0)


def test_the_quality_cannot_spoil_the_values() -> None:
    """It gets a copy."""

    def spoiling(values: dict[str, float]) -> float:
        values["a"] = 99.0
        return 1.0

    assert ascend({"a": 1.0}, spoiling)[0] == {"a": 1.0}
