"""Fitting when a question leans on the turns before it."""

from collections.abc import Callable

import pytest

from assistant.asking.attempt import Attempt
from assistant.asking.follow import FEATURES, Follower, follow
from evaluation.fit.cases import Case
from evaluation.fit.following import fit_following
from tests.assistant.asking.conftest import Shelf, tuned

WEIGHTS = tuned().weights
FOREST, LAKE = "cbd/art-3/item-a", "cbd/art-3/item-b"
Make = Callable[..., Case]
Try = Callable[..., Attempt]


@pytest.fixture
def cases(case: Make, attempt: Try) -> list[Case]:
    """Questions that find little alone, and much with their history, and such as need none."""
    found = []
    for n in range(10):
        near, far = 0.8 + n / 100, 0.2 + n / 100
        leaning = attempt({FOREST: far}, chances={"history": near})
        found.append(case(leaning, LAKE, together=attempt({LAKE: near}), category="followup"))
        alone = attempt({FOREST: near}, chances={"history": far})
        found.append(case(alone, FOREST, together=attempt({FOREST: far})))
    return found


def test_both_kinds_are_told_apart(cases: list[Case]) -> None:
    """Out of fold, and by what is stored."""
    stored, quality = fit_following(cases, WEIGHTS)
    assert quality == 1.0
    assert tuple(stored["values"]) == FEATURES
    follower = Follower(stored["values"], stored["bias"], stored["least"])
    for one in cases:
        assert one.together is not None
        assert follow(one.alone, one.together, WEIGHTS, follower) is one.tried


def test_what_leans_finds_more_with_its_history(cases: list[Case]) -> None:
    """The signs say so."""
    values = fit_following(cases, WEIGHTS)[0]["values"]
    assert values["history"] > 0
    assert values["score_with"] > 0 > values["score"]


def test_only_conversations_teach(cases: list[Case], shelf: Shelf, case: Make, attempt: Try) -> None:
    """Not a question without turns before it, nor one that names a provision and so stands alone."""
    single = case(attempt({FOREST: 0.1}), FOREST)
    naming = attempt({FOREST: 0.1}, named=((shelf.by_locator[FOREST],),))
    named = case(naming, FOREST, together=attempt({LAKE: 0.9}), category="followup")
    assert fit_following([*cases, single, named], WEIGHTS) == fit_following(cases, WEIGHTS)
