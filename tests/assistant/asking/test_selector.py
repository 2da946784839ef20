"""The selector: which candidates are considered, what is seen of each, and when it stops adding."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.selector import (
    FEATURES,
    LOOK_AT,
    MOST_WORDS,
    add_one_by_one,
    considered,
    one_each,
    selection_features,
)
from tests.assistant.asking.conftest import Shelf, adds, found, provision

Rank = Callable[[dict[str, float]], Ranking]
Make = Callable[..., Query]
FOREST, LAKE, ARTICLE, WOLVES = "cbd/art-3/item-a", "cbd/art-3/item-b", "cbd/art-3", "cop-1/dec-3"
OTHER = "nagoya-protocol/art-1"


def row(ranking: Ranking, locator: str) -> int:
    """Where a provision stands among the candidates."""
    return list(ranking.candidates.facts.locators).index(locator)


def rows(ranking: Ranking, *locators: str) -> list[int]:
    """The same of several."""
    return [row(ranking, locator) for locator in locators]


def names(ranking: Ranking, chosen: list[int]) -> list[str]:
    """The locators of these rows."""
    return [str(ranking.candidates.facts.locators[one]) for one in chosen]


def in_parts(ranking: Ranking, *parts: dict[str, float]) -> Ranking:
    """The same candidates with these cosines for the parts of the question."""
    locators = ranking.candidates.facts.locators
    whole = ranking.candidates.dense["text"][0]
    cosines = np.array(
        [whole, *([part.get(one, 0.0) for one in locators] for part in parts)], dtype=np.float32
    )
    dense = {role: cosines if role == "text" else cosines * 0 for role in ranking.candidates.dense}
    return replace(ranking, candidates=replace(ranking.candidates, dense=dense))


def seen(query: Query, ranking: Ranking, of: list[str], chosen: list[str], name: str) -> list[float]:
    """One feature of these candidates beside those chosen."""
    values = selection_features(query, ranking, rows(ranking, *of), rows(ranking, *chosen))
    return [float(value) for value in values[:, FEATURES.index(name)]]


def test_the_gap_to_the_best_and_the_place(ranked: Rank, query: Make) -> None:
    """By the fused score."""
    ranking = ranked({FOREST: 0.75, WOLVES: 0.5, OTHER: 0.25})
    order = [FOREST, WOLVES, OTHER]
    assert seen(query(), ranking, order, [FOREST], "gap") == [0.0, -0.25, -0.5]
    assert seen(query(), ranking, order, [FOREST], "rank") == pytest.approx(np.log1p([0, 1, 2]))


def test_lead_and_gain_are_of_the_part_that_fits_best(ranked: Rank, query: Make) -> None:
    """A lead over all that is considered, a gain over all that is chosen; the whole question is no part."""
    ranking = in_parts(
        ranked({FOREST: 0.75, WOLVES: 0.5, OTHER: 0.25}),
        {FOREST: 0.5, WOLVES: 0.25},
        {FOREST: 0.125, WOLVES: 0.5, OTHER: 0.25},
    )
    asked, order = query(parts=("one", "two")), [FOREST, WOLVES, OTHER]
    assert seen(asked, ranking, order, [FOREST], "lead") == [0.0, 0.0, -0.25]
    assert seen(asked, ranking, order, [FOREST], "gain") == [0.0, 0.375, 0.125]
    assert seen(asked, ranking, order, [FOREST, WOLVES], "gain") == [0.0, 0.0, -0.25]


def test_a_question_of_one_part_is_its_own(ranked: Rank, query: Make) -> None:
    """What it lacks is reckoned of the whole."""
    ranking = ranked({FOREST: 0.75, WOLVES: 0.5})
    assert seen(query(), ranking, [FOREST, WOLVES], [FOREST], "gain") == [0.0, -0.25]


@pytest.mark.parametrize(
    ("locator", "chosen", "marks"),
    [
        (LAKE, FOREST, {"same_article", "sibling"}),
        (ARTICLE, FOREST, {"same_article", "overlap"}),
        (FOREST, ARTICLE, {"same_article", "overlap"}),
        (FOREST, FOREST, {"same_article", "sibling", "overlap"}),
        ("cbd/art-2/term-a", FOREST, set()),
        (WOLVES, FOREST, set()),
    ],
)
def test_where_it_stands_beside_what_is_chosen(
    ranked: Rank, query: Make, locator: str, chosen: str, marks: set[str]
) -> None:
    """In one article, beside it, or one in the other."""
    ranking = ranked({locator: 0.5, chosen: 0.5})
    kinds = ("same_article", "sibling", "overlap")
    assert {name for name in kinds if seen(query(), ranking, [locator], [chosen], name) == [1.0]} == marks


def test_instruments_that_are_named_and_not_yet_cited(ranked: Rank, query: Make) -> None:
    """How many are left, and which candidates are of one."""
    ranking, asked = ranked({FOREST: 0.75, OTHER: 0.5}), query(documents=("cbd", "nagoya-protocol"))
    assert seen(asked, ranking, [FOREST, OTHER], [FOREST], "new_document") == [0.0, 1.0]
    assert seen(asked, ranking, [FOREST, OTHER], [FOREST], "documents_left") == [1.0, 1.0]
    assert seen(asked, ranking, [FOREST, OTHER], [FOREST, OTHER], "documents_left") == [0.0, 0.0]
    assert seen(query(), ranking, [FOREST, OTHER], [FOREST], "new_document") == [0.0, 0.0]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("list", "enumeration"),
        ("comparison", "comparison"),
        ("definition", "defining"),
        ("quantity", "quantity"),
        ("who_must", "who_must"),
    ],
)
def test_the_kind_of_answer_that_is_wanted(ranked: Rank, query: Make, name: str, field: str) -> None:
    """The same for every candidate."""
    ranking = ranked({FOREST: 0.75, WOLVES: 0.5})
    assert seen(query(**{field: True}), ranking, [FOREST, WOLVES], [FOREST], name) == [1.0, 1.0]
    assert seen(query(), ranking, [FOREST, WOLVES], [FOREST], name) == [0.0, 0.0]


@pytest.mark.parametrize(("words", "share"), [(1, 1 / MOST_WORDS), (MOST_WORDS, 1.0), (99, 1.0)])
def test_how_much_is_asked_and_how_much_is_chosen(
    ranked: Rank, query: Make, words: int, share: float
) -> None:
    """Words up to a length, parts, and provisions."""
    ranking = ranked({FOREST: 0.75, WOLVES: 0.5})
    asked = query("lakes " * words, parts=("one", "two"))
    ranking = in_parts(ranking, {FOREST: 0.5}, {WOLVES: 0.5})
    assert seen(asked, ranking, [FOREST], [FOREST], "words") == pytest.approx([share])
    assert seen(asked, ranking, [FOREST], [FOREST], "parts") == [2.0]
    assert seen(asked, ranking, [FOREST], [FOREST, WOLVES], "chosen") == [2.0]


def test_products_of_features(ranked: Rank, query: Make) -> None:
    """A gap or a gain may count for more where several things are asked for."""
    ranking = in_parts(ranked({FOREST: 0.75, WOLVES: 0.5}), {FOREST: 0.5}, {WOLVES: 0.5})
    asked, order = query(parts=("one", "two"), enumeration=True), [FOREST, WOLVES]
    assert seen(asked, ranking, order, [FOREST], "gap_list") == [0.0, -0.25]
    assert seen(asked, ranking, order, [FOREST], "gap_comparison") == [0.0, 0.0]
    assert seen(asked, ranking, order, [FOREST], "gap_parts") == [0.0, -0.5]
    assert seen(asked, ranking, order, [FOREST], "gain_parts") == [0.0, 1.0]


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
    ranking = Ranking(candidates, fused, np.argsort(-fused, kind="stable"), np.zeros(4, dtype=np.float32))
    assert considered(query(), ranking) == list(range(LOOK_AT))
    far = np.concatenate([fused[None], np.eye(19, dtype=np.float32)[18:]])
    parted = replace(ranking, candidates=replace(candidates, dense=dict.fromkeys(candidates.dense, far)))
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
    """Where its words are asked for, only its decisions are considered, if any is there."""
    ranking = ranked({FOREST: 1.0, WOLVES: 0.5})
    assert names(ranking, considered(query(sessions=(1,), contents=True), ranking)) == [WOLVES]
    assert names(ranking, considered(query(sessions=(2,), contents=True), ranking)) == [FOREST, WOLVES]
    assert names(ranking, considered(query(sessions=(1,)), ranking)) == [FOREST, WOLVES]


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
