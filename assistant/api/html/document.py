"""The page of a document: what is known of it, how much of it is here, and its parts."""

from collections.abc import Sequence

from assistant.api.html.frame import Page
from assistant.api.html.markup import Child, Markup, items, link, outward, spoken, tag, text
from assistant.api.html.notes import extract_note
from assistant.api.html.provision import LEGISLATION
from assistant.api.html.ways import crumbs, facts, neighbours
from assistant.api.wire.documents import DocumentOut, OutlinedDocumentOut, OutlineOut
from assistant.words.store import say

Neighbours = tuple[DocumentOut | None, DocumentOut | None]
ENTRY = "catalogue"  # a part that says what the page itself says


def document_page(document: OutlinedDocumentOut, beside: Neighbours, language: str) -> Page:
    """The page of a document; `beside` are those before and after it of the same meeting."""
    name = document.label if document.title in document.label else f"{document.label}. {document.title}"
    return Page(name, _description(document, language), _article(document, beside, language), _data(document))


def _description(document: OutlinedDocumentOut, language: str) -> str:
    known = (document.title, document.symbol, document.date, say(f"page.held.{document.held}", language))
    return ". ".join(filter(None, known))


def _article(document: OutlinedDocumentOut, beside: Neighbours, language: str) -> Markup:
    before, after = beside
    note = extract_note(document, language)  # which leads to the official page
    official = document.url and not note and outward(document.url, say("page.passage.officialPage", language))
    return tag(
        "article",
        crumbs(link("/browse", say("page.nav.browse", language)), language),
        _heading(document),
        tag("p", tag("span", say(f"page.held.{document.held}", language), class_="badge"), class_="badges"),
        facts((document.symbol, document.date, document.note)),
        note,
        tag("p", official) if official else None,
        _contents(document.outline, language),
        neighbours(_beside(before, "prev"), _beside(after, "next"), language),
        class_="reading",
    )


def _heading(document: OutlinedDocumentOut) -> Markup:
    below = None
    if document.title not in document.label:
        below = tag("span", document.title, class_="reading-heading", **spoken(document.language))
    return tag("h1", tag("bdi", document.label), " " if below else None, below)


def _contents(outline: Sequence[OutlineOut], language: str) -> Markup | None:
    """The parts in their order; facts of the catalogue are not parts of a text."""
    lines = [_line(one) for one in outline if one.kind not in {ENTRY, "document"}]
    listed = items(lines, class_="link-list")
    if listed is None:
        return None
    return tag("section", tag("h2", say("page.browse.contents", language)), listed)


def _line(part: OutlineOut) -> Markup:
    told = part.heading and part.heading not in part.label
    heading = text(" ", tag("span", part.heading, class_="quiet", dir="auto")) if told else None
    return text(link(f"/p/{part.locator}", part.label, dir="auto"), heading)


def _beside(document: DocumentOut | None, rel: str) -> Markup | None:
    return link(f"/p/{document.id}", document.label, rel=rel, dir="auto") if document else None


def _data(document: OutlinedDocumentOut) -> dict[str, object]:
    law = document.kind in LEGISLATION
    data: dict[str, object] = {
        "@type": "Legislation" if law else "CreativeWork",
        "@id": f"/p/{document.id}",
        "name": document.title,
        "alternateName": document.label,
        "inLanguage": document.language,
    }
    if law and document.symbol:
        data["legislationIdentifier"] = document.symbol
    if document.date:
        data["legislationDate" if law else "datePublished"] = document.date
    if document.url:
        data["sameAs"] = document.url
    parts = [one for one in document.outline if one.parent == document.id and one.kind != ENTRY]
    if parts:
        data["hasPart"] = [
            {"@type": data["@type"], "@id": f"/p/{one.locator}", "name": one.label} for one in parts
        ]
    return data


def shelves_page(documents: Sequence[DocumentOut], language: str) -> Page:
    """The page of all documents."""
    title, note = say("page.browse.title", language), say("page.nav.browse", language)
    body = tag(
        "div",
        tag("h1", title),
        _shelf("browse.instruments", documents, ("convention", "protocol", "framework"), language),
        _shelf("browse.decisions", documents, ("session", "decision", "recommendation"), language),
        _shelf("browse.training", documents, ("training",), language),
        _shelf("browse.other", documents, ("guide", "other"), language),
        class_="reading browse",
    )
    return Page(note, title, body)


def _shelf(words: str, documents: Sequence[DocumentOut], kinds: tuple[str, ...], language: str) -> Child:
    own = [document for document in documents if document.kind in kinds]
    if not own:
        return None
    lines = [_document(document, language) for document in own]
    heading = tag("h2", say(f"page.{words}", language))
    return tag("section", heading, items(lines, class_="link-list"))


def _document(document: DocumentOut, language: str) -> Markup:
    titled = document.title != document.label
    return text(
        link(f"/p/{document.id}", document.label, dir="auto"),
        " " if titled else None,
        tag("span", document.title, class_="quiet", **spoken(document.language)) if titled else None,
        " ",
        tag("span", say(f"page.held.{document.held}", language), class_="badge"),
    )
