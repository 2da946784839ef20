"""Own documents: what an office added answers where its passage says what is asked."""

import numpy as np
import pytest

from assistant.asking.own import OwnModel, answered_by_own, own_features
from assistant.asking.ranking import Ranking
from assistant.asking.verdict import Verdict
from ingest.model import Document, GuideEntry, Provenance
from tests.assistant.asking.conftest import PROVISIONS, Shelf, found, provision

REFUSED = Verdict(-1.0, -1.0, -1.0)
LYNX = "plan/text-1"
OWN = provision(LYNX, "In winter 74 lynx were counted.", "text", provenance=Provenance.OWN)
SPANISH = provision("ley/text-1", "Se contaron los linces.", "text", provenance=Provenance.OWN)


@pytest.fixture
def office() -> Shelf:
    """The shelf, with a plan and a Spanish law of an office's own."""
    shelf = Shelf((*PROVISIONS, OWN, SPANISH))
    shelf.documents |= {
        "plan": Document("plan", "other", "Plan", "Plan"),
        "ley": Document("ley", "other", "Ley", "Ley", language="es"),
    }
    return shelf


def ranked(shelf: Shelf, **scores: float) -> Ranking:
    """A ranking by these scores; "_" stands for "/"."""
    candidates = found(
        shelf, {name.replace("__", "/").replace("_", "-"): score for name, score in scores.items()}
    )
    fused = candidates.dense["text"][0]
    return Ranking(candidates, fused, np.argsort(-fused, kind="stable"), np.zeros(4, dtype=np.float32))


def test_how_much_of_the_question_a_passage_says(office: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """How near it comes, and how far it lies ahead."""
    ranking = ranked(office, plan__text_1=0.75, cbd__art_3__item_a=0.5)
    assert own_features(query("lynx unicorn"), ranking, office) == pytest.approx([1 / 3, 0.75, 0.25])


def test_words_as_they_were_said(office: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """In the language of the document, whatever the glossary makes of them."""
    asked = query("cats", spoken="¿linces?", language="es")
    features = own_features(asked, ranked(office, ley__text_1=0.75), office)
    assert features is not None
    assert features[0] == 1.0


def test_only_own_words_without_a_guide(office: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Of the law, of what is guided and of nothing nothing is said."""
    assert (
        own_features(query("lynx"), ranked(office, cbd__art_3__item_a=0.75, plan__text_1=0.5), office) is None
    )
    assert own_features(query("lynx"), ranked(office), office) is None
    office.guides[LYNX] = GuideEntry(LYNX, "Lynx.", ("How many lynx?",), ())
    assert own_features(query("lynx"), ranked(office, plan__text_1=0.75), office) is None


@pytest.mark.parametrize(("least", "answered"), [(0.5, True), (2.0, False)])
def test_what_it_says_settles_the_verdict(office: Shelf, query, least: float, answered: bool) -> None:  # type: ignore[no-untyped-def]
    """Where the model is sure of it, whatever the machines know of such questions."""
    model = OwnModel(np.array([1.0, 0.0, 0.0], dtype=np.float32), 0.0, least)
    verdict = answered_by_own(REFUSED, query("lynx"), ranked(office, plan__text_1=0.75), office, model)
    assert (verdict.answered >= 0, verdict.field >= 0, verdict.labelled >= 0) == (answered,) * 3
