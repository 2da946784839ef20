"""The selector: which candidates are considered, and when it stops adding."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.merits import FEATURES, one_each
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.selector import LOOK_AT, add_one_by_one, considered
from ingest.concepts import Concept
from tests.assistant.asking.conftest import Shelf, adds, found, in_parts, provision, ranking_of, rows

Rank = Callable[[dict[str, float]], Ranking]
Make = Callable[..., Query]
FOREST, LAKE, ARTICLE, WOLVES = "cbd/art-3/item-a", "cbd/art-3/item-b", "cbd/art-3", "cop-1/dec-3"
OTHER, AGAIN = "nagoya-protocol/art-1", "cop-2/dec-3"


def names(ranking: Ranking, chosen: list[int]) -> list[str]:
    """The locators of these rows."""
    return [str(ranking.candidates.facts.locators[one]) for one in chosen]


def test_chances_are_logistic() -> None:
    """Of the weighed features and the bias, one a row."""
    values = np.zeros((2, len(FEATURES)), dtype=np.float32)
    values[1, FEATURES.index("gain")] = 0.5
    assert adds(bias=-1.0, gain=4.0).chances(values) == pytest.approx(1 / (1 + np.exp([1.0, -1.0])))


def test_the_best_are_considered(query: Make) -> None:
    """So many, best first."""
    shelf = Shelf([provision(f"cbd/art-{number}", f"Text {number}.", "art") for number in range(1, 20)])
    candidates = found(shelf, {one.locator: (20 - n) / 20 for n, one in enumerate(shelf.provisions)})
    fused = candidates.dense["text"][0]
    ranking = ranking_of(candidates, fused)
    assert considered(query(), ranking) == list(range(LOOK_AT))
    far = np.concatenate([fused[None], np.eye(19, dtype=np.float32)[18:]])
    parted = replace(ranking, reach=far)
    assert considered(query(parts=("far",)), parted) == [*range(LOOK_AT), 18]


def test_one_of_each_instrument_named_is_considered(ranked: Rank, query: Make) -> None:
    """Its best one, however far behind; never its catalogue entry."""
    scores = {f"cbd/art-2/term-{letter}": 0.9 for letter in "abc"} | {
        FOREST: 0.8,
        OTHER: 0.1,
        "cop-1/dec-4/catalogue": 0.7,
    }
    ranking = ranked(scores)
    assert names(ranking, one_each(("nagoya-protocol", "cbd", "cop-1/dec-4"), ranking)) == [
        "cbd/art-2/term-a",
        OTHER,
    ]


def test_what_a_meeting_decided(ranked: Rank, query: Make) -> None:
    """Where a meeting is named, only its decisions are considered if one of them is best; the Convention says
    something of the first meeting, too.
    """
    ranking = ranked({WOLVES: 1.0, FOREST: 0.5})
    assert names(ranking, considered(query(sessions=(1,), contents=True), ranking)) == [WOLVES]
    assert names(ranking, considered(query(sessions=(2,), contents=True), ranking)) == [WOLVES, FOREST]
    assert names(ranking, considered(query(sessions=(1,)), ranking)) == [WOLVES]
    ranking = ranked({FOREST: 1.0, WOLVES: 0.5})
    assert names(ranking, considered(query(sessions=(1,)), ranking)) == [FOREST, WOLVES]


def test_when_a_meeting_was_is_not_told_of_another_one(query: Make) -> None:
    """However much better it fits; what the law says of meetings may be, and who asks something else is told
    what fits.
    """
    shelf = Shelf(
        (
            provision(FOREST, "Trees.", "item"),
            provision(WOLVES, "One.", "dec"),
            provision(AGAIN, "Two.", "dec"),
        )
    )
    ranking = ranking_of(
        found(shelf, {AGAIN: 1.0, FOREST: 0.6, WOLVES: 0.5}), np.array([0.6, 0.5, 1.0], dtype=np.float32)
    )
    assert names(ranking, considered(query(sessions=(1,), event=True), ranking)) == [WOLVES]
    assert names(ranking, considered(query(sessions=(1,)), ranking)) == [AGAIN, FOREST, WOLVES]
    assert names(ranking, considered(query(sessions=(7,), event=True), ranking)) == [AGAIN, FOREST, WOLVES]


def test_nothing_is_considered_where_nothing_was_found(ranked: Rank, query: Make) -> None:
    """No error."""
    assert considered(query(parts=("one",)), in_parts(ranked({}), {})) == []


@pytest.mark.parametrize(("least", "cited"), [(0.2, 3), (0.3, 2), (0.6, 1)])
def test_it_stops_below_its_certainty(ranked: Rank, query: Make, least: float, cited: int) -> None:
    """Chances are 0.5 and 0.27 here; the best is cited whatever its chance."""
    ranking = ranked({FOREST: 1.0, WOLVES: 0.9, OTHER: 0.8})
    selector = adds(least=least, bias=1.0, gap=10.0)
    order = rows(ranking, FOREST, WOLVES, OTHER)
    assert add_one_by_one(query(), ranking, order, 5, selector) == order[:cited]


def test_never_more_than_the_limit(ranked: Rank, query: Make) -> None:
    """However certain it is."""
    ranking = ranked({"cbd/art-2/term-a": 1.0, "cbd/art-2/term-b": 0.9, "cbd/art-2/term-c": 0.8, WOLVES: 0.7})
    order = considered(query(), ranking)
    for limit in (1, 2, 3):
        assert len(add_one_by_one(query(), ranking, order, limit, adds(bias=9.0))) == limit


def test_never_a_parent_beside_its_part(ranked: Rank, query: Make) -> None:
    """Nor the same twice: what is left out is passed over, not the end."""
    ranking = ranked({FOREST: 1.0, ARTICLE: 0.9, LAKE: 0.8})
    order = considered(query(), ranking)
    assert names(ranking, add_one_by_one(query(), ranking, order, 5, adds(bias=9.0))) == [FOREST, LAKE]


def test_what_answers_an_open_part_is_added_first(ranked: Rank, query: Make) -> None:
    """And once it is answered nothing more is, though it scores higher."""
    ranking = in_parts(
        ranked({FOREST: 1.0, OTHER: 0.9, WOLVES: 0.5}), {FOREST: 0.9, OTHER: 0.8}, {WOLVES: 0.9}
    )
    order = considered(query(), ranking)
    selector = adds(least=0.5, bias=-1.0, gain=4.0)
    chosen = add_one_by_one(query(parts=("one", "two")), ranking, order, 5, selector)
    assert names(ranking, chosen) == [FOREST, WOLVES]


def test_what_a_thing_is_comes_first_where_that_is_asked(ranked: Rank, query: Make) -> None:
    """However far behind the best it lies; then what answers the rest."""
    ranking = ranked({FOREST: 1.0, WOLVES: 0.9, OTHER: 0.1})
    asked = replace(query(), meanings=(Concept("wolf", {}, {}, (OTHER,)),))
    rows_ = considered(asked, ranking)
    assert names(ranking, add_one_by_one(asked, ranking, rows_, 2, adds(least=0.5))) == [OTHER, FOREST]
    assert names(ranking, add_one_by_one(query(), ranking, rows_, 1, adds(least=0.5))) == [FOREST]


def test_what_is_told_before_the_question_wants_no_citation(query: Make) -> None:
    """Only parts that ask have a best provision of their own; a single one is asked by the whole."""
    shelf = Shelf([provision(f"cbd/art-{number}", f"Text {number}.", "art") for number in range(1, 20)])
    candidates = found(shelf, {one.locator: (20 - n) / 20 for n, one in enumerate(shelf.provisions)})
    fused = candidates.dense["text"][0]
    far = np.concatenate([fused[None], np.eye(19, dtype=np.float32)[[17, 18]]])
    parted = replace(ranking_of(candidates, fused), reach=far)
    both = ("told", "asked")
    assert considered(query(parts=both), parted) == [*range(LOOK_AT), 17, 18]
    assert considered(query(parts=both, told=frozenset({0})), parted) == list(range(LOOK_AT))
    assert query(parts=(*both, "too"), told=frozenset({0})).asking == [1, 2]
    assert query(parts=("alone",)).asking == [0]
