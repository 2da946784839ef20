"""Searching: what the ranking finds for some words, without an answer."""

from assistant.search import search
from index.interface import Filters
from tests.assistant.asking.conftest import Shelf, reads, tuned
from tests.conftest import WordEncoder

FOUND = {"cbd/art-3/item-a": 0.5, "cop-1/dec-3": 0.75, "cbd/art-3": 0.25}


def hits(text: str = "forests", limit: int = 10, **fields: object):  # type: ignore[no-untyped-def]
    """What is found on the shelf."""
    return search(text, Shelf(found=FOUND), WordEncoder(), tuned(**fields), Filters(), limit)


def test_best_first() -> None:
    """As many as are wanted."""
    assert [hit.provision.locator for hit in hits()] == ["cop-1/dec-3", "cbd/art-3/item-a", "cbd/art-3"]
    assert [hit.provision.locator for hit in hits(limit=1)] == ["cop-1/dec-3"]


def test_a_score_is_a_share_of_what_is_certain() -> None:
    """And 1 from there on."""
    assert [hit.score for hit in hits(sure=0.5)] == [1.0, 1.0, 0.5]


def test_the_rank_in_each_retriever() -> None:
    """None where it did not find the provision."""
    best, second, _ = hits()
    assert (best.ranks["dense_text"], second.ranks["dense_text"]) == (1, 2)
    assert best.ranks["lexical_text"] is None


def test_the_whole_provision_is_the_passage() -> None:
    """From its first character to its last."""
    assert all((hit.start, hit.end) == (0, len(hit.provision.text)) for hit in hits())


def test_the_kind_of_answer_counts_as_in_a_question() -> None:
    """Where there are heads to read it."""
    weights = {**tuned().weights, "list": 1.0}
    heads = reads(WordEncoder(), list="List the forests")
    assert hits("List the forests", weights=weights, heads=heads)[0].provision.locator == "cbd/art-3"
    assert hits("List the forests", weights=weights)[0].provision.locator == "cop-1/dec-3"


def test_words_of_another_language_are_looked_for_in_english() -> None:
    """And as they were said, for an office's own documents; by their meaning, and with the filters given."""
    shelf, filters = Shelf(found=FOUND), Filters(documents=("cbd",))
    search("Que dit la Convention sur l'échange d'informations ?", shelf, WordEncoder(), tuned(), filters)
    words, used = shelf.asked[0]
    assert "information" in words.text.lower()
    assert words.text.endswith("Que dit la Convention sur l'échange d'informations ?")
    assert used is filters
