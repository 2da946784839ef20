"""Details: which a question asks for (a sum, a date, a person ...), and where words give one.

What is asked by which words, by the language of the question, and what shows that it is given are data:
`data/details.toml`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.asking.patterns import read_data
from assistant.words.store import ENGLISH

_SCRIPTS_WITHOUT_SPACES = "\u2e80"  # from here on a word has no bounds
_APOSTROPHES = str.maketrans("’", "'")

Span = tuple[int, int]  # from which character of a text to before which


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail: how it is asked for in each language, and what shows that it is given."""

    asked: Mapping[str, re.Pattern[str]]
    given: tuple[re.Pattern[str], ...]


def details_asked(question: str, language: str) -> tuple[str, ...]:
    """The kinds of detail that a question in that language asks for."""
    said = question.translate(_APOSTROPHES)
    return tuple(name for name, detail in details().items() if _asks(detail, said, language))


def _asks(detail: Detail, said: str, language: str) -> bool:
    asked = detail.asked.get(language, detail.asked[ENGLISH])
    return bool(asked.search(said))


def gives(text: str, kinds: Iterable[str]) -> bool:
    """Whether the text has something of each of these kinds."""
    return all(given_in(text, kind) for kind in kinds)


@lru_cache(16_384)
def given_in(text: str, kind: str) -> tuple[Span, ...]:
    """Where the text has something of that kind."""
    return tuple(match.span() for given in details()[kind].given for match in given.finditer(text))


@cache
def details() -> dict[str, Detail]:
    """Every kind by its name."""
    return read_data("details.toml", _made)


def _made(tables: dict[str, Any]) -> dict[str, Detail]:
    number = tables.pop("number")
    return {
        name: Detail(
            {language: _either(words) for language, words in table["asked"].items()},
            tuple(re.compile(given.replace("{number}", number)) for given in table["given"]),
        )
        for name, table in tables.items()
    }


def _either(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_bounded, words)), re.IGNORECASE)


def _bounded(word: str) -> str:
    """A word between its bounds; `*` at its end stands for any ending."""
    if word >= _SCRIPTS_WITHOUT_SPACES:
        return re.escape(word)
    return rf"(?<!\w){re.escape(word.rstrip('*'))}" + (r"\w*" if word.endswith("*") else r"(?!\w)")
