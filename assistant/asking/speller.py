"""The speller: words that nobody knows are led back to words of the corpus.

A word is corrected where neither the corpus nor a general dictionary has it, in any language of its
alphabet, and one word of the corpus is clearly nearest. A word of another language is only taken for one that
sounds the same, or for a common one in which two letters change places.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from threading import Lock

from assistant.asking.dictionary import Dictionary, open_dictionary
from assistant.asking.homophones import Homophones
from assistant.asking.known_words import known_words, marked
from index.interface import SearchIndex
from index.words import CHINESE, RUN, character_pairs
from ingest.concepts import embedded_concepts
from ingest.references.words import words

ALPHABETS = (
    (re.compile(r"[a-z\u00df-\u024f]+"), ("en", "fr", "es", "pt")),
    (re.compile(r"[\u0430-\u045f]+"), ("ru",)),
    (re.compile(r"[\u0621-\u064a]+"), ("ar",)),
)
REMEMBERED = 4096  # words
COMMON = 20  # times that a word of a concept's name counts, where the corpus lacks it
_WORD = re.compile(r"[^\W\d_]{2,}")
SHORTEST = 4  # letters: fewer are anything,
SMALLEST, LONGEST_SMALL = 3, 5  # but for slips in the small words of a language
LONGEST = 14  # letters of an Arabic word
ACCENTS_ONLY = {"ar"}  # prefixes and endings make words there that no list has
ACCENTS = {  # that people leave out
    "fr": {"e": "éèê", "c": "ç"},
    "es": {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú", "n": "ñ"},
    "pt": {"a": "áãâ", "e": "éê", "i": "í", "o": "óõô", "u": "ú", "c": "ç"},
}


class Speller:
    """Corrects words by a corpus. Safe to use from several threads.

    Args:
        words: the words of a language in the corpus, by how often it has them (see SearchIndex).
        general: entries of words that are right (see known_words), by default of those that come with the
            project.

    """

    def __init__(
        self, words: Callable[[str], Mapping[str, int]], general: Container[str] | None = None
    ) -> None:
        self._words = words
        self._given = general
        self._opened: dict[str, Dictionary] = {}
        self._opening = Lock()
        # questions are of much the same words
        self._in = lru_cache(REMEMBERED)(self._looked_up)
        self._meant = lru_cache(REMEMBERED)(self._read)

    @classmethod
    def over(cls, index: SearchIndex) -> "Speller":
        """By the words of an index, and by the names of concepts where it has any words."""

        def counts(language: str) -> Mapping[str, int]:
            found = index.words(language)
            return {**found, **_names(language, found)} if found else {}

        return cls(counts)

    def dictionary(self, language: str) -> Dictionary:
        """The words of a language, read from the corpus when they are first asked for."""
        with self._opening:
            if language not in self._opened:
                self._opened[language] = open_dictionary(language, self._words(language))
            return self._opened[language]

    def heard(self, text: str, kept: Container[int]) -> tuple[str, tuple[str, ...]]:
        """A Chinese text with the characters that were meant, and the runs that were read otherwise than
        typed, without those that begin at a place that is `kept`.
        """
        read: list[str] = []

        def meant(match: re.Match[str]) -> str:
            found = match[0] if match.start() in kept else self._homophones.meant(match[0])
            read.extend([found] if found != match[0] else [])
            return found

        return RUN.sub(meant, text), tuple(read)

    @cached_property
    def _homophones(self) -> Homophones:
        return Homophones(self._words(CHINESE))

    def knows(self, word: str) -> bool:
        """Whether a word (in small letters) is known in any language, or may be: there is no general
        dictionary of its alphabet, and it is not too long for one word.
        """
        languages = languages_of(word)
        known = any(self._in(language, word) for language in languages)
        return known or not (languages and (set(languages) - ACCENTS_ONLY or len(word) > LONGEST))

    def general(self, word: str, language: str) -> bool:
        """Whether a general dictionary of the language has the word (in small letters)."""
        return marked(word, language) in self._general

    def reads(self, word: str, language: str) -> bool:
        """Whether a word (in small letters) is of a language, or was clearly meant to be."""
        return self._in(language, word) or bool(self.meant(word, language))

    def meant(self, word: str, language: str, named: bool = False) -> str:
        """The word of the corpus that an unknown one (in small letters) was meant to be, in a text of that
        language; "" where it is known, or nothing is clearly it. `named` says that it is written like a name.
        """
        return self._meant(word, language, named)

    def _read(self, word: str, language: str, named: bool) -> str:
        if len(word) < SMALLEST or language not in languages_of(word) or self._in(language, word):
            return ""
        dictionary = self.dictionary(language)
        if len(word) <= LONGEST_SMALL and not named and not self.knows(word):
            small = dictionary.small(word)
            if small:
                return small
        if len(word) < SHORTEST:
            return ""
        accented = dictionary.accented(word)
        if accented or language in ACCENTS_ONLY:
            return accented
        if self.knows(word):
            return "" if named else dictionary.alike(word) or self._turned(word, dictionary)
        if any(marked(form, language) in self._general for form in _with_accent(word, language)):
            return ""
        return dictionary.nearest(word, named) or ("" if named else dictionary.abbreviation(word))

    def _turned(self, word: str, dictionary: Dictionary) -> str:
        """What is meant by a word of another language but English, whose words stand in every other."""
        return "" if self._in("en", word) else dictionary.turned(word)

    def unit_meant(self, word: str, language: str) -> str:
        """What a word before a number calls a part of a text ("anex" 1: annex), known or not in other texts;
        "" where the corpus has the word, or nothing of the kind is near.
        """
        if language not in languages_of(word) or word in self.dictionary(language).usual:
            return ""
        found = self.dictionary(language).nearest(word)
        return found if found and words().unit(found.lower()) else ""

    def _looked_up(self, language: str, word: str) -> bool:
        """Whether the word is of that language."""
        return word in self.dictionary(language).usual or self.general(word, language)

    @property
    def _general(self) -> Container[str]:
        return self._given if self._given is not None else known_words()


def languages_of(word: str) -> Sequence[str]:
    """The languages of a word's alphabet, as far as words are corrected in it."""
    return next((languages for letters, languages in ALPHABETS if letters.fullmatch(word)), ())


def _names(language: str, found: Iterable[str]) -> dict[str, int]:
    """The words of the names of concepts that are not among those found, in any case."""
    names = [name for concept in embedded_concepts() for name in concept.names.get(language, ())]
    if language == CHINESE:
        return dict.fromkeys({pair for name in names for pair in character_pairs(name)} - set(found), COMMON)
    words = {word.lower(): word for name in names for word in _WORD.findall(name)}
    known = {word.lower() for word in found}
    return {words[word]: COMMON for word in sorted(words.keys() - known) if languages_of(word)}


def _with_accent(word: str, language: str) -> Iterator[str]:
    """The word with an accent on one of its letters."""
    letters = ACCENTS.get(language, {})
    for place, letter in enumerate(word):
        for accented in letters.get(letter, ""):
            yield word[:place] + accented + word[place + 1 :]
