"""Own words: how much of a question a passage of an office's own document says.

A passage is read as its sentences and the rows of its tables, each row with the heads of its columns, for
what is asked mostly stands in one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.asking.details import gives
from assistant.asking.language import SUPPORTED
from assistant.asking.patterns import word_list, words_in
from assistant.asking.query import Query
from assistant.words.store import ENGLISH
from index.interface import SearchIndex
from index.lexical import stems, words
from ingest.model import Provision
from ingest.sentences import sentences_and_rows

LONGEST = 4_000  # characters of a passage that are read: a whole chapter is found by its sections
REMEMBERED = 16_384  # texts whose stems are kept: the same passages are read for many questions


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question in one language, each stem with its weight."""

    language: str
    weights: Mapping[str, float]

    @property
    def total(self) -> float:
        """The weight of all."""
        return sum(self.weights.values()) or 1.0

    def share(self, there: frozenset[str]) -> float:
        """How much of the question the stems have, rare ones counting more."""
        return sum(weight for stem, weight in self.weights.items() if stem in there) / self.total


@dataclass(frozen=True, slots=True)
class Said:
    """The shares of the question that a passage says with its headings and its title, in all (`words`) and in
    the best of its units; in the best of those that give the details asked for; what the title says of it,
    and the headings; and the weight of the rarest word that is not said.
    """

    words: float
    at_once: float
    given: float
    title: float
    headings: float
    unsaid: float


def said_by(query: Query, provision: Provision, index: SearchIndex, details: Sequence[str] = ()) -> Said:
    """How much of the question, which asks for these details, the provision says: as it was asked, or as the
    glossary has it in English, whichever is more.
    """
    document = index.documents[provision.document]
    asked = [_asked(query.spoken or query.text, document.language, index)]
    if query.language != ENGLISH:
        asked.append(_asked(query.text, ENGLISH, index))
    title = f"{document.title} {document.short_title} {document.id.replace('-', ' ')}"
    units = units_of(provision)
    giving = [gives(unit, details) for unit in units]
    found = (_said(one, provision, title, units, giving) for one in asked)
    return max(found, key=lambda said: said.words + said.at_once)


def _said(
    asked: Asked, provision: Provision, title: str, units: Sequence[str], giving: Sequence[bool]
) -> Said:
    named = _stems(title, asked.language)
    headed = _stems(" ".join(provision.path), asked.language)
    stemmed = [_stems(unit, asked.language) for unit in units]
    everything = named | headed | frozenset[str]().union(*stemmed)
    shares = [asked.share(named | headed | unit) for unit in stemmed]
    return Said(
        asked.share(everything),
        max(shares),
        max((share for share, gives_it in zip(shares, giving, strict=True) if gives_it), default=0.0),
        asked.share(named),
        asked.share(headed),
        max((weight for stem, weight in asked.weights.items() if stem not in everything), default=0.0),
    )


def units_of(provision: Provision) -> list[str]:
    """Its sentences, and the rows of its tables with the heads of their columns; at least one."""
    return list(_read(provision.text[:LONGEST])) or [""]


@lru_cache(REMEMBERED // 8)
def _read(text: str) -> tuple[str, ...]:
    return tuple(sentences_and_rows(text))


def numbers_in(text: str) -> set[str]:
    """The numbers in a text, as they are written."""
    return {word for word in words(text) if word.isdigit()}


def _asked(text: str, language: str, index: SearchIndex) -> Asked:
    return Asked(language, {stem: index.weight(stem) for stem in _telling_stems(text, language)})


@lru_cache(REMEMBERED // 64)
def _telling_stems(text: str, language: str) -> tuple[str, ...]:
    return tuple(stems(" ".join(telling_words(text)), language))


def telling_words(text: str) -> list[str]:
    """The words of a question that say what it is about."""
    return [word for word in dict.fromkeys(words(text)) if word not in _small()]


@lru_cache(REMEMBERED)
def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stems(text, language))


@cache
def _small() -> frozenset[str]:
    """Small words of all languages, which say nothing of what is asked."""
    lists = ("function_words", "question_words")
    small = (words_in(name, language) for name in lists for language in SUPPORTED)
    return word_list("counting_words").union(*small)
