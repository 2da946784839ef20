"""Years and days that a text names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.trainer.facts.words import months, phrases

_YEAR = re.compile(r"(?<![\d/.–-])(1[89]\d\d|20\d\d)(?!\d)(?!\s?[/–-]\s?\d)(?!\s?[%‰])")
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:er|º|\.|st|nd|rd|th)?(?: de| of|,)? ?$")
_DAY_BEHIND = re.compile(r" ?(\d{1,2})(?!\d)")
_HAN_MONTH = re.compile(r"年 ?(\d{1,2})月(?: ?(\d{1,2})日)?")
_LINK = re.compile(r"[ ,./-]|(?<!\w)(?:de|del|of|года?)(?!\w)")
_REACH = 24  # characters before a year in which its month is looked for


@dataclass(frozen=True, slots=True)
class Time:
    """A year, with its month and day where they are said (0 where not), at text[start:end]. `relative` says
    that it only bounds something ("by 2030"), `since` that something goes on from then.
    """

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    relative: bool = False
    since: bool = False


def times_in(text: str) -> list[Time]:
    """The times that a normalised text names, in order; a year in a span ("2011-2020") is none."""
    return list(_times(text))


def _times(text: str) -> Iterator[Time]:
    for match in _YEAR.finditer(text):
        start, end = match.span()
        start, end, month, day = _in_han(text, start, end) or _with_month(text, start, end)
        before = text[max(0, start - 2 * _REACH) : start].rstrip(" (")
        yield Time(
            start,
            end,
            int(match[1]),
            month,
            day,
            relative=_ends_with("relative", before) or _begins_with("relative", text[end:]),
            since=_ends_with("since", before),
        )


def _with_month(text: str, start: int, end: int) -> tuple[int, int, int, int]:
    """Where the month before a year begins, and both; of "October 18, 2010" the day too."""
    near = max(0, start - _REACH)
    for month in months():
        for a, b in month.phrases.spans(text[near:start]):
            between = _LINK.sub("", text[near + b : start])
            if between and not between.isdigit():
                continue
            day = _DAY_BEFORE.search(text, max(0, near + a - _REACH), near + a)
            behind = _DAY_BEHIND.match(text, near + b)
            if day:
                return day.start(), end, int(month.value), int(day[1])
            return near + a, end, int(month.value), int(behind[1]) if behind and between else 0
    return start, end, 0, 0


def _in_han(text: str, start: int, end: int) -> tuple[int, int, int, int] | None:
    match = _HAN_MONTH.match(text, end)
    if match is None:
        return None
    return start, match.end(), int(match[1]), int(match[2] or 0)


def _ends_with(name: str, before: str) -> bool:
    tail = before[-_REACH:]
    return any(_is_small(tail[b:]) for _, b in phrases(name).spans(tail))


def _begins_with(name: str, behind: str) -> bool:
    """Chinese says behind a time what others say before it."""
    head = behind[:4].removeprefix("年")
    return bool(re.match("[\u3400-\u9fff]", head)) and any(a == 0 for a, _ in phrases(name).spans(head))


def _is_small(text: str) -> bool:
    """Whether nothing but an article stands there."""
    return re.fullmatch(r" ?(?:the|le|la|el|o|a|year|l'annee|ano|عام|سنه)? ?", text) is not None
