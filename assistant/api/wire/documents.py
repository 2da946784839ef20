"""Documents on the wire: by name, with their counts, and with their outline."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Self

from assistant.api.wire.base import HeldAs, IndexOut, Origin, Provenance, WireModel
from assistant.reading.cite import OFFICIAL
from assistant.reading.holdings import decisions_taken, held
from assistant.reading.labels import label_of, short_title, title_of
from index.interface import SearchIndex
from ingest.model import Document, Provision
from ingest.vocabulary import ENGLISH


class DocumentRefOut(WireModel):
    """A document, as a citation names it."""

    id: str
    """The first part of every locator in it."""
    title: str
    """Its title, in the reader's language where that is known."""
    kind: str
    """What it is: convention, protocol, decision, guide ..."""
    symbol: str
    """Its official symbol, such as CBD/COP/DEC/15/8; empty where it has none."""
    language: str
    """The language of its text."""

    @classmethod
    def of(cls, document: Document, language: str = ENGLISH) -> Self:
        """The document, with the title that it has in the reader's language."""
        return cls.from_type(document, title=title_of(document, language))


class DocumentOut(WireModel):
    """One source."""

    id: str
    """The first part of every locator in it."""
    kind: str
    """What it is: convention, protocol, decision, guide ..."""
    title: str
    """Its title, in the reader's language where that is known."""
    short_title: str
    """What labels call it."""
    label: str
    """The same."""
    symbol: str
    """Its official symbol, such as CBD/COP/DEC/15/8; empty where it has none."""
    session: int | None
    """The session of the COP that took the decision; null for anything else."""
    language: str
    """The language of its text."""
    date: str
    """When it was adopted, as far as known: 1992-05-22, or a year; empty where it is not."""
    url: str
    """Its official page; empty where there is none."""
    provenance: Provenance
    """Whose words they are."""
    origin: Origin
    """How an official text came here."""
    official: bool
    """Whether these are the words of an official text."""
    held: HeldAs
    """How much of it is here."""
    quoted_in: str
    """The document that quotes it, where it is known by quotation alone; else empty."""
    author: str
    """Who wrote it, where it says so."""
    note: str
    """What else is to be said of it, such as the towns of a meeting."""
    decisions_taken: int | None
    """How many decisions a meeting took, where that is confirmed; None for anything else."""
    counts: dict[str, int]
    """Provisions, leaves (provisions without parts), and provisions by kind as `kind.<kind>`."""

    @classmethod
    def of(cls, document: Document, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The document, called as the reader's language does, and the counts of its provisions."""
        return cls.from_type(document, **_facts(document, index.in_document(document.id), language))


def _facts(document: Document, provisions: Sequence[Provision], language: str) -> dict[str, Any]:
    """What is told of a document beside its own attributes."""
    short = short_title(document, language)
    kinds = Counter(f"kind.{provision.kind}" for provision in provisions)
    leaves = sum(provision.leaf for provision in provisions)
    return {
        "title": title_of(document, language),
        "short_title": short,
        "label": short,
        "official": document.provenance in OFFICIAL,
        "held": held(document, provisions),
        "decisions_taken": decisions_taken(document.id),
        "note": document.note or "; ".join(document.towns),
        "counts": {"provisions": len(provisions), "leaves": leaves, **dict(sorted(kinds.items()))},
    }


class DocumentsOut(WireModel):
    """The documents of the corpus."""

    documents: list[DocumentOut]
    """The documents, by kind, session and number."""
    total: int
    """How many there are."""
    index: IndexOut
    """The index that holds them."""

    @classmethod
    def of(cls, documents: list[DocumentOut], index: IndexOut) -> Self:
        """These documents of that index."""
        return cls(documents=documents, total=len(documents), index=index)


def every_document(index: SearchIndex, language: str = ENGLISH) -> list[DocumentOut]:
    """All documents of an index by kind, session, number and id, called as the reader's language does. Counts
    every provision: keep the list.
    """
    return [
        DocumentOut.of(document, index, language)
        for document in sorted(index.documents.values(), key=_reading_order)
    ]


def _reading_order(document: Document) -> tuple[str, int, int, str]:
    number = int(document.id.rpartition("-")[2]) if "/dec-" in document.id or "/rec-" in document.id else 0
    return document.kind, document.session or 0, number, document.id


class OutlineOut(WireModel):
    """One line of a document's outline."""

    locator: str
    """Its locator."""
    label: str
    """What it is called in print."""
    heading: str
    """Its heading; empty where it has none."""
    kind: str
    """Article, paragraph, item, recital, slide ..."""
    parent: str | None
    """The locator of what it is a part of; null at the top."""
    leaf: bool
    """Whether it has no parts."""
    page: int | None
    """The page that it begins on, counted from 1; null where that is not known."""

    @classmethod
    def of(cls, provision: Provision, index: SearchIndex, language: str) -> Self:
        """The line of a provision."""
        return cls.from_type(provision, label=label_of(provision, language, index))


class OutlinedDocumentOut(DocumentOut):
    """One source with the outline of its provisions, in reading order."""

    outline: list[OutlineOut]
    """Its provisions, in reading order."""
    index: IndexOut
    """The index that holds it."""

    @classmethod
    def of(cls, document: Document, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The document, its counts and its outline, with labels in the reader's language."""
        provisions = index.in_document(document.id)
        facts = _facts(document, provisions, language)
        outline = [OutlineOut.of(provision, index, language) for provision in provisions]
        return cls.from_type(document, **facts, outline=outline, index=IndexOut.of(index.snapshot))
