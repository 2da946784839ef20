"""Topics are read deck by deck, and a line that is none is named."""

import json
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.topics import Topic, embedded_topics, read_topics


def test_a_line_is_a_topic_of_its_deck(tmp_path: Path) -> None:
    """The deck is the name of the file; decks come in the order of their names."""
    record = {"id": "boxes", "title": "Boxes", "names": ["boxes"], "decisions": ["cop-1/dec-3"]}
    for deck in ("b-deck", "a-deck"):
        (tmp_path / f"{deck}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    first = Topic("boxes", "Boxes", "a-deck", ("boxes",), ("cop-1/dec-3",))
    assert [topic.deck for topic in read_topics(tmp_path)] == ["a-deck", "b-deck"]
    assert read_topics(tmp_path)[0] == first


@pytest.mark.parametrize(
    "line", ["{", '{"id": "x"}', '{"id": "x", "title": "X", "decisions": ["no locator/x"]}']
)
def test_a_line_that_is_no_topic_is_named(tmp_path: Path, line: str) -> None:
    """With its number."""
    (tmp_path / "deck.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"deck\.jsonl: line 1 is not a topic"):
        read_topics(tmp_path)


def test_the_projects_own_are_read_once() -> None:
    """And are there."""
    assert embedded_topics() is embedded_topics()
    assert embedded_topics()
