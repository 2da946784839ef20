"""Readings: which instruments a question may mean that names none, beside those that it is answered from."""

from collections.abc import Sequence, Set

from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.reading.labels import label_of
from index.interface import SearchIndex
from ingest.model import Provision
from ingest.vocabulary import vocabulary


def other_protocols(query: Query, chosen: Sequence[Choice], index: SearchIndex) -> tuple[str, ...]:
    """The Protocols that "the Protocol" may mean as well; none where the question says which."""
    protocols = vocabulary().protocols
    told = {choice.provision.document for choice in chosen}
    if not query.intent.vague or not told & set(protocols):
        return ()
    return tuple(one for one in protocols if one not in told and one in index.documents)


def same_matter(
    query: Query, chosen: Sequence[Choice], ranking: Ranking, index: SearchIndex, gap: float
) -> tuple[str, ...]:
    """Labels of what other instruments say of the same matter, where the question names none of them: the
    best provision of each that lies within `gap` of the first one cited, else the one by which it has the
    thing that the question names.
    """
    treaties = vocabulary().treaties
    told = {choice.provision.document for choice in chosen}
    if query.intent.names_documents or query.named or query.asks_what or not told <= set(treaties):
        return ()
    facts, least = ranking.candidates.facts, max(choice.score for choice in chosen) - gap
    rows = [
        row
        for document in treaties
        if document not in told
        for row in ranking.best_of(facts.in_document(document) & ~facts.catalogue & ~facts.preamble, 1)
        if ranking.fused[row] >= least
    ]
    found = index.at(ranking.positions(rows))
    near = {provision.document for provision in found}
    established = [one for one in _established(query, told, index) if one.document not in near]
    return tuple(label_of(provision, query.language, index) for provision in (*found, *established))


def _established(query: Query, told: Set[str], index: SearchIndex) -> list[Provision]:
    """Of each other instrument the first provision that establishes something which the question names and
    which one of those told of establishes as well: both Protocols have competent national authorities.
    """
    treaties, found = vocabulary().treaties, dict[str, Provision]()
    for concept in query.concepts:
        held = [one for locator in concept.established_by if (one := index.get(locator))]
        if concept.instrument or not told & {one.document for one in held}:
            continue
        for one in held:
            if one.document in treaties and one.document not in told:
                found.setdefault(one.document, one)
    return list(found.values())
