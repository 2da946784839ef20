"""Search: every way to find a provision, fused into one score with weights fitted on the dev questions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Hit
from assistant.asking.intent import places_of, read_cues
from assistant.asking.language import detect, english_words, glossary
from assistant.asking.understand import Query
from index.encoder import Encoder, Vectors
from index.interface import Filters, Numbers, Scores, SearchIndex
from index.lexical import stems

WEIGHTS = Path(__file__).with_name("data") / "weights.json"


@dataclass(frozen=True, slots=True)
class Ranking:
    """`fused` is one score a provision, `order` its positions best first (ties: the one that stands first in
    the corpus).

    `vector` is the embedding of the query.
    """

    fused: Numbers
    order: NDArray[np.int64]
    scores: Scores
    vector: Vectors

    def top(self, count: int) -> list[int]:
        """The positions of the best ones that were found at all."""
        return [int(position) for position in self.order[:count] if self.fused[position] > 0]


def rank(query: Query, index: SearchIndex, encoder: Encoder, filters: Filters) -> Ranking:
    """Score every provision for the query."""
    weights = load_weights()
    vectors = encoder.encode_queries([query.text, *query.parts])
    whole = index.scores(vectors[0], query.text, filters)
    fused = _sum(whole, weights)
    parts = [
        index.scores(vector, part, filters) for vector, part in zip(vectors[1:], query.parts, strict=True)
    ] or [whole]
    fused += np.max([_dense_part(part, weights) for part in parts], axis=0)
    synonyms = " ".join(glossary().others(query.text))
    if synonyms:
        other = index.lexical(synonyms, filters)
        fused += weights["synonym_text"] * other["text"] + weights["synonym_summary"] * other["summary"]
    found = fused > 0
    fused = np.where(found, np.maximum(fused + _priors(query, index, weights), 1e-6), 0).astype(np.float32)
    order = np.argsort(-fused, kind="stable")
    return Ranking(fused, order, whole, vectors[0])


def search(text: str, index: SearchIndex, encoder: Encoder, filters: Filters, limit: int = 10) -> list[Hit]:
    """The provisions nearest to some words, best first."""
    language = detect(text)
    english = english_words(text, language) or text
    ranking = rank(
        Query(english, (), language, read_cues(english, places_of(index.documents.values()))),
        index,
        encoder,
        filters,
    )
    return hits(ranking, ranking.top(limit), index)


def hits(ranking: Ranking, positions: Iterable[int], index: SearchIndex) -> list[Hit]:
    """The provisions at these positions with their scores and their rank in each retriever."""
    wanted = list(positions)
    retrievers = {f"dense_{role}": found for role, found in ranking.scores.dense.items()}
    retrievers |= {f"lexical_{role}": found for role, found in ranking.scores.lexical.items()}
    made = []
    for provision, position in zip(index.at(wanted), wanted, strict=True):
        ranks = {
            name: int((found > found[position]).sum()) + 1 if found[position] > 0 else None
            for name, found in retrievers.items()
        }
        made.append(Hit(provision, confidence(float(ranking.fused[position])), ranks, 0, len(provision.text)))
    return made


def confidence(fused: float) -> float:
    """The fused score between 0 and 1; 1 is what a question scores that the guide itself asks."""
    return round(min(1.0, fused / 5.0), 4)


def _sum(scores: Scores, weights: dict[str, float]) -> Numbers:
    total = weights["phrases"] * scores.phrases
    for role, found in scores.dense.items():
        total = total + weights[f"dense_{role}"] * found
    for role, found in scores.lexical.items():
        total = total + weights[f"lexical_{role}"] * found
    return np.asarray(total, dtype=np.float32)


def _dense_part(scores: Scores, weights: dict[str, float]) -> Numbers:
    return np.asarray(
        weights["part_text"] * scores.dense["text"] + weights["part_question"] * scores.dense["question"],
        dtype=np.float32,
    )


def _priors(query: Query, index: SearchIndex, weights: dict[str, float]) -> Numbers:
    """What the cues of the question say about where the answer stands."""
    features, cues = index.features, query.cues
    prior = (
        weights["guide_only"] * features.guide_only
        + weights["catalogue_contents" if cues.contents else "catalogue"] * features.catalogue
    )
    if not cues.trainer:
        prior = prior + weights["own_words"] * features.own_words
    if not cues.preamble:
        prior = prior + weights["preamble"] * features.preamble
    for document in cues.documents:
        prior = prior + weights["named_document"] * features.in_document(document)
    for session in cues.sessions:
        prior = prior + weights["named_session"] * features.in_session(session)
    if cues.term and cues.defining:
        key = tuple(stems(cues.term))
        prior = prior + weights["term"] * features.defines(key)
    return np.asarray(prior, dtype=np.float32)


@cache
def load_weights() -> dict[str, float]:
    """The fitted weights."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights
