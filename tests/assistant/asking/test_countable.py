"""Countable: which parts of a document are of a kind."""

from assistant.asking.countable import Countable, parts_below, parts_in
from tests.assistant.asking.conftest import PROVISIONS, Shelf, provision

ARTICLES = Countable("articles", frozenset(["article"]), ("art-",))


def test_the_nearest_are_the_parts() -> None:
    """The articles of a treaty are not those of its annexes; of an annex they are its own."""
    shelf = Shelf([*PROVISIONS, provision("cbd/annex-1/art-1", "A tribunal.", "art")])
    assert [one.locator for one in parts_in(ARTICLES, "cbd", shelf)] == [
        "cbd/art-2",
        "cbd/art-3",
        "cbd/art-4/catalogue",
    ]
    assert [one.locator for one in parts_below(ARTICLES, "cbd/annex-1", "cbd", shelf)] == [
        "cbd/annex-1/art-1"
    ]


def test_parts_stand_under_a_step(shelf: Shelf) -> None:
    """Recitals stand in the preamble."""
    recitals = Countable("recitals", frozenset(), ("recital-",), under="preamble")
    assert [one.locator for one in parts_in(recitals, "cbd", shelf)] == ["cbd/preamble/recital-1"]


def test_what_has_no_such_article_has_no_such_parts(shelf: Shelf) -> None:
    """Definitions stand below the heading that the kind names, whatever its capitals."""
    terms = Countable("definitions", frozenset(), ("term-",), headed="Use of terms")
    assert parts_in(terms, "cbd", shelf) == []
    headed = provision("cbd/art-2", "Terms.", "art", heading="USE OF TERMS", leaf=False)
    shelf = Shelf([headed, *(one for one in PROVISIONS if one.locator != "cbd/art-2")])
    assert len(parts_in(terms, "cbd", shelf)) == 3


def test_a_kind_without_steps_has_no_parts(shelf: Shelf) -> None:
    """Protocols are no parts of a document."""
    assert parts_in(Countable("protocols", frozenset()), "cbd", shelf) == []
