"""Own merits: how far a passage of an own document says what is asked."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant.asking.own_merits import ANSWERED, RANKED, answer_features, found_features, rank_features
from assistant.asking.ranking import Ranking
from assistant.asking.verdict import Verdict
from ingest.model import Document, Provenance
from tests.assistant.asking.conftest import PROVISIONS, Shelf, provision, ranking_over

Rank = Callable[[dict[str, float]], Ranking]
LYNX = provision(
    "plan/head-1",
    "In winter 74 lynx were counted. Wolves are shy.",
    "head",
    path=("Animals",),
    provenance=Provenance.OWN,
)
SPANISH = provision("ley/text-1", "Se contaron los linces.", "text", provenance=Provenance.OWN)
VERDICT = Verdict(-1.0, 0.5, -2.0)


@pytest.fixture
def shelf() -> Shelf:
    """The shelf, with a plan and a Spanish law of an office's own."""
    shelf = Shelf((*PROVISIONS, LYNX, SPANISH))
    shelf.documents |= {
        "plan": Document("plan", "other", "Plan of Velmora", "Plan"),
        "ley": Document("ley", "other", "Ley", "Ley", language="es"),
    }
    return shelf


def named(names: tuple[str, ...], values: np.ndarray) -> dict[str, float]:  # type: ignore[type-arg]
    """The features by their names."""
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


def test_features_of_the_ranking(shelf: Shelf, query, ranked: Rank) -> None:  # type: ignore[no-untyped-def]
    """How near it comes beside the law; whether it is in the language of the question; what is named."""
    ranking = ranked({"cbd/art-3/item-a": 0.5, "plan/head-1": 0.75, "ley/text-1": 0.25})
    rows = [list(ranking.candidates.facts.locators).index(one) for one in ("plan/head-1", "ley/text-1")]
    plan, ley = (
        named(RANKED, row)
        for row in rank_features(query("lynx"), ranking, rows, found_features(ranking, rows, shelf), shelf)
    )
    assert (plan["fused"], plan["near"], plan["near_beside_law"], plan["words"]) == (0.75, 0.75, 0.25, 0.0)
    assert plan["sentence"] == 0.75  # it has no sentences of its own
    assert (plan["said"], plan["said_same"], plan["other_language"]) == (1.0, 1.0, 0.0)
    assert (ley["said"], ley["said_same"], ley["other_language"], ley["unsaid"]) == (0.0, 0.0, 1.0, 1.0)
    by = found_features(ranking, rows, shelf)
    about_law = query("lynx", documents=("cbd",))
    assert named(RANKED, rank_features(about_law, ranking, rows, by, shelf)[0])["other_named"] == 1.0
    vague = query("lynx", documents=("cbd",), vague=True)
    assert named(RANKED, rank_features(vague, ranking, rows, by, shelf)[0])["other_named"] == 0.0


def test_a_passage_stands_in_a_document_that_lies_near(query) -> None:  # type: ignore[no-untyped-def]
    """The mean of its nearest passages, so many of them as say something."""
    plans = [
        provision(f"{name}/text-{n}", "Lynx.", "text", provenance=Provenance.OWN)
        for name in ("plan", "law")
        for n in range(1, 5)
    ]
    shelf = Shelf((*PROVISIONS, *plans))
    shelf.documents |= {name: Document(name, "other", name, name) for name in ("plan", "law")}
    near = {"plan/text-1": 0.9, "plan/text-2": 0.6, "plan/text-3": 0.3, "plan/text-4": 0.1, "law/text-1": 0.8}
    ranking = ranking_over(shelf, near)
    rows = [list(ranking.candidates.facts.locators).index(one) for one in near]
    found = [
        named(RANKED, row)
        for row in rank_features(query("lynx"), ranking, rows, found_features(ranking, rows, shelf), shelf)
    ]
    assert [one["document_near"] for one in found] == [0.6, 0.6, 0.6, 0.6, 0.8]


def test_features_of_the_answer(shelf: Shelf, query, ranked: Rank) -> None:  # type: ignore[no-untyped-def]
    """What is asked and whether it is given, in one sentence; numbers that are not said; how far ahead."""
    ranking = ranked({"plan/head-1": 0.75, "cbd/art-3/item-a": 0.5})
    asked = query("lynx", asked="How many lynx were there in 2019, and what is the phone number?")
    values = named(ANSWERED, answer_features(asked, ranking, VERDICT, shelf))
    assert (values["details_not_given"], values["said_given"]) == (1.0, 0.0)
    assert (values["numbers_unsaid"], values["ahead"], values["length"]) == (1.0, 0.25, 1.0)
    assert (values["answered"], values["field"], values["labelled"]) == (-1.0, 0.5, -2.0)
    alone = named(ANSWERED, answer_features(asked, ranked({"plan/head-1": 0.75}), VERDICT, shelf))
    assert alone["ahead"] == 4.0
