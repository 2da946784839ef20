"""Own matches: how well the words of a question are matched by those of a passage."""

import pytest

from assistant.asking.own_matches import MATCHED, matches
from index.packaged import PackagedEncoder
from ingest.model import Document, Provenance, Provision
from tests.assistant.asking.conftest import PROVISIONS, Shelf, provision


def of_plan(text: str) -> Provision:
    """A passage of the plan."""
    return provision("plan/head-1", text, "head", path=("Animals",), provenance=Provenance.OWN)


LYNX = of_plan("In winter 74 lynx were counted. Wolves are shy.")
SPANISH = of_plan("Se contaron 74 linces en invierno.")
BUDGET = of_plan("The office pays its rent in spring.")


@pytest.fixture(scope="module")
def reader() -> PackagedEncoder:
    """The encoder that ships."""
    return PackagedEncoder()


@pytest.fixture
def shelf() -> Shelf:
    """The shelf, with a plan of an office's own."""
    shelf = Shelf((*PROVISIONS, LYNX))
    shelf.documents["plan"] = Document("plan", "other", "Plan of Velmora", "Plan")
    return shelf


def test_what_is_said_in_another_language_is_matched(shelf: Shelf, query, reader) -> None:  # type: ignore[no-untyped-def]
    """Better than what is not said; nearly as well as in the same words."""
    asked = query("lynx winter", spoken="lynx winter")
    same, spanish, other = (
        matches(asked, one, (), shelf, reader)["matched"] for one in (LYNX, SPANISH, BUDGET)
    )
    assert same > spanish > other


def test_the_worst_word_tells_what_is_not_said(shelf: Shelf, query, reader) -> None:  # type: ignore[no-untyped-def]
    """Also where all others are."""
    said, unsaid = (
        matches(query(words, spoken=words), LYNX, (), shelf, reader)
        for words in ("lynx winter", "lynx winter budget")
    )
    assert unsaid["least"] < said["least"]
    assert unsaid["least_at_once"] <= unsaid["least"]


def test_a_unit_that_gives_no_detail_does_not_count(shelf: Shelf, query, reader) -> None:  # type: ignore[no-untyped-def]
    """Nor does what stands far from the detail that is given."""
    wolves = query("wolves", spoken="wolves")
    found = matches(wolves, LYNX, ("count",), shelf, reader)
    assert found["matched_given"] < found["matched_at_once"]
    assert found["matched_around"] < found["matched_at_once"]
    nothing = matches(wolves, LYNX, (), shelf, reader)
    assert nothing["matched_given"] == nothing["matched_around"] == nothing["matched_at_once"]
    none = matches(wolves, LYNX, ("contact",), shelf, reader)
    assert (none["matched_given"], none["matched_around"]) == (0.0, 0.0)


def test_a_question_without_a_telling_word_matches_nothing(shelf: Shelf, query, reader) -> None:  # type: ignore[no-untyped-def]
    """So that every number is 0."""
    assert matches(query("what", spoken="what is it"), LYNX, (), shelf, reader) == dict.fromkeys(MATCHED, 0.0)
