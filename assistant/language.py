"""Languages: which one a question is in, and its English words."""

import re
from functools import cache
from typing import TYPE_CHECKING

from index.lexical import stem_word
from ingest.glossary import Glossary, read_embedded_glossary

if TYPE_CHECKING:
    from lingua import LanguageDetector

SUPPORTED = ("en", "fr", "es", "pt", "ar", "ru", "zh")
_SCRIPTS = (("ar", re.compile(r"[\u0600-\u06ff]")), ("zh", re.compile(r"[\u4e00-\u9fff]")), ("ru", re.compile(r"[\u0400-\u04ff]")))
CERTAIN = 0.75  # below this a Latin-script question is taken for English: short keyword questions look like anything


def detect(text: str) -> str:
    """One of SUPPORTED; "en" where nothing speaks for another."""
    letters = sum(character.isalpha() for character in text) or 1
    for language, pattern in _SCRIPTS:
        if len(pattern.findall(text)) / letters > 0.3:
            return language
    found = _detector().compute_language_confidence_values(text)[0]
    code = found.language.iso_code_639_1.name.lower()
    return code if found.value >= CERTAIN else "en"


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language, LanguageDetectorBuilder

    latin = (Language.ENGLISH, Language.FRENCH, Language.SPANISH, Language.PORTUGUESE)
    return LanguageDetectorBuilder.from_languages(*latin).with_low_accuracy_mode().with_preloaded_language_models().build()


@cache
def glossary() -> Glossary:
    """The project's glossary, read once."""
    return read_embedded_glossary(stem_word)


def english_words(text: str, language: str) -> str:
    """The question itself when it is English, else what the glossary makes of it."""
    return text if language == "en" else glossary().translate(text, language)
