"""The dictionary of a language in a corpus: which of its words a misspelt one was meant to be, by the letters
that differ, by how they sound, and by how often the corpus has them (numbers and sounds: spelling.toml).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf, log, log10

from assistant.asking.nearness import Limits, nearness
from assistant.asking.patterns import words_in
from assistant.asking.slips import Keys, edits_between, near, slipped, strange_letters, swaps_between
from index.lexical import stem_word

SMALL = 100  # times that a small word counts at least
_ACCENTS = re.compile(r"[\u0300-\u036f\u0653-\u0655]")
_DOUBLED = re.compile(r"([^\W\d_])\1+")


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
        """What each word (in small letters, with its accents or without) costs where several are read in a
        row: the rarer the more. Words of one or two letters are only those that every text has.
        """
        times = {word.lower(): count for word, count in self.words.items() if len(word) > 2 and count}
        small = {word for word in self._small if len(word) > 1} | words_in("letters", self.language)
        times |= {word: max(SMALL, times.get(word, 0)) for word in small}
        times = {bare(word): count for word, count in times.items() if "-" not in word} | times
        total = sum(times.values())
        return {word: log(total / count) for word, count in times.items()}

    def accented(self, word: str) -> str:
        """The one word that differs from the typed one in its accents alone; "" where there is none."""
        found = self._spelt.get(self.form(word), ())
        return self._aims[found[0]] if len(found) == 1 else ""

    def alike(self, word: str) -> str:
        """The one word that sounds like the typed one; "" where none clearly does."""
        return self._clearest(word, self._alike.get(self.sound(word), ()))

    def turned(self, word: str) -> str:
        """The one common word in which two letters of the typed one change places ("aera": "area")."""
        near_by = (i for i in near(bare(word), self._bare, 1) if swaps_between(bare(word), self._bare[i]))
        found = [self._aims[i] for i in near_by if self.words[self._aims[i]] >= self.limits.turned]
        return found[0] if len(found) == 1 else ""

    def nearest(self, word: str, named: bool = False) -> str:
        """The one word that the typed one was meant to be; "" where none clearly is. What is `named` is
        written like a name: with a capital letter inside a sentence.
        """
        found = set(self._alike.get(self.sound(word), ()))
        edits = self.limits.edits(word, named)
        if edits:
            found.update(near(bare(word), self._bare, edits))
            found.update(near(self.sound(word), self._sound, edits))
        return self._clearest(word, (i for i in found if not named or self._nameable(i)))

    def small(self, word: str) -> str:
        """The one small word of the language that was meant by a slip of a finger, above all one that begins
        as the typed one does ("hwo": "how"); "" where there is none.
        """
        aims = (self._spelt.get(small, ()) for small in sorted({bare(small) for small in self._small}))
        meant = [found[0] for found in aims if found and slipped(bare(word), self._bare[found[0]], self.keys)]
        begin = [aim for aim in meant if self._bare[aim][0] == bare(word)[0]]
        found = begin or meant
        return self._aims[found[0]] if len(found) == 1 else ""

    def abbreviation(self, word: str) -> str:
        """The one abbreviation that differs from the typed word in one letter; "" where there is none."""
        found = list(near(word, [short.lower() for short in self._abbreviations], 1))
        return self._abbreviations[found[0]] if len(found) == 1 else ""

    def form(self, word: str) -> str:
        """What is left of a word where accents do not count; in Arabic they are letters of their own."""
        return self._sounded(bare(word)) if self.language == "ar" else bare(word)

    def sound(self, word: str) -> str:
        """How a word sounds: what words have in common that are mixed up."""
        return _single(self._sounded(bare(word)))

    def _sounded(self, word: str) -> str:
        return self._sounding.sub(lambda found: self.sounds[found[0]], word)

    def _nameable(self, aim: int) -> bool:
        """Whether a name was meant to be this: another name, or a long word that is common."""
        word = self._aims[aim]
        long = len(word) >= self.limits.two_edits and self.words[word] >= self.limits.common
        return long or word != word.lower()

    def _clearest(self, word: str, aims: Iterable[int]) -> str:
        """The best of these, where no word of another stem is nearly as good; "" where none is good, or the
        best one is only another form of what was typed.
        """
        found = sorted((self._cost(word, aim), aim) for aim in aims)
        if not found or not self.limits.allows(word, found[0][0]):
            return ""
        best, chosen = found[0]
        stem = self._stem(self._aims[chosen])
        other = next((cost for cost, aim in found if not self._same(aim, chosen)), inf)
        clear = other - best >= self.limits.clear and stem != self._stem(word)
        return self._aims[chosen] if clear else ""

    def _same(self, aim: int, chosen: int) -> bool:
        """Whether two words are forms or spellings of one: "recognised", "recognized"."""
        if self._stem(self._aims[aim]) == self._stem(self._aims[chosen]):
            return True
        edits = edits_between(self._bare[aim], self._bare[chosen])
        return edits == 1 and self._sound[aim] == self._sound[chosen]

    def _cost(self, word: str, aim: int) -> float:
        limits, typed, meant = self.limits, bare(word), self._bare[aim]
        edits, swaps = edits_between(typed, meant), swaps_between(typed, meant)
        letters = (
            edits + (limits.swapped - 1) * swaps + limits.strange * strange_letters(typed, meant, self.keys)
        )
        if _single(typed) == _single(meant):
            letters = min(letters, limits.doubled)
        sounds = edits_between(self.sound(word), self._sound[aim]) + limits.sound + limits.letter * edits
        begin = limits.beside if slipped(typed[:2], meant[:2], self.keys) else limits.first
        ends = begin * (typed[:1] != meant[:1]) + limits.last * (typed[-1:] != meant[-1:])
        return min(letters, sounds) + ends - limits.frequency * log10(self.words[self._aims[aim]])

    def _stem(self, word: str) -> str:
        return stem_word(word, self.language)

    @cached_property
    def _aims(self) -> list[str]:
        """What a word may be meant to be: no abbreviation."""
        return [word for word in self.words if len(word) > 2 and word[1:] == word[1:].lower()]

    @cached_property
    def _small(self) -> frozenset[str]:
        return words_in("function_words", self.language) | words_in("question_words", self.language)

    @cached_property
    def _abbreviations(self) -> list[str]:
        return [word for word in self.words if len(word) >= self.limits.one_edit and word == word.upper()]

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
        longest = sorted(self.sounds, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest)) or r"(?!)")


def open_dictionary(language: str, words: Mapping[str, int]) -> Dictionary:
    """The dictionary of a language with these words, by how often the corpus has them."""
    limits, keys, by_language = nearness()
    return Dictionary(language, words, limits, by_language.get(language, {}), keys)


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
