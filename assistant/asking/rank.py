"""Ranking: what each retriever says of a candidate, fused into one score with weights fitted on the dev
questions.
"""

import numpy as np

from assistant.asking.query import Intent, Query
from assistant.asking.ranking import Ranking
from assistant.asking.retrieve import Retrieval
from index.interface import Candidates, Numbers
from index.lexical import stems

WEIGHTS = (
    "dense_text",
    "dense_question",
    "dense_summary",
    "lexical_text",
    "lexical_question",
    "lexical_summary",
    "synonym_text",
    "synonym_summary",
    "part_text",
    "part_question",
    "named_document",
    "named_session",
    "preamble",
    "guide_only",
    "catalogue",
    "term",
    "own_words",
    "catalogue_contents",
    "phrases",
)
_LEAST = 1e-6  # what was found at all stays found, however much speaks against it


def rank(query: Query, retrieved: Retrieval, weights: dict[str, float]) -> Ranking:
    """Score every candidate; `weights` has one number for each name in WEIGHTS."""
    candidates = retrieved.candidates
    fused = _found(candidates, weights) + _parts(candidates, weights)
    if candidates.synonyms["text"].any() or candidates.synonyms["summary"].any():
        fused += (
            weights["synonym_text"] * candidates.synonyms["text"]
            + weights["synonym_summary"] * candidates.synonyms["summary"]
        )
    prior = _prior(query.intent, candidates, weights)
    fused = np.where(fused > 0, np.maximum(fused + prior, _LEAST), 0).astype(np.float32)
    return Ranking(candidates, fused, np.argsort(-fused, kind="stable"), retrieved.vectors[0])


def _found(candidates: Candidates, weights: dict[str, float]) -> Numbers:
    """The sum over the retrievers, for the question as a whole."""
    total = weights["phrases"] * candidates.phrases
    for role, cosines in candidates.dense.items():
        total = total + weights[f"dense_{role}"] * cosines[0]
    for role, scores in candidates.lexical.items():
        total = total + weights[f"lexical_{role}"] * scores
    return np.asarray(total, dtype=np.float32)


def _parts(candidates: Candidates, weights: dict[str, float]) -> Numbers:
    """What the best of the question's parts adds; a question of one part is its own."""
    text, question = candidates.dense["text"], candidates.dense["question"]
    parts = slice(1, None) if len(text) > 1 else slice(None)
    scores = weights["part_text"] * text[parts] + weights["part_question"] * question[parts]
    return np.asarray(np.max(scores.astype(np.float32), axis=0), dtype=np.float32)


def _prior(intent: Intent, candidates: Candidates, weights: dict[str, float]) -> Numbers:
    """What the intent of the question says about where the answer stands."""
    facts = candidates.facts
    prior = (
        weights["guide_only"] * facts.guide_only
        + weights["catalogue_contents" if intent.contents else "catalogue"] * facts.catalogue
    )
    if not intent.trainer:
        prior = prior + weights["own_words"] * facts.own_words
    if not intent.preamble:
        prior = prior + weights["preamble"] * facts.preamble
    for document in intent.documents:
        prior = prior + weights["named_document"] * facts.in_document(document)
    for session in intent.sessions:
        prior = prior + weights["named_session"] * facts.in_session(session)
    if intent.term and intent.defining:
        prior = prior + weights["term"] * facts.defines(tuple(stems(intent.term)))
    return np.asarray(prior, dtype=np.float32)
