"""What a reader is shown has no word of corpus/words-not-shown.toml: none that hurts, mocks or misleads those
it speaks of.
"""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.words.store import table
from ingest.messages import embedded_messages
from ingest.topics import embedded_topics
from ingest.vocabulary import vocabulary
from ingest.wordlists import UNSHOWN, read_list, unshown

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh")
GUIDE = sorted((CORPUS / "guide").rglob("*.jsonl"))
CONCEPTS = sorted((CORPUS / "concepts").rglob("*.jsonl"))


@cache
def kinds() -> list[dict[str, object]]:
    """The list as it is written."""
    return list(read_list(UNSHOWN)["kind"])


def listed(language: str, key: str) -> list[str]:
    """All the words, or all that is fine, in a language."""
    return [
        word for kind in kinds() if isinstance(part := kind[language], dict) for word in part.get(key, [])
    ]


def strings(value: object) -> Iterator[str]:
    """Every text in a value read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def shown(value: object, language: str) -> list[tuple[str, str]]:
    """Every text in a value with each listed word that it has; keys that are languages tell the language."""
    if isinstance(value, dict) and set(value) & set(LANGUAGES):
        return [found for key, part in value.items() for found in shown(part, key)]
    return [(word, text) for text in strings(value) for word in unshown(language).found(text)]


def records(path: Path) -> list[dict[str, object]]:
    """The lines of a .jsonl file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_every_kind_says_why_and_what_instead() -> None:
    """In every language, for an editor who reads the list."""
    for kind in kinds():
        assert kind["name"]
        assert kind["why"]
        assert set(kind) == {"name", "why", *LANGUAGES}
        for language in LANGUAGES:
            part = kind[language]
            assert isinstance(part, dict)
            assert part["use"], (kind["name"], language)
            assert part["words"], (kind["name"], language)
            assert set(part) <= {"use", "words", "fine"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_listed_twice(language: str) -> None:
    """In one language; and what is to be used instead is not itself listed."""
    assert [word for word, count in Counter(listed(language, "words")).items() if count > 1] == []
    for kind in kinds():
        part = kind[language]
        assert isinstance(part, dict)
        assert unshown(language).found(part["use"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_word_is_found(language: str) -> None:
    """By itself and within a sentence, but not where it is said to be fine."""
    for word in listed(language, "words"):
        assert unshown(language).found(f"« {word.replace('*', '')}, »"), word
    for phrase in listed(language, "fine"):
        assert unshown(language).found(f"« {phrase.replace('*', '')}, »") == [], phrase


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: str(path.relative_to(CORPUS)))
def test_the_guide_shows_none(path: Path) -> None:
    """Summaries and questions in every language, and the terms, which programs that ask are given."""
    for record in records(path):
        language = str(record.get("lang", "en"))
        whole = [record["summary"], record["questions"], record.get("terms", [])]
        assert shown(whole, language) == [], record["provision"]


def test_the_concepts_show_none() -> None:
    """Their plain words, in every language."""
    assert [
        found
        for path in CONCEPTS
        for record in records(path)
        for found in shown(record.get("plain", ""), str(record.get("lang", "en")))
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_slides_have_none(language: str) -> None:
    """The messages of provisions."""
    messages = embedded_messages(language).values()

    assert [found for message in messages for found in shown(message, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assistant_says_none(language: str) -> None:
    """Its own words, in answers, sessions and on the page."""
    assert shown(dict(table(language)), language) == []


def test_a_word_put_in_is_found(tmp_path: Path) -> None:
    """In a summary, a question, a term, and in plain words by language."""
    path = tmp_path / "g.jsonl"
    entry = {"summary": "For a tribe.", "questions": ["Why?", "Shaman?"], "terms": ["red tape"]}
    path.write_text(json.dumps(entry), encoding="utf-8")
    assert [word for word, _ in shown(records(path), "en")] == ["tribe", "shaman", "red tape"]
    assert shown({"en": "A tribunal.", "fr": "Une tribu."}, "en") == [("tribu", "Une tribu.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_pages_name_shows_none(language: str) -> None:
    """Labels, short titles of instruments and topics of the training deck."""
    known = vocabulary()
    named = [
        [known.labels[language].steps, known.labels[language].documents, known.labels[language].others],
        [one.short_titles.get(language, one.short_title) for one in known.instruments],
        [topic.called(language) for topic in embedded_topics()],
    ]
    assert [found for one in named for text in strings(one) for found in shown(text, language)] == []


def test_the_official_pages_show_none() -> None:
    """What the links to them say, in every language."""
    labels = [record["label"] for record in records(CORPUS / "pointers.jsonl")]
    assert [found for label in labels for found in shown(label, "en")] == []
