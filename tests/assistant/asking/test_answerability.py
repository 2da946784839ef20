"""Answerability: its features on provisions that can be counted by hand, and the verdict of both models."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.answerability import FEATURES, UNKNOWN, Logistic, Model, answerability, features
from tests.assistant.asking.conftest import Shelf, held


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
    assert found["quantity_unmet"] == unmet
    assert values(query("How are lakes?"), ranked({locator: 1.0}), shelf)["quantity_unmet"] == 0


def test_the_thing_asked_for(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """Whether the provision has it."""
    ranking = ranked({"cbd/art-3/item-b": 1.0})
    assert values(query("Which lakes are there?"), ranking, shelf)["asked_unmet"] == 0
    assert values(query("Which hotels are there?"), ranking, shelf)["asked_unmet"] == 1


def test_nothing_found(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """All features are 0."""
    assert not features(query(), ranked({}), shelf).any()


def test_the_labels_of_the_question_count_by_their_chance(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """Each under its name."""
    asked = query(labels=held(status=0.75, advice=0.25))
    found = values(asked, ranked({"cbd/art-3/item-b": 1.0}), shelf)
    assert (found["label_status"], found["label_advice"], found["label_fact"]) == (0.75, 0.25, 0.0)


def test_how_near_anything_comes(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """To the question, and to the part of it that is answered least, by any passage."""
    ranking = ranked({"cbd/art-3/item-a": 0.5, "cbd/art-3/item-b": 0.25})
    rows = np.array([[0.5, 0.25], [0.125, 0.75], [0.25, 0.0]], dtype=np.float32)
    dense = {role: rows if role == "text" else rows * 0 for role in ranking.candidates.dense}
    ranking = replace(ranking, candidates=replace(ranking.candidates, dense=dense))
    found = values(query(parts=("one", "two")), ranking, shelf)
    assert (found["nearest"], found["least_part"]) == (0.5, 0.25)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("other_language", {"language": "fr"}),
        ("names_document", {"documents": ("cbd",)}),
        ("country", {"country": True}),
    ],
)
def test_what_is_known_of_the_question(
    shelf: Shelf, ranked, query, name: str, fields: dict[str, object]
) -> None:  # type: ignore[no-untyped-def]
    """Its language, and what it names."""
    ranking = ranked({"cbd/art-3/item-b": 1.0})
    assert values(query(**fields), ranking, shelf)[name] == 1
    assert values(query(), ranking, shelf)[name] == 0


def logistic(bias: float, threshold: float, **weights: float) -> Logistic:
    """A model with these weights of features, and of the first direction of the embedding."""
    along = np.array([weights.pop("vector", 0.0), 0.0, 0.0, 0.0], dtype=np.float32)
    slope = np.array([weights.get(name, 0.0) for name in FEATURES], dtype=np.float32)
    return Logistic(along, slope, bias, threshold)


def test_the_verdict_of_both_models(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """Each by its own weights of embedding and standardised features, its bias and its threshold."""
    flat = np.ones(len(FEATURES), dtype=np.float32)
    model = Model(0.5 * flat, 0.25 * flat, logistic(1.0, 0.5, score=1.0), logistic(-1.0, 0.0, vector=2.0))
    ranking = replace(ranked({"cbd/art-3/item-b": 0.75}), vector=np.array([0.25, 1, 0, 0], dtype=np.float32))
    verdict = answerability(query(), ranking, shelf, model)
    assert verdict.answered == pytest.approx((0.75 - 0.5) / 0.25 + 1.0 - 0.5)
    assert verdict.field == pytest.approx(2.0 * 0.25 - 1.0)


def test_without_a_model_nothing_is_held_back(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """The question is answered, and of the field."""
    assert answerability(query(), ranked({"cbd/art-3/item-b": 0.75}), shelf, None) is UNKNOWN
    assert (UNKNOWN.answered, UNKNOWN.field) == (0, 0)
