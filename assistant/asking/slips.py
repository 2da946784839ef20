"""Slips of the hand: how far a typed word is from the one that was meant. The only door of rapidfuzz.

A letter may be missing, too many, in another's place or wrong; a wrong one mostly lies beside the right one
on the keyboard, or is a vowel for a vowel.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Keys:
    """The keys of keyboards, row under row, and which letters are vowels."""

    rows: tuple[str, ...]
    vowels: str

    def beside(self, typed: str, meant: str) -> bool:
        """Whether one letter lies beside another on the keyboard."""
        return frozenset((typed, meant)) in self._pairs

    def confused(self, typed: str, meant: str) -> bool:
        """Whether one letter is easily typed for another."""
        return self.beside(typed, meant) or (typed in self.vowels and meant in self.vowels)

    @cached_property
    def _pairs(self) -> frozenset[frozenset[str]]:
        return frozenset(self._neighbours())

    def _neighbours(self) -> Iterator[frozenset[str]]:
        for upper, lower in zip(self.rows, (*self.rows[1:], ""), strict=True):
            for place, key in enumerate(upper):
                around = upper[place + 1 : place + 2] + lower[max(0, place - 1) : place + 1]
                yield from (frozenset((key, other)) for other in around)


def near(typed: str, choices: Sequence[str], edits: int) -> Iterator[int]:
    """Where the choices stand that differ from what was typed in so few letters."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return (place for _, _, place in found)


def edits_between(typed: str, meant: str) -> int:
    """How many letters are wrong, missing, too many or in another's place."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(typed, meant))


def swaps_between(typed: str, meant: str) -> int:
    """How many pairs of letters changed places."""
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(typed, meant)) - edits_between(typed, meant)


def strange_letters(typed: str, meant: str, keys: Keys) -> int:
    """How many letters are wrong that are not easily typed for the right ones; letters that changed places
    are not wrong.
    """
    from rapidfuzz.distance import Levenshtein

    if swaps_between(typed, meant):
        return 0
    steps = Levenshtein.editops(typed, meant)
    wrong = ((typed[step.src_pos], meant[step.dest_pos]) for step in steps if step.tag == "replace")
    return sum(not keys.confused(*pair) for pair in wrong)


def slipped(typed: str, meant: str, keys: Keys) -> bool:
    """Whether a finger slipped once: two letters changed places, or one lies beside the right one."""
    wrong = [pair for pair in zip(typed, meant, strict=False) if pair[0] != pair[1]]
    if len(typed) != len(meant) or edits_between(typed, meant) != 1:
        return False
    return len(wrong) == 2 or keys.beside(*wrong[0])
