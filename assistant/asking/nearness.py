"""Nearness: when a word is near enough to another, which keys lie beside each other, and what sounds alike;
spelling.toml says it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.asking.patterns import read_data
from assistant.asking.slips import Keys


@dataclass(frozen=True, slots=True)
class Limits:
    """When a word is near enough to another; spelling.toml says what each number means."""

    one_edit: int
    two_edits: int
    swapped: float
    doubled: float
    strange: float
    sound: float
    letter: float
    first: float
    beside: float
    last: float
    frequency: float
    most: float
    most_long: float
    clear: float
    common: int
    turned: int

    def edits(self, word: str, named: bool) -> int:
        """How many letters may be wrong in a word; in a name one at most."""
        return (len(word) >= self.one_edit) + (len(word) >= self.two_edits and not named)

    def allows(self, word: str, cost: float) -> bool:
        """Whether what costs so much may be what was meant by the word."""
        return cost <= (self.most_long if len(word) >= self.two_edits else self.most)


@cache
def nearness() -> tuple[Limits, Keys, dict[str, dict[str, str]]]:
    """The limits, the keyboard, and what sounds alike in each language."""
    return read_data("spelling.toml", _read)


def _read(read: dict[str, Any]) -> tuple[Limits, Keys, dict[str, dict[str, str]]]:
    return Limits(**read["limits"]), Keys(tuple(read["keys"]["rows"]), read["keys"]["vowels"]), read["sounds"]
