"""Own merits: what speaks for a passage of an office's own document, and for its being the answer."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.asking.details import details_asked, given_in
from assistant.asking.own_matches import MATCHED, matches
from assistant.asking.own_words import LONGEST, numbers_in, said_by, telling_words, units_of
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.verdict import Verdict
from index.encoder import Reader
from index.interface import Numbers, SearchIndex

FOUND_BY = ("near", "sentence", "words")
RANKED = (
    "fused",
    "near",
    "sentence",
    "near_beside_law",
    "document_near",
    "words",
    "said",
    "said_at_once",
    "in_title",
    "in_headings",
    "unsaid",
    "other_language",
    "said_same",
    "said_at_once_same",
    "other_named",
    "said_given",
    "not_given",
)
ANSWERED = (
    *RANKED,
    "ahead",
    "answered",
    "field",
    "labelled",
    "length",
    "numbers_unsaid",
    "details_not_given",
)
NEAREST = 3  # passages of a document, whose mean says how near all of it lies
MOST_AHEAD = 4.0  # of the next candidate, in the score: more says no more


def found_features(ranking: Ranking, rows: Sequence[int], index: SearchIndex) -> Numbers:
    """One row for each of these candidates, one column a name in FOUND_BY: how near the passage comes, how
    near its nearest sentence, and its BM25 beside the best of any own passage.
    """
    candidates = ranking.candidates
    near = candidates.dense["text"][0][rows]
    said = index.nearest_sentences(ranking.vector, ranking.positions(list(rows)))
    words = candidates.lexical["text"]
    most = float(words[candidates.facts.own_words & ~candidates.facts.guided].max(initial=0.0)) or 1.0
    # a passage of one sentence has no other vector than its own
    return np.stack([near, np.where(said > 0, said, near), words[rows] / most], axis=1).astype(np.float32)


def rank_features(
    query: Query, ranking: Ranking, rows: Sequence[int], found: Numbers, index: SearchIndex
) -> Numbers:
    """One row for each of these candidates, one column a name in RANKED; `found` are their found_features."""
    candidates, near = ranking.candidates, ranking.candidates.dense["text"][0]
    own = candidates.facts.own_words & ~candidates.facts.guided
    law = float(near[~own].max(initial=0.0))
    documents = _documents_near(ranking, rows, near, own)
    named = query.intent.documents if query.intent.names_documents else ()
    asked, features = details_asked(query.asked, query.language), []
    for row, provision, by in zip(rows, index.at(ranking.positions(list(rows))), found, strict=True):
        language = index.documents[provision.document].language
        said, same = said_by(query, provision, index, asked), float(language == query.language)
        values = {
            "fused": ranking.fused[row],
            **dict(zip(FOUND_BY, by, strict=True)),
            "near_beside_law": near[row] - law,
            "document_near": documents[provision.document],
            "said": said.words,
            "said_at_once": said.at_once,
            "in_title": said.title,
            "in_headings": said.headings,
            "unsaid": said.unsaid,
            "other_language": 1 - same,
            "said_same": said.words * same,
            "said_at_once_same": said.at_once * same,
            "other_named": bool(named) and provision.document not in named,
            "said_given": said.given,
            "not_given": not said.given,
        }
        features.append([values[name] for name in RANKED])
    return np.array(features, dtype=np.float32).reshape(len(rows), len(RANKED))


def _documents_near(
    ranking: Ranking, rows: Sequence[int], near: Numbers, own: NDArray[np.bool_]
) -> dict[str, float]:
    """How near the documents of these own candidates lie: the mean of their NEAREST passages."""
    documents = ranking.candidates.facts.documents
    return {
        str(document): float(np.sort(near[own & (documents == document)])[-NEAREST:].mean())
        for document in {documents[row] for row in rows}
    }


def answer_features(
    query: Query, ranking: Ranking, verdict: Verdict, index: SearchIndex, reader: Reader | None = None
) -> Numbers:
    """One number a name in ANSWERED, and with a reader one a name in MATCHED after them: of the best
    candidate, which must be an own one.
    """
    top = ranking.top(2)
    best = index.at(ranking.positions(top[:1]))[0]
    document = index.documents[best.document]
    there = " ".join([document.title, *best.path, best.text[:LONGEST]])
    asked, units = details_asked(query.asked, query.language), units_of(best)
    found = found_features(ranking, top[:1], index)
    values = {
        **dict(zip(RANKED, rank_features(query, ranking, top[:1], found, index)[0], strict=True)),
        "ahead": min(ranking.fused[top[0]] - ranking.fused[top[1]], MOST_AHEAD) if top[1:] else MOST_AHEAD,
        "answered": verdict.answered,
        "field": verdict.field,
        "labelled": verdict.labelled,
        "length": len(telling_words(query.spoken or query.text)),
        "numbers_unsaid": len(numbers_in(query.asked) - numbers_in(there)),
        "details_not_given": sum(not any(given_in(unit, name) for unit in units) for name in asked),
    }
    names: tuple[str, ...] = ANSWERED
    if reader:
        values |= matches(query, best, asked, index, reader)
        names = (*ANSWERED, *MATCHED)
    return np.array([values[name] for name in names], dtype=np.float32)
