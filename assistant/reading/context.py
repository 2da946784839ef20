"""What stands above a provision: its ancestors, and the words of theirs that it completes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from ingest.model import CrossReference, Document, Provenance, Provision

LISTED = frozenset({"item", "subitem", "point"})  # parts that seldom read alone
LEADING = frozenset({"art", "para", "item", "subitem", "document", "annex"})  # what a list may hang on
TOPS = frozenset({"art", "document"})  # nothing above them is part of the sentence


class Shelf(Protocol):
    """What reading asks of an index: documents, and provisions by their place. Nothing is searched."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """All of them, by id."""
        ...

    def get(self, locator: str) -> Provision | None:
        """The provision with that locator."""
        ...

    def in_document(self, document: str) -> Sequence[Provision]:
        """All provisions of a document in reading order."""
        ...

    def cited_by(self, locator: str) -> Sequence[CrossReference]:
        """What refers to it."""
        ...


def ancestors(provision: Provision, index: Shelf) -> list[Provision]:
    """Everything above a provision, outermost first."""
    return list(_upwards(provision, index))[::-1]


def leads(provision: Provision, index: Shelf) -> list[Provision]:
    """Those ancestors that have words of their own before their first part, outermost first."""
    return [above for above in ancestors(provision, index) if above.chapeau and above.chapeau != above.text]


def chapeau_of(provision: Provision, index: Shelf) -> str:
    """The words above an item that it completes, outermost first; "" for a provision that reads alone."""
    return " ".join(above.chapeau for above in begun_by(provision, index))


def begun_by(provision: Provision, index: Shelf) -> list[Provision]:
    """What begins the sentence of an item, outermost first; nothing for a provision that reads alone."""
    if provision.kind not in LISTED or provision.provenance is Provenance.GUIDE:
        return []
    found: list[Provision] = []
    for above in _upwards(provision, index):
        if above.kind not in LEADING:
            break
        if above.chapeau and above.chapeau != above.text and above.provenance is not Provenance.GUIDE:
            found.insert(0, above)
        if above.kind in TOPS:
            break
    return found


def _upwards(provision: Provision, index: Shelf) -> Iterator[Provision]:
    parent = provision.parent
    while parent is not None and (above := index.get(parent)) is not None:
        yield above
        parent = above.parent
