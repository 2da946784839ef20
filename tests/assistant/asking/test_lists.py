"""Lists: when the list is wanted, and what says so."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.lists import FEATURES, MOST, list_features, list_of
from assistant.asking.query import Intent, Query
from assistant.asking.ranking import Ranking
from tests.assistant.asking.conftest import Shelf, held, wants

LIST, FOREST, LAKE = "cbd/art-3", "cbd/art-3/item-a", "cbd/art-3/item-b"
Rank = Callable[[dict[str, float]], Ranking]
QUERY = Query("Who?", (), "en", Intent(labels=held(list=0.7)))


def told(shelf: Shelf, ranking: Ranking) -> dict[str, float]:
    """The features of the item on lakes."""
    item, above = shelf.by_locator[LAKE], shelf.by_locator[LIST]
    values = list_features(item, above, QUERY, ranking, shelf)
    return dict(zip(FEATURES, map(float, values), strict=True))


def test_the_list_of_an_item(shelf: Shelf) -> None:
    """Is what it is an item of; a term, a recital and a list itself are items of none."""
    above = list_of(shelf.by_locator[LAKE], shelf)
    assert above is not None
    assert above.locator == LIST
    for locator in (LIST, "cbd/art-2/term-a", "cbd/preamble/recital-1"):
        assert list_of(shelf.by_locator[locator], shelf) is None


def test_all_items_close_together(shelf: Shelf, ranked: Rank) -> None:
    """Their share among the best, how far the item is ahead of the next and of the opening words, and which
    of them is nearer to the question.
    """
    values = told(shelf, ranked({LAKE: 0.9, FOREST: 0.8, LIST: 0.7}))
    assert values == pytest.approx(
        {
            "list": 0.7,
            "items_found": 1.0,
            "ahead_of_items": 0.1,
            "ahead_of_opening": 0.2,
            "opening_nearer": -0.2,
        }
    )


def test_one_item_alone(shelf: Shelf, ranked: Rank) -> None:
    """Is as far ahead of the others as it can be; of an opening that was not found, by its whole score."""
    values = told(shelf, ranked({LAKE: 0.9}))
    assert (values["items_found"], values["ahead_of_items"]) == (0.5, MOST)
    assert values["ahead_of_opening"] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("text", "chance"),
    [("Who?", 0.7), ("List the items.", 1.0), ("Which waters are listed?", 1.0), ("How many lakes?", 0.7)],
)
def test_the_word_list_asks_for_one(shelf: Shelf, ranked: Rank, text: str, chance: float) -> None:
    """However likely the question seemed to."""
    item, above = shelf.by_locator[LAKE], shelf.by_locator[LIST]
    values = list_features(item, above, replace(QUERY, text=text), ranked({LAKE: 0.9}), shelf)
    assert values[FEATURES.index("list")] == pytest.approx(chance)


def test_more_likely_than_not() -> None:
    """Decides."""
    features = np.array([1.0, *[0.0] * (len(FEATURES) - 1)], dtype=np.float32)
    assert wants(bias=-0.5, list=1.0).wants_all(features)
    assert not wants(bias=-1.5, list=1.0).wants_all(features)
