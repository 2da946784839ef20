"""Own documents: whether what an office added answers a question, whatever the question is about.

The machines of `answerability` know from their examples what the law answers; what an office's plan or budget
answers they cannot know. There it counts how much of the question the passage says, in its own words.
"""

from dataclasses import dataclass, replace

import numpy as np

from assistant.asking.answerability import coverage
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.verdict import Verdict
from assistant.words.store import ENGLISH
from index.interface import Numbers, SearchIndex
from index.lexical import stems
from ingest.model import Provision

FEATURES = ("said", "near", "ahead")
DECISION = "decision"
MOST_AHEAD = 4.0  # of the next candidate, in the fused score: more says no more


@dataclass(frozen=True, slots=True, eq=False)
class OwnModel:
    """A logistic model of FEATURES; what lies below `least` is not answered by it."""

    values: Numbers
    bias: float
    least: float

    def margin(self, features: Numbers) -> float:
        """Log-odds above the least."""
        return float(features @ self.values) + self.bias - self.least


def answered_by_own(
    verdict: Verdict, query: Query, ranking: Ranking, index: SearchIndex, model: OwnModel
) -> Verdict:
    """The verdict, or a better one where the words of an own document say that they answer."""
    features = own_features(query, ranking, index)
    margin = model.margin(features) if features is not None else -1.0
    if margin < 0:
        return verdict
    return replace(
        verdict,
        answered=max(verdict.answered, margin),
        field=max(verdict.field, 0.0),
        labelled=max(verdict.labelled, 0.0),
    )


def own_features(query: Query, ranking: Ranking, index: SearchIndex) -> Numbers | None:
    """One number a name in FEATURES, of the best candidate; None unless it is a document's own words that
    nobody wrote a guide for. Decisions of other bodies are drafted as the law is, and left to the machines.
    """
    top = ranking.top(2)
    facts = ranking.candidates.facts
    if not top or not facts.own_words[top[0]] or facts.guided[top[0]]:
        return None
    best = index.at(ranking.positions(top[:1]))[0]
    if index.documents[best.document].kind == DECISION:
        return None
    ahead = ranking.fused[top[0]] - ranking.fused[top[1]] if len(top) > 1 else MOST_AHEAD
    near = ranking.candidates.dense["text"][0][top[0]]
    return np.array([_said(query, best, index), near, min(ahead, MOST_AHEAD)], dtype=np.float32)


def _said(query: Query, best: Provision, index: SearchIndex) -> float:
    """The share of the question's words, rare ones counting more, that the provision has: as they were asked
    or as the glossary has them in English, whichever is more.
    """
    language = index.documents[best.document].language
    there = " ".join([best.text, *best.path])
    asked = ((query.spoken, language), (query.text, ENGLISH))
    return max(coverage(stems(words, spoken), set(stems(there, spoken)), index)[0] for words, spoken in asked)
