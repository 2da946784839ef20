"""The assistant with one of its parts taken away, to see what that part is worth."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.asking.rank import WEIGHTS
from assistant.asking.tuning import Tuning
from assistant.assistant import Assistant
from index.encoder import Vectors
from index.interface import DEFAULT_LIMITS, Candidates, Filters, Limits, SearchIndex, Words

PLAIN = {
    "dense_text": 10.0,
    "dense_question": 10.0,
    "dense_summary": 10.0,
    "unguided": 5.0,
    "bare_dense_text": 15.0,
}


def law_alone(candidates: Candidates) -> Candidates:
    """Without the guide's passages: each provision is found by its own words."""
    return hide_guide(candidates, np.ones(len(candidates), dtype=np.bool_))


def hide_guide(candidates: Candidates, bare: "np.ndarray[Any, np.dtype[np.bool_]]") -> Candidates:
    """The candidates as if those under the mask had no guide."""
    keep = (~bare).astype(np.float32)

    def kept(by_role: dict[str, Any]) -> dict[str, Any]:
        return {role: scores if role == "text" else scores * keep for role, scores in by_role.items()}

    return replace(
        candidates,
        dense=kept(candidates.dense),
        lexical=kept(candidates.lexical),
        synonyms=kept(candidates.synonyms),
        facts=replace(candidates.facts, guided=candidates.facts.guided & ~bare),
    )


def _without_questions(candidates: Candidates) -> Candidates:
    none = np.zeros_like(candidates.phrases)
    dense = {**candidates.dense, "question": np.zeros_like(candidates.dense["question"])}
    return replace(candidates, dense=dense, lexical={**candidates.lexical, "question": none})


def _without_words(candidates: Candidates) -> Candidates:
    none = np.zeros_like(candidates.phrases)
    nothing = dict.fromkeys(candidates.lexical, none)
    return replace(candidates, lexical=nothing, synonyms=nothing, phrases=none)


def _without_ranker(tuning: Tuning) -> Tuning:
    return replace(tuning, weights={**dict.fromkeys(WEIGHTS, 0.0), **PLAIN})


def _without_selector(tuning: Tuning) -> Tuning:
    return replace(tuning, selector=replace(tuning.selector, least=2.0))


FOUND: dict[str, Callable[[Candidates], Candidates]] = {
    "guide": law_alone,
    "guide-questions": _without_questions,
    "words": _without_words,
}
TUNED: dict[str, Callable[[Tuning], Tuning]] = {"ranker": _without_ranker, "selector": _without_selector}
PARTS = (*FOUND, *TUNED)


class _Index:
    """An index whose candidates are changed; everything else is as it was."""

    def __init__(self, index: SearchIndex, change: Callable[[Candidates], Candidates]) -> None:
        self._index, self._change = index, change

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def candidates(
        self, vectors: Vectors, words: Words, filters: Filters, limits: Limits = DEFAULT_LIMITS
    ) -> Candidates:
        """See SearchIndex."""
        return self._change(self._index.candidates(vectors, words, filters, limits))


def ablated(assistant: Assistant, part: str) -> Assistant:
    """The same assistant without that one of PARTS."""
    index: Any = _Index(assistant.index, FOUND[part]) if part in FOUND else assistant.index
    changed = Assistant(index, assistant.encoder, assistant.model)
    if part in TUNED:
        changed.tuning = TUNED[part](assistant.tuning)
    return changed
