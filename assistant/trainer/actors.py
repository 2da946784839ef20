"""Actors: the bodies that treaties and decisions give something to do, by their names and official codes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.trainer.tables import table


@dataclass(frozen=True, slots=True)
class Actor:
    """A record of data/actors.toml, whose head explains the fields."""

    name: str
    called: str = ""
    codes: tuple[str, ...] = ()
    decides: bool = False
    decoy: bool = False


@cache
def actors() -> tuple[Actor, ...]:
    """All of them, the more precise before what its name holds."""
    return tuple(
        Actor(**record | {"codes": tuple(record.get("codes", ()))}) for record in table("actors")["actor"]
    )


@cache
def deciding() -> str:
    """The body that acts where a decision names none."""
    return next(actor.name for actor in actors() if actor.decides)


@cache
def decoys() -> tuple[str, ...]:
    """Names that a quiz may offer as wrong answers."""
    return tuple(actor.name for actor in actors() if actor.decoy)


def actor_of(code: str) -> str:
    """The name of the actor that an official code stands for; of an unknown code its own words."""
    known = next((actor.name for actor in actors() if code.lower() in actor.codes), "")
    return known or (code.replace("-", " ").capitalize() if code.islower() else code)


def actor_called(words: str) -> str:
    """The name of the actor that is called exactly so in sentences, case aside; "" for none."""
    text = " ".join(words.split())
    return next((name for name, pattern in _patterns() if pattern.fullmatch(text)), "")


def actors_in(text: str, *, at_start: bool = False) -> Iterator[str]:
    """Give the names of the actors that the text names, in order, each once; `at_start` looks for one that
    the text begins with.
    """
    places: list[tuple[int, int, str]] = []
    for name, pattern in _patterns():
        for match in pattern.finditer(text):
            # a name within a longer one that an earlier record has taken is no other actor
            free = not any(start < match.end() and match.start() < end for start, end, _ in places)
            if free and not (at_start and match.start()):
                places.append((match.start(), match.end(), name))
    # in the order of the sentence, not of the records
    yield from dict.fromkeys(name for _, _, name in sorted(places))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (actor.name, re.compile(rf"\b(?:{actor.called})(?!\w)", re.I)) for actor in actors() if actor.called
    )
