"""Answerability: its features on provisions that can be counted by hand, and the verdict of both models."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.answerability import FEATURES, UNANSWERED, answerability, features
from assistant.asking.verdict import GAMMA, SPREAD, UNKNOWN, Labelled, Machine, Model, points
from index.interface import Numbers
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


def machine(*examples: Numbers, bias: float = 0.0, threshold: float = 0.0) -> Machine:
    """A machine of these examples, the first for and any other against."""
    weights = np.array([1.0] + [-1.0] * (len(examples) - 1), dtype=np.float32)
    return Machine(np.stack(examples), weights, bias, threshold)


def test_a_margin_falls_with_the_distance_from_an_example() -> None:
    """By a Gaussian of it, with bias and threshold: e to -GAMMA times the squares."""
    origin, far = np.zeros(3, dtype=np.float32), np.array([3.0, 4.0, 0.0], dtype=np.float32)
    single = machine(origin, bias=0.5, threshold=0.25)
    assert single.margin(origin) == pytest.approx(1.0 + 0.5 - 0.25)
    assert single.margin(far) == pytest.approx(np.exp(-GAMMA * 25) + 0.5 - 0.25)
    between = machine(origin, far)
    assert between.margin(origin) > 0
    assert between.margin(far) == pytest.approx(-between.margin(origin))
    assert between.margin(far / 2) == pytest.approx(0, abs=1e-6)


def test_a_question_is_a_point() -> None:
    """Its embedding about the centre, spread, beside its standardised features."""
    vectors, values = np.array([[0.5, 0.25]], dtype=np.float32), np.array([[3.0]], dtype=np.float32)
    centre, means, scales = (np.array(one, dtype=np.float32) for one in ([0.25, 0.25], [1.0], [4.0]))
    assert points(vectors, values, centre, means, scales) == pytest.approx(
        np.array([[0.25 * SPREAD, 0.0, 0.5]])
    )


def test_the_verdict_of_both_machines(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """Each by its own examples, bias and threshold, of the embedding and the features of the question."""
    ranking = replace(ranked({"cbd/art-3/item-b": 0.75}), vector=np.array([0.25, 1, 0, 0], dtype=np.float32))
    own = features(query(), ranking, shelf)
    centre, flat = np.zeros(4, dtype=np.float32), np.ones(len(FEATURES), dtype=np.float32)
    here = points(ranking.vector[None], own[None], centre, 0 * flat, flat)[0]
    away = here + np.eye(1, len(here), dtype=np.float32)[0] * 10
    model = Model(
        centre,
        0 * flat,
        flat,
        machine(here, threshold=0.25),
        machine(away, bias=-0.5),
        Labelled(0.1, 0.25, np.ones(len(UNANSWERED))),
    )
    verdict = answerability(query(), ranking, shelf, model)
    assert verdict.answered == pytest.approx(1 - 0.25)
    assert verdict.field == pytest.approx(np.exp(-GAMMA * 100) - 0.5)


def test_without_a_model_nothing_is_held_back(shelf: Shelf, ranked, query) -> None:  # type: ignore[no-untyped-def]
    """The question is answered, and of the field."""
    assert answerability(query(), ranked({"cbd/art-3/item-b": 0.75}), shelf, None) is UNKNOWN
    assert (UNKNOWN.answered, UNKNOWN.field) == (0, 0)
