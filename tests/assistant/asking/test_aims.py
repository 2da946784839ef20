"""Aims: goals by their numbers alone, beside what was found."""

import pytest

from assistant.asking.aims import aims_beside
from ingest.locator import Step
from tests.assistant.asking.conftest import Shelf, provision

PLAN = "cop-1/dec-3/annex"


@pytest.fixture
def plans() -> Shelf:
    """Two plans with goals of one number."""
    return Shelf(
        [
            provision(f"{PLAN}/mission", "To save wolves.", "mission"),
            provision(f"{PLAN}/goal-1/item-1.1", "Wolves are counted.", "item"),
            provision(f"{PLAN}/goal-2", "Wolves are fed.", "goal"),
            provision("cop-2/dec-3/goal-2", "Lakes are clean.", "goal"),
        ]
    )


@pytest.mark.parametrize(
    ("found", "number", "aims"),
    [
        (f"{PLAN}/mission", "2", [f"{PLAN}/goal-2"]),
        (f"{PLAN}/goal-1/item-1.1", "2", [f"{PLAN}/goal-2"]),
        (f"{PLAN}/goal-2", "2", [f"{PLAN}/goal-2"]),
        (f"{PLAN}/mission", "3", []),
        ("cop-2/dec-3/goal-2", "2", ["cop-2/dec-3/goal-2"]),
    ],
)
def test_the_goal_of_that_number_in_the_plan_that_was_found(
    plans: Shelf, found: str, number: str, aims: list[str]
) -> None:
    """Beside what was found, or beside what holds it; never of another plan."""
    held = aims_beside(plans.by_locator[found], [Step("goal", number)], plans)
    assert [one.locator for one in held] == aims
