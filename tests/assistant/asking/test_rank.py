"""Ranking: what each retriever and each word about the place of the answer adds to a score."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.rank import WEIGHTS, rank
from assistant.asking.retrieve import Retrieval
from index.interface import Candidates
from tests.assistant.asking.conftest import Shelf, found

NOTHING = dict.fromkeys(WEIGHTS, 0.0)
VECTORS = np.zeros((1, 4), dtype=np.float32)


def scored(query, candidates: Candidates, **weights: float) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """The fused score of each candidate under these weights."""
    ranking = rank(query, Retrieval(candidates, VECTORS), {**NOTHING, **weights})
    return dict(zip(candidates.facts.locators, (float(score) for score in ranking.fused), strict=True))


def test_the_sum_of_the_retrievers(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Each score times its weight; a question of one part counts it as that part too."""
    candidates = found(shelf, {"cbd/art-3/item-a": 0.5, "cbd/art-3/item-b": 0.25})
    lexical = {**candidates.lexical, "text": np.array([0.0, 4.0], dtype=np.float32)}
    candidates = replace(candidates, lexical=lexical, phrases=np.array([1.0, 0.0], dtype=np.float32))
    found_by = scored(query(), candidates, dense_text=2.0, lexical_text=0.1, phrases=0.5, part_text=1.0)
    assert found_by["cbd/art-3/item-a"] == pytest.approx(2.0 * 0.5 + 0.5 * 1.0 + 1.0 * 0.5)
    assert found_by["cbd/art-3/item-b"] == pytest.approx(2.0 * 0.25 + 0.1 * 4.0 + 1.0 * 0.25)


def test_the_best_part_counts(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Of several parts the one that the candidate answers best; the whole is no part then."""
    candidates = found(shelf, {"cbd/art-3/item-a": 0.5})
    dense = {role: np.array([[0.9], [0.2], [0.4]], dtype=np.float32) for role in candidates.dense}
    assert scored(query(), replace(candidates, dense=dense), part_text=1.0) == {
        "cbd/art-3/item-a": pytest.approx(0.4)
    }


@pytest.mark.parametrize(
    ("weight", "locator", "intent", "other"),
    [
        ("guide_only", "cbd/art-4", {}, None),
        ("catalogue", "cbd/art-4/catalogue", {}, {"contents": True}),
        ("catalogue_contents", "cbd/art-4/catalogue", {"contents": True}, {}),
        ("preamble", "cbd/preamble/recital-1", {}, {"preamble": True}),
        ("named_document", "nagoya-protocol/art-1", {"documents": ("nagoya-protocol",)}, {}),
        ("named_session", "cop-1/dec-3", {"sessions": (1,)}, {"sessions": (2,)}),
        ("term", "cbd/art-2/term-a", {"term": "forests", "defining": True}, {"term": "forests"}),
    ],
)
def test_what_speaks_for_a_place(  # type: ignore[no-untyped-def]
    shelf: Shelf, query, weight: str, locator: str, intent: dict[str, object], other: dict[str, object] | None
) -> None:
    """The weight is added where the intent calls for it, and not where it does not."""
    candidates = found(shelf, {locator: 0.5})
    assert scored(query(**intent), candidates, dense_text=1.0, **{weight: 0.25})[locator] == 0.75
    if other is not None:
        assert scored(query(**other), candidates, dense_text=1.0, **{weight: 0.25})[locator] == 0.5


def test_what_is_found_stays_found(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """However much speaks against it; what no retriever found is not raised by where it stands."""
    candidates = found(shelf, {"cbd/art-4": 0.5, "cbd/art-3": 0.0})
    against = scored(query(), candidates, dense_text=1.0, guide_only=-9.0)
    assert against["cbd/art-4"] > 0
    named = scored(query(documents=("cbd",)), candidates, dense_text=1.0, named_document=5.0)
    assert named["cbd/art-3"] == 0


def test_ties_keep_the_order_of_the_corpus(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Same corpus, same question, same order."""
    candidates = found(shelf, {"cbd/art-3/item-b": 0.5, "cbd/art-3/item-a": 0.5, "cop-1/dec-3": 0.7})
    ranking = rank(query(), Retrieval(candidates, VECTORS), {**NOTHING, "dense_text": 1.0})
    ordered = [candidates.facts.locators[row] for row in ranking.order]
    assert ordered == ["cop-1/dec-3", "cbd/art-3/item-a", "cbd/art-3/item-b"]


def test_nothing_found(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """An empty ranking, not an error."""
    ranking = rank(query(), Retrieval(found(shelf, {}), VECTORS), {**NOTHING, "dense_text": 1.0})
    assert ranking.top(5) == []
