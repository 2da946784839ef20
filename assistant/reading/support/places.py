"""Places that a text names: provisions, and the instruments themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.locator import Locator, lies_in
from ingest.references.resolve import Reference, read_references
from ingest.references.tokens import ANY_FRAMEWORK, ANY_PROTOCOL, tokens
from ingest.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Places:
    """What a text names: `references`, the `instruments` by their ids, and the text without its
    references.
    """

    references: tuple[Reference, ...]
    instruments: frozenset[str]
    rest: str


def places_in(text: str, home: Locator, *, own: bool) -> Places:
    """What a text about the provision at `home` names; `own` says that the text is the provision's."""
    references = tuple(read_references(text, home, own=own))
    rest = text
    for reference in reversed(references):
        rest = f"{rest[: reference.start]} {rest[reference.end :]}"
    named = {token.value for token in tokens(text) if token.kind == "inst"} - {ANY_PROTOCOL, ANY_FRAMEWORK}
    return Places(references, frozenset(named), rest)


def with_parents(instruments: Iterable[str]) -> frozenset[str]:
    """The instruments, and those that they are protocols to."""
    known, found = vocabulary(), set[str]()
    for identity in instruments:
        while identity and identity not in found:
            found.add(identity)
            instrument = known.instrument(identity)
            identity = instrument.protocol_to if instrument else ""
    return frozenset(found)


def carries(target: Locator, allowed: Iterable[str]) -> bool:
    """Whether one of the places allowed is it, or lies in it; of a place whose instrument nobody said, the
    steps alone decide.
    """
    wanted, steps = str(target), "/".join(map(str, target.steps))
    return any(lies_in(one, wanted) or (bool(steps) and one.split("/", 1)[-1] == steps) for one in allowed)
