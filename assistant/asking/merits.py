"""Merits: what speaks for citing a candidate beside what is chosen already; the selector weighs it."""

from collections.abc import Iterable, Sequence

import numpy as np

from assistant.asking.concepts import establishing
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from index.interface import Numbers, Rows
from ingest.locator import overlap

FEATURES = (
    "gap",
    "rank",
    "behind",
    "lead",
    "leads",
    "leads_anew",
    "gain",
    "chosen",
    "parts",
    "words",
    "same_article",
    "sibling",
    "new_document",
    "documents_left",
    "leads_document",
    "overlap",
    "means",
    "list",
    "comparison",
    "definition",
    "quantity",
    "who_must",
    "gap_list",
    "gap_comparison",
    "gap_parts",
    "gain_parts",
    "leads_anew_parts",
    "chosen_parts",
    "chosen_list",
)
MOST_WORDS = 40  # a longer question asks no more for that
Columns = dict[str, Numbers | float]


def merits(query: Query, ranking: Ranking, rows: Sequence[int], chosen: Sequence[int]) -> Numbers:
    """What speaks for citing each of `rows` (best first) beside those already `chosen`: shape (rows,
    FEATURES).
    """
    at, taken = np.asarray(rows, dtype=np.int64), np.asarray(chosen, dtype=np.int64)
    columns = {
        **_scores(query, ranking, at, taken),
        **_places(query, ranking, at, taken),
        **_wanted(query),
        "chosen": len(chosen),
    }
    columns |= {f"gap_{name}": columns["gap"] * columns[name] for name in ("list", "comparison", "parts")}
    columns |= {
        f"{name}_parts": columns[name] * columns["parts"] for name in ("gain", "leads_anew", "chosen")
    }
    columns["chosen_list"] = columns["chosen"] * columns["list"]
    return np.stack([np.broadcast_to(columns[name], len(rows)) for name in FEATURES], axis=1).astype(
        np.float32
    )


def _scores(query: Query, ranking: Ranking, rows: Rows, chosen: Rows) -> Columns:
    """How far each candidate lies behind the best (`gap`) and the last chosen (`behind`); how much nearer it
    comes to a part of the question than the best of all (`lead`) and than what is chosen (`gain`); whether it
    is the nearest to a part (`leads`), and to one to which nothing chosen is (`leads_anew`).
    """
    reach = ranking.reach[[1 + part for part in query.asking] or [0]]
    own, best = reach[:, rows], reach[:, rows].max(axis=1, keepdims=True)
    leading = own >= best
    unled = ~(reach[:, chosen] >= best).any(axis=1, keepdims=True)
    return {
        "gap": ranking.fused[rows] - ranking.fused[rows[0]],
        "behind": ranking.fused[rows] - ranking.fused[chosen].min(),
        "leads": leading.any(axis=0).astype(np.float32),
        "leads_anew": (leading & unled).any(axis=0).astype(np.float32),
        "rank": np.log1p(np.arange(len(rows))).astype(np.float32),
        "lead": (own - best).max(axis=0),
        "gain": (own - reach[:, chosen].max(axis=1, keepdims=True)).max(axis=0),
    }


def _places(query: Query, ranking: Ranking, rows: Rows, chosen: Rows) -> Columns:
    """Where each candidate stands beside what is chosen."""
    facts = ranking.candidates.facts
    own, taken = ([str(facts.locators[row]) for row in some] for some in (rows, chosen))
    told = {facts.documents[row] for row in chosen}
    left = [document for document in query.intent.documents if document not in told]
    leads = set(one_each(left, ranking) if query.intent.names_documents else [])
    means = set(meaning_rows(query, ranking, taken))
    return {
        "same_article": _each(any(_article(one) == _article(other) for other in taken) for one in own),
        "sibling": _each(any(_parent(one) == _parent(other) for other in taken) for one in own),
        "overlap": _each(any(overlap(one, other) for other in taken) for one in own),
        "means": _each(row in means for row in rows),
        "new_document": _each(facts.documents[row] in left for row in rows),
        "documents_left": len(left),
        "leads_document": _each(row in leads for row in rows),
    }


def meaning_rows(query: Query, ranking: Ranking, cited: Sequence[str] = ()) -> list[int]:
    """Rows of what establishes each thing whose meaning a part of the question asks, one for each of which
    nothing is cited yet.
    """
    locators = ranking.candidates.facts.locators
    instruments = {concept.instrument for concept in query.concepts if concept.instrument}
    found = []
    for held in establishing(query.meanings, instruments):
        rows = [row for one in held for row in np.flatnonzero(locators == one)]
        found += rows[:1] if set(held).isdisjoint(cited) else []
    return [int(row) for row in found]


def one_each(documents: Sequence[str], ranking: Ranking) -> list[int]:
    """Rows of the best provision of each of these documents, best first."""
    facts = ranking.candidates.facts
    rows = [
        row
        for document in documents
        for row in ranking.best_of(facts.in_document(document) & ~facts.catalogue, 1)
    ]
    return sorted(rows, key=lambda row: -ranking.fused[row])


def _wanted(query: Query) -> Columns:
    """What kind of answer the question wants, and how much it asks."""
    intent = query.intent
    return {
        "parts": len(query.asking),
        "words": min(len(query.text.split()), MOST_WORDS) / MOST_WORDS,
        "list": float(intent.enumeration),
        "comparison": float(intent.comparison),
        "definition": float(intent.defining),
        "quantity": float(intent.quantity),
        "who_must": float(intent.who_must),
    }


def _each(holds: Iterable[bool]) -> Numbers:
    return np.fromiter(holds, dtype=np.float32)


def _article(locator: str) -> str:
    """The article, or the decision, in which a provision stands."""
    steps = locator.split("/")
    return "/".join(steps[:2])


def _parent(locator: str) -> str:
    return locator.rpartition("/")[0]
