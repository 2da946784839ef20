"""Which provisions do some words name, in this corpus?"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from index.interface import SearchIndex
from ingest.locator import Locator
from ingest.model import Provision
from ingest.references.resolve import Reference, read_references


def resolve(words: str, index: SearchIndex) -> list[str]:
    """Locators that the words name, whether or not the corpus has them: a locator itself, or a reference in
    any usual spelling. Of an ambiguous reference the readings that the corpus has.
    """
    text = " ".join(words.split())
    typed = text.strip("/").lower()
    if index.knows(typed):
        return [typed]
    named: list[str] = []
    for reference in read_references(text):
        targets = [str(target) for target in reference.targets]
        others = [str(other) for other in reference.alternatives if index.knows(str(other))]
        named += targets if any(index.knows(target) for target in targets) else others or targets
    if not named:
        with suppress(ValueError):
            locator = Locator.parse(typed)
            named = [str(locator)] if locator.steps else []
    return list(dict.fromkeys(named))


def readings_of(
    reference: Reference, documents: Sequence[str] = (), context: str = ""
) -> list[tuple[Locator, ...]]:
    """What a reference may mean, likeliest first: an instrument that the text names elsewhere (`documents`)
    settles what is ambiguous, the one last spoken of (`context`) goes first.
    """
    readings = [reference.targets, *((alternative,) for alternative in reference.alternatives)]
    if not reference.alternatives:
        return readings
    chosen = [
        document for document in documents if any(reading[0].document == document for reading in readings)
    ]
    if len(chosen) == 1:
        return [tuple(Locator(chosen[0], target.steps) for target in reference.targets)]
    if any(reading[0].document == context for reading in readings[1:]):
        readings.insert(0, tuple(Locator(context, target.steps) for target in reference.targets))
        readings = list(dict.fromkeys(readings))
    return readings


def provision_at(locator: Locator, index: SearchIndex) -> Provision | None:
    """The provision; a single annex may be called "annex I", and a decision of the catalogue is its entry."""
    return next(filter(None, map(index.get, _spellings(str(locator)))), None)


def _spellings(locator: str) -> Iterator[str]:
    yield locator
    yield locator.replace("/annex-1", "/annex")
    yield f"{locator}/catalogue"


def nearest(locator: Locator, index: SearchIndex) -> Provision | None:
    """The deepest provision above that the corpus has; None where it has not even the document."""
    above = locator.parent
    while above is not None:
        provision = provision_at(above, index)
        if provision:
            return provision
        above = above.parent
    return None
