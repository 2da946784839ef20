"""Views: documents, provisions and hits of an index, in the form that goes on the wire."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.library.parallel import parallel_texts
from assistant.reading.context import ancestors
from assistant.search import Hit
from index.interface import SearchIndex
from ingest.corpus.crossrefs import CrossReference
from ingest.errors import NotFoundError
from ingest.locator import Locator, decision_label
from ingest.model import Document, Provenance, Provision

Wire = dict[str, Any]
OFFICIAL = {Provenance.OFFICIAL, Provenance.QUOTED}


def index_view(index: SearchIndex) -> Wire:
    """Which index answered."""
    return {"id": index.snapshot.id, "built_at": index.snapshot.built_at}


def document_ref(document: Document) -> Wire:
    """Show a document, as a citation names it."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "symbol": document.symbol,
        "language": document.language,
    }


def document_view(document: Document, provisions: Sequence[Provision]) -> Wire:
    """Show a document with its counts."""
    kinds = Counter(f"kind.{provision.kind}" for provision in provisions)
    counts = {
        "provisions": len(provisions),
        "leaves": sum(provision.leaf for provision in provisions),
        **dict(sorted(kinds.items())),
    }
    return {
        **document_ref(document),
        "short_title": document.short_title,
        "label": decision_label(document.id) or document.short_title,
        "session": document.session,
        "date": document.date,
        "url": document.url,
        "provenance": document.provenance.value,
        "official": document.provenance in OFFICIAL,
        "quoted_in": document.quoted_in,
        "author": document.author,
        "note": document.note or "; ".join(document.towns),
        "counts": counts,
    }


def documents_view(index: SearchIndex) -> list[Wire]:
    """Every document, by kind, session and id."""
    return [
        document_view(document, index.in_document(document.id))
        for document in sorted(index.documents.values(), key=_reading_order)
    ]


def _reading_order(document: Document) -> tuple[str, int, int, str]:
    number = int(document.id.rpartition("-")[2]) if "/dec-" in document.id or "/rec-" in document.id else 0
    return document.kind, document.session or 0, number, document.id


def outlined_view(index: SearchIndex, name: str) -> Wire:
    """Show a document with its outline. Raises NotFoundError."""
    document = index.documents.get(name.strip("/").lower())
    if document is None:
        raise NotFoundError("The corpus has no such document.", "GET /api/v1/documents lists what it has.")
    provisions = index.in_document(document.id)
    outline = [
        {**link(p), "kind": p.kind, "parent": p.parent, "leaf": p.leaf, "page": p.page} for p in provisions
    ]  # fmt: skip
    return {**document_view(document, provisions), "outline": outline, "index": index_view(index)}


def link(provision: Provision) -> Wire:
    """Show a provision, as a link to it needs it."""
    return {"locator": provision.locator, "label": provision.label, "heading": provision.heading}


def find_provision(index: SearchIndex, locator: str) -> Provision:
    """Find the provision at that address. Raises NotFoundError with the nearest address above it that
    exists.
    """
    asked = locator.strip("/").lower()
    found = index.get(asked)
    if found is not None:
        return found
    try:
        above = Locator.parse(asked).parent
    except ValueError:
        raise NotFoundError(
            "This is no address of a provision.", "Addresses look like cbd/art-8/item-j; see /api/v1/search."
        ) from None
    while above is not None and not index.knows(str(above)):
        above = above.parent
    hint = f"The nearest that it has is {above}." if above else "GET /api/v1/documents lists what it has."
    raise NotFoundError("The corpus has no provision at this address.", hint)


def parallel_view(library: Path, locator: str, languages: Sequence[str]) -> Wire:
    """Show the provision in the languages of the library."""
    texts = parallel_texts(library, locator, languages)
    return {
        "locator": locator,
        "texts": [
            {
                "language": t.language,
                "text": t.text,
                "heading": t.heading,
                "direction": t.direction,
                "url": t.url,
            }
            for t in texts
        ],
    }


def provision_view(index: SearchIndex, locator: str) -> Wire:
    """Show a provision and what surrounds it. Raises NotFoundError."""
    p = find_provision(index, locator)
    document = index.documents[p.document]
    above = ancestors(p, index)
    before, after = index.neighbours(p.locator)
    return {
        **link(p),
        "kind": p.kind,
        "text": p.text,
        "chapeau": p.chapeau,
        "chapeaux": [{**link(a), "text": a.chapeau} for a in above if a.chapeau and a.chapeau != a.text],
        "path": list(p.path),
        "page": p.page,
        "document": {
            **document_ref(document),
            "short_title": document.short_title,
            "session": document.session,
            "date": document.date,
            "url": document.url,
            "provenance": document.provenance.value,
        },
        "provenance": p.provenance.value,
        "official": p.provenance in OFFICIAL,
        "language": p.language,
        "url": p.url or document.url,
        "type": p.type,
        "statuses": list(p.statuses),
        "actors": list(p.actors),
        "about": [_link_to(index, name) for name in p.about],
        "quoted_in": [_named(index, name) for name in p.quoted_in],
        "guide": guide_view(index, p.locator),
        "parent": link(above[-1]) if above else None,
        "previous": link(before) if before else None,
        "next": link(after) if after else None,
        "children": [
            {**link(c), "kind": c.kind, "leaf": c.leaf, "text": c.text if c.leaf else c.chapeau}
            for c in index.children(p.locator)
        ],
        "cites": [_reference(index, r, r.target) for r in index.cites(p.locator)],
        "cited_by": [_reference(index, r, r.source) for r in index.cited_by(p.locator)],
        "index": index_view(index),
    }


def guide_view(index: SearchIndex, locator: str) -> Wire | None:
    """Show this project's annotation of a provision, marked as not official."""
    entry = index.guide(locator)
    if entry is None:
        return None
    return {
        "summary": entry.summary,
        "questions": list(entry.questions),
        "terms": list(entry.terms),
        "language": entry.language,
        "official": False,
    }


def _link_to(index: SearchIndex, locator: str) -> Wire:
    found = index.get(locator)
    return link(found) if found else {"locator": locator, "label": locator, "heading": ""}


def _named(index: SearchIndex, name: str) -> Wire:
    document = index.documents.get(name)
    return {
        "id": name,
        "title": document.title if document else name,
        "kind": document.kind if document else "other",
    }


def _reference(index: SearchIndex, reference: CrossReference, other: str) -> Wire:
    return {
        **_link_to(index, other),
        "words": reference.words,
        "start": reference.start,
        "end": reference.end,
        "known": index.knows(other),
    }


def hit_view(index: SearchIndex, hit: Hit) -> Wire:
    """Show a provision found for a query."""
    p = hit.provision
    return {
        **link(p),
        "kind": p.kind,
        "document": document_ref(index.documents[p.document]),
        "text": p.text,
        "start": hit.start,
        "end": hit.end,
        "page": p.page,
        "url": p.url,
        "official": p.provenance in OFFICIAL,
        "provenance": p.provenance.value,
        "statuses": list(p.statuses),
        "score": round(float(hit.score), 6),
        "ranks": hit.ranks,
    }
