"""The language of a statement: by its script, and among those of one script by their small words."""

import re
from functools import cache

from assistant.reading.support.claims import small_words

_SCRIPTS = (
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_SHARE = 3  # one letter in so many decides: a Latin name within Russian words does not
_LATIN = ("en", "fr", "es", "pt")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _small() -> dict[str, frozenset[str]]:
    return {language: small_words(language) for language in _LATIN}


def language_of(statement: str) -> str:
    """The code of one of the seven languages; "en" where nothing speaks for another."""
    letters = sum(character.isalpha() for character in statement)
    for language, script in _SCRIPTS:
        if letters and len(script.findall(statement)) * _SHARE >= letters:
            return language
    words = _WORD.findall(statement.lower())
    found = {language: sum(word in small for word in words) for language, small in _small().items()}
    return max(_LATIN, key=lambda language: found[language])
