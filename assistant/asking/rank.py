"""Ranking: what each retriever says of a candidate, fused into one score with weights fitted on the dev
questions.

A provision that the guide explains is found by three roles of passages, another by its own words alone. Each
kind has weights of its own for those, fitted while the guide of half of the provisions was hidden, so that
both lie on one scale: log-odds of being what the question asks for. So has a question that leans on the turns
before: what it says itself counts more there, for what was asked before it has been answered, and what stands
beside that answer is often meant.
"""

import numpy as np

from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.retrieve import Retrieval
from index.facts import Mask
from index.interface import Candidates, Numbers
from index.lexical import stems

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
ANSWERED = (
    "answered",
    "beside_answered",
    "document_answered",
)
PLACES = (
    "named_document",
    "other_document",
    "named_session",
    "preamble",
    "guide_only",
    "catalogue",
    "catalogue_titled",
    "catalogue_contents",
    "catalogue_which",
    "term",
    "own_words",
    "office_words",
    "trainers_words",
    "own_beside_named",
    "unnumbered",
    "unit_asked",
    "list",
    "establishes",
)
WEIGHTS = (*RETRIEVERS, *UNGUIDED, *LEANING, *ANSWERED, *PLACES)
_LEAST = 1e-6  # what was found at all stays found, however much speaks against it


def rank(query: Query, retrieved: Retrieval, weights: dict[str, float]) -> Ranking:
    """Score every candidate; `weights` has one number for each name in WEIGHTS."""
    candidates = retrieved.candidates
    values = np.array([weights[name] for name in WEIGHTS], dtype=np.float32)
    places, leaning = _places(query, candidates), leans(query)
    parts = [
        _columns(_said(candidates, part), places, candidates, leaning) @ values
        for part in range(len(candidates.dense["text"]))
    ]
    scores = parts[0]
    if len(parts) > 1:
        scores = _columns(_found(candidates), places, candidates, leaning) @ values
    fused = np.maximum(scores, _LEAST).astype(np.float32)
    return Ranking(
        candidates, fused, np.argsort(-scores, kind="stable"), retrieved.vectors[0], np.stack(parts)
    )


def features(query: Query, candidates: Candidates) -> Numbers:
    """One row a candidate, one column a name in WEIGHTS."""
    return _columns(_found(candidates), _places(query, candidates), candidates, leans(query))


def leans(query: Query) -> bool:
    """Whether the query says what was asked before as well as what is asked now."""
    return bool(query.rewritten) and not query.named


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


def _found(candidates: Candidates) -> dict[str, Numbers]:
    """What the retrievers say of the question. A part of it is answered by the candidate that fits it best; a
    question of one part is its own.
    """
    text, best = candidates.dense["text"], _best(candidates)
    parts = slice(1, None) if len(text) > 1 else slice(None)
    nearest = {"part_text": text[parts].max(axis=0), "part_best": best[parts].max(axis=0)}
    return {**_said(candidates, 0), **nearest}


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


def _establishing(query: Query) -> list[str]:
    """What establishes the things that the question names, instruments aside, which most questions name; one
    that leans on the turns before goes on from there.
    """
    if leans(query):
        return []
    named = (concept for concept in query.concepts if not concept.instrument)
    return [locator for concept in named for locator in concept.established_by]


def _places(query: Query, candidates: Candidates) -> dict[str, Numbers]:
    """What the intent of the question, and the things that it names, say about where the answer stands."""
    intent, establishing = query.intent, _establishing(query)
    facts, none = candidates.facts, np.zeros(len(candidates), dtype=np.float32)
    named = np.any([none, *(facts.in_document(document) for document in intent.documents)], axis=0)
    met = np.any([none, *(facts.in_session(session) for session in intent.sessions)], axis=0)
    columns = {
        "named_document": named,
        "other_document": ~named & bool(intent.documents),
        "named_session": met,
        "preamble": none if intent.preamble else facts.preamble,
        "guide_only": facts.guide_only,
        "catalogue": facts.catalogue,
        "catalogue_titled": none if intent.which_article or intent.title else facts.titled,
        "catalogue_contents": facts.catalogue if intent.contents else none,
        "catalogue_which": facts.catalogue if intent.which_article or intent.title else none,
        "term": facts.defines(tuple(stems(intent.term))) if intent.term and intent.defining else none,
        "own_words": none if intent.trainer else facts.own_words & ~facts.office,
        "office_words": facts.office,
        "trainers_words": facts.own_words if intent.trainer else none,
        "own_beside_named": facts.own_words & ~named & bool(intent.documents),
        "unnumbered": facts.unnumbered,
        "unit_asked": facts.of_unit(intent.unit) if intent.unit else none,
        "length": facts.lengths,
        "list": ~facts.leaf if intent.enumeration else none,
        "establishes": np.isin(facts.locators, establishing) if establishing else none,
        **_beside_answered(query, candidates),
    }
    return {name: np.asarray(column, dtype=np.float32) for name, column in columns.items()}


def _beside_answered(query: Query, candidates: Candidates) -> dict[str, Mask]:
    """Where each candidate stands beside what answered the turn before: who goes on mostly asks of the same
    article, and seldom of the same words.
    """
    facts, none = candidates.facts, np.zeros(len(candidates), dtype=np.bool_)
    if not query.answered:
        return dict.fromkeys(ANSWERED, none)
    said = np.isin(facts.locators, query.answered)
    article = "/".join(query.answered[0].split("/")[:2])
    beside = (facts.below(article) | (facts.locators == article)) & ~said
    document = facts.in_document(article.split("/")[0])
    return {"answered": said, "beside_answered": beside, "document_answered": document}
