"""Topics are read with what decks put under them, and a line that is none is named."""

import json
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.topics import Core, Topic, embedded_topics, read_topics


def write(path: Path, *records: dict[str, object]) -> None:
    """One record a line."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


BOXES = {
    "id": "boxes",
    "names": {"en": ["Boxes", "crates"], "fr": ["Caisses"]},
    "core": {"who": ["cbd/art-5"], "what": ["cbd/art-1", "cbd/art-2"]},
    "decisions": ["cop-10/dec-1", "cop-9/dec-2"],
}


def test_a_topic_is_read(tmp_path: Path) -> None:
    """Its core in teaching order, however the file has it; its decisions in the order of the meetings."""
    write(tmp_path / "topics.jsonl", BOXES)
    core = (Core("cbd/art-1", "what"), Core("cbd/art-2", "what"), Core("cbd/art-5", "who"))
    names = {"en": ("Boxes", "crates"), "fr": ("Caisses",)}
    assert read_topics(tmp_path) == (Topic("boxes", names, core, ("cop-9/dec-2", "cop-10/dec-1")),)


def test_decks_say_what_they_put_under_a_topic(tmp_path: Path) -> None:
    """Beside what else is under it; decks come in the order of their names."""
    write(tmp_path / "topics.jsonl", BOXES)
    for deck, decision in (("b-deck", "cop-1/dec-3"), ("a-deck", "cop-9/dec-2")):
        write(tmp_path / f"topics/{deck}.jsonl", {"id": "boxes", "decisions": [decision]})
    (topic,) = read_topics(tmp_path)
    assert (topic.deck, topic.taught) == ("a-deck, b-deck", ("cop-1/dec-3", "cop-9/dec-2"))
    assert topic.decisions == ("cop-1/dec-3", "cop-9/dec-2", "cop-10/dec-1")
    assert topic.keys == ("cbd/art-1", "cbd/art-2", "cbd/art-5")


def test_a_deck_may_have_a_topic_of_its_own(tmp_path: Path) -> None:
    """Known by the name that it gives, in every language."""
    write(tmp_path / "topics/deck.jsonl", {"id": "lids", "names": {"en": ["Lids"]}, "decisions": []})
    (topic,) = read_topics(tmp_path)
    assert (topic.deck, topic.title, topic.called("fr")) == ("deck", "Lids", "Lids")


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"id": "x"}',
        '{"id": "x", "names": {"en": ["X"]}, "decisions": ["cbd/art-1"]}',
        '{"id": "x", "names": {"en": ["X"]}, "articles": ["no locator/x"]}',
        '{"id": "x", "names": {"en": ["X"]}, "core": {"why": ["cbd/art-1"]}}',
        '{"id": "x", "names": {"fr": ["X"]}}',
    ],
)
def test_a_line_that_is_no_topic_is_named(tmp_path: Path, line: str) -> None:
    """With its number."""
    (tmp_path / "topics.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"topics\.jsonl: line 1 is not a topic"):
        read_topics(tmp_path)


def test_the_projects_own_are_read_once() -> None:
    """And are there."""
    assert embedded_topics() is embedded_topics()
    assert embedded_topics()
