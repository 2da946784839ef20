"""Which provisions do some words name, in this corpus?"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from urllib.parse import unquote

from index.interface import SearchIndex
from ingest.acts import Act
from ingest.locator import Locator, catalogue_entry
from ingest.model import Provision
from ingest.references.resolve import Reference, read_references

_AIM = re.compile(r"^(.+/dec-\d+)/(?=(?:goal|target)-)")  # of a decision
_PAGE = re.compile(r"^\s*https?://[^/\s]+/p/([^?#\s]+)")  # the page of a provision, on whichever host


def resolve(words: str, index: SearchIndex) -> list[str]:
    """Locators that the words name, whether or not the corpus has them: a locator itself, or a reference in
    any usual spelling. Of an ambiguous reference the reading that the corpus has.
    """
    typed = words.strip().strip("/").lower()
    if index.knows(typed) or typed in index.documents:
        return [typed]
    text = " ".join(words.split())
    named = [str(target) for reference in read_references(text) for target in chosen(reference, index)]
    if not named:
        with suppress(ValueError):
            locator = Locator.parse(typed)
            named = [str(locator)] if locator.steps else []
    return list(dict.fromkeys(named))


def provisions_named(words: str, index: SearchIndex) -> list[Provision]:
    """The provisions that the words may name, in every reading that the corpus has, likeliest first. They are
    a reference, a locator, or a link to an official page or to the page of a provision here.
    """
    page = _PAGE.search(words)
    exact = index.get((unquote(page[1]) if page else words).strip().strip("/").lower())
    if exact:
        return [exact]
    readings = (
        target for reference in read_references(words) for one in readings_of(reference) for target in one
    )
    found = (provision_at(target, index) for target in readings)
    return list({provision.locator: provision for provision in found if provision}.values())


def chosen(reference: Reference, index: SearchIndex) -> tuple[Locator, ...]:
    """The targets, or the other readings where the corpus has those alone."""
    if any(is_held(target, index) for target in reference.targets):
        return reference.targets
    return tuple(other for other in reference.alternatives if is_held(other, index)) or reference.targets


def is_held(locator: Locator, index: SearchIndex) -> bool:
    """Whether the corpus has it, be it as a catalogue entry or as a document alone."""
    whole = not locator.steps and locator.document in index.documents
    return whole or index.knows(str(locator)) or index.knows(catalogue_entry(locator))


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
    """The provision; a single annex may be called "annex I", a paragraph that is counted over the sections of
    its decision may be said with its section, a goal of a decision stands in its annex, an item may be called
    a point, and a decision of the catalogue is its entry.
    """
    return next(filter(None, map(index.get, dict.fromkeys(_spellings(str(locator))))), None)


def _spellings(locator: str) -> Iterator[str]:
    yield locator
    yield locator.replace("/annex-1", "/annex")
    if "/sec-" in locator and Act.of(locator.split("/sec-")[0].split("/annex")[0]):
        yield re.sub(r"/sec-[^/]+(?=.*/para-)", "", locator)
    yield _AIM.sub(r"\1/annex/", locator)
    yield locator.replace("/point-", "/item-")
    yield catalogue_entry(locator)


def nearest(locator: Locator, index: SearchIndex) -> Provision | None:
    """The deepest provision above that the corpus has; None where it has not even the document."""
    above = locator.parent
    while above is not None:
        provision = provision_at(above, index)
        if provision:
            return provision
        above = above.parent
    return None
