"""Retrieving: one round trip with the vectors of the question and its parts, its words and their synonyms."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.query import Reading
from assistant.asking.retrieve import embed, retrieve
from index.encoder import Vectors
from index.interface import Filters
from tests.assistant.asking.conftest import Shelf
from tests.conftest import WordEncoder


def test_one_round_trip(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """A row for the whole and one for each part; the filters are handed on."""
    shelf.found = {"cbd/art-3/item-a": 0.5}
    asked = replace(query("forests and lakes"), parts=("forests", "lakes"))
    (embedded,) = embed([Reading(asked.text, asked.text, asked.parts)], WordEncoder())
    retrieved = retrieve(asked, embedded.vectors, shelf, Filters(kinds=("decision",)))
    assert retrieved.vectors.shape == (3, 32)
    assert retrieved.candidates.dense["text"].shape == (3, 1)
    assert [(words.text, filters.kinds) for words, filters in shelf.asked] == [
        ("forests and lakes", ("decision",))
    ]


def test_synonyms_are_looked_for_apart(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """The glossary's other words for a term, not the term itself."""
    (embedded,) = embed([Reading("")], WordEncoder())
    retrieve(query("What is the CBD?"), embedded.vectors, shelf, Filters())
    synonyms = shelf.asked[0][0].synonyms
    assert "Convention on Biological Diversity" in synonyms
    assert "CBD" not in synonyms.split()


def test_the_question_is_embedded_as_it_was_said() -> None:
    """It first, then each part, as queries."""
    encoder = WordEncoder()
    (embedded,) = embed([Reading("Who pays?", "Qui paie ?", ("Qui", "paie ?"))], encoder)
    assert (embedded.vectors == encoder.encode_queries(["Qui paie ?", "Qui", "paie ?"])).all()


def test_what_two_readings_share_is_embedded_once() -> None:
    """All at once, the longest first; each reading gets its own."""
    asked: list[str] = []

    class Heard(WordEncoder):
        def encode_queries(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return super().encode_queries(texts)

    encoder = Heard()
    readings = [Reading("", "Lakes?"), Reading("", "Who pays? Lakes?", ("Lakes?",))]
    alone, together = embed(readings, encoder)
    assert asked == ["Who pays? Lakes?", "Lakes?"]
    assert (alone.vectors[0] == together.vectors[1]).all()
    assert (together.vectors == encoder.encode_queries(["Who pays? Lakes?", "Lakes?"])).all()
