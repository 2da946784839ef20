"""The assistant's own words: one file a language, keys by dotted namespace. Quotes are never translated.

answer, provenance   what is said of an answer, by every surface
trainer              what a session pack says
guide                how a draft of the guide asks
check                what the check of slides says
page                 what the page alone says
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import InputError

FOLDER = Path(__file__).parent
ENGLISH = "en"
# Of an answer's words those that the page calls as everybody does; its own words lack "page."
SHARED = frozenset(
    {
        "answer.closest", "answer.concept", "answer.extract", "answer.note", "answer.page", "answer.plain",
        "answer.printed_page", "answer.unread", "answer.what_is", "answer.you_can_ask",
    }
)  # fmt: skip
# Families of the page's words that only those pages call which are loaded when they are first asked for.
LATER = frozenset(
    {
        "access", "audience", "correction", "duties", "glossary", "intro", "kept", "library",
        "origin", "references", "session", "severity", "slides", "tab", "timeline", "train",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one namespace in one language. Raises InputError for a language that has no file."""

    namespace: str
    language: str

    def __post_init__(self) -> None:
        if self.language not in languages():
            raise InputError(
                f"There are no words in '{self.language}' yet.", f"Choose one of {', '.join(languages())}."
            )

    def __call__(self, name: str, **values: object) -> str:
        """The words of that name with the values filled in."""
        return say(f"{self.namespace}.{name}", self.language, **values)


def say(key: str, language: str, **values: object) -> str:
    """The words of a key with the values filled in, in English where the language has no file."""
    return table(language)[key].format(**values)


def table(language: str) -> Mapping[str, str]:
    """All words of a language by key, English ones where it lacks some or has no file."""
    return _table(language if language in languages() else ENGLISH)


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are files for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


@cache
def _table(language: str) -> Mapping[str, str]:
    return {**read_words(FOLDER / f"{ENGLISH}.json"), **read_words(FOLDER / f"{language}.json")}


def read_words(path: Path) -> dict[str, str]:
    """The words of one file."""
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def page_words(words: Mapping[str, str]) -> dict[str, str]:
    """Those of a language that the page is given at once, by the keys that it calls them by."""
    own = {key: text for key, text in _own(words).items() if key.split(".")[0] not in LATER}
    return {key: text for key, text in words.items() if _shared(key)} | own


def later_words(words: Mapping[str, str]) -> dict[str, str]:
    """Those that come with the page which calls them, by their keys there."""
    return {key: text for key, text in _own(words).items() if key.split(".")[0] in LATER}


def _shared(key: str) -> bool:
    return key in SHARED or key.startswith("provenance.")


def _own(words: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix("page."): text for key, text in words.items() if key.startswith("page.")}
