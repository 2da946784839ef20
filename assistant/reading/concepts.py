"""Concepts in a text: which things does it name, in any of their names, and where?"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index.lexical import stem_word
from ingest.concepts import Concept, embedded_concepts
from ingest.glossary import bare_arabic
from ingest.vocabulary import LANGUAGES

_TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+")
_NUMBER = re.compile(r"[\s-]*(?:\d|[IVX]+\b)")
_STEMMED = 5  # letters: shorter words are abbreviations as often as not, which have no endings
_LONGEST_ABBREVIATION = 12
REMEMBERED = 32  # texts: a question is read several times over
WORDS = 8192  # whose forms are kept: questions are of much the same words

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


@lru_cache(REMEMBERED)
def mentions(text: str, language: str, *, instruments: bool = False) -> tuple[Mention, ...]:
    """The concepts that a text in this language names, in its order; where names overlap, the longest is
    meant. English names are known in every language. `instruments` asks for these alone, be they part of
    another name: "reservations to the Convention".
    """
    names, tokens = _names(language if language in LANGUAGES else "en", instruments), tokens_at(text)
    plain = [_plain(text[start:end], language) for start, end in tokens]
    stems = [_key(text[start:end], language) for start, end in tokens]
    spans = [
        (at, at + size, name)
        for size in range(min(names.longest, len(tokens)), 0, -1)
        for at in range(len(tokens) - size + 1)
        if (name := names.of(tuple(plain[at : at + size]), tuple(stems[at : at + size])))
    ]
    found: dict[int, Mention] = {}
    taken: set[int] = set()
    for first, last, name in spans:
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            start, end = tokens[first][0], tokens[last - 1][1]
            found[first] = Mention(name.concept, start, end, name.abbreviated)
    return tuple(found[first] for first in sorted(found))


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
    """Names as they are written, and by the stems of their words where other endings mean the same."""

    written: dict[Key, _Name]
    by_stems: dict[Key, _Name]
    longest: int

    def of(self, words: Key, stems: Key) -> _Name | None:
        return self.written.get(words) or self.by_stems.get(stems)


@cache
def _names(language: str, instruments: bool) -> _Names:
    """Abbreviations, exact names, and English ones in another language, whose endings differ, are known as
    they are written; abbreviations in the plural, too.
    """
    written: dict[Key, _Name] = {}
    by_stems: dict[Key, _Name] = {}
    for known in dict.fromkeys((language, "en")):
        for concept in embedded_concepts():
            if instruments and not concept.instrument:
                continue
            for name in concept.names.get(known, ()):
                found = _Name(concept, _is_abbreviation(name))
                words = [name[start:end] for start, end in tokens_at(name)]
                plain = tuple(_plain(word, language) for word in words)
                written.setdefault(plain, found)
                if found.abbreviated:
                    written.setdefault((*plain[:-1], f"{plain[-1]}s"), found)
                elif known == language and name not in concept.exact:
                    by_stems.setdefault(tuple(_key(word, language) for word in words), found)
    return _Names(written, by_stems, max(map(len, written), default=1))


def _is_abbreviation(name: str) -> bool:
    """Most of its letters are capitals: "SBSTTA", "LMO-FFP", "DaRT"; no Chinese or Arabic name is one."""
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return " " not in name and len(name) <= _LONGEST_ABBREVIATION and 2 * capitals > len(letters)


@lru_cache(WORDS)
def _plain(token: str, language: str) -> str:
    """The word without case and accents."""
    return _bare(_folded(token, language))


@lru_cache(WORDS)
def _key(token: str, language: str) -> str:
    """What two spellings of a word have in common: case, accents and, of longer words, endings aside."""
    folded = _folded(token, language)
    return _bare(stem_word(folded, language) if len(folded) >= _STEMMED else folded)


def _folded(token: str, language: str) -> str:
    folded = unicodedata.normalize("NFKC", token).casefold()
    return bare_arabic(folded) if language == "ar" else folded


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
