"""The topics that come with the project: whole in seven languages, each name one topic's, all that they point
to there.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.reading.topics import names_of
from ingest.concepts import concepts_by_id
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.topics import ROLES, Topic, embedded_topics
from ingest.vocabulary import LANGUAGES, vocabulary

ROOT = Path(__file__).resolve().parents[2]
TOPICS = embedded_topics()
SCRIPT = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
EACH = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
MOST_LAW = 60  # provisions: more nobody teaches as the core of anything


def located(topic: Topic) -> list[str]:
    """Every address of the law that a topic gives."""
    return [*topic.keys, *topic.definitions, *topic.articles]


@EACH
def test_it_has_a_name_in_seven_languages(topic: Topic) -> None:
    """In the script of each, and the title in each another one."""
    assert set(topic.names) == set(LANGUAGES)
    for language, names in topic.names.items():
        assert all(name and name == name.strip() for name in names), language
        assert re.search(SCRIPT.get(language, "[a-zà-ÿ]"), names[0]), language
    assert len(set(topic.titles.values())) == len(LANGUAGES)


def test_names_and_ids_are_one_topics() -> None:
    """However they are written, and in whatever language."""
    ids = Counter(topic.id for topic in TOPICS)
    names = Counter(name for topic in TOPICS for name in set(names_of(topic)))
    assert len(TOPICS) >= 40
    assert [one for found in (ids, names) for one, count in found.items() if count > 1] == []


@EACH
def test_what_it_points_to_is_there(topic: Topic, embedded_corpus: Corpus) -> None:
    """Provisions, be it in the guide or the catalogue alone, decisions, concepts and other topics."""
    there = {one.removesuffix("/catalogue") for one in embedded_corpus.provisions} | set(
        embedded_corpus.guide
    )
    assert [one for one in located(topic) if one.removesuffix("/catalogue") not in there] == []
    assert [one for one in topic.decisions if one not in embedded_corpus.documents] == []
    assert set(topic.concepts) <= set(concepts_by_id())
    assert set(topic.related) <= {other.id for other in TOPICS} - {topic.id}


@EACH
def test_it_says_what_who_how_with_what_money_and_how_it_is_checked(topic: Topic) -> None:
    """Each role is filled, and no provision plays two."""
    assert {one.role for one in topic.core} == set(ROLES)
    assert [one for one, count in Counter(topic.keys).items() if count > 1] == []
    assert 5 <= len(topic.core) <= MOST_LAW
    assert topic.concepts
    assert topic.related


def test_every_address_is_one_of_the_texts(treaties: Path) -> None:
    """Of the four instruments themselves, not only of what is said of them."""
    held = load_corpus([treaties]).provisions
    named = {
        one for topic in TOPICS for one in located(topic) if one.partition("/")[0] in vocabulary().treaties
    }
    assert len(named) > 200
    assert sorted(one for one in named if one not in held or held[one].provenance != "official") == []


def test_every_catalogued_decision_on_a_topic_of_the_deck_or_the_catalogue_has_one() -> None:
    """All but two, which are on nothing that is taught: the Decade, and another assessment's findings."""
    with (ROOT / "corpus/catalogue/decisions.csv").open(encoding="utf-8") as file:
        catalogued = {row["id"] for row in csv.DictReader(file)}
    placed = {decision for topic in TOPICS for decision in topic.decisions}
    assert catalogued - placed == {"cop-8/dec-9", "cop-10/dec-8"}
