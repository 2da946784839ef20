"""The things that a text speaks of, in any of the languages: terms of the glossary and concepts, each by one
name.

What a statement names must stand in the provision or in its reviewed summary; other words of the glossary
that do not are counted, and a fitted model weighs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.reading.concepts import mentions
from assistant.reading.glossary import meanings
from assistant.reading.support.data import read_table
from index.lexical import stem_word
from ingest.glossary import tokens_of
from ingest.vocabulary import LANGUAGES

READY = 4_096  # texts whose terms are kept


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language."""

    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Strange:
    """What a statement speaks of and its grounds do not: `terms` and concepts by their names, everyday
    `words` how many, of `known` ones.
    """

    terms: tuple[str, ...]
    words: int
    known: int


def strange_terms(statement: Text, grounds: Sequence[Text]) -> Strange:
    """The terms of a statement that none of the grounds has."""
    there = frozenset().union(*(_understood(text) for text in grounds))
    stems = frozenset().union(*(_stems(text) for text in grounds if text.language == "en"))
    found = meanings().said(statement.words, statement.language)
    new = [entries for entries in found if not entries & there and not _stands_in(entries, stems)]
    terms = [min(entries) for entries in new if entries <= meanings().terms - _overlooked("overlooked")]
    words = [entries for entries in new if not entries & meanings().terms]
    named = _concepts(statement) - frozenset().union(*(_concepts(text) for text in grounds))
    return Strange((*terms, *sorted(named - _overlooked("concepts"))), len(words), len(found))


def _stands_in(entries: frozenset[str], stems: frozenset[str]) -> bool:
    """Whether all words of a synonym of one of the entries stand in the grounds, wherever."""
    return any(words and words <= stems for entry in entries for words in meanings().words[entry])


@lru_cache(maxsize=READY)
def _understood(text: Text) -> frozenset[str]:
    return meanings().understood(text.words, text.language) if text.language in LANGUAGES else frozenset()


@lru_cache(maxsize=READY)
def _stems(text: Text) -> frozenset[str]:
    return frozenset(stem_word(token, "en") for token in tokens_of(text.words, "en"))


@lru_cache(maxsize=READY)
def _concepts(text: Text) -> frozenset[str]:
    return frozenset(mention.concept.id for mention in mentions(text.words, text.language))


@cache
def _overlooked(kind: str) -> frozenset[str]:
    return frozenset(read_table("terms")[kind])
