"""What a provision cites and what cites it, each with the words that do it and the sentence around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.reading.resolve import provisions_named
from index.interface import SearchIndex
from ingest.errors import NotFoundError
from ingest.model import CrossReference, Provenance

AROUND = 90  # characters shown on either side of the words


@dataclass(frozen=True, slots=True)
class Link:
    """One reference: `before`, `words` and `after` are a slice of the text that makes it."""

    locator: str
    label: str
    provenance: str
    url: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Links:
    """A provision with its references in both directions."""

    locator: str
    label: str
    cites: tuple[Link, ...]
    cited_by: tuple[Link, ...]


def references_of(named: str, index: SearchIndex) -> Links:
    """Find them for a locator or a reference in words, the parts of an article included. Raises
    NotFoundError.
    """
    provision = next(iter(provisions_named(named, index)), None)
    if provision is None:
        raise NotFoundError(
            f"The corpus has no provision '{named}'.", "Try a locator such as cbd/art-18/para-3."
        )
    inside = [
        p.locator
        for p in index.in_document(provision.document)
        if p.locator == provision.locator or p.locator.startswith(f"{provision.locator}/")
    ]
    cites = [
        reference
        for locator in inside
        for reference in index.cites(locator)
        if reference.target not in inside
    ]
    cited_by = [reference for locator in inside for reference in index.cited_by(locator)]
    return Links(
        provision.locator,
        provision.label,
        tuple(_links(cites, index, target=True)),
        tuple(
            sorted(
                _links((r for r in cited_by if r.source not in inside), index, target=False), key=_best_first
            )
        ),
    )


def _best_first(link: Link) -> int:
    return Provenance(link.provenance).rank


def _links(references: Iterable[CrossReference], index: SearchIndex, *, target: bool) -> Iterator[Link]:
    seen = set()
    for reference in references:
        other = index.get(reference.target if target else reference.source)
        source = index.get(reference.source)
        key = other.locator if other else "", reference.words, reference.start
        if other is None or source is None or key in seen:
            continue
        seen.add(key)
        text = source.text
        before = text[max(0, reference.start - AROUND) : reference.start]
        after = text[reference.end : reference.end + AROUND]
        yield Link(
            other.locator,
            other.label,
            other.provenance.value,
            other.url,
            before,
            text[reference.start : reference.end],
            after,
        )
