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

RANKED = (
    "fused",
    "near",
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
OTHERWISE = ("matched", "matched_at_once", "least_at_once")  # read of a passage in another language
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
READ = 6  # passages in other languages, the best ones: each sentence of them is read by the encoder
NEAREST = 3  # passages of a document, whose mean says how near all of it lies
MOST_AHEAD = 4.0  # of the next candidate, in the score: more says no more


def rank_features(
    query: Query, ranking: Ranking, rows: Sequence[int], index: SearchIndex, reader: Reader | None = None
) -> Numbers:
    """One row for each of these candidates, one column a name in RANKED, and with a reader one a name in
    OTHERWISE: 0 for a passage in the question's language, whose words tell enough, and for all but the first
    READ in others.
    """
    names = (*RANKED, *OTHERWISE) if reader else RANKED
    candidates, near = ranking.candidates, ranking.candidates.dense["text"][0]
    own = candidates.facts.own_words & ~candidates.facts.guided
    law = float(near[~own].max(initial=0.0))
    most = float(candidates.lexical["text"][own].max(initial=0.0)) or 1.0
    documents = _documents_near(ranking, rows, near, own)
    named = query.intent.documents if query.intent.names_documents else ()
    asked, found = details_asked(query.asked, query.language), []
    unread = READ
    for row, provision in zip(rows, index.at(ranking.positions(list(rows))), strict=True):
        language = index.documents[provision.document].language
        said, same = said_by(query, provision, index, asked), float(language == query.language)
        values = {
            "fused": ranking.fused[row],
            "near": near[row],
            "near_beside_law": near[row] - law,
            "document_near": documents[provision.document],
            "words": candidates.lexical["text"][row] / most,
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
        if reader:
            reads = not same and unread > 0
            unread -= reads
            values |= matches(query, provision, (), index, reader) if reads else dict.fromkeys(OTHERWISE, 0.0)
        found.append([values[name] for name in names])
    return np.array(found, dtype=np.float32).reshape(len(rows), len(names))


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
    values = {
        **dict(zip(RANKED, rank_features(query, ranking, top[:1], index)[0], strict=True)),
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
