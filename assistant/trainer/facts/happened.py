"""When and where something happened, and whether a time or a place that is said of it fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from assistant.trainer.facts.marks import Spot
from assistant.trainer.facts.times import Time
from ingest.names import Place, Sitting
from ingest.vocabulary import vocabulary

_DAY = timedelta(days=1)  # the end of a meeting is told a day earlier or later


@dataclass(frozen=True, slots=True)
class Happening:
    """From a day to a day, in some towns; `exact` says that the days are sure."""

    first: date
    last: date
    towns: tuple[str, ...]
    exact: bool = True

    def fits(self, time: Time) -> bool:
        """Whether it was, at least in part, at that time."""
        if not self.first.year <= time.year <= self.last.year:
            return False
        if not time.month:
            return True
        months = (self.first.year * 12 + self.first.month, self.last.year * 12 + self.last.month)
        if not months[0] <= time.year * 12 + time.month <= months[1]:
            return False
        return not (time.day and self.exact) or self._covers(time)

    def _covers(self, time: Time) -> bool:
        try:
            day = date(time.year, time.month, time.day)
        except ValueError:
            return False
        return self.first - _DAY <= day <= self.last + _DAY

    def was_in(self, spot: Spot) -> bool:
        """Whether it was there: in the town, or in the country of one."""
        return bool(set(spot.names) & {*self.towns, *filter(None, map(country_of, self.towns))})


def on_day(day: str, towns: Iterable[str]) -> Happening:
    """What happened on one day, as 2010-10-29."""
    return Happening(date.fromisoformat(day), date.fromisoformat(day), tuple(towns))


@cache
def sittings_of(session: int) -> tuple[Happening, ...]:
    """The sittings of a meeting of the Conference of the Parties."""
    return tuple(_sitting(one) for one in vocabulary().sittings if one.session == session)


def _sitting(one: Sitting) -> Happening:
    year = int(one.year)
    first = date.fromisoformat(one.start) if one.start else date(year, 1, 1)
    last = date.fromisoformat(one.end) if one.end else date(year, 12, 31)
    return Happening(first, last, (one.city,), "unconfirmed" not in one.status)


@cache
def country_of(town: str) -> str:
    """The English name of a town's country; "" where the town is not known."""
    return next((place.country for place in vocabulary().places if place.name == town), "")


@cache
def place_names(language: str) -> dict[str, str]:
    """English name of a place -> its name in a language."""
    return {place.name: _name(place, language) for place in vocabulary().places}


def _name(place: Place, language: str) -> str:
    spelled = place.names.get(language, ())
    plain = next((name for name in spelled if not set("[]{}*") & set(name)), "")
    return plain or place.name


def fits_any(happenings: Iterable[Happening], value: Time | Spot) -> bool:
    """Whether any of them was at that time, or there."""
    return any(one.fits(value) if isinstance(value, Time) else one.was_in(value) for one in happenings)


def misfit(
    happenings: Sequence[Happening], times: Sequence[Time], spots: Sequence[Spot]
) -> Time | Spot | None:
    """What of the times and places fits none of the happenings; where there is one of each and both fit one,
    but not the same one, the time. None where all is well.
    """
    values: list[Time | Spot] = [*times, *spots]
    for value in values:
        if not fits_any(happenings, value):
            return value
    if len(times) == 1 and spots and len({spot.names for spot in spots}) <= 2:
        together = any(one.fits(times[0]) and all(one.was_in(spot) for spot in spots) for one in happenings)
        apart = any(all(one.was_in(spot) for spot in spots) for one in happenings)
        if apart and not together:
            return times[0]
    return None
