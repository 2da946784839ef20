"""The project's glossary over the stems of the index: English words for questions in other languages."""

import re
from collections.abc import Iterable
from functools import cache

from index.lexical import stem_word
from ingest.glossary import Glossary, Meanings, read_embedded_glossary, read_embedded_meanings
from ingest.vocabulary import ENGLISH, LANGUAGES

_LONGER = re.compile(r"\w{4,}|[\u4e00-\u9fff]{2,}")  # words that say something, mostly


@cache
def glossary() -> Glossary:
    """The project's glossary, read once."""
    return read_embedded_glossary(stem_word)


@cache
def meanings() -> Meanings:
    """The same, read for what words mean, once."""
    return read_embedded_meanings(stem_word)


def english_words(text: str, language: str) -> str:
    """The question itself when it is English, else what the glossary makes of it."""
    return text if language == "en" else glossary().translate(text, language)


def english_readings(text: str, languages: Iterable[str] = LANGUAGES) -> list[str]:
    """A text as it stands, and what the glossary makes of it from each language of which it knows every
    longer word, each once.
    """
    known = [one for one in languages if one != ENGLISH and _knows_all(text, one)]
    return list(dict.fromkeys([text, *(english_words(text, one) for one in known)]))


def _knows_all(text: str, language: str) -> bool:
    longer = _LONGER.findall(text)
    return bool(longer) and all(english_words(word, language) for word in longer)


def synonyms(text: str) -> str:
    """Other English words for the terms of an English text."""
    return " ".join(glossary().others(text))
