"""Tally: a question for all parts of a document, or for their number, gets both, counted in the corpus."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.asking.patterns import DATA, word_list
from assistant.asking.query import Query
from assistant.reading.concepts import mentions
from index.interface import SearchIndex
from index.lexical import words
from ingest.errors import CorpusError
from ingest.model import Provision
from ingest.topics import embedded_topics
from ingest.vocabulary import vocabulary

DECK = "training"
DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Countable:
    """A kind of parts; see `data/countable.toml`."""

    name: str
    words: frozenset[str]
    step: str
    under: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """All parts of one kind of a document, in its order: of each its catalogue entry, else its text."""

    name: str
    document: str
    parts: tuple[Provision, ...]


def tally(query: Query, index: SearchIndex) -> tuple[Tally, ...]:
    """What the question wants counted or listed, a document each; nothing where it asks for something else,
    or for some of them only ("targets about money").
    """
    labels = query.intent.labels
    facts = all(one.kind == "catalogue" for group in query.named for one in group)  # "COP 9" names those
    if not facts or not ("count" in labels or "list" in labels):
        return ()
    asked = _words_beside_names(query.text)
    things = [thing for thing in countables() if thing.words & asked]
    if len(things) != 1 or not asked <= things[0].words | word_list("asks_how_many"):
        return ()
    thing = things[0]
    if thing.name == DECISIONS:
        return tuple(_decisions(query, index))
    documents = _documents(thing, query, index)
    found = (Tally(thing.name, document, tuple(_parts(thing, document, index))) for document in documents)
    return tuple(one for one in found if one.parts)


def _decisions(query: Query, index: SearchIndex) -> Iterator[Tally]:
    """The decisions of each meeting named that a training deck names; how many there are in all is not known
    here.
    """
    named = sorted({decision for topic in embedded_topics() for decision in topic.decisions})
    for session in query.intent.sessions if query.intent.trainer else ():
        own = [index.get(f"{one}/catalogue") for one in named if one.startswith(f"cop-{session}/")]
        if held := tuple(one for one in own if one):
            yield Tally(DECISIONS, f"cop-{session}", held)


def _words_beside_names(text: str) -> set[str]:
    """The words of an English text beside the names in it, but for names of what can be counted."""
    countable = {word for thing in countables() for word in thing.words}
    for mention in reversed(mentions(text, "en")):
        name = text[mention.start : mention.end]
        if name.lower() not in countable:
            text = f"{text[: mention.start]} {text[mention.end :]}"
    return {word for word in words(text) if not word.isdigit()}


def _documents(thing: Countable, query: Query, index: SearchIndex) -> Iterator[str]:
    """The documents that the question names, else those that are meant, else all instruments that have such
    parts: "How many articles has the Protocol?".
    """
    meant = query.intent.documents or thing.of or vocabulary().treaties
    for document in meant:
        if document:
            yield document
        else:
            yield from (one.id for one in index.documents.values() if one.kind == DECK)


def _parts(thing: Countable, document: str, index: SearchIndex) -> Iterator[Provision]:
    above = f"{document}/{thing.under}" if thing.under else document
    told = {one.locator.removesuffix("/catalogue"): one for one in index.in_document(document)}
    for locator in told:
        parent, _, step = locator.rpartition("/")
        if parent == above and step.startswith(thing.step):
            entry = index.get(f"{locator}/catalogue")
            yield entry or told[locator]


@cache
def countables() -> tuple[Countable, ...]:
    """The kinds of parts that can be counted."""
    try:
        read = tomllib.loads((DATA / "countable.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(
            f"countable.toml cannot be read ({error}).", "Install the project again."
        ) from error
    return tuple(
        Countable(name, frozenset(one["words"]), one["step"], one.get("under", ""), tuple(one.get("of", ())))
        for name, one in read.items()
    )
