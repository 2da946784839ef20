"""Topics: which one do some words name?"""

import re
import unicodedata
from functools import cache

from ingest.topics import Topic, embedded_topics


def fold(text: str) -> str:
    """Lower case, no accents, words parted by single spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.replace("ة", "ه")))


def find_topic(text: str) -> Topic | None:
    """The topic that the text names; of several the one with the longest name, the first of those named
    alike.
    """
    folded = fold(text)
    found: tuple[int, Topic] | None = None
    for name, topic in _named():
        if stands_in(name, folded) and (found is None or len(name) > found[0]):
            found = len(name), topic
    return found[1] if found else None


@cache
def _named() -> tuple[tuple[str, Topic], ...]:
    """Every name of every topic, folded: what people call it, its id, its titles in all languages."""
    return tuple(
        (name, topic)
        for topic in embedded_topics()
        for name in (
            *topic.names,
            topic.id.replace("-", " "),
            *map(fold, (topic.title, *topic.titles.values())),
        )
    )


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, both folded: as whole words, but in scripts without blanks or with
    endings anywhere.
    """
    return f" {name} " in f" {text} " if name.isascii() else name in text


def topics_of(decision: str) -> tuple[Topic, ...]:
    """The topics under which a decision stands."""
    return tuple(topic for topic in embedded_topics() if decision in topic.decisions)
