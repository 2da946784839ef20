"""Choosing: which provisions answer the question, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asking.rank import Ranking
from assistant.asking.understand import CATALOGUE_FACTS, Query
from index.interface import SearchIndex
from ingest.model import Provenance, Provision

LOOK_AT = 12  # provisions of the ranking that are considered
CLOSE = 0.3  # how far below the best a second provision may lie
CLOSE_SEVERAL = 0.5  # the same where the question asks for several things
MOST = 3
MOST_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A provision to cite, its fused score, and whether the question names it."""

    provision: Provision
    score: float
    named: bool = False


def choose(query: Query, ranking: Ranking, index: SearchIndex, limit: int) -> list[Choice]:
    """Provisions that the question names come first, then the best found; no provision beside its own parent
    or child.
    """
    chosen = _named(query, ranking, index)
    chosen += _compared(query, chosen, ranking, index) if chosen else _found(query, ranking, index)
    return _distinct(chosen, limit)


def remarks_on(document: str, index: SearchIndex) -> list[Provision]:
    """What trainers remarked on a decision."""
    decks = [deck.id for deck in index.documents.values() if deck.kind == "training"]
    return [
        provision
        for deck in decks
        for provision in index.in_document(deck)
        if provision.kind == "remark" and document in provision.about
    ]


def _compared(query: Query, chosen: Sequence[Choice], ranking: Ranking, index: SearchIndex) -> list[Choice]:
    """Where a named article is compared with other instruments: the best provision of each of them."""
    told = {choice.provision.document for choice in chosen}
    if not query.cues.comparison or not all(
        index.documents[document].kind in {"convention", "protocol"} for document in told
    ):
        return []
    best = _one_each([document for document in query.cues.documents if document not in told], ranking, index)
    return [
        Choice(_citable(provision, query, index), float(ranking.fused[provision.position]))
        for provision in index.at(best)
    ]


def _named(query: Query, ranking: Ranking, index: SearchIndex) -> list[Choice]:
    """What the question names; of an article, the part that the other words of the question point to."""
    choices = []
    for group in query.named:
        for provision in group:
            provision = _record(provision, query, index) or provision
            part = (
                None
                if provision.leaf or not query.focus or query.cues.enumeration
                else _part(provision, ranking, index)
            )
            chosen = _citable(part or provision, query, index)
            choices.append(Choice(chosen, float(ranking.fused[provision.position]), named=True))
            if query.cues.trainer or (query.cues.contents and chosen.kind == "catalogue"):
                choices += [
                    Choice(remark, float(ranking.fused[remark.position]))
                    for remark in remarks_on(provision.document, index)
                ]
    return choices


def _part(provision: Provision, ranking: Ranking, index: SearchIndex) -> Provision | None:
    """The descendant of a named provision that the question means, where one stands out from the others."""
    inside = [
        position
        for position in ranking.order
        if ranking.fused[position] > 0 and _inside(position, provision.position, index)
    ]
    leaves = [
        position
        for position in inside
        if index.features.leaf[position] and not index.features.catalogue[position]
    ]
    if not leaves:
        return None
    best = leaves[0]
    second = leaves[1] if len(leaves) > 1 else None
    if second is not None and ranking.fused[best] - ranking.fused[second] < 0.05:
        return None
    return index.at([int(best)])[0]


def _inside(position: int, above: int, index: SearchIndex) -> bool:
    parent = int(index.features.parents[position])
    while parent >= 0:
        if parent == above:
            return True
        parent = int(index.features.parents[parent])
    return False


