"""Own words: how much of a question a passage of an own document says."""

from dataclasses import replace

import pytest

from assistant.asking.own_words import numbers_in, said_by, telling_words, units_of
from ingest.model import Document, Provenance
from tests.assistant.asking.conftest import PROVISIONS, Shelf, provision

LYNX = provision(
    "plan/head-1",
    "In winter 74 lynx were counted. Wolves are shy.",
    "head",
    path=("Animals",),
    provenance=Provenance.OWN,
)
TABLE = provision(
    "plan/head-2",
    "| Park | Staff | Boats |\n| North | 12 | 3 |\n| South | 9 | 1 |\nAs of May.",
    "head",
    provenance=Provenance.OWN,
)
SPANISH = provision("ley/text-1", "Se contaron los linces.", "text", provenance=Provenance.OWN)


@pytest.fixture
def office() -> Shelf:
    """The shelf, with a plan and a Spanish law of an office's own."""
    shelf = Shelf((*PROVISIONS, LYNX, TABLE, SPANISH))
    shelf.documents |= {
        "plan": Document("plan", "other", "Plan of Velmora", "Plan"),
        "ley": Document("ley", "other", "Ley", "Ley", language="es"),
    }
    return shelf


def test_a_row_is_read_with_its_heads() -> None:
    """And the words around a table by their sentences; an empty passage is one empty unit."""
    assert units_of(TABLE) == ["North; Staff: 12; Boats: 3", "South; Staff: 9; Boats: 1", "As of May."]
    assert units_of(LYNX) == ["In winter 74 lynx were counted.", "Wolves are shy."]
    assert units_of(replace(LYNX, text="")) == [""]


@pytest.mark.parametrize(
    ("table", "units"),
    [
        ("| Staff and boats |\n| North | 12 | 3 |", ["North; 12; 3"]),
        ("| Park | Staff | Boats |\n| North | 12 |", ["North; Staff: 12"]),
        ("| Park | | Boats |\n| North | 12 | 3 |", ["North; 12; Boats: 3"]),
        ("Open daily.\n| The desk | 555 12 |\nAs of May.", ["Open daily.", "The desk; 555 12", "As of May."]),
    ],
)
def test_no_cell_is_lost(table: str, units: list[str]) -> None:
    """Where a row is longer than the heads, or shorter, or is the only one; a head may be empty."""
    assert units_of(replace(TABLE, text=table)) == units


def test_shares_of_the_question(office: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """In all, in one sentence, by the title, by the headings; "were" and "how many" ask nothing. Words that
    no text has weigh 2, as the name of the plan and its heading do here.
    """
    said = said_by(query("lynx wolves animals velmora"), office.by_locator["plan/head-1"], office)
    shares = (said.words, said.at_once, said.title, said.headings, said.unsaid)
    assert shares == (1.0, 5 / 6, pytest.approx(1 / 3), pytest.approx(1 / 3), 0.0)
    said = said_by(query("how many lynx were unicorn"), office.by_locator["plan/head-1"], office)
    assert (said.words, said.unsaid) == (pytest.approx(1 / 3), 2.0)


def test_words_as_they_were_said(office: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """In the language of the document, whatever the glossary makes of them."""
    asked = query("cats", spoken="¿linces?", language="es")
    assert said_by(asked, office.by_locator["ley/text-1"], office).words == 1.0


def test_where_the_detail_is_given(office: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Only the sentences that give what is asked count: the wolves are counted nowhere."""
    lynx, wolves = (query(animal) for animal in ("lynx", "wolves"))
    plan = office.by_locator["plan/head-1"]
    assert said_by(lynx, plan, office, ("count",)).given == 1.0
    assert said_by(wolves, plan, office, ("count",)).given == 0.0
    assert said_by(wolves, plan, office).given == 1.0  # nothing is asked of them


def test_words_that_tell() -> None:
    """Once each; small words of any language tell nothing."""
    assert telling_words("Combien de lynx, et où sont les lynx ?") == ["lynx"]


def test_numbers() -> None:
    """As they are written."""
    assert numbers_in("Article 12, 1,500 of 2019") == {"12", "1", "500", "2019"}
