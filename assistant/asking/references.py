"""References: what the question names becomes provisions of the corpus, or is said to be missing."""

import re
from collections.abc import Sequence

from assistant.asking.code_articles import code_articles
from assistant.asking.concepts import meanings_asked
from assistant.asking.heads import KEPT_ELSEWHERE
from assistant.asking.kept import is_sure
from assistant.asking.own_documents import article_in, own_among
from assistant.asking.patterns import session_words, word_list, words_in
from assistant.asking.query import Intent, Missing, Query, Reading, Wording
from assistant.question import Question
from assistant.reading.labels import label_of
from assistant.reading.resolve import nearest, provision_at, readings_of
from assistant.words.store import ENGLISH
from index.interface import SearchIndex
from index.lexical import words
from ingest.concepts import Concept, instrument_concepts
from ingest.locator import Locator
from ingest.model import Provision
from ingest.references.resolve import Reference, aims_alone

PARTY = "party"  # the concept
Named = tuple[tuple[Provision, ...], ...]


def resolve(
    question: Question, wording: Wording, reading: Reading, intent: Intent, index: SearchIndex
) -> Query:
    """The query: the words of the question with the provisions that it names."""
    named, missing, alternatives = _provisions(reading, intent.documents, index)
    if not named and not missing and not (question.history and _goes_on(wording.english)):
        named = _sessions(wording.english, intent, index)
    compared = () if named or missing else _instruments_told_apart(reading, intent)
    return Query(
        text=reading.text,
        asked=question.text,
        parts=reading.parts,
        told=reading.told,
        language=wording.language,
        intent=intent,
        spoken=reading.spoken,
        named=named,
        missing=missing,
        alternatives=alternatives,
        focus=reading.focus,
        rewritten=_rewritten(question, reading, named, wording.language, index),
        injected=wording.injected,
        concepts=compared or wording.concepts,
        asks_what=bool(compared or wording.asks_what)
        and not question.filters
        and _asks_for_meaning(reading, intent, wording.concepts),
        meanings=meanings_asked(reading.parts, wording.language),
        aims=aims_alone(reading.spoken),
    )


def _instruments_told_apart(reading: Reading, intent: Intent) -> tuple[Concept, ...]:
    """The instruments of "How do the Cartagena and the Nagoya Protocol differ?", which asks what each is."""
    known = instrument_concepts()
    found = tuple(known[document] for document in intent.documents if document in known)
    asking = words_in("tells_apart", ENGLISH) | word_list("asks_what_en")
    told_apart = intent.comparison and set(reading.focus.split()) <= asking
    return found if told_apart and len(found) > 1 else ()


def _provisions(
    reading: Reading, documents: Sequence[str], index: SearchIndex
) -> tuple[Named, tuple[Missing, ...], tuple[Provision, ...]]:
    """What is there of each reference, what is missing, and what else a reference may mean."""
    named: list[tuple[Provision, ...]] = []
    missing: list[Missing] = []
    others: list[Provision] = []
    own = own_among(documents, index) if documents else ()
    for reference in reading.references:
        if _names_no_provision(reference):
            continue
        if own and reference.alternatives:  # "Article 10" of a document that it names
            named += [sections] if (sections := article_in(reference, own, index)) else []
            continue
        readings = readings_of(reference, documents, reading.context)
        found = [
            tuple(p for target in one if (p := provision_at(target, index)) is not None) for one in readings
        ]
        best = next((position for position, provisions in enumerate(found) if provisions), None)
        if best is None:
            missing += _missing(reference, reference.targets[:1], index)
            continue
        named.append(found[best])
        absent = [target for target in readings[best] if provision_at(target, index) is None]
        missing += _missing(reference, absent, index)
        others += [provision for provisions in found[best + 1 :] for provision in provisions]
    if not reading.references:
        named = code_articles(reading.spoken, documents, index)
    return tuple(named), tuple(missing), tuple(others)


def _missing(reference: Reference, absent: Sequence[Locator], index: SearchIndex) -> list[Missing]:
    bare = bool(reference.alternatives)
    return [Missing(reference.words, target, nearest(target, index), bare) for target in absent]


def _names_no_provision(reference: Reference) -> bool:
    """ "COP 15" or an instrument alone says where to look (see Intent)."""
    return not reference.targets[0].steps and "/" not in reference.targets[0].document


def _sessions(text: str, intent: Intent, index: SearchIndex) -> Named:
    """The catalogue entries of the COPs named, where nothing is asked but when and where they met."""
    if not intent.sessions:
        return ()
    plain = re.sub(r"(?<=cop)[\s-]*(?:[ivx]{1,5}|\d+)\b|\b\d+(?:st|nd|rd|th)?\b", " ", text, flags=re.I)
    entries = [
        tuple(p for p in index.in_document(f"cop-{number}") if p.kind == "catalogue")
        for number in intent.sessions
    ]
    towns = {
        town
        for number in intent.sessions
        if (document := index.documents.get(f"cop-{number}")) is not None
        for name in document.towns
        for town in words(name)
    }
    asked = set(words(plain)) - word_list("catalogue_facts") - session_words() - towns
    return () if asked else tuple(group for group in entries if group)


def _goes_on(text: str) -> bool:
    """ "And what did COP 10 say about it?" goes on with what was asked before, "when was it?" does not."""
    return not word_list("when_and_where") & set(re.findall(r"\w+", text.lower()))


def _asks_for_meaning(reading: Reading, intent: Intent, concepts: Sequence[Concept]) -> bool:
    """Not where a provision is named, or is to be named: "Which target is about protected areas?"; and "Who
    are the Parties?" asks for a list that is kept elsewhere.
    """
    kept = intent.labels.held & set(KEPT_ELSEWHERE) and "definition" not in intent.labels.held
    listed = any(concept.id == PARTY for concept in concepts) or is_sure(intent.labels)
    return not reading.references and not intent.unit and not (kept and listed)


def _rewritten(question: Question, reading: Reading, named: Named, language: str, index: SearchIndex) -> str:
    """What a follow-up was understood as; "" for a question that stands alone."""
    turns = [turn.content for turn in question.history if turn.role == "user"][-2:]
    if not turns:
        return ""
    read = {target.document for reference in reading.own for target in reference.targets}
    # nothing was read in the question alone, or of another instrument
    if any(provision.document not in read for group in named for provision in group):
        labels = ", ".join(label_of(provision, language, index) for group in named for provision in group)
        return f"{question.text} ({labels})"
    return f"{' '.join(turns)} {question.text}" if reading.leaning else ""
