"""Ranking: what each retriever says of a candidate, fused into one score with weights fitted on the dev
questions.

A provision that the guide explains is found by three roles of passages, another by its own words alone. Each
kind has weights of its own for those, fitted while the guide of half of the provisions was hidden, so that
both lie on one scale: log-odds of being what the question asks for. So has a question that leans on the turns
before: what it says itself counts more there, for what was asked before it has been answered.
"""

import numpy as np

from assistant.asking.places import PLACES, place_columns
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.retrieve import Retrieval
from index.interface import Candidates, Numbers

RETRIEVERS = (
    "dense_text",
    "dense_question",
    "dense_summary",
    "dense_best",
    "part_text",
    "part_best",
    "lexical_text",
    "lexical_question",
    "lexical_summary",
    "synonym_text",
    "synonym_summary",
    "phrases",
)
UNGUIDED = (
    "unguided",
    "bare_dense_text",
    "bare_part_text",
    "bare_lexical_text",
    "bare_phrases",
    "bare_length",
)
LEANING = (
    "leaning_dense_text",
    "leaning_dense_best",
    "leaning_part_text",
    "leaning_part_best",
)
WEIGHTS = (*RETRIEVERS, *UNGUIDED, *LEANING, *PLACES)
_LEAST = 1e-6  # what was found at all stays found, however much speaks against it


def rank(query: Query, retrieved: Retrieval, weights: dict[str, float]) -> Ranking:
    """Score every candidate; `weights` has one number for each name in WEIGHTS."""
    candidates = retrieved.candidates
    values = np.array([weights[name] for name in WEIGHTS], dtype=np.float32)
    places, leaning = place_columns(query, candidates), query.leaning
    parts = [
        _columns(_said(candidates, part), places, candidates, leaning) @ values
        for part in range(len(candidates.dense["text"]))
    ]
    scores = parts[0]
    if len(parts) > 1:
        scores = _columns(_found(candidates, query), places, candidates, leaning) @ values
    fused = np.maximum(scores, _LEAST).astype(np.float32)
    return Ranking(
        candidates, fused, np.argsort(-scores, kind="stable"), retrieved.vectors[0], np.stack(parts)
    )


def features(query: Query, candidates: Candidates) -> Numbers:
    """One row a candidate, one column a name in WEIGHTS."""
    columns = place_columns(query, candidates)
    return _columns(_found(candidates, query), columns, candidates, query.leaning)


def _columns(
    found: dict[str, Numbers], places: dict[str, Numbers], candidates: Candidates, leaning: bool
) -> Numbers:
    columns = {**found, **places}
    bare = ~candidates.facts.guided
    columns["unguided"] = bare.astype(np.float32)
    for name in UNGUIDED[1:]:
        columns[name] = columns[name.removeprefix("bare_")] * bare
    for name in LEANING:
        columns[name] = columns[name.removeprefix("leaning_")] * leaning
    return np.stack([columns[name] for name in WEIGHTS], axis=1).astype(np.float32)


def _found(candidates: Candidates, query: Query) -> dict[str, Numbers]:
    """What the retrievers say of the question. What it asks for is answered by the candidate that fits it
    best.
    """
    text, best = candidates.dense["text"], _best(candidates)
    parts = _sought(query)
    nearest = {"part_text": text[parts].max(axis=0), "part_best": best[parts].max(axis=0)}
    return {**_said(candidates, 0), **nearest}


def _sought(query: Query) -> list[int]:
    """What is to be answered: 0 is the whole question, 1 its first part. What only leads up to several parts
    ("Supplementary Protocol on liability:") is none of them; to the only one that asks it belongs: that is
    looked for in the whole, too, or, where that holds turns before, which were answered, in all parts.
    """
    if len(query.wanted) < 2 and query.leaning and query.parts:
        return list(range(1, 1 + len(query.parts)))
    parts = [1 + part for part in query.wanted]
    return parts if len(parts) > 1 else [0, *parts]


def _said(candidates: Candidates, part: int) -> dict[str, Numbers]:
    """What the retrievers say of the question (0) or of one part, as if that alone were asked; words are
    looked for of the whole.
    """
    text, best = candidates.dense["text"], _best(candidates)
    return {
        **{f"dense_{role}": cosines[part] for role, cosines in candidates.dense.items()},
        "dense_best": best[part],
        "part_text": text[part],
        "part_best": best[part],
        **{f"lexical_{role}": scores for role, scores in candidates.lexical.items()},
        "synonym_text": candidates.synonyms["text"],
        "synonym_summary": candidates.synonyms["summary"],
        "phrases": candidates.phrases,
    }


def _best(candidates: Candidates) -> Numbers:
    """The nearest of all passages, shape (1 + parts, candidates)."""
    return np.asarray(np.max(list(candidates.dense.values()), axis=0), dtype=np.float32)
