"""Answerability: its features on provisions that can be counted by hand, and the margin of a model."""

import numpy as np
import pytest

from assistant.asking.answerability import FEATURES, Model, answerability, features
from tests.assistant.asking.conftest import Shelf


def values(query, ranking, shelf: Shelf) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """The features by name."""
    return dict(zip(FEATURES, (float(v) for v in features(query, ranking, shelf)), strict=True))


def test_how_well_the_best_provision_fits(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """Its score, how far it lies before the next, and how many of the question's words it has."""
    found = values(query("lakes unicorn"), ranked({"cbd/art-3/item-b": 0.75, "cop-1/dec-3": 0.5}), shelf)
    assert found["score"] == found["dense_text"] == 0.75
    assert found["gap"] == 0.25
    assert found["words"] == 2
    assert found["covered"] == pytest.approx(1 / 3)
    assert found["unknown"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(("locator", "unmet"), [("cbd/art-3/item-b", 0.0), ("cbd/art-3/item-a", 1.0)])
def test_a_number_that_is_asked_for(shelf: Shelf, ranked, query, locator: str, unmet: float) -> None:  # type: ignore[no-untyped-def]
    """Whether the provision states any."""
    found = values(query("How many lakes?", quantity=True), ranked({locator: 1.0}), shelf)
    assert (found["quantity"], found["quantity_unmet"]) == (1.0, unmet)


def test_the_thing_asked_for(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """Whether the provision has it."""
    ranking = ranked({"cbd/art-3/item-b": 1.0})
    assert values(query("Which lakes are there?"), ranking, shelf)["asked_unmet"] == 0
    assert values(query("Which hotels are there?"), ranking, shelf)["asked_unmet"] == 1


def test_nothing_found(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """All features are 0."""
    assert not features(query(), ranked({}), shelf).any()


def test_the_margin_of_a_model(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """Embedding, standardised features and bias, above the threshold; without one nothing is held back."""
    weights = np.array([1.0 if name == "score" else 0.0 for name in FEATURES], dtype=np.float32)
    flat = np.ones(len(FEATURES), dtype=np.float32)
    model = Model(np.zeros(4, dtype=np.float32), weights, 0.5 * flat, 0.25 * flat, bias=1.0, threshold=0.5)
    ranking = ranked({"cbd/art-3/item-b": 0.75})
    assert answerability(query(), ranking, shelf, model) == pytest.approx((0.75 - 0.5) / 0.25 + 1.0 - 0.5)
    assert answerability(query(), ranking, shelf, None) == 0.0
