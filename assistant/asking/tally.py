"""Tally: a question for all parts of a document, or for their number, gets both, counted in the corpus."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.asking.countable import Countable, countables, parts_below, parts_in
from assistant.asking.patterns import names_treaty, word_list
from assistant.asking.query import Query
from assistant.reading.concepts import mentions
from assistant.reading.glossary import english_words
from assistant.words.store import ENGLISH
from index.interface import SearchIndex
from index.lexical import words
from ingest.concepts import instrument_concepts
from ingest.locator import catalogue_entry, described
from ingest.model import Provision
from ingest.topics import embedded_topics
from ingest.vocabulary import vocabulary

DECK = "training"
LIKELY = 0.4  # the chance from which a number or a list is wanted
SURE = 0.8  # the same of "the Protocol", which mostly is one of them
DECISIONS = "decisions"
COP = "conference-of-the-parties"  # the concept


@dataclass(frozen=True, slots=True)
class Tally:
    """All parts of one kind of a `whole`, a document or a provision by its locator, in its order: of each its
    catalogue entry, else its text.
    """

    name: str
    whole: str
    parts: tuple[Provision, ...]


def tally(query: Query, index: SearchIndex) -> tuple[Tally, ...]:
    """What the question wants counted or listed, a document each; nothing where it asks for something else,
    or for some of them only ("targets about money").
    """
    asked = _words_beside_names(query)
    wanted = _chance(query) >= LIKELY or asked & word_list("number_or_list")
    if not wanted:
        return ()
    framework = not set(query.intent.documents).isdisjoint(vocabulary().frameworks)
    things = (one.called(query.language, framework) for one in countables())
    called = [one for one in things if one.words & asked]
    named = [one for group in query.named for one in group if one.kind != "catalogue"]  # "COP 9" names those
    if named:
        return _within(named[0], called, asked & set(words(query.focus)), index) if len(named) == 1 else ()
    thing = called[0] if called else _meetings(query)
    if thing is None:
        return ()
    beside = asked - thing.words - thing.beside - word_list("asks_how_many")
    if len(beside) > _stray(query, thing, asked):
        return ()
    if thing.name in _SPECIAL:
        return tuple(one for one in _SPECIAL[thing.name](query, asked, index) if one.parts)
    held = ((one, tuple(parts_in(thing, one, index))) for one in _documents(thing, query, index))
    found = (Tally(thing.name, document, parts) for document, parts in held)
    return tuple(one for one in found if one.parts)


def _chance(query: Query) -> float:
    """That a number or a list is wanted."""
    chances = query.intent.labels.chances
    return chances["count"] + chances["list"]


def _within(
    whole: Provision, things: Sequence[Countable], asked: set[str], index: SearchIndex
) -> tuple[Tally, ...]:
    """The parts of a provision that is named, where they stand deeper in it than its own list, which is shown
    as the text has it: the articles of an annex in two parts. What else is asked must be the heading of one:
    "of the part on arbitration".
    """
    countable = {word for one in countables() for word in one.words}
    beside = asked - countable - word_list("asks_how_many")
    for thing in (one for one in things if one.may_stand_in(whole)):
        parts = parts_below(thing, whole.locator, whole.document, index)
        above = dict.fromkeys(described(one.locator).rpartition("/")[0] for one in parts)
        meant = [one for one in above if one != whole.locator and beside <= set(words(_heading(one, index)))]
        if meant:
            held = ((one, [part for part in parts if part.locator.startswith(f"{one}/")]) for one in meant)
            return tuple(Tally(thing.name, one, tuple(own)) for one, own in held)
    return ()


def _heading(locator: str, index: SearchIndex) -> str:
    provision = index.get(locator)
    return provision.heading or "" if provision else ""


def _decisions(query: Query, asked: set[str], index: SearchIndex) -> Iterator[Tally]:
    """The decisions of each meeting named: those that a training deck names, where it is asked about, or all
    that are catalogued.
    """
    of_the_deck = query.intent.trainer or bool(asked & word_list("deck"))
    taught = {decision for topic in embedded_topics() for decision in topic.taught}
    for session in query.intent.sessions:
        own = (one.id for one in index.documents.values() if one.id.startswith(f"cop-{session}/dec-"))
        wanted = sorted(taught & set(own) if of_the_deck else own, key=_number)
        entries = [index.get(catalogue_entry(one)) for one in wanted]
        yield Tally(DECISIONS, f"cop-{session}", tuple(one for one in entries if one))


def _number(document: str) -> int:
    """The last number of an id: 14 of "cop-9/dec-14"."""
    return int(document.rpartition("-")[2])


def _meetings(query: Query) -> Countable | None:
    """Who asks how many COPs there were, and names none of them, means its meetings."""
    named = any(concept.id == COP for concept in query.concepts) and not query.intent.sessions
    return next(one for one in countables() if one.name == "sessions") if named else None


def _stray(query: Query, thing: Countable, asked: set[str]) -> int:
    """So many words may stand beside those that ask, where the thing is said in a word: the glossary gives
    some that nobody said. None where it may be asked what happened: how many targets "were reached".
    """
    labels = query.intent.labels
    other = max(labels.chances["event"], labels.chances["status"]) >= LIKELY or "fact" in labels
    return 0 if query.language == ENGLISH or other or not thing.words & asked else 1


def _protocols(query: Query, asked: set[str], index: SearchIndex) -> Iterator[Tally]:
    """The Protocols to the Convention, each by the provision that establishes what it is; not where one of
    them is named, whose parts are asked for, or one of another treaty.
    """
    named = query.intent.names_documents and set(query.intent.documents) & set(vocabulary().protocols)
    one_meant = query.intent.vague and _chance(query) < SURE
    if named or one_meant or names_treaty(query.spoken):
        return
    concepts = (instrument_concepts().get(protocol) for protocol in vocabulary().protocols)
    held = [index.get(locator) for one in concepts if one for locator in one.established_by[:1]]
    yield Tally("protocols", vocabulary().convention, tuple(one for one in held if one))


def _sessions(query: Query, asked: set[str], index: SearchIndex) -> Iterator[Tally]:
    """The meetings of the Conference of the Parties that are catalogued, each by its first sitting."""
    if not any(concept.id == COP for concept in query.concepts):
        return
    meetings = sorted((one.id for one in index.documents.values() if one.kind == "session"), key=_number)
    sittings = [index.in_document(meeting)[:1] for meeting in meetings]
    yield Tally("sessions", vocabulary().convention, tuple(one for found in sittings for one in found))


def _words_beside_names(query: Query) -> set[str]:
    """The English words of a question beside the instruments that it names, but for those that can be
    counted: "targets" of "Aichi targets".
    """
    language = query.language
    text = query.text if language == ENGLISH else query.spoken
    countable = {word for thing in countables() for word in thing.words}
    beside: list[str] = []
    at = 0
    for mention in mentions(text, language):
        if not mention.concept.instrument and mention.concept.id != COP:
            continue  # "articles about biosafety" are some of them only
        name = english_words(text[mention.start : mention.end], language)
        kept = [word for word in name.split() if word.lower() in countable]
        beside += [english_words(text[at : mention.start], language), *kept]
        at = mention.end
    beside.append(english_words(text[at:], language))
    known = vocabulary()
    numbers = known.ordinals(ENGLISH).keys() | known.cardinals(ENGLISH).keys()
    return {word for word in words(" ".join(beside)) if not word.isdigit() and word not in numbers}


def _documents(thing: Countable, query: Query, index: SearchIndex) -> Iterator[str]:
    """The documents that the question names, else those that are meant, else all instruments that have such
    parts: "How many articles has the Protocol?".
    """
    named = tuple(concept.instrument for concept in query.concepts if concept.instrument)
    meant = query.intent.documents or named or thing.of or vocabulary().treaties
    for document in meant:
        if document:
            yield document
        else:
            yield from (one.id for one in index.documents.values() if one.kind == DECK)


_SPECIAL: dict[str, Callable[[Query, set[str], SearchIndex], Iterator[Tally]]] = {
    DECISIONS: _decisions,
    "protocols": _protocols,
    "sessions": _sessions,
}
