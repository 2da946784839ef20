"""Known words: what a general dictionary has is always found, what it lacks hardly ever."""

from pathlib import Path

import pytest

from assistant.asking.known_words import KnownWords, known_words, marked
from evaluation.fit.known_words import pack
from ingest.errors import FittingError

WORDS = [marked(f"word{number}", "en") for number in range(3_000)]


def test_what_was_packed_is_found() -> None:
    """All of it; of what was not, one in a hundred at most is taken for known."""
    packed = pack(WORDS, len(WORDS))
    assert all(word in packed for word in WORDS)
    strangers = [marked(f"stranger{number}", "en") for number in range(3_000)]
    assert sum(stranger in packed for stranger in strangers) < 30


def test_a_word_is_known_in_its_language_alone() -> None:
    """What is Spanish is not English by that."""
    packed = pack([marked("mayor", "es")], 100)
    assert marked("mayor", "es") in packed
    assert marked("mayor", "en") not in packed


def test_nothing_is_in_an_empty_one() -> None:
    """No place of it is marked."""
    assert marked("mayor", "en") not in KnownWords(bytes(10), 8)


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("mayor", "en"), ("photosynthesis", "en"), ("whereof", "en"),
        ("aujourd", "fr"), ("écosystèmes", "fr"), ("dirions", "fr"),
        ("diversidad", "es"), ("desarrollarán", "es"), ("responsabilidade", "pt"),
        ("комиссиями", "ru"), ("разнообразия", "ru"),
        ("somalia", "en"), ("ouagadougou", "en"),
    ],
)  # fmt: skip
def test_the_project_knows_everyday_words(word: str, language: str) -> None:
    """In every form, and names of countries and towns."""
    assert marked(word, language) in known_words()


@pytest.mark.parametrize("word", ["biologcal", "convetion", "protocl", "камисии", "importasion"])
def test_the_project_knows_no_slips(word: str) -> None:
    """In no language."""
    assert not any(marked(word, language) in known_words() for language in ("en", "fr", "es", "pt", "ru"))


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """With what to do next."""
    with pytest.raises(FittingError, match="known-words"):
        known_words(tmp_path)
