"""Readings: what else a question may mean that names no instrument."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.asking.readings import other_protocols, same_matter
from ingest.concepts import Concept
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


def test_a_thing_that_several_instruments_have_is_named_in_each(
    shelf: Shelf, query: Ask, ranked: Callable[[dict[str, float]], Ranking]
) -> None:
    """Where the answer is from one of those that establish it; an instrument itself is no such thing."""
    ranking = ranked({"cbd/art-3/item-a": 1.0})
    chosen = [Choice(shelf.by_locator["cbd/art-3/item-a"], 1.0)]
    both, other = ("cbd/art-3", "nagoya-protocol/art-1", "cbd/art-99"), ("nagoya-protocol/art-1",)
    thing = Concept("authority", {"en": ("authority",)}, {}, both)
    label = ("Label of nagoya-protocol/art-1",)
    assert same_matter(query(concepts=(thing,)), chosen, ranking, shelf, gap=0.1) == label
    for none in (replace(thing, established_by=other), replace(thing, instrument="cbd")):
        assert same_matter(query(concepts=(none,)), chosen, ranking, shelf, gap=0.1) == ()
