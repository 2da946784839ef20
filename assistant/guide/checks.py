"""What the checks of the guide know of each language: `corpus/guide-checks.toml`, whose head explains it."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.wordlists import folded, pattern_of, read_list

FILE = "guide-checks.toml"
MONTHS = 12
_CHINESE_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")


@dataclass(frozen=True, slots=True)
class Modal:
    """One modal in one language, each pattern for folded words.

    `english` is what says it in English and must be rendered; `justified` these and all that allows a
    translation to say it; `plain` is what says it in the language, unless it stands within `fine`; `rendered`
    these and all else that may render it; `idle` and `english_idle` are what says nothing of it though it has
    one of its words; `example` is for people.
    """

    name: str
    english: re.Pattern[str]
    justified: re.Pattern[str]
    plain: re.Pattern[str]
    fine: re.Pattern[str]
    rendered: re.Pattern[str]
    idle: re.Pattern[str]
    english_idle: re.Pattern[str]
    example: str


@cache
def _tables() -> dict[str, Any]:
    return read_list(FILE)


@cache
def modals(language: str) -> tuple[Modal, ...]:
    """The modals of a language, negation among them. Raises SourceError where the table cannot be read."""
    return _kept("modal", language)


@cache
def number_words(language: str) -> tuple[Modal, ...]:
    """The small numbers that a language says in words. Raises SourceError where the table cannot be read."""
    return _kept("number", language)


def _kept(kind: str, language: str) -> tuple[Modal, ...]:
    """What a translation keeps of the English, of one kind: of those tables that know the language."""
    return tuple(
        Modal(
            table["name"],
            pattern_of(table["en"]["words"], "en"),
            pattern_of([*table["en"]["words"], *table["en"]["kin"]], "en"),
            pattern_of(table[language]["words"], language),
            pattern_of(table[language].get("fine", []), language),
            pattern_of([*table[language]["words"], *table[language]["kin"]], language),
            pattern_of(table[language].get("idle", []), language),
            pattern_of(table["en"].get("idle", []), "en"),
            ", ".join(word.rstrip("*") for word in table[language]["words"][:3]),
        )
        for table in _tables()[kind]
        if language in table
    )


def months_in(text: str, language: str) -> Counter[str]:
    """The months that a text names, as "month 6"."""
    if language == "zh":
        found = (int(number) for number in _CHINESE_MONTH.findall(text))
        return Counter(f"month {number}" for number in found if 0 < number <= MONTHS)
    for name in _tables()["not_months"]:
        text = text.replace(name, " ")
    searched = text if language == "en" else folded(text)
    return Counter(
        f"month {number}"
        for number, pattern in enumerate(_months(language), start=1)
        for _ in pattern.findall(searched)
    )


def without_months(english: str) -> str:
    """An English text without the names of months, of which one is a modal too."""
    for pattern in _months("en"):
        english = pattern.sub(" ", english)
    return english


@cache
def _months(language: str) -> tuple[re.Pattern[str], ...]:
    names: list[str] = _tables()["months"][language]
    # English ones begin with a capital: "may" is no month
    if language == "en":
        return tuple(re.compile(rf"\b{name}\b") for name in names)
    return tuple(pattern_of(name.split("|"), language) for name in names)


@cache
def latin_words() -> re.Pattern[str]:
    """The words that stand in Latin letters in every language."""
    names = sorted(_tables()["latin"], key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" for name in names))


@cache
def left_in_english(language: str) -> re.Pattern[str]:
    """English words that are none of a language in Latin letters, for a text that is folded."""
    return pattern_of([*_tables()["english"]["all"], *_tables()["english"].get(language, [])], language)


@cache
def exceptions() -> dict[tuple[str, str, str], str]:
    """Why what a check found is right, by check, language and provision."""
    return {
        (one["check"], language, one["provision"]): one["reason"]
        for one in _tables()["exception"]
        for language in one["languages"]
    }
