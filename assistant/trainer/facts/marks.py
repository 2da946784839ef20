"""What a sentence names that has a place in it: meetings, decisions and instruments, towns, and events."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, Protocol, TypeVar

from assistant.trainer.facts.times import Time
from assistant.trainer.facts.words import EVENTS, phrases
from ingest.names import Place
from ingest.phrases import Phrases
from ingest.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Anchor:
    """A meeting ("session"), a decision or an instrument that a sentence names, by the id of its document."""

    start: int
    end: int
    kind: str
    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A town or a country, by the English names of all that it may be; none of a town that is not known."""

    start: int
    end: int
    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """That something is adopted, enters into force ...; `kind` is a list of words."""

    start: int
    end: int
    kind: str


_TOWN = re.compile(r"(?:\b(?:in|à|en|em)|[:–—]) ([A-ZÀ-Ý][a-zà-ÿ]{3,}(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+)?) ?[(,] ?$")
_LONGEST = 40  # letters of a town's name and what leads it
Value = Time | Spot
Span = Anchor | Spot | Time | Event


class Marked(Protocol):
    """Anything that stands between two places."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Behind its last letter."""
        ...


Mark = TypeVar("Mark", bound=Marked)


@dataclass(frozen=True, slots=True)
class Row(Generic[Mark]):
    """Marks that do not overlap, in their order; those between two places are found without a search."""

    marks: tuple[Mark, ...]
    _starts: list[int] = field(default_factory=list, compare=False)

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> "Row[Mark]":
        """Of marks in any order."""
        found = tuple(sorted(marks, key=lambda one: one.start))
        return cls(found, [one.start for one in found])

    def within(self, start: int, end: int) -> tuple[Mark, ...]:
        """Those that begin between two places."""
        return self.marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, place: int) -> Mark | None:
        """The one that covers a place."""
        number = bisect_right(self._starts, place) - 1
        return self.marks[number] if number >= 0 and place < self.marks[number].end else None

    def before(self, place: int) -> Mark | None:
        """The last that ends at a place or before it."""
        number = bisect_right(self._starts, place)
        return next(
            (one for one in reversed(self.marks[max(0, number - 2) : number]) if one.end <= place), None
        )

    def behind(self, place: int) -> Mark | None:
        """The first that begins at a place or behind it."""
        number = bisect_left(self._starts, place)
        return self.marks[number] if number < len(self.marks) else None


def spots_in(text: str, normal: str) -> Iterator[Spot]:
    """The towns and countries of a text, in order. A word that stands before its country as a town does is
    one, too, though it is not known: "Guadalajara (Mexico)".
    """
    last = 0
    for start, end in _all_places().spans(text):
        names = _places(normal[start:end])
        unknown = _TOWN.search(text, max(last, start - _LONGEST), start)
        if unknown and any(not place.country for place in vocabulary().places if place.name in names):
            yield Spot(*unknown.span(1), (), unknown[1])
        yield Spot(start, end, names, text[start:end])
        last = end


def events_in(text: str) -> tuple[Event, ...]:
    """What happens, in order; of words that are several kinds the longest count."""
    found = [Event(a, b, kind) for kind in EVENTS for a, b in phrases(kind).spans(text)]
    taken = bytearray(len(text))
    longest: list[Event] = []
    for event in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(taken[event.start : event.end]):
            taken[event.start : event.end] = b"\1" * (event.end - event.start)
            longest.append(event)
    return tuple(sorted(longest, key=lambda event: event.start))


@cache
def _all_places() -> Phrases:
    return Phrases.of(
        name for place in vocabulary().places for names in place.names.values() for name in names
    )


@cache
def _places(words: str) -> tuple[str, ...]:
    return tuple(
        place.name
        for place, found in _each_place()
        if any(a == 0 and b == len(words) for a, b in found.spans(words))
    )


@cache
def _each_place() -> Sequence[tuple[Place, Phrases]]:
    return tuple(
        (place, Phrases.of(name for names in place.names.values() for name in names))
        for place in vocabulary().places
    )
