"""The law of a subject that is no topic of the project: what it names, what is found by its words, and the
law of the topic that what was found belongs to.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from math import sqrt

import numpy as np

from assistant.asking.language import evident
from assistant.reading.concepts import mentions
from assistant.reading.glossary import english_readings, english_words, synonyms
from assistant.reading.timeline import VERBATIM
from assistant.reading.topics import fold, names_of, stands_in, topics_in
from assistant.trainer.provisions import RECITAL, Taught, held, in_teaching_order, role_of
from index.interface import Filters, SearchIndex, Words
from index.lexical import stems
from ingest.locator import Locator
from ingest.model import GuideEntry, Provision
from ingest.references.resolve import read_references
from ingest.topics import Topic, embedded_topics
from ingest.vocabulary import ENGLISH, LANGUAGES

# decks and the catalogue speak of the law and are not it
LAW = frozenset({"convention", "protocol", "framework", "decision", "other"})
LEAST_SHARE = 0.6  # of the weight of a subject's words, so much stands in a provision on it
MOST_FOUND = 12  # by words; the rest of what is found says less of the subject
MOST_CITED = 6  # by what was found, or citing it
OF_A_ROLE = 3  # provisions of each role that the nearest topic lends
_LOOKED_AT = 60  # of what search found, best first
_FEWEST_DUTIES = 4  # with fewer, a subject has too little law of its own to be taught by it alone


def composed(subject: str, language: str, decisions: Collection[str], index: SearchIndex) -> list[Taught]:
    """The law of a subject in teaching order, duties before what binds nobody; nothing where the corpus has
    nothing on it. `decisions` are those on the subject.
    """
    referred = _each(_referred_to(subject, index))
    if len(referred) >= _FEWEST_DUTIES:  # an article: what it says, and what it hangs together with
        return _taught([*referred, *_cited(referred, index)], index)
    found = _by_words(subject, language, index)
    own = _each([*referred, *_of_concepts(subject, language, index), *found])
    near = _nearest({*(one.locator for one in own), *decisions}, index) if own or decisions else []
    return _taught([*own, *_cited([*referred, *found], index), *near], index)


def beside_topic(subject: str, topic: Topic, language: str, index: SearchIndex) -> list[Taught]:
    """What a subject has of its own beside the law of a topic that it names: "capacity-building for customs
    officers", or two topics at once; nothing where it names no more than the topic.
    """
    if not _leftover(subject, topic):
        return []
    others = (one for other in topics_in(subject) if other != topic for one in _lent(other, index))
    return _taught([*_by_words(subject, language, index), *others], index)


def _leftover(subject: str, topic: Topic) -> list[str]:
    """The words of a subject beside the names of a topic."""
    rest = fold(subject)
    for name in sorted(names_of(topic), key=len, reverse=True):
        if stands_in(name, rest):
            rest = rest.replace(name, " ")
    return stems(rest)


def _taught(provisions: Iterable[Provision], index: SearchIndex) -> list[Taught]:
    """In teaching order. Recitals say why: where there is law that says what, they are left to it."""
    law = _each(provisions)
    operative = [one for one in law if one.kind not in {RECITAL, "term"}]
    kept = operative if len(operative) >= _FEWEST_DUTIES else law
    return in_teaching_order(Taught(one, role_of(one, index)) for one in kept)


def _each(provisions: Iterable[Provision]) -> list[Provision]:
    """Each once, in their order; the parts of one that is there whole are not repeated."""
    kept: dict[str, Provision] = {}
    for one in provisions:
        if not any(one.locator.startswith(f"{other}/") for other in kept):
            kept.setdefault(one.locator, one)
    return list(kept.values())


def _referred_to(subject: str, index: SearchIndex) -> Iterator[Provision]:
    """The leaves of what the subject refers to: an article's paragraphs and items."""
    for reference in read_references(subject):
        for target in reference.targets:
            yield from _under(str(target), index)


def _under(locator: str, index: SearchIndex) -> Iterator[Provision]:
    document = Locator.parse(locator).document
    inside = [
        one
        for one in index.in_document(document)
        if one.leaf and one.kind != "catalogue" and one.locator.startswith(f"{locator}/")
    ]
    own = index.get(locator)
    yield from inside or ([own] if own else [])


def _lent(topic: Topic, index: SearchIndex) -> Iterator[Provision]:
    seen: Counter[str] = Counter()
    for one in topic.core:
        seen[one.role] += 1
        provision = held(one.locator, index)
        if provision and seen[one.role] <= OF_A_ROLE:
            yield provision


