"""Selecting: which provisions answer the question, and in which order: the best, then one after another what
answers a part that is not answered yet, by a model fitted on the dev questions.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.asking.patterns import word_list
from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.reading.remarks import remarks_about
from index.facts import Mask
from index.interface import Numbers, SearchIndex
from ingest.model import Provenance, Provision

TREATIES = frozenset({"convention", "protocol"})
LISTED = frozenset({"item", "subitem", "point"})  # parts of a list
LISTS = frozenset({"art", "para", "annex", "item", "goal"})  # what a list may be


FEATURES = (
    "gap",
    "rank",
    "lead",
    "gain",
    "chosen",
    "parts",
    "words",
    "same_article",
    "sibling",
    "new_document",
    "documents_left",
    "overlap",
    "list",
    "comparison",
    "definition",
    "quantity",
    "who_must",
    "gap_list",
    "gap_comparison",
    "gap_parts",
    "gain_parts",
)
LOOK_AT = 12  # of the best candidates, and the best for each part and each instrument named
MOST_WORDS = 40  # a longer question asks no more for that


@dataclass(frozen=True, slots=True)
class Selector:
    """Whether one more provision is cited: a logistic model with one weight for each of FEATURES, whose
    chance must reach `least`; and how far a part of a named provision must stand out from the next
    (`part_gap`, in units of the fused score).
    """

    weights: dict[str, float]
    bias: float
    least: float
    part_gap: float

    def chances(self, values: Numbers) -> Numbers:
        """How likely each candidate answers what is not answered yet; `values` has a row for each of them."""
        slope = np.array([self.weights[name] for name in FEATURES], dtype=np.float32)
        return np.asarray(1 / (1 + np.exp(-(values @ slope + self.bias))), dtype=np.float32)


def select(
    query: Query, ranking: Ranking, index: SearchIndex, limit: int, selector: Selector
) -> list[Choice]:
    """Provisions that the question names come first, then the best found; no provision beside its own parent
    or child.
    """
    chosen = _named(query, ranking, index, selector)
    if chosen:
        chosen += _compared(query, chosen, ranking, index)
    else:
        chosen = _found(query, ranking, index, limit, selector)
    return _distinct(chosen, limit)


def considered(query: Query, ranking: Ranking) -> list[int]:
    """Rows that may be cited, best first: the best of all, of each part and of each instrument named."""
    rows = ranking.top(LOOK_AT)
    for part in range(1, len(query.parts) + 1):
        rows += [int(row) for row in np.argsort(-_reach(ranking)[part], kind="stable")[:1]]
    rows += _one_each(query.intent.documents, ranking)
    return sorted(set(_of_session(query, rows, ranking)), key=lambda row: -ranking.fused[row])


def selection_features(query: Query, ranking: Ranking, rows: Sequence[int], chosen: Sequence[int]) -> Numbers:
    """What speaks for citing each of `rows` beside those already `chosen`: one column a name in FEATURES."""
    facts, fused, intent = ranking.candidates.facts, ranking.fused, query.intent
    reach = _reach(ranking)
    reach = reach[1:] if len(reach) > 1 else reach
    answered = reach[:, list(chosen)].max(axis=1)
    taken = [str(facts.locators[row]) for row in chosen]
    told = {facts.documents[row] for row in chosen}
    left = [document for document in intent.documents if document not in told]
    found = []
    for row in rows:
        locator = str(facts.locators[row])
        gap = float(fused[row] - fused[rows[0]])
        gain = float((reach[:, row] - answered).max())
        one = {
            "gap": gap,
            "rank": math.log1p(rows.index(row)),
            "lead": float((reach[:, row] - reach[:, list(rows)].max(axis=1)).max()),
            "gain": gain,
            "chosen": len(chosen),
            "parts": len(query.parts),
            "words": min(len(query.text.split()), MOST_WORDS) / MOST_WORDS,
            "same_article": any(_article(locator) == _article(other) for other in taken),
            "sibling": any(locator.rpartition("/")[0] == other.rpartition("/")[0] for other in taken),
            "new_document": facts.documents[row] in left,
            "documents_left": len(left),
            "overlap": any(_above(locator, other) for other in taken),
            "list": intent.enumeration,
            "comparison": intent.comparison,
            "definition": intent.defining,
            "quantity": intent.quantity,
            "who_must": intent.who_must,
        }
        one |= {f"gap_{name}": gap * one[name] for name in ("list", "comparison", "parts")}
        one["gain_parts"] = gain * one["parts"]
        found.append([one[name] for name in FEATURES])
    return np.array(found, dtype=np.float32).reshape(len(found), len(FEATURES))


def _reach(ranking: Ranking) -> Numbers:
    """How near each candidate comes to the question and each part of it, by any of its passages: shape (1 +
    parts, candidates).
    """
    return np.asarray(np.max(list(ranking.candidates.dense.values()), axis=0), dtype=np.float32)


def _article(locator: str) -> str:
    """The article, or the decision, in which a provision stands."""
    steps = locator.split("/")
    return "/".join(steps[:2])


def _above(one: str, other: str) -> bool:
    """Whether one is the other, or holds it."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _named(query: Query, ranking: Ranking, index: SearchIndex, selector: Selector) -> list[Choice]:
    """What the question names; of an article, the part that the other words of the question point to."""
    choices = []
    for provision in (provision for group in query.named for provision in group):
        held = _record(provision, query, index) or provision
        whole = held.leaf or not query.focus or query.intent.enumeration
        part = None if whole else _part(held, ranking, index, selector.part_gap)
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


def _found(
    query: Query, ranking: Ranking, index: SearchIndex, limit: int, selector: Selector
) -> list[Choice]:
    """The best candidate, and one after another those that answer what is not answered yet; for a list, the
    whole of it.
    """
    rows = considered(query, ranking)
    if not rows:
        return []
    chosen = add_one_by_one(query, ranking, rows, limit, selector)
    choices = _choices(chosen, query, ranking, index, openings=False)
    if query.intent.contents:
        choices = [Choice(_words_of(choice.provision, ranking, index), choice.score) for choice in choices]
    if choices and query.intent.enumeration:
        return _whole_list(choices, index)
    return choices


def add_one_by_one(
    query: Query, ranking: Ranking, rows: Sequence[int], limit: int, selector: Selector
) -> list[int]:
    """Rows to cite, the best first."""
    chosen = [rows[0]]
    while len(chosen) < limit:
        values = selection_features(query, ranking, rows, chosen)
        chances = selector.chances(values)
        chances[values[:, FEATURES.index("overlap")] > 0] = 0
        best = int(chances.argmax())
        if chances[best] < selector.least:
            break
        chosen.append(rows[best])
    return chosen


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
