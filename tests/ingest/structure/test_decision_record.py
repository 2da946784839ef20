"""Official records: which decision one is, what its nodes are, in which languages it has words."""

import json
from typing import Any

import pytest

from ingest.errors import SourceError
from ingest.locator import Decision
from ingest.structure.decision_record import (
    DEEPEST,
    best_text,
    decision_of,
    languages_of,
    load_tree,
    nodes_of,
    number_of,
    texts_of,
)

NODES = [
    {"html": {"en": "<p>The Conference</p>", "fr": " "}},
    {"section": "B", "nodes": [{"paragraph": "8", "html": {"en": "x", "fr": "y"}, "nodes": [{"item": 2}]}]},
]
FIELDS = {"treaty": "XXVII8", "body": "XXVII8-COP", "session": 15, "decision": 8}


def test_nodes_know_the_numbers_above_them() -> None:
    """In reading order, each with those that it stands under."""
    found = list(nodes_of("tree", NODES))
    assert [(node["#section"], node["#paragraph"] or 0, node["#item"] or 0) for node in found] == [
        ("", 0, 0), ("B", 0, 0), ("B", 8, 0), ("B", 8, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "record",
    [FIELDS, {"code": "CBD/COP/15/08"}, {"symbol": "CBD/COP/DEC/15/8"}, FIELDS | {"code": "CBD/COP/1/1"}],
)
def test_a_record_names_its_decision(record: dict[str, Any]) -> None:
    """By its fields before its code, by its code before its symbol."""
    assert decision_of(record) == Decision("cop", 15, 8)


def test_languages_are_those_with_words() -> None:
    """Of the United Nations; blanks are no words."""
    tree = load_tree("tree", json.dumps(FIELDS | {"nodes": NODES}).encode())
    assert languages_of(tree) == ["en", "fr"]
    assert languages_of({"nodes": NODES[:1]}) == ["en"]


def test_an_older_record_says_where_it_stands_by_its_code() -> None:
    """A list of elements becomes the nodes of one decision."""
    elements = [
        {"code": "CBD/COP/14/24.B08.02", "text": {"en": "Asks."}},
        {"code": "CBD/COP/14/24", "title": "T"},
    ]
    tree = load_tree("texts", json.dumps(elements).encode())
    assert decision_of(tree) == Decision("cop", 14, 24)
    assert [(node.get("section"), node.get("paragraph"), node.get("item")) for node in tree["nodes"]] == [
        ("B", 8, 2), (None, None, None),
    ]  # fmt: skip


def test_nodes_without_end_are_refused() -> None:
    """They nest too deep to be a decision."""
    node: dict[str, Any] = {"html": {"en": "x"}}
    for _ in range(DEEPEST + 1):
        node = {"nodes": [node]}
    with pytest.raises(SourceError, match="nest too deep"):
        list(nodes_of("tree", [node]))


@pytest.mark.parametrize(
    ("value", "number"), [(8, 8), ("08", 8), ("8a", 0), (True, 0), (-1, 0), (5000, 0), (None, 0)]
)
def test_numbers_are_numbers_or_nothing(value: object, number: int) -> None:
    """In digits too."""
    assert number_of(value) == number


def test_the_language_asked_for_comes_first() -> None:
    """Then English, then any that has words."""
    texts = texts_of({"fr": "Mots", "en": "Words", "es": ""})
    assert [best_text(texts, language) for language in ("fr", "es", "ru")] == [
        ("Mots", "fr"), ("Words", "en"), ("Words", "en"),
    ]  # fmt: skip
    assert best_text({}, "ru") == ("", "ru")
    assert texts_of("bare") == {"en": "bare"}
