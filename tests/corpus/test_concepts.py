"""The concepts that come with the project: whole in seven languages, each name one thing's."""

import re
from collections import Counter

import pytest

from assistant.reading.topics import fold
from ingest.concepts import Concept, embedded_concepts
from ingest.vocabulary import LANGUAGES

WORDS, CHARACTERS = 60, 120
SCRIPT = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
EACH = pytest.mark.parametrize("concept", embedded_concepts(), ids=lambda concept: concept.id)


@EACH
def test_plain_words_are_short_and_in_their_language(concept: Concept) -> None:
    """What a newcomer reads in one breath."""
    for language, words in concept.plain.items():
        size = len(words) if language == "zh" else len(words.split())
        assert size <= (CHARACTERS if language == "zh" else WORDS), language
        assert re.search(SCRIPT.get(language, "[a-z]"), words), language


@EACH
def test_addresses_are_https(concept: Concept) -> None:
    """Or left out."""
    assert not concept.url or concept.url.startswith("https://")


def test_ids_and_names_are_one_things() -> None:
    """In each language."""
    assert [one for one, count in Counter(c.id for c in embedded_concepts()).items() if count > 1] == []
    for language in LANGUAGES:
        names = Counter(n for c in embedded_concepts() for n in {fold(name) for name in c.names[language]})
        assert [name for name, count in names.items() if count > 1] == [], language
