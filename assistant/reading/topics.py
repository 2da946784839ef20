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
    return next(iter(topics_in(text)), None)


def topics_in(text: str) -> tuple[Topic, ...]:
    """The topics that the text names, that with the longest name first."""
    folded = fold(text)
    found = [(name, topic) for name, topic in _named() if stands_in(name, folded)]
    longest = sorted(found, key=lambda pair: -len(pair[0]))  # of one length in the order of the topics
    return tuple({topic.id: topic for _, topic in longest}.values())


def names_of(topic: Topic) -> tuple[str, ...]:
    """Everything that people call it in any language, folded."""
    names = (name for found in topic.names.values() for name in found)
    return tuple(dict.fromkeys(map(fold, (*names, topic.id.replace("-", " ")))))


@cache
def _named() -> tuple[tuple[str, Topic], ...]:
    """Every name of every topic, folded."""
    return tuple((name, topic) for topic in embedded_topics() for name in names_of(topic))


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, both folded: as whole words, but in scripts without blanks or with
    endings anywhere.
    """
    return f" {name} " in f" {text} " if name.isascii() else name in text


def topics_of(decision: str) -> tuple[Topic, ...]:
    """The topics under which a decision stands."""
    return tuple(topic for topic in embedded_topics() if decision in topic.decisions)
