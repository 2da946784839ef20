"""Articles of codes: numbers in parts, in files of one's own."""

import pytest

from assistant.asking.code_articles import code_articles
from ingest.model import Document, Provenance
from tests.assistant.asking.conftest import PROVISIONS, Shelf, provision

CODES = ("code/head-1/art-l110-1", "code/art-131-26-2", "loi/art-131-26-2", "code/art-7")


@pytest.fixture
def codes() -> Shelf:
    """The shelf, with two codes of an office's own."""
    own = (provision(one, "Words.", "art", provenance=Provenance.OWN) for one in CODES)
    shelf = Shelf((*PROVISIONS, *own))
    shelf.documents |= {
        one: Document(one, "other", one, one, provenance=Provenance.OWN) for one in ("code", "loi")
    }
    return shelf


@pytest.mark.parametrize(
    ("asked", "documents", "named"),
    [
        ("Que dit l'article L. 110-1 ?", (), [["code/head-1/art-l110-1"]]),
        ("article L110-1", (), [["code/head-1/art-l110-1"]]),
        ("Art. 131-26-2 du code", (), [["code/art-131-26-2", "loi/art-131-26-2"]]),
        ("artículo 131-26-2 de la loi", ("loi",), [["loi/art-131-26-2"]]),
        ("articles? article L. 110-1, article 131-26-2", ("code",), [[CODES[0]], [CODES[1]]]),
        ("article L. 999-1", (), []),
        ("What does Article 7 say?", (), []),
        ("the 131-26-2 form", (), []),
    ],
)
def test_an_article_in_parts_is_that_of_an_own_file(
    codes: Shelf, asked: str, documents: tuple[str, ...], named: list[list[str]]
) -> None:
    """Of the one that is named, else of all that have it; a plain number is left to the references."""
    found = code_articles(asked, documents, codes)
    assert [[one.locator for one in group] for group in found] == named
