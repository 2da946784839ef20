"""Statements: whose words a citation has is said of each."""

from dataclasses import replace

import pytest

from assistant.asking.statements import kind_of, statement_of
from assistant.reading.cite import cite
from ingest.model import Provenance
from tests.assistant.asking.conftest import Shelf, provision


@pytest.mark.parametrize(
    ("kind", "provenance", "said"),
    [
        ("art", Provenance.OFFICIAL, "quote"),
        ("art", Provenance.QUOTED, "quote"),
        ("art", Provenance.GUIDE, "guide"),
        ("catalogue", Provenance.CATALOGUE, "catalogue"),
        ("remark", Provenance.QUOTED, "remark"),
    ],
)
def test_whose_words_they_are(kind: str, provenance: Provenance, said: str) -> None:
    """The guide's are never told as a quotation."""
    assert kind_of(provision("cbd/art-1", "Parties share.", kind, provenance=provenance)) == said


def test_a_statement_has_the_words_that_are_cited(shelf: Shelf) -> None:
    """With its number, and no plain words where the guide has none."""
    held = replace(shelf.by_locator["cbd/art-3/item-a"], chapeau="")
    told = statement_of(held, cite(2, held, "forests", 1.0, shelf), "en", shelf)
    assert (told.kind, told.citations, told.plain) == ("quote", (2,), "")
    assert "protect forests" in told.text
