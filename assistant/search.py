"""Search: every way to find a provision, fused into one score with fitted weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Hit
from index.encoder import Encoder
from index.interface import Filters, Scores, SearchIndex

Numbers = NDArray[np.float32]


def search(query: str, index: SearchIndex, encoder: Encoder, filters: Filters, limit: int = 10) -> list[Hit]:
    """The provisions nearest to the query, best first; ties go to the one that stands first in the corpus."""
    scores = index.scores(encoder.encode_query(query), query, filters)
    fused = fuse(scores)
    order = np.argsort(-fused, kind="stable")[:limit]
    order = order[fused[order] > 0]
    ranks = {f"dense_{role}": rank(found) for role, found in scores.dense.items()}
    ranks |= {f"lexical_{role}": rank(found) for role, found in scores.lexical.items()}
    hits = []
    for provision, position in zip(index.at([int(i) for i in order]), order, strict=True):
        where = {name: int(found[position]) or None for name, found in ranks.items()}
        hits.append(Hit(provision, float(fused[position]), where, 0, len(provision.text)))
    return hits


def rank(scores: Numbers) -> NDArray[np.int64]:
    """1 for the best, 0 where the score is 0."""
    ranks = np.zeros(len(scores), dtype=np.int64)
    found = np.flatnonzero(scores > 0)
    ranks[found[np.argsort(-scores[found], kind="stable")]] = np.arange(1, len(found) + 1)
    return ranks


def fuse(scores: Scores) -> Numbers:
    """One score a provision."""
    dense = 0.5 * scores.dense["text"] + scores.dense["question"] + 0.5 * scores.dense["summary"]
    lexical = scores.lexical["text"] + scores.lexical["question"]
    return np.asarray(dense + 0.04 * lexical, dtype=np.float32)