def _found(query: Query, ranking: Ranking, index: SearchIndex) -> list[Choice]:
    positions = _of_session(query, ranking.top(LOOK_AT), index)
    if not positions:
        return []
    best = float(ranking.fused[positions[0]])
    several = query.cues.comparison
    margin, most = (CLOSE_SEVERAL, MOST_SEVERAL) if several else (CLOSE, MOST)
    near = [position for position in positions if ranking.fused[position] >= best - margin]
    compared = (
        _one_each(query.cues.documents, ranking, index) if several and len(query.cues.documents) > 1 else []
    )
    near = compared or near
    found = [provision for provision in index.at(near) if not _is_opening(provision)]
    choices = [
        Choice(_citable(provision, query, index), float(ranking.fused[provision.position]))
        for provision in found
    ]
    if query.cues.contents:
        choices = [Choice(_words_of(choice.provision, ranking, index), choice.score) for choice in choices]
    if choices and query.cues.enumeration and not compared:
        choices = _whole_list(choices, index)
        most = 1
    return _distinct(choices, most)


def _of_session(query: Query, positions: list[int], index: SearchIndex) -> list[int]:
    """Who asks what the first COP decided wants its decisions, where any is among the best."""
    if not query.cues.sessions or not query.cues.contents:
        return positions
    inside = [
        position
        for position in positions
        if any(index.features.in_session(session)[position] for session in query.cues.sessions)
    ]
    return inside or positions


def _is_opening(provision: Provision) -> bool:
    """ "The Conference of the Parties," alone, without a recital, answers nothing."""
    return provision.kind == "preamble" and provision.leaf


def _record(provision: Provision, query: Query, index: SearchIndex) -> Provision | None:
    """The catalogue entry of a decision, where only facts about it are asked: when, where, its title."""
    asked = query.focus.split()
    if provision.kind == "document" and asked and all(word in CATALOGUE_FACTS for word in asked):
        return index.get(f"{provision.locator}/catalogue")
    return None


def _words_of(provision: Provision, ranking: Ranking, index: SearchIndex) -> Provision:
    """Who asks what a decision says wants its words, where the corpus has them, not its catalogue entry."""
    if provision.kind != "catalogue":
        return provision
    features = index.features
    text = features.in_document(provision.document) & features.leaf & ~features.catalogue
    best = next(
        (int(position) for position in ranking.order if text[position] and ranking.fused[position] > 0), None
    )
    return index.at([best])[0] if best is not None else provision


def _one_each(documents: Sequence[str], ranking: Ranking, index: SearchIndex) -> list[int]:
    """A comparison of instruments is answered by the best provision of each."""
    found = []
    for document in documents:
        inside = index.features.in_document(document) & ~index.features.catalogue
        best = next(
            (int(position) for position in ranking.order if inside[position] and ranking.fused[position] > 0),
            None,
        )
        found += [best] if best is not None else []
    return sorted(found, key=lambda position: -ranking.fused[position])


def _citable(provision: Provision, query: Query, index: SearchIndex) -> Provision:
    """The catalogue entry in the place of a provision: where its title is asked, or where only the guide
    explains what is asked for by number.
    """
    guided = provision.provenance is Provenance.GUIDE
    if query.cues.title or (guided and (query.cues.which_article or provision.kind in {"goal", "target"})):
        parts = provision.locator.split("/")
        entries = (index.get("/".join([*parts[:size], "catalogue"])) for size in range(len(parts), 1, -1))
        return next((entry for entry in entries if entry), provision)
    return provision


def _whole_list(choices: Sequence[Choice], index: SearchIndex) -> list[Choice]:
    """A question for a list is answered by the whole enumeration, not by its nearest item."""
    best = choices[0]
    if not best.provision.leaf:
        return [best]
    parent = index.get(best.provision.parent) if best.provision.parent else None
    if (
        best.provision.kind in {"item", "subitem", "point"}
        and parent is not None
        and parent.kind in {"art", "para", "annex", "item", "goal"}
    ):
        return [Choice(parent, best.score), *choices]
    return list(choices)


def _distinct(choices: Sequence[Choice], limit: int) -> list[Choice]:
    kept: list[Choice] = []
    for choice in choices:
        locator = choice.provision.locator
        if any(
            _related(locator, other.provision.locator) or choice.provision.text == other.provision.text
            for other in kept
        ):
            continue
        kept.append(choice)
    return kept[:limit]


def _related(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
