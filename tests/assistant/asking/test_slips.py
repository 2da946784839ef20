"""Slips of the hand: how far a typed word is from the one that was meant."""

import pytest

from assistant.asking.slips import Keys, edits_between, near, slipped, strange_letters, swaps_between

KEYS = Keys(("qwert", "asdfg", "zxcvb"), "aeiou")


@pytest.mark.parametrize(
    ("typed", "meant", "edits"),
    [
        ("party", "party", 0),
        ("prty", "party", 1),
        ("partty", "party", 1),
        ("patry", "party", 1),
        ("pavty", "party", 1),
        ("prtty", "party", 2),
    ],
)
def test_a_letter_is_missing_too_many_elsewhere_or_wrong(typed: str, meant: str, edits: int) -> None:
    """Each is one slip."""
    assert edits_between(typed, meant) == edits


def test_the_near_ones_are_found_by_their_places() -> None:
    """Those within so many slips; no others."""
    choices = ["forest", "forests", "lake", "fores", "force"]
    assert sorted(near("forest", choices, 1)) == [0, 1, 3]
    assert sorted(near("lakke", choices, 0)) == []


@pytest.mark.parametrize(
    ("typed", "meant", "beside"),
    [
        ("q", "w", True),
        ("q", "a", True),
        ("s", "w", True),
        ("q", "s", False),
        ("a", "o", True),
        ("q", "b", False),
    ],
)
def test_keys_lie_beside_each_other_or_are_vowels(typed: str, meant: str, beside: bool) -> None:
    """In a row, or one below the other; either may be the one that was meant."""
    assert KEYS.confused(typed, meant) is beside
    assert KEYS.confused(meant, typed) is beside


def test_a_vowel_does_not_lie_beside_every_vowel() -> None:
    """It is only easily typed for another."""
    assert KEYS.beside("q", "a")
    assert not KEYS.beside("a", "o")


@pytest.mark.parametrize(
    ("typed", "slip", "swaps"),
    [
        ("gtae", True, 1),  # changed places
        ("qate", False, 0),  # beside nothing of it
        ("gare", True, 0),
        ("grte", False, 0),
        ("gatw", True, 0),  # w lies beside e
        ("gate", False, 0),
        ("gat", False, 0),
        ("agtee", False, 1),
    ],
)
def test_a_finger_slipped_once(typed: str, slip: bool, swaps: int) -> None:
    """Two letters changed places, or one lies beside the right one."""
    assert slipped(typed, "gate", KEYS) is slip
    assert swaps_between(typed, "gate") == swaps


@pytest.mark.parametrize(
    ("typed", "meant", "strange"),
    [
        ("bqt", "bat", 0),  # q lies beside a
        ("bet", "bat", 0),  # a vowel for a vowel
        ("bzat", "bat", 0),  # too many, not wrong
        ("bzt", "bgt", 1),
        ("bta", "bat", 0),  # changed places
    ],
)
def test_a_wrong_letter_is_strange_where_no_finger_goes_astray(typed: str, meant: str, strange: int) -> None:
    """One that is no vowel for a vowel and lies not beside the right one."""
    assert strange_letters(typed, meant, KEYS) == strange
