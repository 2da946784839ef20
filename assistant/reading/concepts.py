"""Concepts in a text: which things does it name, in any of their names, and where?"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from index.lexical import stem_word
from ingest.concepts import Concept, embedded_concepts
from ingest.glossary import bare_arabic
from ingest.vocabulary import LANGUAGES

_TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+")
_NUMBER = re.compile(r"[\s-]*(?:\d|[IVX]+\b)")
_STEMMED = 5  # letters: shorter words are abbreviations as often as not, which have no endings
_LONGEST_ABBREVIATION = 12

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in a text, as `text[start:end]`. `abbreviated` says that the name is an abbreviation of
    it, or a nickname of one word.
    """

    concept: Concept
    start: int
    end: int
    abbreviated: bool


@dataclass(frozen=True, slots=True)
class _Name:
    concept: Concept
    abbreviated: bool


def mentions(text: str, language: str) -> list[Mention]:
    """The concepts that a text in this language names, in its order; where names overlap, the longest is
    meant. English names are known in every language.
    """
    names, tokens = _names(language if language in LANGUAGES else "en"), tokens_at(text)
    keys = [_key(text[start:end], language) for start, end in tokens]
    spans = [
        (at, at + size)
        for size in range(min(names.longest, len(keys)), 0, -1)
        for at in range(len(keys) - size + 1)
        if tuple(keys[at : at + size]) in names.by_key
    ]
    found: dict[int, Mention] = {}
    taken: set[int] = set()
    for first, last in spans:
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            name = names.by_key[tuple(keys[first:last])]
            start, end = tokens[first][0], tokens[last - 1][1]
            found[first] = Mention(name.concept, start, end, name.abbreviated)
    return [found[first] for first in sorted(found)]


def written_out(text: str, language: str, found: Sequence[Mention]) -> str:
    """The text with the abbreviations among what was found in it written out: "CNA" as "competent national
    authority". One with a number is a name of its own: "COP 15".
    """
    for mention in reversed(found):
        if mention.abbreviated and not _NUMBER.match(text, mention.end):
            text = text[: mention.start] + mention.concept.name(language) + text[mention.end :]
    return text


def distinct(names: Iterable[str], language: str) -> tuple[str, ...]:
    """Names without those that only spell or inflect one before them otherwise."""
    known: dict[Key, str] = {}
    for name in names:
        known.setdefault(tuple(_key(name[start:end], language) for start, end in tokens_at(name)), name)
    return tuple(known.values())


def tokens_at(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand; a Chinese character is one."""
    return [match.span() for match in _TOKEN.finditer(text)]


@dataclass(frozen=True, slots=True)
class _Names:
    by_key: dict[Key, _Name]
    longest: int


@cache
def _names(language: str) -> _Names:
    by_key: dict[Key, _Name] = {}
    for known in dict.fromkeys((language, "en")):
        for concept in embedded_concepts():
            for name in concept.names.get(known, ()):
                key = tuple(_key(name[start:end], language) for start, end in tokens_at(name))
                by_key.setdefault(key, _Name(concept, _is_abbreviation(name)))
    return _Names(by_key, max(map(len, by_key), default=1))


def _is_abbreviation(name: str) -> bool:
    """Most of its letters are capitals: "SBSTTA", "LMO-FFP", "DaRT"; no Chinese or Arabic name is one."""
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return " " not in name and len(name) <= _LONGEST_ABBREVIATION and 2 * capitals > len(letters)


def _key(token: str, language: str) -> str:
    """What two spellings of a word have in common: case, accents and, of longer words, endings aside."""
    folded = unicodedata.normalize("NFKC", token).casefold()
    if language == "ar":
        folded = bare_arabic(folded)
    word = stem_word(folded, language) if len(folded) >= _STEMMED else folded
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
