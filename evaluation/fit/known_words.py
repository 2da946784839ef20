"""Making the filter of known words from the dictionaries of two libraries.

Of the libraries only the lists of words are used: what is packed says whether a word is in one of them.
"""

import json
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.asking.known_words import DATA, NAME, KnownWords, marked, places_of

LANGUAGES = ("en", "fr", "es", "pt", "ru")  # of Arabic and Chinese no word is corrected by its letters
SOURCES = ("simplemma", "pyspellchecker")
BITS = 12  # of the filter for each word: of words that are in no list 1 in 300 is taken for known
PLACES = 8
_LETTERS = re.compile(r"[^\W\d_]+")


def general_words() -> set[str]:
    """Every word of the dictionaries, as it is marked in the filter."""
    return {
        marked(word.lower(), language)
        for language, text in _entries()
        for word in _LETTERS.findall(text)
        if len(word) > 1
    }


def _entries() -> Iterator[tuple[str, str]]:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory
    from spellchecker import SpellChecker

    for language in LANGUAGES:
        forms = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language)
        others = SpellChecker(language=language, distance=1).word_frequency.dictionary
        yield from ((language, word) for words in (forms, forms.values(), others) for word in words)


def pack(words: Iterable[str], count: int) -> KnownWords:
    """The filter of some words; `count` says about how many there are."""
    marks = bytearray(max(1, count * BITS // 8))
    for word in words:
        for place in islice(places_of(word, len(marks) * 8), PLACES):
            marks[place >> 3] |= 1 << (place & 7)
    return KnownWords(bytes(marks), PLACES)


def write_known_words(folder: Path = DATA) -> dict[str, Any]:
    """Write the filter of all general words beside what it was made from, which is returned."""
    words = general_words()
    packed = pack(words, len(words))
    (folder / f"{NAME}.bin").write_bytes(packed.marks)
    record: dict[str, Any] = {
        "places": packed.places,
        "words": len(words),
        "sources": {name: version(name) for name in SOURCES},
    }
    (folder / f"{NAME}.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return record
