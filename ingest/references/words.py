"""The words that references are made of, read once from words/<language>.toml, one language a file."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.errors import SourceError
from ingest.spelling import names_pattern, normal
from ingest.vocabulary import LANGUAGES

FOLDER = Path(__file__).resolve().parent / "words"
LATIN = "abcdefghijklmnopqrstuvwxyz"
_LOOK_ALIKE = {"с": "c", "ј": "j"}  # Cyrillic letters typed for Latin ones
Unit = tuple[str, str]  # the kind of a provision, and "one", "many" or "any"
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """All languages together, every word as `ingest.spelling.normal` leaves it.

    `units` maps a word to what it calls a provision; `endings` are words with many endings, as patterns of
    the same. The sets are explained in each file of words.
    """

    units: dict[str, Unit]
    endings: tuple[tuple[Unit, re.Pattern[str]], ...]
    phrases: tuple[str, ...]
    suffixes: dict[str, str]
    letters: dict[str, str]
    chinese: tuple[str, ...]
    of: frozenset[str]
    and_: frozenset[str]
    range: frozenset[str]
    this: frozenset[str]
    above: frozenset[str]
    above_before: frozenset[str]
    number_sign: frozenset[str]
    meeting: frozenset[str]
    articles: frozenset[str]
    possessive: frozenset[str]
    leading: frozenset[str]
    inside: frozenset[str]
    at_place: frozenset[str]
    narrowing: frozenset[str]
    joined: frozenset[str]
    target_of: frozenset[str]
    not_after_target: frozenset[str]
    decision_paragraph: frozenset[str]
    not_before: frozenset[str]
    counted: frozenset[str]
    plan: frozenset[str]
    not_targets: frozenset[str]
    not_annex: frozenset[str]
    before_number: frozenset[str]
    after_number: frozenset[str]
    after_session: frozenset[str]
    ordinal_endings: frozenset[str]

    def unit(self, word: str) -> Unit | None:
        """What a word calls a provision; None for any other word."""
        found = self.units.get(word)
        if found or word.isascii() or len(word) < 3:
            return found
        return next((unit for unit, pattern in self.endings if pattern.fullmatch(word)), None)


@cache
def words() -> Words:
    """The words that come with the project."""
    return read_words(FOLDER)


def read_words(folder: Path) -> Words:
    """The words of a folder. Raises SourceError naming the file that cannot be used."""
    tables = {path.stem: _table(path) for path in sorted(folder.glob("*.toml"))}
    if set(tables) != set(LANGUAGES):
        raise SourceError(
            f"{folder.name}: the words of {', '.join(sorted(set(LANGUAGES) ^ set(tables)))} do not fit.",
            "There is one file for each language of the project.",
        )
    units = [entry for table in tables.values() for entry in _units(table)]
    small = {name: _small(tables, name) for name in tables["en"]["small"]}
    return Words(
        units={word: unit for word, unit in units if not _bends(word)},
        endings=tuple(_endings([entry for entry in units if _bends(entry[0])])),
        phrases=tuple(word for word, _ in units if " " in word),
        suffixes={
            word: kind
            for table in tables.values()
            for kind, found in table["suffixes"].items()
            for word in found
        },
        letters=_LOOK_ALIKE | _letters(table["letters"]["alphabet"] for table in tables.values()),
        chinese=_long(tables["zh"]),
        and_=small.pop("and"),
        ordinal_endings=small.pop("endings"),
        **small,
    )


def _table(path: Path) -> Record:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{path.name}: the words cannot be read ({error}).",
            "Mend it; README.md beside it shows the form.",
        ) from error


def _units(table: Record) -> Iterator[tuple[str, Unit]]:
    for kind, counts in table["units"].items():
        for count, found in counts.items():
            yield from ((normal(word).replace("-", " "), (kind, count)) for word in found)


def _bends(word: str) -> bool:
    """Whether a word stands for more than itself."""
    return word.endswith("*") or bool(re.search(r"[\u0600-\u06ff]", word))


def _endings(units: list[tuple[str, Unit]]) -> Iterator[tuple[Unit, re.Pattern[str]]]:
    """One pattern a kind: a stem with its endings, or an Arabic noun with its prefixes."""
    for unit in dict.fromkeys(unit for _, unit in units):
        yield unit, re.compile(names_pattern(word for word, other in units if other == unit))


def _small(tables: dict[str, Record], name: str) -> frozenset[str]:
    found = {normal(word) for table in tables.values() for word in table["small"][name]}
    return frozenset(found)


def _letters(alphabets: Iterator[str]) -> dict[str, str]:
    return {letter: LATIN[n] for alphabet in alphabets for n, letter in enumerate(alphabet) if n < len(LATIN)}


def _long(table: Record) -> tuple[str, ...]:
    """Chinese words of more than one character, the longest first: no blank shows where they end."""
    lists = [*table["suffixes"].values(), *table["small"].values()]
    lists += [listed for counts in table["units"].values() for listed in counts.values()]
    found = {word for listed in lists for word in listed if len(word) > 1}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))
