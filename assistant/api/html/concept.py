"""The pages of the glossary: all concepts by name, and one concept in every language."""

from collections.abc import Sequence

from assistant.api.html.frame import NAMES, Page
from assistant.api.html.markup import Markup, items, link, outward, spoken, tag, text
from assistant.api.html.ways import crumbs
from assistant.api.wire.concepts import ConceptOut, ConceptWordsOut, WholeConceptOut
from assistant.words.store import say

SET = "/glossary"


def glossary_page(concepts: Sequence[ConceptOut], language: str) -> Page:
    """The page of all concepts, each at an anchor that is its id."""
    title, note = say("page.glossary.title", language), say("page.glossary.words", language)
    entries = [_entry(one) for one in concepts]
    body = tag("article", tag("h1", title), tag("p", note), entries, class_="reading")
    data = {"@type": "DefinedTermSet", "@id": SET, "name": title, "description": note, "inLanguage": language}
    return Page(title, note, body, data)


def _entry(concept: ConceptOut) -> Markup:
    heading = tag("h2", link(f"{SET}/{concept.id}", concept.name))
    others = tag("p", " · ".join(concept.others), class_="quiet") if concept.others else None
    return tag("section", heading, others, tag("p", concept.plain), id=concept.id, class_="entry")


def concept_page(concept: WholeConceptOut, language: str) -> Page:
    """The page of one concept in every language, the reader's first, and what establishes it."""
    own = concept.words[0]
    note = say("answer.concept", language)
    tongues = [tag("li", _tongue(one), **spoken(one.language)) for one in concept.words]
    way = outward(concept.url, say("page.passage.officialPage", language)) if concept.url else None
    body = tag(
        "article",
        crumbs(link(f"{SET}#{concept.id}", say("page.glossary.all", language)), language),
        tag("h1", tag("bdi", own.name)),
        tag("p", tag("span", note, class_="badge badge-guide"), class_="badges"),
        tag("ul", tongues, class_="tongues"),
        _section(
            "glossary.established",
            [link(f"/p/{one.locator}", one.label, dir="auto") for one in concept.established_by],
            language,
        ),
        _section(
            "glossary.seeAlso",
            [link(f"{SET}/{one.id}", one.name, dir="auto") for one in concept.see_also],
            language,
        ),
        tag("p", way) if way else None,
        class_="reading wide",
    )
    return Page(own.name, own.plain, body, _data(concept, language))


def _tongue(words: ConceptWordsOut) -> Markup:
    others = tag("p", tag("bdi", " · ".join(words.others)), class_="quiet") if words.others else None
    return text(
        tag("p", NAMES.get(words.language, words.language), class_="fine"),
        tag("h2", words.name, class_="term"),
        others,
        tag("p", words.plain),
    )


def _section(words: str, lines: Sequence[Markup], language: str) -> Markup | None:
    if not lines:
        return None
    return tag("section", tag("h2", say(f"page.{words}", language)), items(lines, class_="link-list"))


def _data(concept: WholeConceptOut, language: str) -> dict[str, object]:
    own = concept.words[0]
    glossary = {"@type": "DefinedTermSet", "@id": SET, "name": say("page.glossary.title", language)}
    data: dict[str, object] = {
        "@type": "DefinedTerm",
        "@id": f"{SET}/{concept.id}",
        "name": own.name,
        "alternateName": own.others,
        "description": own.plain,
        "inLanguage": own.language,
        "termCode": concept.id,
        "inDefinedTermSet": glossary,
    }
    return data | ({"sameAs": concept.url} if concept.url else {})
