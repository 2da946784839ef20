"""Cases over a shelf of hand-made provisions: what was found for a question, and which of it is right."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant.asking.attempt import Attempt
from assistant.asking.query import Intent, Query
from assistant.asking.retrieve import Retrieval
from evaluation.fit.cases import Case
from evaluation.questions import Item
from tests.assistant.asking.conftest import Shelf, found, held


@pytest.fixture
def shelf() -> Shelf:
    """Hand-made provisions."""
    return Shelf()


@pytest.fixture
def attempt(shelf: Shelf) -> Callable[..., Attempt]:
    """Give the function that makes an attempt: the cosines of texts, and of each part of the question."""

    def make(
        scores: dict[str, float],
        *parts: dict[str, float],
        vector: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0),
        questions: dict[str, float] | None = None,
        chances: dict[str, float] | None = None,
        **fields: object,
    ) -> Attempt:
        candidates = found(shelf, scores, 1 + len(parts))
        for role, cosines in (("text", parts), ("question", ({**(questions or {})},) if questions else ())):
            rows = candidates.dense[role]
            for number, one in enumerate(cosines, start=1 if role == "text" else 0):
                rows[number] = [one.get(locator, 0.0) for locator in candidates.facts.locators]
        intent = Intent(labels=held(**(chances or {})))
        query = Query("Who protects forests?", ("part",) * len(parts), "en", intent, "Who?", **fields)  # type: ignore[arg-type]
        return Attempt(query, Retrieval(candidates, np.array([vector], dtype=np.float32)), False)

    return make


@pytest.fixture
def case(shelf: Shelf, attempt: Callable[..., Attempt]) -> Callable[..., Case]:
    """Give the function that makes a case of an attempt: its gold entries are locators; none: to be
    refused.
    """

    def make(
        alone: Attempt,
        *gold: str,
        together: Attempt | None = None,
        category: str = "lookup",
        reason: str = "",
    ) -> Case:
        item = Item("q", "Who?", category, "en", (), bool(gold), (), half="dev", reason=reason)
        groups = tuple(frozenset({shelf.by_locator[one].position}) for one in gold)
        return Case(item, shelf, groups, alone, together)

    return make
