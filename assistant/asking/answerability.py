"""Answerability: how likely the texts answer a question, and whether it is of their field at all, by two
support vector machines fitted on the calibration questions.

Their features are the question's embedding and how well what was found fits it. Its labels (what kind of
question it is) are read from the same embedding, by heads that know the examples better than what is asked
later: as features they did harm. They are weighed apart (see Labelled).
"""

from collections.abc import Iterable, Set
from functools import cache, lru_cache

import numpy as np

from assistant.asking.heads import ADDRESSED, KEPT_ELSEWHERE
from assistant.asking.patterns import pattern, word_list
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.verdict import UNKNOWN, Model, Verdict
from index.interface import Numbers, SearchIndex
from index.lexical import stems
from ingest.model import Provision
from ingest.vocabulary import vocabulary

FEATURES = (
    "score",
    "gap",
    "dense_question",
    "dense_text",
    "dense_summary",
    "lexical_question",
    "lexical_text",
    "covered",
    "unknown",
    "words",
    "quantity_unmet",
    "other_language",
    "names_document",
    "country",
    "asked_unmet",
    "nearest",
    "least_part",
)
UNANSWERED = (*ADDRESSED, *KEPT_ELSEWHERE)  # labels of what no text answers
REMEMBERED = 512  # texts whose stems are kept: the same provisions are found for many questions
MOST_WORDS = 25  # a longer question says no more about itself


def answerability(query: Query, ranking: Ranking, index: SearchIndex, model: Model | None) -> Verdict:
    """How likely the texts answer the question, and whether it is of their field."""
    if model is None:
        return UNKNOWN
    chances = query.intent.labels.chances
    against = np.array([chances[label] for label in UNANSWERED], dtype=np.float32)
    return model.verdict(ranking.vector, features(query, ranking, index), against)


def features(query: Query, ranking: Ranking, index: SearchIndex) -> Numbers:
    """One number a name in FEATURES; zeros where nothing was found."""
    top = ranking.top(2)
    if not top:
        return np.zeros(len(FEATURES), dtype=np.float32)
    best = top[0]
    provision = index.at(ranking.positions([best]))[0]
    found, intent, fused = ranking.candidates, query.intent, ranking.fused
    there = _around(provision, index)
    wanted = dict.fromkeys(stems(query.text))
    covered, unknown = coverage(wanted, there, index)
    asked = _asked(query.text)
    reach = np.max(list(found.dense.values()), axis=0).max(axis=1, initial=0.0)
    values = {
        "score": fused[best],
        "gap": fused[best] - fused[top[1]] if len(top) > 1 else 1.0,
        "dense_question": found.dense["question"][0][best],
        "dense_text": found.dense["text"][0][best],
        "dense_summary": found.dense["summary"][0][best],
        "lexical_question": found.lexical["question"][best],
        "lexical_text": found.lexical["text"][best],
        "covered": covered,
        "unknown": unknown,
        "words": min(len(wanted), MOST_WORDS),
        "quantity_unmet": intent.quantity and not _states_a_number(provision),
        "other_language": query.language != "en",
        "names_document": intent.names_documents,
        "country": intent.country,
        "asked_unmet": bool(asked) and not asked & there,
        "nearest": reach[0],
        "least_part": reach[[0, *(1 + part for part in query.asking)]].min(),
    }
    return np.array([values[name] for name in FEATURES], dtype=np.float32)


def coverage(wanted: Iterable[str], there: Set[str], index: SearchIndex) -> tuple[float, float]:
    """The shares of the question's stems, rare ones counting more, that are `there` in the provision, and
    that the corpus does not know.
    """
    weights = {stem: index.weight(stem) for stem in wanted}
    total = sum(weights.values()) or 1.0
    rarest = index.weight("\0")
    held = sum(weight for stem, weight in weights.items() if stem in there)
    return held / total, sum(weight for weight in weights.values() if weight >= rarest) / total


def _states_a_number(provision: Provision) -> bool:
    return bool(_number_stems() & set(stems(provision.text))) or any(
        letter.isdigit() for letter in provision.text
    )


@cache
def _number_stems() -> frozenset[str]:
    return frozenset(
        stem for word in (*vocabulary().cardinals("en"), *word_list("number_units")) for stem in stems(word)
    )


def _asked(text: str) -> set[str]:
    """The stems of the thing asked for: the content words just after "what", "which" or "how many"."""
    match = pattern("asked_thing").search(text)
    return set(stems(match[1])[:2]) if match else set()


def _around(provision: Provision, index: SearchIndex) -> frozenset[str]:
    """The stems of a provision with its headings and its guide entry."""
    guide = index.guide(provision.locator)
    parts = [provision.text, *provision.path]
    if guide:
        parts += [guide.summary, *guide.questions, *guide.terms]
    return _stems(" ".join(parts))


@lru_cache(REMEMBERED)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))
