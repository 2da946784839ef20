"""A ranking: its best rows, their places in the corpus, the score of a place."""

from tests.assistant.asking.conftest import Shelf


def test_best_first(shelf: Shelf, ranked) -> None:  # type: ignore[no-untyped-def]
    """Only what was found at all."""
    ranking = ranked({"cbd/art-3/item-a": 0.2, "cop-1/dec-3": 0.9, "cbd/art-4": 0.0})
    top = ranking.top(5)
    assert [p.locator for p in shelf.at(ranking.positions(top))] == ["cop-1/dec-3", "cbd/art-3/item-a"]
    assert len(ranking.top(1)) == 1
    assert ranking.positions([]) == []


def test_the_score_of_a_place(shelf: Shelf, ranked) -> None:  # type: ignore[no-untyped-def]
    """0 where the provision is no candidate, before, between or after those that are."""
    ranking = ranked({"cbd/art-3/item-a": 0.25, "cop-1/dec-3": 0.5})
    scores = {p.locator: ranking.score_at(p.position) for p in shelf.provisions}
    assert {locator: score for locator, score in scores.items() if score} == {
        "cbd/art-3/item-a": 0.25,
        "cop-1/dec-3": 0.5,
    }


def test_the_best_under_a_mask(ranked) -> None:  # type: ignore[no-untyped-def]
    """As many as are wanted, best first, and only what was found."""
    ranking = ranked(
        {"cbd/art-2": 0.0, "cbd/art-3/item-a": 0.25, "cbd/art-3/item-b": 0.5, "cop-1/dec-3": 0.75}
    )
    mask = ranking.candidates.facts.in_document("cbd")
    best = [ranking.candidates.facts.locators[row] for row in ranking.best_of(mask, 5)]
    assert best == ["cbd/art-3/item-b", "cbd/art-3/item-a"]
    assert len(ranking.best_of(mask, 1)) == 1
