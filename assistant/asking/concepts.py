"""Concepts: what the question names, with abbreviations written out, and whether it asks what that is."""

from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.asking.patterns import word_list, words_in
from assistant.asking.query import Wording
from assistant.reading.concepts import Mention, mentions, tokens_at, written_out
from assistant.reading.glossary import synonyms
from assistant.reading.topics import fold
from assistant.words.store import ENGLISH
from ingest.concepts import Concept


def read_concepts(wording: Wording) -> Wording:
    """The wording with the concepts that it names; their abbreviations are written out, for neither a text
    nor an embedding knows them.
    """
    language = wording.language
    found = mentions(wording.clean, language)
    concepts = tuple(dict.fromkeys(mention.concept for mention in found))
    if not concepts:
        return wording
    return replace(
        wording,
        clean=written_out(wording.clean, language, found),
        english=_english(wording, concepts),
        concepts=concepts,
        asks_what=asks_what(wording.clean, language, found),
    )


def asks_what(text: str, language: str, found: Sequence[Mention]) -> bool:
    """Whether a question asks what the concepts are that were found in it, and nothing else of them: beside
    their names it has only words by which one asks that, or by which one tells several things apart.
    """
    inside = [(mention.start, mention.end) for mention in found]
    rest = {
        fold(text[start:end])
        for start, end in tokens_at(text)
        if not any(first <= start < last for first, last in inside)
    }
    asking = words_in("asks_what", language) | word_list("asks_what_en")
    if _several_of_a_kind(found):
        asking |= words_in("tells_apart", language)
    return bool(found) and rest <= asking


def meanings_asked(parts: Sequence[str], language: str) -> tuple[Concept, ...]:
    """The thing whose meaning a part of a question asks, of each part that does: of "What is an LMO under the
    Cartagena Protocol, and who decides on its import?" the LMO.
    """
    asked: dict[Concept, None] = {}
    for part in parts:
        found = mentions(part, language)
        things = {mention.concept for mention in found if not mention.concept.instrument}
        if len(things) == 1 and asks_what(part, language, found):
            asked |= dict.fromkeys(things)
    return tuple(asked)


def establishing(things: Sequence[Concept], instruments: Set[str]) -> list[list[str]]:
    """Of each thing the locators of what establishes it, those of these instruments first."""
    return [
        sorted(thing.established_by, key=lambda one: one.split("/")[0] not in instruments) for thing in things
    ]


def _several_of_a_kind(found: Sequence[Mention]) -> bool:
    """Several things, or several instruments: "differ on technology transfer" asks what each says of it."""
    concepts = {mention.concept for mention in found}
    return len(concepts) > 1 and len({bool(concept.instrument) for concept in concepts}) == 1


def _english(wording: Wording, concepts: tuple[Concept, ...]) -> str:
    """The English words of the question behind the English name of each concept of which they say nothing.
    The glossary knows instruments, and abbreviations that have synonyms.
    """
    known = set(fold(f"{wording.english} {synonyms(wording.english)}").split())
    missing = [one.name(ENGLISH) for one in concepts if not one.instrument and not known & _words_of(one)]
    return " ".join([*missing, wording.english]).strip()


def _words_of(concept: Concept) -> set[str]:
    """The words of its English name."""
    return set(fold(concept.name(ENGLISH)).split())
