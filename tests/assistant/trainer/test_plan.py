"""The plan of a session: how much of everything, and time that adds up."""

import pytest

from assistant.trainer.audiences import audiences
from assistant.trainer.pack import draft
from assistant.trainer.plan import Plan, plan_of
from assistant.trainer.timing import timed


@pytest.mark.parametrize(
    ("audience", "minutes", "expected"),
    [
        ("new-nfp", 45, Plan(7, 2, 15, 2, 4, "nfp-terms-of-reference")),
        ("new-nfp", 20, Plan(3, 2, 0, 1, 4, "")),
        ("technical", 90, Plan(12, 2, 15, 2, 8, "")),
        ("technical", 240, Plan(12, 2, 15, 2, 8, "")),
        ("ministerial", 45, Plan(4, 0, 0, 0, 0, "")),
        ("ministerial", 10, Plan(2, 0, 0, 0, 0, "")),
    ],
)
def test_how_much_a_session_holds(audience: str, minutes: int, expected: Plan) -> None:
    """More in more time up to a limit; a short session leaves out decisions and roles."""
    assert plan_of(audiences()[audience], minutes) == expected


def test_time_is_parted_by_shares() -> None:
    """Blocks of one kind share evenly; the longest takes what rounding leaves; a title may have none."""
    blocks = [draft(kind, "", []) for kind in ("title", "provision", "provision", "exercise")]

    assert [block.minutes for block in timed(blocks, 20, {"provision": 6, "exercise": 14})] == [0, 3, 3, 14]
    assert [block.minutes for block in timed(blocks, 10, {"provision": 1, "exercise": 2})] == [0, 1.5, 1.5, 7]


def test_a_block_without_a_share_has_half_a_minute() -> None:
    """What a trainer added is shown at least."""
    blocks = [draft("text", "", []), draft("exercise", "", [])]

    assert [block.minutes for block in timed(blocks, 10, {"exercise": 1})] == [0.5, 9.5]
