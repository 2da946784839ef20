"""Selecting: which provisions answer the question, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asking.patterns import word_list
from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.reading.remarks import remarks_about
from index.facts import Mask
from index.interface import SearchIndex
from ingest.model import Provenance, Provision

TREATIES = frozenset({"convention", "protocol"})
LISTED = frozenset({"item", "subitem", "point"})  # parts of a list
LISTS = frozenset({"art", "para", "annex", "item", "goal"})  # what a list may be


@dataclass(frozen=True, slots=True)
class Thresholds:
    """In units of the fused score: how far below the best a second provision may lie (`close`, or
    `close_several` where the question asks for several things), and how far a part of a named provision must
    stand out from the next (`part_gap`); `most` provisions are cited, `look_at` are considered.
    """

    look_at: int
    close: float
    close_several: float
    most: int
    part_gap: float


def select(
    query: Query, ranking: Ranking, index: SearchIndex, limit: int, thresholds: Thresholds
) -> list[Choice]:
    """Provisions that the question names come first, then the best found; no provision beside its own parent
    or child.
    """
    chosen = _named(query, ranking, index, thresholds)
    if chosen:
        chosen += _compared(query, chosen, ranking, index)
    else:
        chosen = _found(query, ranking, index, thresholds)
    return _distinct(chosen, limit)


def _named(query: Query, ranking: Ranking, index: SearchIndex, thresholds: Thresholds) -> list[Choice]:
    """What the question names; of an article, the part that the other words of the question point to."""
    choices = []
    for provision in (provision for group in query.named for provision in group):
        held = _record(provision, query, index) or provision
        whole = held.leaf or not query.focus or query.intent.enumeration
        part = None if whole else _part(held, ranking, index, thresholds.part_gap)
        chosen = _citable(part or held, query, index)
        choices.append(Choice(chosen, ranking.score_at(held.position), named=True))
        if query.intent.trainer or (query.intent.contents and chosen.kind == "catalogue"):
            choices += [
                Choice(remark, ranking.score_at(remark.position))
                for remark in remarks_about(held.document, index)
            ]
    return choices


def _compared(query: Query, chosen: Sequence[Choice], ranking: Ranking, index: SearchIndex) -> list[Choice]:
    """Where a named article is compared with other instruments: the best provision of each of them."""
    told = {choice.provision.document for choice in chosen}
    if not query.intent.comparison or not all(index.documents[one].kind in TREATIES for one in told):
        return []
    rows = _one_each([document for document in query.intent.documents if document not in told], ranking)
    return _choices(rows, query, ranking, index)


def _found(query: Query, ranking: Ranking, index: SearchIndex, thresholds: Thresholds) -> list[Choice]:
    """The best candidates that lie close to the best; for a list, the whole of it."""
    rows = _of_session(query, ranking.top(thresholds.look_at), ranking)
    if not rows:
        return []
    intent = query.intent
    least = ranking.fused[rows[0]] - (thresholds.close_several if intent.comparison else thresholds.close)
    several = intent.comparison and len(intent.documents) > 1
    compared = _one_each(intent.documents, ranking) if several else []
    near = compared or [row for row in rows if ranking.fused[row] >= least]
    choices = _choices(near, query, ranking, index, openings=False)
    if intent.contents:
        choices = [Choice(_words_of(choice.provision, ranking, index), choice.score) for choice in choices]
    if choices and intent.enumeration and not compared:
        return _distinct(_whole_list(choices, index), 1)
    return _distinct(choices, thresholds.most)


def _choices(
    rows: list[int], query: Query, ranking: Ranking, index: SearchIndex, openings: bool = True
) -> list[Choice]:
    """What is cited of these candidates; without `openings`, "The Conference of the Parties," alone, which
    answers nothing, is passed over.
    """
    return [
        Choice(_citable(provision, query, index), ranking.score_at(provision.position))
        for provision in index.at(ranking.positions(rows))
        if openings or not (provision.kind == "preamble" and provision.leaf)
    ]


def _part(provision: Provision, ranking: Ranking, index: SearchIndex, gap: float) -> Provision | None:
    """The descendant of a named provision that the question means, where one stands out from the others."""
    facts = ranking.candidates.facts
    leaves = _best_of(facts.below(provision.locator) & facts.leaf & ~facts.catalogue, ranking, 2)
    if not leaves:
        return None
    if len(leaves) > 1 and ranking.fused[leaves[0]] - ranking.fused[leaves[1]] < gap:
        return None
    return index.at(ranking.positions(leaves[:1]))[0]


def _best_of(mask: Mask, ranking: Ranking, count: int) -> list[int]:
    """Rows of the best candidates under a mask."""
    rows = ranking.order[mask[ranking.order] & (ranking.fused[ranking.order] > 0)]
    return [int(row) for row in rows[:count]]


def _of_session(query: Query, rows: list[int], ranking: Ranking) -> list[int]:
    """Who asks what the first COP decided wants its decisions, where any is among the best."""
    if not query.intent.sessions or not query.intent.contents:
        return rows
    sessions = ranking.candidates.facts.sessions
    return [row for row in rows if sessions[row] in query.intent.sessions] or rows


def _record(provision: Provision, query: Query, index: SearchIndex) -> Provision | None:
    """The catalogue entry of a decision, where only facts about it are asked: when, where, its title."""
    asked = set(query.focus.split())
    if provision.kind == "document" and asked and asked <= word_list("catalogue_facts"):
        return index.get(f"{provision.locator}/catalogue")
    return None


def _words_of(provision: Provision, ranking: Ranking, index: SearchIndex) -> Provision:
    """Who asks what a decision says wants its words, where the corpus has them, not its catalogue entry."""
    if provision.kind != "catalogue":
        return provision
    facts = ranking.candidates.facts
    text = _best_of(facts.in_document(provision.document) & facts.leaf & ~facts.catalogue, ranking, 1)
    return index.at(ranking.positions(text))[0] if text else provision


def _one_each(documents: Sequence[str], ranking: Ranking) -> list[int]:
    """A comparison of instruments is answered by the best provision of each."""
    facts = ranking.candidates.facts
    rows = [
        row
        for document in documents
        for row in _best_of(facts.in_document(document) & ~facts.catalogue, ranking, 1)
    ]
    return sorted(rows, key=lambda row: -ranking.fused[row])


def _citable(provision: Provision, query: Query, index: SearchIndex) -> Provision:
    """The catalogue entry in the place of a provision: where its title is asked, or where only the guide
    explains what is asked for by number.
    """
    guided = provision.provenance is Provenance.GUIDE
    by_number = query.intent.which_article or provision.kind in {"goal", "target"}
    if not query.intent.title and not (guided and by_number):
        return provision
    parts = provision.locator.split("/")
    entries = (index.get("/".join([*parts[:size], "catalogue"])) for size in range(len(parts), 1, -1))
    return next((entry for entry in entries if entry), provision)


def _whole_list(choices: Sequence[Choice], index: SearchIndex) -> list[Choice]:
    """A question for a list is answered by the whole enumeration, not by its nearest item."""
    best = choices[0]
    if not best.provision.leaf:
        return [best]
    parent = index.get(best.provision.parent) if best.provision.parent else None
    if best.provision.kind in LISTED and parent is not None and parent.kind in LISTS:
        return [Choice(parent, best.score), *choices]
    return list(choices)


def _distinct(choices: Sequence[Choice], limit: int) -> list[Choice]:
    kept: list[Choice] = []
    for choice in choices:
        one = choice.provision
        if not any(_same(one, other.provision) for other in kept):
            kept.append(choice)
    return kept[:limit]


def _same(one: Provision, other: Provision) -> bool:
    """The same words, or one a part of the other."""
    a, b = one.locator, other.locator
    return one.text == other.text or a == b or a.startswith(f"{b}/") or b.startswith(f"{a}/")
