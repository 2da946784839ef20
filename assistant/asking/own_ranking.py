"""Own ranking: where the passages of what an office added stand beside the law.

The weights of `rank` know from their examples how the law answers; an office's plan or budget answers in its
own words, mostly in one sentence of a section or one row of a table. So of the own passages that were found
those are read whose sentences come nearest, and they are scored by how much of the question they say. Where
the index has no own document, nothing changes.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.asking.own_merits import found_features, rank_features
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from index.interface import Numbers, Rows, SearchIndex

DECISION = "decision"
FOUND = 200  # of the best own passages, whose sentences are looked at
READ = 20  # of these, which are read
_LEAST = 1e-6  # what was found at all stays found


@dataclass(frozen=True, slots=True, eq=False)
class OwnRanker:
    """The score of an own passage, on the scale of `rank`: one weight for each of RANKED, and a bias; and
    which passages are worth reading: one weight for each of FOUND_BY (`worth`).
    """

    values: Numbers
    bias: float
    worth: Numbers

    def __call__(self, features: Numbers) -> Numbers:
        """The score of each row of features."""
        return np.asarray(features @ self.values + self.bias, dtype=np.float32)


def rank_own(query: Query, ranking: Ranking, index: SearchIndex, ranker: OwnRanker) -> Ranking:
    """The ranking with the best own passages scored by what they say; the same where there are none."""
    found = own_rows(ranking, index)
    if not found:
        return ranking
    features = found_features(ranking, found, index)
    read = worth_reading(features @ ranker.worth)
    rows = [found[place] for place in read]
    return placed(ranking, found, rows, ranker(rank_features(query, ranking, rows, features[read], index)))


def placed(ranking: Ranking, found: list[int], rows: list[int], scores: Numbers) -> Ranking:
    """The ranking with new scores for these rows of those found, and the others of them behind all."""
    fused = ranking.fused.copy()
    fused[found] = _LEAST
    fused[rows] = np.maximum(scores, _LEAST)
    return replace(ranking, fused=fused, order=np.argsort(-fused, kind="stable"))


def is_own_best(ranking: Ranking, index: SearchIndex) -> bool:
    """Whether the best candidate is a passage of an own document."""
    return bool(_own(ranking, ranking.top(1), index))


def own_rows(ranking: Ranking, index: SearchIndex) -> list[int]:
    """Rows of the best own passages, best first."""
    facts = ranking.candidates.facts
    return _own(ranking, ranking.best_of(facts.own_words & ~facts.guided, FOUND), index)


def worth_reading(worth: Numbers | NDArray[np.float64]) -> Rows:
    """Which of the passages found are read, best first, by what each is worth."""
    return np.argsort(-worth, kind="stable")[:READ]


def _own(ranking: Ranking, rows: list[int], index: SearchIndex) -> list[int]:
    """Those in a document's own words that nobody wrote a guide for. Decisions of other bodies are drafted as
    the law is, and ranked and answered as the law is.
    """
    facts = ranking.candidates.facts
    return [
        row
        for row in rows
        if facts.own_words[row]
        and not facts.guided[row]
        and index.documents[str(facts.documents[row])].kind != DECISION
    ]
