"""Readings: what else a question may mean that names no instrument."""

from collections.abc import Callable

import pytest

from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.asking.readings import other_protocols, same_matter
from tests.assistant.asking.conftest import Shelf

Ask = Callable[..., Query]


@pytest.mark.parametrize("vague", [True, False])
def test_the_protocol_is_one_of_several(shelf: Shelf, query: Ask, vague: bool) -> None:
    """Those that are there and not cited already; none where the question says which."""
    shelf.documents["cartagena-protocol"] = shelf.documents["nagoya-protocol"]
    chosen = [Choice(shelf.by_locator["nagoya-protocol/art-1"], 1.0)]
    found = other_protocols(query(vague=vague), chosen, shelf)
    assert found == (("cartagena-protocol",) if vague else ())


def test_what_another_instrument_says_of_it_is_named(
    shelf: Shelf, query: Ask, ranked: Callable[[dict[str, float]], Ranking]
) -> None:
    """Where it lies near enough, and the question names no instrument."""
    ranking = ranked({"cbd/art-3/item-a": 1.0, "nagoya-protocol/art-1": 0.8})
    chosen = [Choice(shelf.by_locator["cbd/art-3/item-a"], 1.0)]
    assert same_matter(query(), chosen, ranking, shelf, gap=0.3) == ("Label of nagoya-protocol/art-1",)
    assert same_matter(query(), chosen, ranking, shelf, gap=0.1) == ()
    assert same_matter(query(documents=("cbd",)), chosen, ranking, shelf, gap=0.3) == ()
