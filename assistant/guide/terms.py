"""Terms: the phrases of a text that say most of what it is about, by which an editor's note is begun."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from assistant.asking.own_words import telling_words

LONGEST = 3  # words of a phrase
LONGEST_CHINESE = 8  # characters of one
MOST = 6
COMMON = 1 / 500  # share of all words from which on one tells little: it parts phrases
RAREST = 1 / 20_000  # share below which one tells no more than another: it may be a slip
FEW = 20_000  # words: of fewer texts nothing is known of what is common, so that no word is held to be
_TOKEN = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_APOSTROPHES = ("'", "’")


@dataclass(frozen=True, slots=True)
class Language:
    """How often each word stands in the texts of a language, in small letters."""

    counts: Mapping[str, int]
    total: int

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Language":
        """From counts of words in whatever case."""
        small: dict[str, int] = {}
        for word, count in counts.items():
            small[word.lower()] = small.get(word.lower(), 0) + count
        return cls(small, max(FEW, sum(small.values())))

    def share(self, word: str) -> float:
        """The share of all words that this one has."""
        return self.counts.get(word.lower(), 0) / self.total


def terms_of(text: str, language: Language, most: int = MOST) -> tuple[str, ...]:
    """The phrases of up to LONGEST words that tell most, best first, none of which says no more than those
    before it do.
    """
    chosen: list[str] = []
    said: set[str] = set()
    phrases = dict.fromkeys(_phrases(text, language))
    for phrase in sorted(phrases, key=lambda one: (-_tells(one, language), one)):
        words = set(phrase.split())
        if not words <= said:
            chosen.append(phrase)
            said |= words
    return tuple(chosen[:most])


def _phrases(text: str, language: Language) -> Iterator[str]:
    """Words that follow each other with nothing common, no number and no mark between them."""
    run: list[str] = []
    for token in [*_TOKEN.findall(text), "."]:
        if _HAN.search(token):
            yield token[:LONGEST_CHINESE]
        elif _tells_something(token, language):
            run.append(token.lower())
            continue
        elif token in _APOSTROPHES and run:
            run.pop()  # what stands before it is no word of its own: l', d', qu'
        yield from _windows(run)
        run = []


def _tells_something(word: str, language: Language) -> bool:
    return word[0].isalpha() and language.share(word) < COMMON and bool(telling_words(word))


def _windows(run: list[str]) -> Iterator[str]:
    size = min(LONGEST, len(run))
    for start in range(len(run) - size + 1 if size else 0):
        yield " ".join(run[start : start + size])


def _tells(phrase: str, language: Language) -> float:
    """How much its words tell together."""
    return sum(-log(max(RAREST, language.share(word))) for word in phrase.split())
