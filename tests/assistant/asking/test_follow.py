"""Following up: what is compared of a question alone and with its history, and what is decided by it."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.attempt import Attempt
from assistant.asking.follow import FEATURES, MOST_WORDS, follow, follow_features
from assistant.asking.query import Intent, Query
from assistant.asking.rank import WEIGHTS
from assistant.asking.retrieve import Retrieval
from tests.assistant.asking.conftest import Shelf, found, held, leans

WEIGHT = {**dict.fromkeys(WEIGHTS, 0.0), "dense_text": 2.0}
FOREST, LAKE = "cbd/art-3/item-a", "cbd/art-3/item-b"


def one(
    scores: dict[str, float],
    text: str = "And lakes?",
    leaning: bool = False,
    direction: float = 1.0,
    **fields: object,
) -> Attempt:
    """An attempt that found these cosines; `direction` is the first number of its embedding."""
    shelf = Shelf()
    vector = np.array([[direction, np.sqrt(1 - direction**2)]], dtype=np.float32)
    query = Query(text, (), "en", fields.pop("intent", Intent()), text, **fields)  # type: ignore[arg-type]
    return Attempt(query, Retrieval(found(shelf, scores), vector), leaning)


def values(alone: Attempt, together: Attempt) -> dict[str, float]:
    """The features by name."""
    return dict(zip(FEATURES, map(float, follow_features(alone, together, WEIGHT)), strict=True))


def test_how_well_each_way_finds() -> None:
    """The best fused score, and the nearest cosine, of both."""
    seen = values(one({FOREST: 0.25, LAKE: 0.125}), one({LAKE: 0.75}, leaning=True))
    assert (seen["score"], seen["score_with"]) == (0.5, 1.5)
    assert (seen["nearest"], seen["nearest_with"]) == (0.25, 0.75)


@pytest.mark.parametrize(
    ("other", "same"), [({FOREST: 0.75}, 1.0), ({FOREST: 0.5, LAKE: 0.75}, 0.0), ({}, 0.0)]
)
def test_whether_both_ways_lead_to_the_same_provision(other: dict[str, float], same: float) -> None:
    """The best one counts."""
    assert values(one({FOREST: 0.5}), one(other))["same"] == same


def test_nothing_found_either_way() -> None:
    """Scores are 0, and both ways lead to the same: nowhere."""
    seen = values(one({}), one({}))
    assert (seen["score"], seen["score_with"], seen["nearest"], seen["nearest_with"]) == (0, 0, 0, 0)
    assert seen["same"] == 1


def test_labels_count_by_their_chance() -> None:
    """Of the question alone."""
    intent = Intent(labels=held(history=0.75, restate=0.25))
    seen = values(one({FOREST: 0.5}, intent=intent), one({FOREST: 0.5}))
    assert (seen["history"], seen["restate"]) == (0.75, 0.25)


@pytest.mark.parametrize(("text", "share"), [("lakes", 1 / MOST_WORDS), ("lake " * 40, 1.0), ("", 0.0)])
def test_how_long_the_question_is(text: str, share: float) -> None:
    """In words as it was said, up to a length."""
    assert values(one({FOREST: 0.5}, text), one({FOREST: 0.5}))["words"] == pytest.approx(share)


def test_whether_it_names_anything_itself() -> None:
    """A provision or a document."""
    shelf, plain = Shelf(), one({FOREST: 0.5})
    named = one({FOREST: 0.5}, named=((shelf.by_locator["cbd/art-3"],),))
    document = one({FOREST: 0.5}, intent=Intent(documents=("cbd",)))
    assert [values(alone, plain)["names"] for alone in (plain, named, document)] == [0, 1, 1]


def test_how_near_it_lies_to_itself_with_its_history() -> None:
    """The cosine of both embeddings."""
    seen = values(one({FOREST: 0.5}, direction=1.0), one({FOREST: 0.5}, direction=0.6))
    assert seen["near_the_turn_before"] == pytest.approx(0.6)


@pytest.mark.parametrize(("bias", "leaning"), [(0.5, False), (0.51, True)])
def test_the_turns_before_are_needed_above_the_threshold(bias: float, leaning: bool) -> None:
    """2 x 0.25 + bias must be more than 1; the attempt itself is handed back."""
    alone, together = one({FOREST: 0.25}), one({LAKE: 0.75}, leaning=True)
    follower = leans(least=1.0, bias=bias, score=1.0)
    assert follow(alone, together, WEIGHT, follower) is (together if leaning else alone)


def test_each_feature_has_its_own_weight() -> None:
    """What is weighed is the feature of that name."""
    for number, name in enumerate(FEATURES):
        features = np.zeros(len(FEATURES), dtype=np.float32)
        features[number] = 1.0
        assert [leans(least=0.5, **{other: 1.0}).leans(features) for other in FEATURES] == [
            other == name for other in FEATURES
        ]


@pytest.mark.parametrize(
    ("text", "language", "seen"),
    [
        ("and for importers?", "en", (1, 0)),
        ("What about the Nagoya Protocol?", "en", (1, 0)),
        ("What must it hold?", "en", (0, 1)),
        ("Who pays for forests?", "en", (0, 0)),
        ("Qu'en est-il des lacs ?", "fr", (1, 1)),
        ("¿y el otro protocolo?", "es", (1, 1)),
        ("那么进口方呢？", "zh", (1, 0)),
        ("", "en", (0, 0)),
    ],
)
def test_words_that_go_on_and_words_that_point(text: str, language: str, seen: tuple[int, int]) -> None:
    """Of the language of the question."""
    asked = one({FOREST: 0.5}, text)
    asked = replace(asked, query=replace(asked.query, language=language))
    found = values(asked, asked)
    assert (found["goes_on"], found["points"]) == seen
