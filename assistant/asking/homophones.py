"""Homophones: Chinese characters typed for others that sound the same ("正策" for "政策", a policy).

Who types Chinese types how it sounds and takes one of the characters that are offered; a wrong one leaves two
that stand together nowhere. Such a character is read as another of its sound where the corpus has what comes
of it. Of all readings of a run of characters the likeliest is taken, by the pairs of the corpus and of a
general dictionary (`data/chinese.json`, which `cbd-evaluate fit words` makes).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import log
from pathlib import Path
from typing import Any

from ingest.errors import FittingError

DATA = Path(__file__).with_name("data")
NAME = "chinese"
# Of the wrong characters of 136 questions that were mistyped by hand 0.41 are mended so; of 890 others, half
# of them about documents that the corpus lacks, 13 are read otherwise than meant.
CHANGED = 7.0  # costs another character than was typed, as a natural logarithm
SEEN = 6  # times that the corpus has the pair in which it stands at least
IN_CORPUS, IN_GENERAL, ALONE = 0.4, 0.4, 0.2  # shares of what may follow a character
LEAST = 1e-7  # the share of what neither has


@dataclass(frozen=True, slots=True)
class Characters:
    """What is known of Chinese in general: the syllables that a character may stand for, how often a word
    begins with it, and how often two stand together in a word.
    """

    syllables: Mapping[str, frozenset[str]]
    begins: Mapping[str, int]
    pairs: Mapping[str, int]


class Homophones:
    """Reads Chinese by the pairs of characters of a corpus, each with how often it has them."""

    def __init__(self, pairs: Mapping[str, int], general: Characters | None = None) -> None:
        self._pairs = pairs
        self._given = general

    def meant(self, run: str) -> str:
        """A run of Chinese characters as it was meant; as it is where each of them stands in a known word."""
        choices = [self._choices(run, place) for place in range(len(run))]
        if not self._pairs or all(len(one) == 1 for one in choices):
            return run
        read = self._likeliest(run, choices)
        return "".join(
            chosen if self._is_borne_out(read, place) else typed
            for place, (typed, chosen) in enumerate(zip(run, read, strict=True))
        )

    def _choices(self, run: str, place: int) -> tuple[str, ...]:
        """What a character may be read as: itself, and others of its sound where it is in no known word."""
        typed = run[place]
        if any(pair in self._general.pairs or self._has(pair) for pair in _around(run, place)):
            return (typed,)
        others = {one for sound in self._general.syllables.get(typed, ()) for one in self._sounding[sound]}
        return (typed, *sorted(others - {typed}))

    def _likeliest(self, run: str, choices: Sequence[Sequence[str]]) -> str:
        """The reading of the least cost (Viterbi 1967)."""
        best = {one: (self._first(one) + _changed(one, run[0]), one) for one in choices[0]}
        for typed, here in zip(run[1:], choices[1:], strict=True):
            best = {one: self._after(best, one, _changed(one, typed)) for one in here}
        return min(best.values())[1]

    def _after(self, best: Mapping[str, tuple[float, str]], one: str, paid: float) -> tuple[float, str]:
        """The cheapest reading that ends in this character."""
        cost, read = min((cost + self._next(before, one), read) for before, (cost, read) in best.items())
        return cost + paid, read + one

    def _first(self, one: str) -> float:
        return -log(self._alone(one) + LEAST)

    def _next(self, before: str, one: str) -> float:
        pair = before + one
        corpus = self._pairs.get(pair, 0) / (self._times[before] or 1)
        general = self._general.pairs.get(pair, 0) / (self._general_times[before] or 1)
        return -log(IN_CORPUS * corpus + IN_GENERAL * general + ALONE * self._alone(one) + LEAST)

    def _alone(self, one: str) -> float:
        """How much of all text is this character, by the corpus and by the dictionary."""
        general = self._general.begins.get(one, 0) / self._all_general
        return (self._times[one] / self._all + general) / 2

    def _is_borne_out(self, read: str, place: int) -> bool:
        """Whether the corpus has a word in which the character stands here."""
        return any(self._has(pair) and pair in self._general.pairs for pair in _around(read, place))

    def _has(self, pair: str) -> bool:
        """Whether the corpus has the pair more often than by chance."""
        return self._pairs.get(pair, 0) >= SEEN

    @cached_property
    def _times(self) -> Counter[str]:
        return _beginnings(self._pairs)

    @cached_property
    def _all(self) -> int:
        return self._times.total() or 1

    @cached_property
    def _general_times(self) -> Counter[str]:
        return _beginnings(self._general.pairs)

    @cached_property
    def _all_general(self) -> int:
        return sum(self._general.begins.values()) or 1

    @cached_property
    def _sounding(self) -> Mapping[str, frozenset[str]]:
        """Syllable -> the characters of the corpus that may stand for it."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in {character for pair in self._pairs for character in pair}:
            for sound in self._general.syllables.get(one, ()):
                found[sound].add(one)
        return defaultdict(frozenset, {sound: frozenset(ones) for sound, ones in found.items()})

    @property
    def _general(self) -> Characters:
        return self._given if self._given is not None else characters()


@cache
def characters(folder: Path = DATA) -> Characters:
    """Those that come with the project, read once. Raises FittingError where they cannot be read."""
    try:
        return unpacked(json.loads((folder / f"{NAME}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FittingError(f"{NAME} cannot be read ({error}).", "Install the project again.") from error


def unpacked(record: Mapping[str, Any]) -> Characters:
    """What a file holds: by syllable its characters; by the power of two nearest to how often they stand in
    texts the characters with which words begin, and the pairs.
    """
    sounds: dict[str, set[str]] = defaultdict(set)
    for syllable, ones in record["syllables"].items():
        for one in ones:
            sounds[one].add(syllable)
    return Characters(
        {one: frozenset(found) for one, found in sounds.items()},
        {one: 2 ** int(power) for power, ones in record["begins"].items() for one in ones},
        {
            ones[place : place + 2]: 2 ** int(power)
            for power, ones in record["pairs"].items()
            for place in range(0, len(ones), 2)
        },
    )


def _around(run: str, place: int) -> tuple[str, ...]:
    """The pairs in which a character stands."""
    before = (run[place - 1 : place + 1],) if place else ()
    return (*before, run[place : place + 2]) if place + 1 < len(run) else before


def _changed(one: str, typed: str) -> float:
    return CHANGED if one != typed else 0.0


def _beginnings(pairs: Mapping[str, int]) -> Counter[str]:
    """How often each character is the first of a pair."""
    times: Counter[str] = Counter()
    for pair, count in pairs.items():
        times[pair[0]] += count
    return times
