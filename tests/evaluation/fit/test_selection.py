"""Fitting the selection: what answers a part that is still open is added, and nothing else."""

from collections.abc import Callable

import pytest

from assistant.asking.attempt import Attempt
from assistant.asking.merits import FEATURES
from assistant.asking.select import select
from assistant.asking.selector import Selector
from evaluation.fit.cases import Case
from evaluation.fit.selection import CERTAINTIES, RECALL, fit_selection
from tests.assistant.asking.conftest import Shelf, tuned

FOREST, LAKE, WOLVES, OTHER = "cbd/art-3/item-a", "cbd/art-3/item-b", "cop-1/dec-3", "nagoya-protocol/art-1"
TUNING = tuned()
Make = Callable[..., Case]
Try = Callable[..., Attempt]


@pytest.fixture
def cases(case: Make, attempt: Try) -> list[Case]:
    """Questions of two parts, whose second part the third best answers; and questions of one."""
    found = []
    for n in range(12):
        scores = {FOREST: 0.9, OTHER: 0.7, WOLVES: 0.5 + n / 100}
        two = attempt(scores, {FOREST: 0.9, OTHER: 0.3}, {WOLVES: 0.8 + n / 100, OTHER: 0.2})
        found += [case(two, FOREST, WOLVES), case(attempt(scores), FOREST)]
    return found


def learnt(cases: list[Case]) -> tuple[Selector, float]:
    """The selector as the assistant would read it, and the quality that was reached."""
    stored, quality = fit_selection(cases, TUNING)
    return Selector(stored["values"], stored["bias"], stored["least"], TUNING.selector.part_gap), quality


def test_what_answers_a_second_part_is_added(cases: list[Case], shelf: Shelf) -> None:
    """And only that: each question is answered whole and to the point, by models that did not see it."""
    selector, quality = learnt(cases)
    assert quality == 1.0
    for one in cases[:2]:
        choices = select(one.query, one.ranking(TUNING.weights), shelf, 5, selector, TUNING.lists)
        assert {choice.provision.position for choice in choices} == one.right


def test_what_is_stored_has_every_feature(cases: list[Case]) -> None:
    """And a chance from which it is added, out of those that are tried."""
    stored, _ = fit_selection(cases, TUNING)
    assert tuple(stored["values"]) == FEATURES
    assert stored["least"] in CERTAINTIES
    assert stored == fit_selection(cases, TUNING)[0]


def test_what_is_named_teaches_nothing(cases: list[Case], shelf: Shelf, case: Make, attempt: Try) -> None:
    """Nor what must be refused."""
    named = case(attempt({FOREST: 0.9, WOLVES: 0.8}, named=((shelf.by_locator[FOREST],),)), FOREST)
    assert fit_selection([*cases, named, case(attempt({FOREST: 0.9}))], TUNING) == fit_selection(
        cases, TUNING
    )


def test_quality_is_a_mean_of_recall_and_precision(cases: list[Case], case: Make, attempt: Try) -> None:
    """A right provision that was not found costs half of the recall of its question, whatever is chosen: 24
    are answered whole, and of one only one of two provisions.
    """
    lost = case(attempt({FOREST: 0.9}), FOREST, LAKE)
    assert learnt([*cases, lost])[1] == pytest.approx((24 + RECALL * 0.5 + (1 - RECALL)) / 25)
