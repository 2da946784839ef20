"""Fitting what says that an own document answers: from questions for which one was found best."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from assistant.asking.attempt import Attempt
from assistant.asking.own import FEATURES, OwnModel
from evaluation.fit.cases import Case
from evaluation.fit.own import fit_own
from ingest.model import Provenance
from tests.assistant.asking.conftest import Shelf, tuned

WEIGHTS = tuned().weights
OWN, LAW = "deck/slide-1/remark-1", "cbd/art-3/item-a"


def cases(shelf: Shelf, case: Callable[..., Case], attempt: Callable[..., Attempt]) -> list[Case]:
    """The nearer the deck's words come, the likelier they answer."""
    place = shelf.by_locator[OWN].position
    shelf.provisions[place] = replace(shelf.provisions[place], provenance=Provenance.OWN)  # type: ignore[index]
    shelf.by_locator[OWN] = shelf.provisions[place]
    near = [case(attempt({OWN: 0.9 - n / 100}), OWN) for n in range(10)]
    far = [case(attempt({OWN: 0.3 + n / 100}), reason="out_of_scope") for n in range(10)]
    return [*near, *far, case(attempt({LAW: 0.9, OWN: 0.2}), LAW)]


def test_what_answers_is_told_from_what_was_only_found(
    shelf: Shelf, case: Callable[..., Case], attempt: Callable[..., Attempt]
) -> None:
    """By models that did not see it; the law is left to the other machines."""
    found = cases(shelf, case, attempt)
    stored = fit_own(found, WEIGHTS)
    assert stored is not None
    assert stored["measured"] == {"answered": 10, "unanswered": 10, "answered_out_of_fold": 1.0}
    model = OwnModel(np.array([stored["values"][name] for name in FEATURES]), stored["bias"], stored["least"])
    near, far = (np.array([0.0, cosine, 4.0], dtype=np.float32) for cosine in (0.9, 0.3))
    assert model.margin(near) >= 0 > model.margin(far)


def test_too_few_questions_teach_nothing(
    shelf: Shelf, case: Callable[..., Case], attempt: Callable[..., Attempt]
) -> None:
    """What was fitted before stays."""
    assert fit_own(cases(shelf, case, attempt)[:15], WEIGHTS) is None
