"""Topics that are taught and asked about: what each is called, which law is its own, and its decisions.

`corpus/topics.jsonl` holds them, one object a topic. `corpus/topics/<deck>.jsonl` says which decisions a
training deck names under which topic; a topic that only a deck has stands there whole.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ingest.embedded import embedded_folder
from ingest.jsonl import read_lines
from ingest.locator import Decision, Locator
from ingest.vocabulary import ENGLISH

HINT = "Each line needs id, names by language and core provisions by role; see corpus/README.md."
FILE, DECKS = "topics.jsonl", "topics"
# in teaching order: what it is, who must do what, how, with what money, how it is checked
ROLES = ("what", "who", "how", "money", "check")


@dataclass(frozen=True, slots=True)
class Core:
    """A provision that a session on the topic may not leave out, and the role it plays there."""

    locator: str
    role: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic.

    `names` are what people call it, by language, its title first. `core` is its law in teaching order, the
    most important of a role first; `definitions` are the terms that it uses; `articles` are provisions that
    all its decisions carry out. `decisions` are all of them in the order in which they were taken, `taught`
    those that the training deck of that name puts under it. `concepts` are explained in a session on it,
    `related` are ids of other topics.
    """

    id: str
    names: Mapping[str, tuple[str, ...]]
    core: tuple[Core, ...] = ()
    decisions: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    deck: str = ""
    taught: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called in English."""
        return self.names[ENGLISH][0]

    @property
    def titles(self) -> dict[str, str]:
        """Its title in every language that it is called something in."""
        return {language: names[0] for language, names in self.names.items()}

    def called(self, language: str) -> str:
        """Its title in a language, in English where it has none."""
        return self.titles.get(language, self.title)

    @property
    def keys(self) -> tuple[str, ...]:
        """The locators of its core."""
        return tuple(one.locator for one in self.core)


@cache
def embedded_topics() -> tuple[Topic, ...]:
    """The topics that come with the project, read once; those of the decks first."""
    return read_topics(embedded_folder())


def read_topics(corpus: Path) -> tuple[Topic, ...]:
    """The topics of a corpus with what its decks put under them, in the order of their files. Raises
    SourceError naming the line that cannot be used.
    """
    file = corpus / FILE
    known = {topic.id: topic for topic in _read(file, _topic)} if file.exists() else {}
    for path in sorted((corpus / DECKS).glob("*.jsonl")):
        for deck in _read(path, lambda record: _of_deck(record, known)):
            known[deck.id] = _taught(known.get(deck.id, deck), deck.decisions, path.stem)
    return tuple(known.values())


def _read(path: Path, made: Callable[[dict[str, Any]], Topic]) -> list[Topic]:
    return read_lines(path, made, "a topic", HINT)


def _topic(record: dict[str, Any]) -> Topic:
    names = {language: tuple(found) for language, found in record["names"].items()}
    core = tuple(Core(locator, role) for role in ROLES for locator in record.get("core", {}).get(role, ()))
    if not names[ENGLISH] or set(record.get("core", {})) - set(ROLES):
        raise ValueError("no English name, or a role that is none")
    articles, definitions = tuple(record.get("articles", ())), tuple(record.get("definitions", ()))
    for locator in (*articles, *definitions, *(one.locator for one in core)):
        Locator.parse(locator)
    return Topic(
        record["id"],
        names,
        core,
        _in_order(record.get("decisions", ())),
        articles,
        definitions,
        tuple(record.get("concepts", ())),
        tuple(record.get("related", ())),
    )


def _of_deck(record: dict[str, Any], known: Mapping[str, Topic]) -> Topic:
    """What a deck puts under a topic: the decisions of one that is known, or a topic of its own."""
    topic = known.get(record["id"])
    return _topic(record | {"names": topic.names} if topic else record)


def _taught(topic: Topic, decisions: Iterable[str], deck: str) -> Topic:
    taught = _in_order([*topic.taught, *decisions])
    decks = ", ".join(filter(None, (topic.deck, deck)))
    return replace(topic, decisions=_in_order([*topic.decisions, *taught]), taught=taught, deck=decks)


def _in_order(decisions: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order in which they were taken."""
    return tuple(sorted(dict.fromkeys(decisions), key=_when))


def _when(decision: str) -> tuple[int, int]:
    """The session and the number of a decision: (9, 14) of "cop-9/dec-14"."""
    found = Decision.of(decision)
    if found is None:
        raise ValueError(f"{decision!r} is no decision")
    return found.session, found.number
