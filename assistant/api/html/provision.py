"""The page of a provision: its words, whose they are, and the ways on from it."""

from assistant.api.html.frame import Page
from assistant.api.html.markup import Child, Markup, items, link, outward, spoken, tag, text
from assistant.api.html.notes import extract_note, provenance_words
from assistant.api.html.ways import crumbs, facts, neighbours
from assistant.api.wire.provisions import ChapeauOut, CrossReferenceOut, LinkOut, ProvisionOut
from assistant.words.store import say

LEGISLATION = ("convention", "protocol", "framework", "decision", "recommendation")  # kinds of documents


def provision_page(provision: ProvisionOut, language: str) -> Page:
    """The page of a provision in the reader's language; its words stay in their own."""
    guide = provision.guide if provision.provenance == "guide" else None
    words = guide.summary if guide else provision.text
    return Page(provision.label, words, _article(provision, language), _data(provision))


def _article(provision: ProvisionOut, language: str) -> Markup:
    before, after = provision.previous, provision.next
    return tag(
        "article",
        _crumbs(provision, language),
        _head(provision),
        tag("p", tag("span", provenance_words(provision, language), class_="badge"), class_="badges"),
        _about(provision),
        extract_note(provision.document, language),
        [_chapeau(one) for one in provision.chapeaux],
        _words(provision, language),
        _official(provision, language),
        _section("passage.parts", items(map(_linked, provision.children)), language),
        _section("passage.cites", _references(provision.cites), language),
        _section("passage.citedBy", _references(provision.cited_by), language),
        _section("passage.about", items(map(_linked, provision.about)), language),
        _section(
            "passage.concepts",
            items(link(f"/glossary/{one.id}", one.name) for one in provision.concepts),
            language,
        ),
        neighbours(
            _linked(before, rel="prev") if before else None,
            _linked(after, rel="next") if after else None,
            language,
        ),
        class_="reading",
    )


def _head(provision: ProvisionOut) -> Markup:
    heading = provision.heading
    told = heading and heading not in provision.label
    below = tag("span", heading, class_="reading-heading", **spoken(provision.language)) if told else None
    return tag("h1", tag("bdi", provision.label), " " if below else None, below)


def _crumbs(provision: ProvisionOut, language: str) -> Markup:
    document, parent = provision.document, provision.parent
    steps: list[Child] = [link("/browse", say("page.nav.browse", language))]
    if provision.locator != document.id:
        steps.append(link(f"/p/{document.id}", tag("bdi", document.short_title or document.title)))
    if parent and parent.locator != document.id:
        steps.append(_linked(parent, rel="up"))
    return crumbs(tag("ol", [tag("li", step) for step in steps]), language)


def _about(provision: ProvisionOut) -> Markup:
    document = provision.document
    known = [document.title, document.symbol, document.date, *provision.statuses, *provision.actors]
    return facts(known)


def _chapeau(chapeau: ChapeauOut) -> Markup:
    label = tag("span", _linked(chapeau), class_="chapeau-label")
    return tag("p", label, " ", tag("span", chapeau.text, dir="auto"), class_="chapeau")


def _words(provision: ProvisionOut, language: str) -> Markup:
    guide = provision.guide
    plain = guide and tag(
        "div",
        tag("h2", say("answer.plain", language), class_="plain-title"),
        tag("p", guide.summary, **spoken(guide.language)),
        tag("p", say("provenance.guide", language), class_="plain-mark"),
        class_="plain",
    )
    if guide and provision.provenance == "guide":
        note = tag("p", say("page.passage.guideOnly", language), class_="note")
        summary = tag("p", guide.summary, class_="words", **spoken(guide.language))
        return text(note, tag("div", summary, class_="passage guide-text"))
    kind = "law" if provision.official else "words"
    return text(tag("div", _paragraphs(provision, kind), class_="passage"), plain)


def _paragraphs(provision: ProvisionOut, kind: str) -> list[Markup]:
    lines = [line for line in provision.text.split("\n") if line.strip()]
    return [tag("p", line, class_=kind, **spoken(provision.language)) for line in lines]


def _official(provision: ProvisionOut, language: str) -> Markup | None:
    if not provision.url:
        return None
    return tag("p", outward(provision.url, say("page.passage.officialPage", language)))


def _linked(one: LinkOut, rel: str | None = None) -> Markup:
    return link(f"/p/{one.locator}", one.label, rel=rel, dir="auto")


def _references(references: list[CrossReferenceOut]) -> Markup | None:
    unique = {one.locator: one for one in references}
    return items(_linked(one) if one.known else tag("bdi", one.label) for one in unique.values())


def _section(words: str, listed: Markup | None, language: str) -> Markup | None:
    if listed is None:
        return None
    return tag("section", tag("h2", say(f"page.{words}", language)), listed, class_="references")


def _data(provision: ProvisionOut) -> dict[str, object]:
    """What machines are told: a provision of law where its words are such, else a work that is about it."""
    document = provision.document
    data: dict[str, object] = {
        "@type": "Legislation" if document.kind in LEGISLATION else "CreativeWork",
        "@id": f"/p/{provision.locator}",
        "name": provision.label,
        "identifier": provision.locator,
        "inLanguage": provision.language,
    }
    if provision.heading:
        data["headline"] = provision.heading
    if provision.official:
        data["text"] = provision.text
    if provision.guide:
        data["abstract"] = provision.guide.summary
    if provision.url:
        data["sameAs"] = provision.url
    if provision.locator != document.id:
        whole = {
            "@type": data["@type"],
            "@id": f"/p/{document.id}",
            "name": document.title,
        }
        data["isPartOf"] = whole | ({"legislationIdentifier": document.symbol} if document.symbol else {})
    if document.date and data["@type"] == "Legislation":
        data["legislationDate"] = document.date
    return data
