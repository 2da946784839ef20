"""Details: which a question asks for (an amount, a date, a person ...), and whether words give one.

What is asked by which words, in all languages, and what shows that it is given are data: `data/details.toml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.asking.patterns import read_data

_SCRIPTS_WITHOUT_SPACES = "\u2e80"  # from here on a word has no bounds


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail: how it is asked for, and what shows that it is given; None where nothing can."""

    asked: re.Pattern[str]
    given: re.Pattern[str] | None


def details_asked(question: str) -> tuple[str, ...]:
    """The kinds of detail that the question asks for."""
    return tuple(name for name, detail in details().items() if detail.asked.search(question))


def gives(text: str, kinds: Iterable[str]) -> bool:
    """Whether the text has something of each of these kinds."""
    return all(_gives(text, kind) for kind in kinds)


@lru_cache(16_384)
def _gives(text: str, kind: str) -> bool:
    given = details()[kind].given
    return given is None or bool(given.search(text))


@cache
def details() -> dict[str, Detail]:
    """Every kind by its name."""
    return read_data("details.toml", _made)


def _made(tables: dict[str, Any]) -> dict[str, Detail]:
    return {
        name: Detail(
            _either(table["asked"]), re.compile("|".join(table["given"])) if table.get("given") else None
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
