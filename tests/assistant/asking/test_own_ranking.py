"""Own ranking: the passages of an office's own documents beside the law."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant.asking.own_ranking import READ, is_own_best, own_rows, rank_own, worth_reading
from assistant.asking.ranking import Ranking
from ingest.model import Document, GuideEntry, Provenance
from tests.assistant.asking.conftest import PROVISIONS, Shelf, provision, ranking_over, ranks_own

Rank = Callable[[dict[str, float]], Ranking]
LAW, LYNX, WOLF = "cbd/art-3/item-a", "plan/text-1", "plan/text-2"
OWN = (
    provision(LYNX, "In winter 74 lynx were counted.", "text", provenance=Provenance.OWN),
    provision(WOLF, "A wolf was seen.", "text", provenance=Provenance.OWN),
    provision("other-decisions/text-1", "Decides to count.", "text", provenance=Provenance.OWN),
)


@pytest.fixture
def shelf() -> Shelf:
    """The shelf, with a plan of an office's own and a decision of another body."""
    shelf = Shelf((*PROVISIONS, *OWN))
    shelf.documents |= {
        "plan": Document("plan", "other", "Plan", "Plan"),
        "other-decisions": Document("other-decisions", "decision", "Decision", "Decision"),
    }
    return shelf


def best(ranking: Ranking) -> list[str]:
    """Its candidates, best first."""
    return [str(ranking.candidates.facts.locators[row]) for row in ranking.order]


def test_what_says_more_stands_first(shelf: Shelf, query, ranked: Rank) -> None:  # type: ignore[no-untyped-def]
    """Also before the law, which keeps its score."""
    before = ranked({LAW: 0.9, WOLF: 0.8, LYNX: 0.7})
    after = rank_own(query("lynx"), before, shelf, ranks_own(said=1.0))
    assert best(after) == [LYNX, LAW, WOLF]
    assert after.fused[list(after.candidates.facts.locators).index(LAW)] == np.float32(0.9)
    assert best(before) == [LAW, WOLF, LYNX]  # which is as it was
    assert is_own_best(after, shelf)
    assert not is_own_best(before, shelf)


def test_the_bias_says_where_own_words_stand(shelf: Shelf, query, ranked: Rank) -> None:  # type: ignore[no-untyped-def]
    """Beside the law; what was found stays found."""
    after = rank_own(query("lynx"), ranked({LAW: 0.5, LYNX: 0.7}), shelf, ranks_own(bias=-1.0))
    assert best(after) == [LAW, LYNX]
    assert (after.fused > 0).all()


def test_without_own_documents_nothing_changes(shelf: Shelf, query, ranked: Rank) -> None:  # type: ignore[no-untyped-def]
    """Nor by what is guided, nor by decisions of other bodies."""
    shelf.guides[WOLF] = GuideEntry(WOLF, "Wolf.", ("Where was it?",), ())
    for scores in ({LAW: 0.9}, {LAW: 0.9, WOLF: 0.95}, {LAW: 0.9, "other-decisions/text-1": 0.95}, {}):
        ranking = ranked(scores)
        assert rank_own(query("wolf"), ranking, shelf, ranks_own(said=9.0)) is ranking
        assert not is_own_best(ranking, shelf)


def test_so_many_are_read(query) -> None:  # type: ignore[no-untyped-def]
    """The worthiest, best first; the others stay found, behind all."""
    many = tuple(
        provision(f"plan/text-{n}", "Lynx.", "text", provenance=Provenance.OWN) for n in range(1, READ + 5)
    )
    shelf = Shelf(many)
    shelf.documents["plan"] = Document("plan", "other", "Plan", "Plan")
    ranking = ranking_over(shelf, {one.locator: 0.5 + n / 1000 for n, one in enumerate(many)})
    found = own_rows(ranking, shelf)
    worth = np.array([ranking.candidates.dense["text"][0][row] for row in found])
    read = [found[place] for place in worth_reading(worth)]
    assert (len(found), read) == (len(many), found[:READ])
    after = rank_own(query("lynx"), ranking, shelf, ranks_own(near=-1.0, bias=1.0))
    assert set(after.order[:READ]) == set(read)
    assert after.order[0] == read[-1]
    assert (after.fused > 0).all()


def test_the_nearest_sentence_may_carry_a_passage(shelf: Shelf, query, ranked: Rank) -> None:  # type: ignore[no-untyped-def]
    """That of a passage which has no sentences of its own is the passage."""
    shelf.sentences[shelf.by_locator[WOLF].position] = 0.9
    ranking = ranked({WOLF: 0.5, LYNX: 0.7})
    after = rank_own(query("lynx"), ranking, shelf, ranks_own(sentence=1.0))
    assert best(after) == [WOLF, LYNX]
    assert after.fused[after.order].tolist() == pytest.approx([0.9, 0.7])
