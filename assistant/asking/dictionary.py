"""The dictionary of a language in a corpus: which of its words a misspelt one was meant to be.

Words are compared by the letters that differ, by how they sound, and by how often the corpus has them;
numbers and sounds are data (spelling.toml).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf, log, log10
from typing import Any

from assistant.asking.patterns import read_data, words_in
from assistant.asking.slips import Keys, edits_between, near, strange_letters
from index.lexical import stem_word

SMALL = 100  # times that a small word counts at least
_ACCENTS = re.compile(r"[\u0300-\u036f\u0653-\u0655]")
_DOUBLED = re.compile(r"([^\W\d_])\1+")


@dataclass(frozen=True, slots=True)
class Limits:
    """When a word is near enough to another; spelling.toml says what each number means."""

    one_edit: int
    two_edits: int
    doubled: float
    strange: float
    sound: float
    letter: float
    first: float
    last: float
    frequency: float
    most: float
    clear: float
    common: int

    def edits(self, word: str, named: bool) -> int:
        """How many letters may be wrong in a word; in a name one at most."""
        return (len(word) >= self.one_edit) + (len(word) >= self.two_edits and not named)


@dataclass(frozen=True)
class Dictionary:
    """The words of one language, as they are usually written, with how often the corpus has each."""

    language: str
    words: Mapping[str, int]
    limits: Limits
    sounds: Mapping[str, str]
    keys: Keys

    @cached_property
    def usual(self) -> dict[str, str]:
        """Each word in small letters -> as it is usually written."""
        return {word.lower(): word for word in self.words}

    @cached_property
    def costs(self) -> dict[str, float]:
        """What each word (in small letters) costs where several are read in a row: the rarer the more. Words
        of one or two letters are only those that every text has.
        """
        times = {word.lower(): count for word, count in self.words.items() if len(word) > 2 and count}
        small = words_in("function_words", self.language) | words_in("question_words", self.language)
        times |= {word: max(SMALL, times.get(word, 0)) for word in small if len(word) > 1}
        total = sum(times.values())
        return {word: log(total / count) for word, count in times.items()}

    def accented(self, word: str) -> str:
        """The one word that differs from the typed one in its accents alone; "" where there is none."""
        found = self._spelt.get(self.form(word), ())
        return self._aims[found[0]] if len(found) == 1 else ""

    def alike(self, word: str) -> str:
        """The one word that sounds like the typed one; "" where none clearly does."""
        return self._clearest(word, self._sounding_like(word))

    def nearest(self, word: str, named: bool = False) -> str:
        """The one word that the typed one was meant to be; "" where none clearly is. What is `named` is
        written like a name: with a capital letter inside a sentence.
        """
        found = set(self._sounding_like(word))
        edits = self.limits.edits(word, named)
        if edits:
            found.update(near(bare(word), self._bare, edits))
            found.update(near(self.sound(word), self._sound, edits))
        return self._clearest(word, (i for i in found if not named or self._nameable(i)))

    def form(self, word: str) -> str:
        """What is left of a word where accents do not count; in Arabic they are letters of their own."""
        return self._sounded(bare(word)) if self.language == "ar" else bare(word)

    def sound(self, word: str) -> str:
        """How a word sounds: what words have in common that are mixed up."""
        return _single(self._sounded(bare(word)))

    def _sounded(self, word: str) -> str:
        return self._sounding.sub(lambda found: self.sounds[found[0]], word)

    def _sounding_like(self, word: str) -> Sequence[int]:
        return self._alike.get(self.sound(word), ())

    def _nameable(self, aim: int) -> bool:
        """Whether a name was meant to be this: another name, or a long word that is common."""
        word = self._aims[aim]
        long = len(word) >= self.limits.two_edits
        return word != word.lower() or (long and self.words[word] >= self.limits.common)

    def _clearest(self, word: str, aims: Iterable[int]) -> str:
        """The best of these, where no word of another stem is nearly as good; "" where none is good, or the
        best one is only another form of what was typed.
        """
        found = sorted((self._cost(word, aim), aim) for aim in aims)
        if not found or found[0][0] > self.limits.most:
            return ""
        best, chosen = found[0]
        stem = self._stem(self._aims[chosen])
        other = next((cost for cost, aim in found if self._stem(self._aims[aim]) != stem), inf)
        clear = other - best >= self.limits.clear and stem != self._stem(word)
        return self._aims[chosen] if clear else ""

    def _cost(self, word: str, aim: int) -> float:
        limits, typed, meant = self.limits, bare(word), self._bare[aim]
        edits = edits_between(typed, meant)
        letters = edits + limits.strange * strange_letters(typed, meant, self.keys)
        if _single(typed) == _single(meant):
            letters = min(letters, limits.doubled)
        sounds = edits_between(self.sound(word), self._sound[aim]) + limits.sound + limits.letter * edits
        ends = limits.first * (typed[:1] != meant[:1]) + limits.last * (typed[-1:] != meant[-1:])
        return min(letters, sounds) + ends - limits.frequency * log10(self.words[self._aims[aim]])

    def _stem(self, word: str) -> str:
        return stem_word(word, self.language)

    @cached_property
    def _aims(self) -> list[str]:
        """What a word may be meant to be: no abbreviation."""
        return [word for word in self.words if len(word) > 2 and word[1:] == word[1:].lower()]

    @cached_property
    def _bare(self) -> list[str]:
        return [bare(word) for word in self._aims]

    @cached_property
    def _sound(self) -> list[str]:
        return [self.sound(word) for word in self._aims]

    @cached_property
    def _spelt(self) -> dict[str, list[int]]:
        return _places(self.form(word) for word in self._aims)

    @cached_property
    def _alike(self) -> dict[str, list[int]]:
        return _places(self._sound)

    @cached_property
    def _sounding(self) -> re.Pattern[str]:
        longest_first = sorted(self.sounds, key=lambda letters: (-len(letters), letters))
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def open_dictionary(language: str, words: Mapping[str, int]) -> Dictionary:
    """The dictionary of a language with these words, by how often the corpus has them."""
    limits, keys, sounds = _data()
    return Dictionary(language, words, limits, sounds.get(language, {}), keys)


def bare(word: str) -> str:
    """In small letters, without accents and hyphens."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word.lower())).replace("-", "")


def _places(keys: Iterable[str]) -> dict[str, list[int]]:
    """Where each key stands."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    return places


def _single(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


@cache
def _data() -> tuple[Limits, Keys, dict[str, dict[str, str]]]:
    """The limits, the keyboard, and what sounds alike in each language."""
    return read_data("spelling.toml", _limits_keys_sounds)


def _limits_keys_sounds(read: dict[str, Any]) -> tuple[Limits, Keys, dict[str, dict[str, str]]]:
    return Limits(**read["limits"]), Keys(tuple(read["keys"]["rows"]), read["keys"]["vowels"]), read["sounds"]
