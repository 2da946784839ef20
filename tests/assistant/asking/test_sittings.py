"""Sittings: both entries of a meeting that was broken off."""

from assistant.asking.query import Choice
from assistant.asking.sittings import with_sittings
from tests.assistant.asking.conftest import PROVISIONS, Shelf, provision

RESUMED = provision("cop-1/catalogue-resumed", "COP 1 was resumed in Rome.", "catalogue")


def test_a_meeting_is_told_whole() -> None:
    """What was found stands first; the other sitting has its score."""
    shelf = Shelf([*PROVISIONS, RESUMED])
    chosen = [Choice(shelf.by_locator["cop-1/catalogue-resumed"], 0.7)]
    whole = with_sittings(chosen, shelf)
    assert [one.provision.locator for one in whole] == ["cop-1/catalogue-resumed", "cop-1/catalogue"]
    assert {one.score for one in whole} == {0.7}


def test_nothing_else_is_added() -> None:
    """Decisions and articles are cited as they were chosen, and no entry twice."""
    shelf = Shelf([*PROVISIONS, RESUMED])
    chosen = [Choice(shelf.by_locator[one], 1.0) for one in ("cbd/art-3", "cop-1/dec-3")]
    assert with_sittings(chosen, shelf) == chosen
    both = [Choice(shelf.by_locator[one], 1.0) for one in ("cop-1/catalogue", "cop-1/catalogue-resumed")]
    assert with_sittings(both, shelf) == both
