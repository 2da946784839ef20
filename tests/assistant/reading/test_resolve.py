"""Resolving: what words name in a corpus at hand."""

import pytest

from assistant.reading.resolve import provision_at
from ingest.locator import Locator
from tests.assistant.asking.conftest import Shelf, provision


@pytest.fixture
def plan() -> Shelf:
    """A decision with a goal in its annex, and a framework with one of its own."""
    return Shelf(
        [
            provision("cop-1/dec-3", "Adopts a plan.", "document"),
            provision("cop-1/dec-3/annex/goal-1", "Wolves are counted.", "goal"),
            provision("gbf/goal-a", "Nature is whole.", "goal"),
        ]
    )


def test_an_item_may_be_called_a_point() -> None:
    """ "Le point c) de l'article 3"."""
    shelf = Shelf(provisions=(provision("cbd/art-3/item-c", "c) count wolves.", "item"),))
    found = provision_at(Locator.parse("cbd/art-3/point-c"), shelf)
    assert found is not None
    assert found.locator == "cbd/art-3/item-c"
    assert provision_at(Locator.parse("cbd/art-3/point-d"), shelf) is None


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("cop-1/dec-3/goal-1", "cop-1/dec-3/annex/goal-1"),
        ("cop-1/dec-3/annex/goal-1", "cop-1/dec-3/annex/goal-1"),
        ("cop-1/dec-3/goal-2", None),
        ("cop-1/dec-3/para-1", None),
        ("gbf/goal-a", "gbf/goal-a"),
        ("gbf/goal-1", None),
    ],
)
def test_a_goal_of_a_decision_stands_in_its_annex(plan: Shelf, named: str, found: str | None) -> None:
    """ "Goal 1 of decision I/3"; no other part is looked for there."""
    held = provision_at(Locator.parse(named), plan)
    assert (held.locator if held else None) == found
