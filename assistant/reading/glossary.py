"""The project's glossary over the stems of the index: English words for questions in other languages."""

from functools import cache

from index.lexical import stem_word
from ingest.glossary import Glossary, Meanings, read_embedded_glossary, read_embedded_meanings


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


def synonyms(text: str) -> str:
    """Other English words for the terms of an English text."""
    return " ".join(glossary().others(text))
