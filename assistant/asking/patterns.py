"""Closed vocabularies that say what a question is about, read from data that a person can edit.

`data/patterns.toml` holds regular expressions over English words with the reason for each, `data/words.toml`
plain lists of words, `data/elsewhere.toml` what other instruments are called, `data/attributes.toml` kinds of
facts with the words that show them given.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ingest.errors import CorpusError
from ingest.references.tokens import FOREIGN, tokens
from ingest.vocabulary import vocabulary

DATA = Path(__file__).with_name("data")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Attribute:
    """A kind of fact: how it is asked for, and the words of which a text must have one to give it."""

    asked: re.Pattern[str]
    evidence: re.Pattern[str]


def pattern(name: str) -> re.Pattern[str]:
    """The expression of that name; case does not matter."""
    return _patterns()[name]


def group_of(match: re.Match[str]) -> str:
    """What the group of the alternative that matched holds."""
    return str(match[match.lastindex or 0])


def word_list(name: str) -> frozenset[str]:
    """The words of that name, in small letters."""
    return _words()[name]


def words_in(name: str, language: str) -> frozenset[str]:
    """The words of that name in a language; none in one that nobody wrote them in."""
    return _words().get(f"{name}_{language}", frozenset())


@cache
def session_words() -> frozenset[str]:
    """Words by which a meeting of the Parties is named, ordinals among them."""
    return word_list("sessions") | vocabulary().ordinals("en").keys()


@cache
def elsewhere() -> tuple[re.Pattern[str], ...]:
    """What other instruments and bodies are called."""
    return tuple(compiled(rule["any"], rule.get("whole_words", True)) for _, rule in _read("elsewhere.toml"))


def names_treaty(text: str) -> bool:
    """Whether a text in any language names a treaty of others (`corpus/names/others.toml`)."""
    return any(token.kind == "inst" and token.value == FOREIGN for token in tokens(text))


@cache
def attributes() -> tuple[Attribute, ...]:
    """What questions ask for, with the words that show it given."""
    return read_data("attributes.toml", _attributes)


def _attributes(tables: dict[str, Any]) -> tuple[Attribute, ...]:
    number = tables.pop("number")
    either = ((_alternatives(rule["asked"]), _alternatives(rule["evidence"])) for rule in tables.values())
    return tuple(
        Attribute(compiled(asked, False), compiled([one.replace("{number}", number) for one in given], False))
        for asked, given in either
    )


def _alternatives(written: str | list[str]) -> list[str]:
    return [written] if isinstance(written, str) else written


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        name: compiled(rule["any"], rule.get("whole_words", True)) for name, rule in _read("patterns.toml")
    }


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(rule["words"].split()) for name, rule in _read("words.toml")}


def compiled(alternatives: list[str], whole_words: bool) -> re.Pattern[str]:
    """One expression of all alternatives, which begin and end with a word where `whole_words` says so."""
    either = "|".join(alternatives)
    return re.compile(rf"\b(?:{either})\b" if whole_words else either, re.IGNORECASE)


def _read(name: str) -> list[tuple[str, dict[str, Any]]]:
    return list(read_data(name, dict[str, Any]).items())


def read_data(name: str, made: Callable[[dict[str, Any]], Made]) -> Made:
    """What is made of the tables of a file of `data/`. Raises CorpusError where it cannot be read, or says
    something else than expected.
    """
    try:
        return made(tomllib.loads((DATA / name).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{name} cannot be read ({error}).", "Install the project again.") from error
