"""The topics of a training deck, the decisions that it names under each, and what people call a topic.

A decision stands under every topic that its title names; one whose title names none stands where the deck's
remark puts it. `corpus/topics/<deck>.jsonl` holds them, one object a topic.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ingest.embedded import embedded_folder
from ingest.jsonl import read_lines
from ingest.locator import Locator

HINT = "Each line needs id, title, names and decisions; see corpus/README.md."
_LISTS = ("names", "decisions", "articles", "keys", "definitions")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a deck.

    `names` are what people call it, folded (see assistant.reading.topics); `articles` the provisions it
    carries out; `definitions` and `keys` the provisions that a session on it begins with; `titles` its
    title in other languages.
    """

    id: str
    title: str
    deck: str
    names: tuple[str, ...]
    decisions: tuple[str, ...]
    articles: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """Its title in a language, in English where it has none."""
        return self.titles.get(language, self.title)


@cache
def embedded_topics() -> tuple[Topic, ...]:
    """The topics that come with the project, read once."""
    return read_topics(embedded_folder() / "topics")


def read_topics(folder: Path) -> tuple[Topic, ...]:
    """The topics of every deck of a folder. Raises SourceError naming the line that cannot be used."""
    return tuple(topic for path in sorted(folder.glob("*.jsonl")) for topic in _read_deck(path))


def _read_deck(path: Path) -> list[Topic]:
    return read_lines(path, lambda record: _topic(record, path.stem), "a topic", HINT)


def _topic(record: dict[str, Any], deck: str) -> Topic:
    lists = {name: tuple(record.get(name, ())) for name in _LISTS}
    for name in _LISTS[1:]:
        for locator in lists[name]:
            Locator.parse(locator)
    return Topic(record["id"], record["title"], deck, titles=record.get("titles", {}), **lists)