def _of_concepts(subject: str, language: str, index: SearchIndex) -> Iterator[Provision]:
    """What establishes the things that the subject names, in its language or in English."""
    for known in dict.fromkeys((evident(subject) or language, ENGLISH)):
        for mention in mentions(subject, known):
            for locator in mention.concept.established_by:
                provision = held(locator, index)
                if provision and _is_law(provision, index):
                    yield provision


def _is_law(provision: Provision, index: SearchIndex) -> bool:
    document = index.documents.get(provision.document)
    return document is not None and document.kind in LAW and provision.kind != "catalogue"


def _by_words(subject: str, language: str, index: SearchIndex) -> list[Provision]:
    """What holds the subject's words, in the first reading of them that anything holds."""
    readings = (_holding(english, index) for english in _in_english(subject, language))
    return next(filter(None, readings), [])


def _in_english(subject: str, language: str) -> list[str]:
    """The subject as it is, and what the glossary makes of it: from the language that it shows to be in, or
    else from that of the session or any.
    """
    told = evident(subject)
    if told and told != ENGLISH:
        return [subject, *filter(None, [english_words(subject, told)])]
    return english_readings(subject, (language, *LANGUAGES))


def _holding(english: str, index: SearchIndex) -> list[Provision]:
    """Provisions that hold the words, the rare ones counting more: in their text, in the guide's summary and
    terms, or, where none does, in its questions; best first.
    """
    weights = {stem: index.weight(stem) for stem in dict.fromkeys(stems(english))}
    least = LEAST_SHARE * sum(weights.values())
    searched = _searched(english, index) if weights else []

    def holding(words: Callable[[Provision, GuideEntry | None], Sequence[str]]) -> list[Provision]:
        shares = [_share(words(one, index.guide(one.locator)), weights) for one in searched]
        kept = [row for row, share in enumerate(shares) if share >= least]
        kept.sort(key=lambda row: (searched[row].kind == RECITAL, -round(shares[row], 3), row))
        return [searched[row] for row in kept]

    return _each(holding(_said) or holding(_asked))[:MOST_FOUND]


def _said(provision: Provision, guide: GuideEntry | None) -> Sequence[str]:
    return [provision.heading, provision.text, *([guide.summary, *guide.terms] if guide else [])]


def _asked(provision: Provision, guide: GuideEntry | None) -> Sequence[str]:
    return [*_said(provision, guide), *(guide.questions if guide else ())]


def _share(words: Sequence[str], weights: Mapping[str, float]) -> float:
    there = set(stems(" ".join(words)))
    return sum(weight for stem, weight in weights.items() if stem in there)


def _searched(english: str, index: SearchIndex) -> list[Provision]:
    """What BM25 finds in the texts, the guide's questions and its summaries, best first."""
    none = np.empty((0, 1), dtype=np.float32)
    found = index.candidates(none, Words(english, synonyms(english)), Filters())
    if not len(found):
        return []
    parts = (found.phrases, *found.lexical.values(), *found.synonyms.values())
    best = np.argsort(-np.sum(parts, axis=0), kind="stable")[:_LOOKED_AT]
    provisions = index.at([int(found.positions[row]) for row in best])
    return [one for one in provisions if one.leaf and one.kind != "term" and _is_law(one, index)]


def _cited(own: Iterable[Provision], index: SearchIndex) -> list[Provision]:
    """What the law found refers to, and what refers to it; recitals excepted."""
    locators = [
        locator
        for provision in own
        for locator in (
            *(reference.target for reference in index.cites(provision.locator)),
            *(reference.source for reference in index.cited_by(provision.locator)),
        )
    ]
    found = [one for locator in dict.fromkeys(locators) if (one := index.get(locator)) is not None]
    return [
        one
        for one in found
        if one.kind not in {RECITAL, "document", "preamble"}
        and one.provenance in VERBATIM
        and _is_law(one, index)
    ][:MOST_CITED]


def _nearest(found: Collection[str], index: SearchIndex) -> list[Provision]:
    """The first of each role of the topic that most of what was found, provisions or decisions, belongs
    to.
    """

    def common(topic: Topic) -> float:
        return len({*topic.keys, *topic.decisions}.intersection(found)) / sqrt(len(topic.core))

    nearest = max(embedded_topics(), key=common)
    return list(_lent(nearest, index)) if common(nearest) else []
