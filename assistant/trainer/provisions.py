"""The law of a session: the provisions that belong to its subject, each with the role it plays; which of them
slides have room for, and which define its words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.reading.timeline import VERBATIM, Timeline
from assistant.reading.topics import fold
from assistant.trainer.duties import NOBODY, duties_of
from index.interface import SearchIndex
from ingest.locator import catalogue_entry, overlap
from ingest.model import Provision
from ingest.topics import ROLES, Topic, embedded_topics
from ingest.vocabulary import vocabulary

WHAT, WHO, HOW, MONEY, CHECK = ROLES
RECITAL = "recital"
_RATHER_LATE, _LATE = 2, 20


@dataclass(frozen=True, slots=True)
class Taught:
    """A provision of a session, and what it teaches: one of ROLES."""

    provision: Provision
    role: str


def held(locator: str, index: SearchIndex) -> Provision | None:
    """What the corpus has at an address, be it a catalogue entry alone."""
    return index.get(locator) or index.get(catalogue_entry(locator))


def law_of_topic(topic: Topic, timeline: Timeline | None, index: SearchIndex) -> list[Taught]:
    """The core of a topic, and what its decisions say where the timeline quotes them, in teaching order."""
    core = [Taught(found, one.role) for one in topic.core if (found := held(one.locator, index))]
    known = {one.provision.locator for one in core}
    quoted = [
        Taught(found, HOW)
        for entry in (timeline.entries if timeline else ())
        if entry.words and (found := index.get(entry.words.locator)) and found.provenance in VERBATIM
    ]
    return in_teaching_order(
        [
            *core,
            *(one for one in quoted if not any(overlap(one.provision.locator, other) for other in known)),
        ]
    )


def in_teaching_order(law: Iterable[Taught]) -> list[Taught]:
    """By role; within a role in the order given, recitals last: they bind nobody."""
    each = {one.provision.locator: one for one in law}.values()
    return sorted(each, key=lambda one: (ROLES.index(one.role), one.provision.kind == RECITAL))


def for_slides(law: Sequence[Taught], count: int) -> list[Taught]:
    """So many that a session begins with: of every role its first before the second of any, none twice; in
    teaching order. After the firsts, duties and how they are done go before the rest.
    """
    ranked: list[tuple[int, Taught]] = []
    for role in ROLES:
        own = sorted((one for one in law if one.role == role), key=lambda one: _handicap(one.provision))
        ranked += [(place + _handicap(one.provision), one) for place, one in enumerate(own)]
    chosen: list[Taught] = []
    for _, one in sorted(ranked, key=lambda pair: (pair[0], pair[0] > 0 and pair[1].role not in {WHO, HOW})):
        if len(chosen) < count and not any(_same(one.provision, other.provision) for other in chosen):
            chosen.append(one)
    return in_teaching_order(one for one in law if one in chosen)


def _handicap(provision: Provision) -> int:
    """So many others of its role go before it: a treaty is quoted where its words are here, and a recital
    only where nothing else is.
    """
    if provision.kind == RECITAL:
        return _LATE
    paraphrased = provision.provenance not in VERBATIM and provision.document in vocabulary().treaties
    return _RATHER_LATE if paraphrased else 0


def role_of(provision: Provision, index: SearchIndex) -> str:
    """What a provision teaches: what the topics that have it say, else who must do what where it says so."""
    told = _told_roles().get(provision.locator)
    if told:
        return told
    if provision.kind == "term":
        return WHAT
    return WHO if any(duty.actor != NOBODY for duty in duties_of(provision, index)) else HOW


@cache
def _told_roles() -> dict[str, str]:
    """The role that most topics give a provision, of several the first in teaching order."""
    counted: dict[str, Counter[str]] = {}
    for topic in embedded_topics():
        for one in topic.core:
            counted.setdefault(one.locator, Counter())[one.role] += 1
    return {
        locator: max(roles, key=lambda role: (roles[role], -ROLES.index(role)))
        for locator, roles in counted.items()
    }


def unheld(law: Iterable[Taught]) -> list[Taught]:
    """Those of the law whose official words are not here."""
    return [one for one in law if one.provision.provenance not in VERBATIM]


def _same(one: Provision, other: Provision) -> bool:
    return overlap(one.locator, other.locator) or fold(one.text) == fold(other.text)


def definitions(topic: Topic | None, law: Sequence[Taught], index: SearchIndex) -> Iterator[Provision]:
    """Tell what the words mean: the topic's own terms; where there is no topic, those of Article 2 of an
    instrument that the provisions use.
    """
    if topic:
        yield from (found for one in topic.definitions if (found := index.get(one)) is not None)
        return
    # a term is explained only where the session uses it
    texts = fold(" ".join(one.provision.text for one in law))
    homes = dict.fromkeys([vocabulary().convention, *(one.provision.document for one in law)])
    for home in homes:
        for provision in index.in_document(home):
            term = provision.kind == "term" and provision.provenance in VERBATIM
            if term and f" {fold(provision.heading)} " in f" {texts} ":
                yield provision
