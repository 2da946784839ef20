"""Following up: whether a question leans on the turns before it, decided by trying it both ways.

A logistic model, fitted on conversations of the dev questions and on questions that stand alone asked after
another one, compares the question alone with the question and its history.
"""

import re
from dataclasses import dataclass

import numpy as np

from assistant.asking.attempt import Attempt
from assistant.asking.patterns import pattern, words_in
from assistant.asking.query import Query
from assistant.asking.rank import rank
from index.interface import Numbers
from index.lexical import words

FEATURES = (
    "history",
    "restate",
    "words",
    "goes_on",
    "points",
    "names",
    "score",
    "score_with",
    "nearest",
    "nearest_with",
    "same",
    "near_the_turn_before",
)
MOST_WORDS = 15
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Follower:
    """One weight for each of FEATURES; above `least` log-odds the turns before are needed."""

    weights: dict[str, float]
    bias: float
    least: float

    def leans(self, values: Numbers) -> bool:
        """Whether a question with these features needs the turns before it."""
        slope = np.array([self.weights[name] for name in FEATURES], dtype=np.float32)
        return float(values @ slope) + self.bias > self.least


def follow(alone: Attempt, together: Attempt, weights: dict[str, float], follower: Follower) -> Attempt:
    """The attempt that understands the question."""
    return together if follower.leans(follow_features(alone, together, weights)) else alone


def follow_features(alone: Attempt, together: Attempt, weights: dict[str, float]) -> Numbers:
    """One number a name in FEATURES: of the question alone, and of it with its history."""
    by_itself, with_history = (rank(one.query, one.retrieved, weights) for one in (alone, together))
    tops = [ranking.top(1) for ranking in (by_itself, with_history)]
    scores = [
        float(ranking.fused[top[0]]) if top else 0.0
        for ranking, top in zip((by_itself, with_history), tops, strict=True)
    ]
    places = [ranking.positions(top) for ranking, top in zip((by_itself, with_history), tops, strict=True)]
    chances = alone.query.intent.labels.chances
    values = {
        "history": chances["history"],
        "restate": chances["restate"],
        "words": min(len(words(alone.query.spoken)), MOST_WORDS) / MOST_WORDS,
        "goes_on": goes_on(alone.query),
        "points": bool(_tokens(alone.query) & words_in("points", alone.query.language)),
        "names": bool(alone.query.named) or alone.query.intent.names_documents,
        "score": scores[0],
        "score_with": scores[1],
        "nearest": _nearest(alone),
        "nearest_with": _nearest(together),
        "same": places[0] == places[1],
        "near_the_turn_before": float(alone.retrieved.vectors[0] @ together.retrieved.vectors[0]),
    }
    return np.array([values[name] for name in FEATURES], dtype=np.float32)


def goes_on(query: Query) -> bool:
    """Whether the question begins with words of its language that go on from another: "and", "what about"."""
    first = next(iter(_TOKEN.findall(query.spoken.lower())), "")
    known = words_in("goes_on", query.language)
    chinese = query.language == "zh" and query.spoken.startswith(tuple(known))
    return chinese or first in known or bool(pattern("goes_on").search(query.spoken))


def _tokens(query: Query) -> set[str]:
    """The words of a question; of Chinese, which sets no blanks, those that can be pointing ones."""
    if query.language == "zh":
        return {word for word in words_in("points", "zh") if word in query.spoken}
    return set(_TOKEN.findall(query.spoken.lower()))


def _nearest(one: Attempt) -> float:
    """The cosine of the passage that lies nearest to the question."""
    return max(
        (float(cosines[0].max(initial=0.0)) for cosines in one.retrieved.candidates.dense.values()),
        default=0.0,
    )
