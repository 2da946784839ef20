"""Documents of one's own that a question names: "our strategy", "the action plan", "ley 41", "LOFC 14".

A question that names one is about it and nothing else: it is searched for there, and "Article 10" is that of
the document. What sorts of documents are called is data: `data/own-documents.toml`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.asking.patterns import read_data
from assistant.asking.query import Intent
from assistant.asking.title_words import instrument_words, title_words
from assistant.reading.glossary import english_words
from assistant.words.store import ENGLISH
from index.interface import Filters, SearchIndex
from ingest.model import Document, Provenance, Provision
from ingest.references.resolve import Reference
from ingest.vocabulary import vocabulary

ARTICLE = "art"
SHORT = 3  # letters of the shortest word that tells documents apart; a number may have one less


@dataclass(frozen=True, slots=True)
class _Named:
    """What a document may be called: the sorts that its title or its id has, and words that no other has."""

    id: str
    sorts: frozenset[str]
    known: frozenset[str]
    telling: frozenset[str]


def narrowed(intent: Intent, asked: str, language: str, documents: Iterable[Document]) -> Intent:
    """The intent with the documents of one's own that the question, as it was asked, names."""
    if intent.sessions or (intent.names_documents and _names_instrument(asked, language)):
        return intent
    named = named_own(asked, documents)
    return replace(intent, documents=named, vague=False) if named else intent


def _names_instrument(asked: str, language: str) -> bool:
    """Whether the question names an instrument by other words than those for a sort of document: the glossary
    makes a convention of every Arabic agreement.
    """
    if language == ENGLISH:
        return True
    rest = re.sub(r"\w+", lambda word: "" if set(title_words(word[0])) & _sort_words() else word[0], asked)
    return bool(vocabulary().named_instruments(english_words(rest, language)))


def within(intent: Intent, filters: Filters, index: SearchIndex) -> Filters:
    """The filters of the asker, or the documents of one's own that the question names."""
    return filters or Filters(documents=own_among(intent.documents, index))


def own_among(documents: Sequence[str], index: SearchIndex) -> tuple[str, ...]:
    """Those of the documents that are files of one's own, decks aside, which a question seldom means alone;
    () where others are among them.
    """
    known = (index.documents.get(document) for document in documents)
    return tuple(documents) if all(one is not None and is_own(one) for one in known) else ()


def is_own(document: Document) -> bool:
    """Whether it is a file that somebody added, in their own words."""
    return document.provenance is Provenance.OWN and document.kind == "other"


def named_own(asked: str, documents: Iterable[Document]) -> tuple[str, ...]:
    """Ids of the documents that the words name best; several where they name them alike."""
    own = _names(tuple(document for document in documents if is_own(document)))
    if not own:
        return ()
    words = title_words(asked)
    counts = {one.id: _match(words, one, own) for one in own}
    best = max(counts.values())
    return tuple(identity for identity, count in counts.items() if count == best > 0)


def article_in(reference: Reference, documents: Sequence[str], index: SearchIndex) -> tuple[Provision, ...]:
    """The sections of these documents whose headings have the number of the article that is named."""
    steps = reference.targets[0].steps
    if not steps or steps[0].kind != ARTICLE:
        return ()
    heading = re.compile(rf"[^\W\d]+\.?\s*{re.escape(steps[0].number)}(?![\d\w]|\.\d)", re.I)
    return tuple(
        provision
        for document in documents
        for provision in index.in_document(document)
        if provision.kind in {ARTICLE, "head"} and _is_headed(provision, heading, steps[0].number)
    )


def _is_headed(provision: Provision, heading: re.Pattern[str], number: str) -> bool:
    if provision.kind == ARTICLE:
        return provision.locator.endswith(f"/{ARTICLE}-{number}")
    return bool(heading.match(provision.heading))


def _match(words: Sequence[str], document: _Named, own: Sequence[_Named]) -> int:
    """How well the words name the document: 0 for not at all, else one more than the words that tell it from
    others.
    """
    telling = document.telling & set(words)
    said = {sort: before for sort in document.sorts if (before := _before(sort, words, document)) is not None}
    asked_for = bool(_list("says") & set(words))
    meant = any(
        (asked_for or before in _list("ours")) and sort in _list("alone") and _is_alone(sort, own)
        for sort, before in said.items()
    )
    if meant or (said and telling):
        return 1 + len(telling)
    numbered = len(telling) > 1 and any(word.isdigit() for word in telling)
    return len(telling) if numbered else 0


def _before(sort: str, words: Sequence[str], document: _Named) -> str | None:
    """What stands before that sort and the document's own words around it, "" for nothing; None where the
    words do not name the sort, or one of many ("a plan"), or another ("the strategic plan", "the 2010 plan").
    """
    usual = _list("the") | _list("ours") | _list("says")
    for place in _places(sort, words):
        if words[place] in _list("ours"):  # Arabic has it in one word
            return words[place]
        before = next((word for word in reversed(words[:place]) if word not in document.known), "")
        free = before in usual or not (before.isascii() and before)
        if free and before not in _list("any"):
            return before
    return None


def _places(sort: str, words: Sequence[str]) -> list[int]:
    """Where the words name that sort of document."""
    return [
        place
        for name in _sorts()[sort]
        for place in range(len(words))
        if list(words[place : place + len(name.split())]) == name.split()
    ]


def _is_alone(sort: str, own: Sequence[_Named]) -> bool:
    return sum(sort in one.sorts for one in own) == 1


@lru_cache(maxsize=4)  # an index that is built again has documents of its own
def _names(documents: tuple[Document, ...]) -> tuple[_Named, ...]:
    known = {document.id: frozenset(title_words(f"{document.title} {document.id}")) for document in documents}
    shared = Counter(word for words in known.values() for word in words)
    sorts = {
        document.id: frozenset(
            sort
            for sort in _sorts()
            if _places(sort, title_words(document.title)) or _places(sort, title_words(document.id))
        )
        for document in documents
    }
    everyday = _list("common") | _list("the") | _list("any") | instrument_words() | _sort_words()
    return tuple(
        _Named(
            identity,
            sorts[identity],
            words,
            frozenset(
                word
                for word in words
                if shared[word] == 1 and word not in everyday and len(word) >= SHORT - word.isdigit()
            ),
        )
        for identity, words in known.items()
    )


@cache
def _sort_words() -> frozenset[str]:
    return frozenset(word for names in _sorts().values() for name in names for word in name.split())


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return read_data("own-documents.toml", dict[str, dict[str, list[str]]])


def _sorts() -> dict[str, list[str]]:
    return _data()["sorts"]


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(_data()["words"][name])
