"""Fitting how own passages are ranked, and whether the best answers."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from assistant.asking.attempt import Attempt
from assistant.asking.own_merits import FOUND_BY, RANKED
from assistant.asking.tuning import own_model, own_ranker
from evaluation.fit.cases import Case
from evaluation.fit.own import Beside, fit_own, fit_ranker
from evaluation.questions import Gold
from index.encoder import Encoder
from ingest.model import Provenance
from tests.assistant.asking.conftest import Shelf, tuned

OWN, LAW = "deck/slide-1/remark-1", "cbd/art-3/item-a"
NEAR = RANKED.index("near")


def beside(near: list[float], right: int, law: list[float], law_right: bool = False) -> Beside:
    """Own passages so near, of which that one is right (-1: none), and the law with such scores."""
    features = np.zeros((len(near), len(RANKED)))
    features[:, NEAR] = near
    marks = np.arange(len(near)) == right
    return Beside(features, marks, np.array(law), np.array([law_right] + [False] * (len(law) - 1)))


def test_the_ranker_learns_what_the_right_ones_have() -> None:
    """And where own words stand beside the scores of the law, which stay as they are."""
    answered = [beside([0.9, 0.5, 0.4], 0, [2.0, 1.0]) for _ in range(20)]
    of_law = [beside([0.5, 0.3], -1, [2.0, 1.0], law_right=True) for _ in range(20)]
    ranker = fit_ranker([*answered, *of_law, beside([0.9], -1, [1.0])])  # the last teaches nothing
    features = np.zeros((2, len(RANKED)))
    features[:, NEAR] = [0.9, 0.5]
    near, far = ranker(features)
    assert near > 2.0 > far
    assert set(np.flatnonzero(ranker.slope)) == {NEAR}


def cases(shelf: Shelf, case: Callable[..., Case], attempt: Callable[..., Attempt]) -> list[Case]:
    """The nearer the deck's words come, the likelier they answer; the law answers what lies near it. So that
    there are several folds, the questions are said to be about four documents.
    """
    place = shelf.by_locator[OWN].position
    shelf.provisions[place] = replace(shelf.provisions[place], provenance=Provenance.OWN)  # type: ignore[index]
    shelf.by_locator[OWN] = shelf.provisions[place]
    near = [case(attempt({OWN: 0.9 - n / 100, LAW: 0.2}), OWN) for n in range(10)]
    far = [case(attempt({OWN: 0.4 + n / 100}), reason="out_of_scope") for n in range(10)]
    law = [case(attempt({LAW: 0.9, OWN: 0.2}), LAW) for _ in range(10)]
    return [*map(about, near, range(10)), *map(about, far, range(10)), *map(about, law, range(10))]


def about(case: Case, number: int) -> Case:
    """The same question, about one of four documents."""
    return replace(case, item=replace(case.item, gold=(Gold(f"plan-{number % 4}", OWN),)))


def test_what_answers_is_told_from_what_was_only_found(
    shelf: Shelf, case: Callable[..., Case], attempt: Callable[..., Attempt], encoder: Encoder
) -> None:
    """What is stored can be read; the law is left to the other machines."""
    stored = fit_own(cases(shelf, case, attempt), tuned(), encoder)
    assert stored is not None
    measured = stored["measured"]
    assert (measured["questions"], measured["law_questions"]) == (10, 10)
    assert (measured["answered"], measured["unanswered"]) == (10, 10)
    assert measured["first_right"] == measured["law_first_right"] == 1.0
    assert own_ranker(stored).values.shape == (len(RANKED),)
    assert own_ranker(stored).worth.shape == (len(FOUND_BY),)
    assert own_model(stored).least == stored["answered_by_words"]["least"]  # this encoder tells no more


def test_too_few_questions_teach_nothing(
    shelf: Shelf, case: Callable[..., Case], attempt: Callable[..., Attempt], encoder: Encoder
) -> None:
    """Nor do those about one document; what was fitted before stays."""
    found = cases(shelf, case, attempt)
    assert fit_own(found[:15], tuned(), encoder) is None
    one = [replace(some, item=replace(some.item, gold=())) for some in found]
    assert fit_own(one, tuned(), encoder) is None


def test_questions_that_no_fold_can_do_without_teach_nothing(
    shelf: Shelf, case: Callable[..., Case], attempt: Callable[..., Attempt], encoder: Encoder
) -> None:
    """All answered ones about one document, all unanswered ones beside one, or none of these with an own
    passage found best: a model that did not see them has nothing to learn from.
    """
    found = cases(shelf, case, attempt)
    near, far, law = found[:10], found[10:20], found[20:]
    elsewhere = [
        about(case(attempt({OWN: 0.1, LAW: 0.9}), reason="out_of_scope"), number) for number in range(10)
    ]
    for several in (
        [*(about(one, 0) for one in near), *(about(one, 1) for one in far)],
        [*near, *(about(one, 0) for one in far), *law],
        [*near, *elsewhere, *law],
    ):
        assert fit_own(several, tuned(), encoder) is None
