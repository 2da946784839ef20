"""The words by which facts are read (data/facts/<language>.toml), those of all languages at once: slides mix
languages, and a word of one is none of another.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.trainer.tables import DATA
from ingest.errors import CorpusError
from ingest.phrases import Phrases
from ingest.vocabulary import LANGUAGES

FOLDER = DATA / "facts"
EVENTS = ("adopted", "force", "opened", "dated", "own")


@dataclass(frozen=True, slots=True)
class Kind:
    """One of several things that words stand for: a month by its number, a share, a unit."""

    value: str
    phrases: Phrases


@cache
def phrases(name: str) -> Phrases:
    """The list of that name. Raises CorpusError where a file is damaged."""
    return Phrases.of(phrase for table in _tables() for phrase in table.get(name, ()))


@cache
def phrases_of(name: str, language: str) -> Phrases:
    """The list of that name of one language, where its words mean something else in another: Spanish "no"."""
    return Phrases.of(_tables()[LANGUAGES.index(language)].get(name, ()))


@cache
def between() -> Phrases:
    """All that may stand between an event and its time or place."""
    return Phrases.of(
        phrase
        for table in _tables()
        for phrase in (
            *table["gap"],
            *table["held"],
            *(m for month in table["months"] for m in month.split()),
        )
    )


@cache
def kinds(name: str) -> tuple[Kind, ...]:
    """The lists of a table, such as "fractions", by what they stand for."""
    values = dict.fromkeys(value for table in _tables() for value in table.get(name, {}))
    return tuple(
        Kind(value, Phrases.of(p for table in _tables() for p in table.get(name, {}).get(value, ())))
        for value in values
    )


@cache
def months() -> tuple[Kind, ...]:
    """The months, their numbers as values."""
    return tuple(
        Kind(str(number + 1), Phrases.of(p for table in _tables() for p in table["months"][number].split()))
        for number in range(12)
    )


@cache
def _tables() -> tuple[dict[str, Any], ...]:
    return tuple(_read())


def _read() -> Iterator[dict[str, Any]]:
    for language in LANGUAGES:
        path = FOLDER / f"{language}.toml"
        try:
            yield tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise CorpusError(
                f"{path.name} cannot be read ({error}).", "Install the project again."
            ) from error
