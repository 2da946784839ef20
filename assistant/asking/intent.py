"""Intent: which kind of answer a question wants, and which documents and meetings it names.

The kind is read from its embedding, what it names from its English words: questions in other languages come
here translated by the glossary.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from assistant.asking.heads import Labels
from assistant.asking.patterns import group_of, pattern, word_list
from assistant.asking.query import Intent
from ingest.concepts import Concept
from ingest.model import Document
from ingest.numerals import from_roman
from ingest.references.later import later_sessions
from ingest.references.resolve import Reference
from ingest.vocabulary import COP, vocabulary


def read_intent(
    text: str,
    labels: Labels,
    documents: Iterable[Document],
    concepts: Sequence[Concept] = (),
    last: str = "",
    own: Iterable[Reference] = (),
    spoken: str = "",
) -> Intent:
    """The intent of a question, by its English words, its labels and the things that it names, over a corpus
    of these documents. `last` are the words of the last turn, where the text has those before it, too: "and
    Cartagena?" means that instrument alone, and "and COP 14?" that meeting. `own` is what that turn refers to
    by itself, and `spoken` are the asker's own words.
    """
    term = pattern("definition_of").search(text)
    documents = list(documents)
    named = (
        named_documents(last or text, documents)
        or _instruments(concepts, documents)
        or named_documents(text, documents)
    )
    together = named_together(text, "list" in labels) if len(named) < 2 else ()
    vague = not named and not together and _has("the_protocol", text)
    held = {document.id for document in documents}
    several = together or (_protocols_meant(concepts) if vague else ())
    # another body's COP 26 may be among an office's own
    sessions = {document.session for document in documents}
    later = tuple(one for one in later_sessions(spoken) if one not in sessions)
    return Intent(
        documents=tuple(one for one in several if one in held) or named,
        vague=vague,
        each=bool(together) or "comparison" in labels,
        sessions=_sessions(own) or (() if later else named_sessions(last) or named_sessions(text)),
        later=later,
        term=group_of(term).strip().lower() if term else "",
        trainer="trainer" in labels or "training" in vocabulary().named_kinds(text),
        country=bool(_countries().search(text)),
        contents="wording" in labels,
        title=_has("title", text),
        which_article="which" in labels,
        unit=asked_unit(text),
        preamble="preamble" in labels,
        defining="definition" in labels,
        enumeration="list" in labels,
        comparison="comparison" in labels,
        quantity="count" in labels or "figures" in labels,
        who_must="who_must" in labels,
        status="status" in labels,
        event="event" in labels,
        contact="contact" in labels,
        labels=labels,
    )


def asked_unit(text: str) -> str:
    """What the asker wants to be named: "article", "decision" or "target", goals among these; "" where it may
    be anything.
    """
    matches = pattern("asked_unit").finditer(text)
    found = [group_of(match).lower().removesuffix("s") for match in matches]
    return "target" if found[-1:] == ["goal"] else found[-1] if found else ""


def named_documents(text: str, documents: Iterable[Document]) -> tuple[str, ...]:
    """Ids of the documents that the words name: instruments by their titles or by what people call them, and
    every document of a kind that is named, such as the training decks.
    """
    kinds = vocabulary().named_kinds(text)
    return (
        *vocabulary().named_instruments(text),
        *(document.id for document in documents if document.kind in kinds),
    )


def _instruments(concepts: Iterable[Concept], documents: Iterable[Document]) -> tuple[str, ...]:
    """Ids of the instruments among the things that are named, in whatever language."""
    named = {concept.instrument for concept in concepts}
    return tuple(document.id for document in documents if document.id in named)


def named_together(text: str, listed: bool) -> tuple[str, ...]:
    """Ids of the instruments that are named together, each of which is asked about: "all four treaties",
    "every protocol", "both protocols" (to the Convention), in a question for a list (`listed`) also "the
    Convention and its Protocols".
    """
    known = vocabulary()
    if _has("both_protocols", text):
        return tuple(dict.fromkeys([*known.protocols_to_convention, *known.named_instruments(text)]))
    each, together = pattern("each_instrument").search(text), _has("instruments_together", text)
    if not (each or (listed and together)):
        return ()
    convention = together or known.convention in known.named_instruments(text)
    protocols = each and "protocol" in each[0].lower() and not convention
    return known.protocols if protocols else known.treaties


def _protocols_meant(concepts: Iterable[Concept]) -> tuple[str, ...]:
    """Which Protocols "the Protocol" may be: the one that the things named beside it are of, if it is one."""
    protocols = vocabulary().protocols
    of_things = {
        locator.split("/")[0]
        for concept in concepts
        if not concept.instrument
        for locator in concept.established_by
    }
    meant = tuple(one for one in protocols if one in of_things)
    return meant if len(meant) == 1 else protocols


def _sessions(references: Iterable[Reference]) -> tuple[int, ...]:
    """COP numbers among what is referred to: "COP 5" in any language, but not a decision of it."""
    named = (target.document.rpartition("-") for one in references for target in one.targets)
    return tuple(
        dict.fromkeys(int(number) for body, _, number in named if body == COP and number.isdecimal())
    )


def named_sessions(text: str) -> tuple[int, ...]:
    """COP numbers: "COP 10", "COP X", "the first COP", or the town where one was held."""
    found = [
        int(match[1]) if match[1].isdigit() else from_roman(match[1]) or 0
        for match in pattern("session_number").finditer(text)
    ]
    ordinals = vocabulary().ordinals("en")
    for match in _ordinal_session().finditer(text):
        word = (match[1] or match[2]).lower()
        found.append(ordinals.get(word) or int(re.sub(r"\D", "", word)))
    low = text.lower()
    meeting = not word_list("at_a_meeting").isdisjoint(re.findall(r"\w+", low))
    # "in Nagoya" is the Protocol, unless the question is about a meeting
    found += [session for there, session, named in _towns() if there.search(low) and (meeting or not named)]
    last = vocabulary().last_session(COP)
    return tuple(dict.fromkeys(number for number in found if 1 <= number <= last))


def _has(name: str, text: str) -> bool:
    return bool(pattern(name).search(text))


@cache
def _towns() -> tuple[tuple[re.Pattern[str], int, bool], ...]:
    """Each town where a meeting was held ("in Nagoya"), its session, and whether an instrument bears its
    name.
    """
    return tuple(
        (
            re.compile(rf"\b(?:in|at) {re.escape(town.lower())}\b"),
            session,
            bool(vocabulary().named_instruments(town)),
        )
        for town, session in vocabulary().towns.items()
    )


@cache
def _countries() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(word_list('countries')))})\w*", re.IGNORECASE)


@cache
def _ordinal_session() -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary().ordinals("en")))
    ordinal = rf"{words}|\d{{1,2}}(?:st|nd|rd|th)"
    meeting = r"(?:(?:meeting|session)\s+(?:of\s+the\s+)?)?(?:cop\b|conference\s+of\s+the\s+parties)"
    before = rf"\b({ordinal})\s+(?:ordinary\s+)?(?:{meeting})"
    behind = (  # as the glossary leaves it
        rf"\b(?:cop|conference\s+of\s+the\s+parties)\s+(?:(?:meeting|session)\s+)?({ordinal})\b"
    )
    return re.compile(rf"{before}|{behind}", re.IGNORECASE)
