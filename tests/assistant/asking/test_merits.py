"""Merits: what is seen of each candidate beside what is chosen, on scores that can be reckoned by hand."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.merits import FEATURES, MOST_WORDS, merits
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from ingest.concepts import Concept
from tests.assistant.asking.conftest import PROVISIONS, Shelf, in_parts, provision, ranking_over, rows

Rank = Callable[[dict[str, float]], Ranking]
Make = Callable[..., Query]
FOREST, LAKE, ARTICLE, WOLVES = "cbd/art-3/item-a", "cbd/art-3/item-b", "cbd/art-3", "cop-1/dec-3"
OTHER = "nagoya-protocol/art-1"


def seen(query: Query, ranking: Ranking, of: list[str], chosen: list[str], name: str) -> list[float]:
    """One feature of these candidates beside those chosen."""
    values = merits(query, ranking, rows(ranking, *of), rows(ranking, *chosen))
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


def test_how_far_it_lies_behind_the_last_that_is_chosen(ranked: Rank, query: Make) -> None:
    """By the fused score."""
    ranking = ranked({FOREST: 0.75, WOLVES: 0.5, OTHER: 0.25})
    order = [FOREST, WOLVES, OTHER]
    assert seen(query(), ranking, order, [FOREST], "behind") == [0.0, -0.25, -0.5]
    assert seen(query(), ranking, order, [FOREST, WOLVES], "behind") == [0.25, 0.0, -0.25]


def test_the_nearest_to_a_part_leads_it(ranked: Rank, query: Make) -> None:
    """Anew where nothing chosen does."""
    parts = {FOREST: 0.5, WOLVES: 0.25}, {FOREST: 0.125, WOLVES: 0.5, OTHER: 0.25}
    ranking = in_parts(ranked({FOREST: 0.75, WOLVES: 0.5, OTHER: 0.25}), *parts)
    asked, order = query(parts=("one", "two")), [FOREST, WOLVES, OTHER]
    assert seen(asked, ranking, order, [FOREST], "leads") == [1.0, 1.0, 0.0]
    assert seen(asked, ranking, order, [FOREST], "leads_anew") == [0.0, 1.0, 0.0]
    assert seen(asked, ranking, order, [FOREST, WOLVES], "leads_anew") == [0.0, 0.0, 0.0]


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


def test_the_best_of_an_instrument_that_is_named_and_not_yet_cited(query: Make) -> None:
    """Leads it; where "the Protocol" may be any, none does."""
    second = provision("nagoya-protocol/art-2", "Terms.", "art")
    ranking = ranking_over(Shelf([*PROVISIONS, second]), {FOREST: 0.75, OTHER: 0.5, second.locator: 0.25})
    order = [FOREST, OTHER, second.locator]
    asked = query(documents=("cbd", "nagoya-protocol"))
    assert seen(asked, ranking, order, [FOREST], "leads_document") == [0.0, 1.0, 0.0]
    assert seen(asked, ranking, order, [FOREST, OTHER], "leads_document") == [0.0, 0.0, 0.0]
    vague = query(documents=("cbd", "nagoya-protocol"), vague=True)
    assert seen(vague, ranking, order, [FOREST], "leads_document") == [0.0, 0.0, 0.0]


def test_what_says_what_a_thing_is(ranked: Rank, query: Make) -> None:
    """The first provision at hand that establishes it, those of an instrument named before others; none where
    one of them is cited.
    """
    ranking = ranked({FOREST: 0.75, LAKE: 0.5, OTHER: 0.25})
    order = [FOREST, LAKE, OTHER]
    lakes = Concept("lake", {}, {}, ("cop-9/dec-1", LAKE, OTHER))
    asked = replace(query(), meanings=(lakes,))
    assert seen(asked, ranking, order, [FOREST], "means") == [0.0, 1.0, 0.0]
    assert seen(asked, ranking, order, [OTHER], "means") == [0.0, 0.0, 0.0]
    nagoya = Concept("nagoya", {}, {}, ("nagoya-protocol",), instrument="nagoya-protocol")
    assert seen(replace(asked, concepts=(nagoya,)), ranking, order, [FOREST], "means") == [0.0, 0.0, 1.0]
    assert seen(query(), ranking, order, [FOREST], "means") == [0.0, 0.0, 0.0]


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
    assert seen(asked, ranking, order, [FOREST], "leads_anew_parts") == [0.0, 2.0]
    assert seen(asked, ranking, order, [FOREST], "chosen_parts") == [2.0, 2.0]
    assert seen(asked, ranking, order, [FOREST], "chosen_list") == [1.0, 1.0]
