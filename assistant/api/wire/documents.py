"""Documents on the wire: by name, with their counts, and with their outline."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Self

from assistant.answer import DocumentRef
from assistant.api.wire.base import IndexOut, Origin, Provenance, WireModel
from assistant.reading.cite import OFFICIAL
from index.interface import SearchIndex
from ingest.locator import decision_label
from ingest.model import Document, Provision


class DocumentRefOut(WireModel):
    """A document, as a citation names it."""

    id: str
    title: str
    kind: str
    symbol: str
    language: str

    @classmethod
    def of(cls, document: Document | DocumentRef) -> Self:
        """The document's name; of the whole document, what a subclass adds to it."""
        return cls.from_type(document)


class DocumentOut(WireModel):
    """One source."""

    id: str
    kind: str
    title: str
    short_title: str
    label: str
    symbol: str
    session: int | None
    language: str
    date: str
    url: str
    provenance: Provenance
    origin: Origin
    official: bool
    quoted_in: str
    author: str
    note: str
    counts: dict[str, int]
    """Provisions, leaves (provisions without parts), and provisions by kind as `kind.<kind>`."""

    @classmethod
    def of(cls, document: Document, index: SearchIndex) -> Self:
        """The document and the counts of its provisions."""
        return cls.from_type(document, **_facts(document, index.in_document(document.id)))


def _facts(document: Document, provisions: Sequence[Provision]) -> dict[str, Any]:
    """What is told of a document beside its own attributes."""
    kinds = Counter(f"kind.{provision.kind}" for provision in provisions)
    leaves = sum(provision.leaf for provision in provisions)
    return {
        "label": decision_label(document.id) or document.short_title,
        "official": document.provenance in OFFICIAL,
        "note": document.note or "; ".join(document.towns),
        "counts": {"provisions": len(provisions), "leaves": leaves, **dict(sorted(kinds.items()))},
    }


class DocumentsOut(WireModel):
    """The documents of the corpus."""

    documents: list[DocumentOut]
    total: int
    index: IndexOut

    @classmethod
    def of(cls, documents: list[DocumentOut], index: IndexOut) -> Self:
        """These documents of that index."""
        return cls(documents=documents, total=len(documents), index=index)


def every_document(index: SearchIndex) -> list[DocumentOut]:
    """All documents of an index by kind, session, number and id. Counts every provision: keep the list."""
    return [
        DocumentOut.of(document, index) for document in sorted(index.documents.values(), key=_reading_order)
    ]


def _reading_order(document: Document) -> tuple[str, int, int, str]:
    number = int(document.id.rpartition("-")[2]) if "/dec-" in document.id or "/rec-" in document.id else 0
    return document.kind, document.session or 0, number, document.id


class OutlineOut(WireModel):
    """One line of a document's outline."""

    locator: str
    label: str
    heading: str
    kind: str
    parent: str | None
    leaf: bool
    page: int | None


class OutlinedDocumentOut(DocumentOut):
    """One source with the outline of its provisions, in reading order."""

    outline: list[OutlineOut]
    index: IndexOut

    @classmethod
    def of(cls, document: Document, index: SearchIndex) -> Self:
        """The document, its counts and its outline."""
        provisions = index.in_document(document.id)
        return cls.from_type(
            document, **_facts(document, provisions), outline=provisions, index=IndexOut.of(index.snapshot)
        )
