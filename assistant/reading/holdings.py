"""What a collection holds: which texts are whole, which in extracts, which are only explained or named."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.interface import SearchIndex
from ingest.locator import Decision, Locator
from ingest.model import Document, Provenance, Provision
from ingest.vocabulary import COP, vocabulary

PARTS = ("art", "goal", "target")  # what an instrument is counted by


class Held(StrEnum):
    """How much of a text is here, most first."""

    WHOLE = "whole"  # the official text, word for word
    COPY = "copy"  # an office's own file that was compared with nothing, or the words of an author
    EXTRACTS = "extracts"  # the official words that another source quotes
    GUIDE = "guide"  # no text: plain words of this project
    FACTS = "facts"  # a catalogue entry


_BY_PROVENANCE = {
    Provenance.OFFICIAL: Held.WHOLE,
    Provenance.QUOTED: Held.EXTRACTS,
    Provenance.OWN: Held.COPY,
    Provenance.GUIDE: Held.GUIDE,
    Provenance.CATALOGUE: Held.FACTS,
}


def held(document: Document, provisions: Iterable[Provision]) -> Held:
    """How much of a document is here; `provisions` are all of it."""
    known = _BY_PROVENANCE[document.provenance]
    explained = any(provision.provenance is Provenance.GUIDE for provision in provisions)
    return Held.GUIDE if known is Held.FACTS and explained else known


def held_in(document: Document, index: SearchIndex) -> Held:
    """How much of a document is in an index."""
    entry = document.provenance is Provenance.CATALOGUE
    return held(document, index.in_document(document.id) if entry else ())


@dataclass(frozen=True, slots=True)
class InstrumentHolding:
    """How much of an instrument is here: its articles, or goals and targets, by how they are held."""

    document: Document
    held: Held
    parts: Counter[Held]


@dataclass(frozen=True, slots=True)
class SessionHolding:
    """How much of what a meeting decided is here: its decisions by how they are held. `taken` is how many it
    took, None where that is not confirmed.
    """

    session: str
    body: str
    number: int
    decisions: Counter[Held]
    taken: int | None

    @property
    def named(self) -> int:
        """How many are here in any way."""
        return self.decisions.total()


def instrument_holdings(index: SearchIndex) -> list[InstrumentHolding]:
    """Of each instrument that the index names, in the order of the vocabulary."""
    known = [index.documents.get(instrument.id) for instrument in vocabulary().instruments]
    return [_instrument(document, index.in_document(document.id)) for document in known if document]


def _instrument(document: Document, provisions: Sequence[Provision]) -> InstrumentHolding:
    within: dict[str, set[Held]] = defaultdict(set)
    whole: dict[str, Held] = {}
    for provision in provisions:
        steps = Locator.parse(provision.locator).steps
        if not steps or steps[0].kind not in PARTS:
            continue
        part, how = str(steps[0]), _BY_PROVENANCE[provision.provenance]
        within[part].add(how)
        if len(steps) == 1:
            whole[part] = how
    counted = Counter(_part(whole.get(part), found) for part, found in within.items())
    return InstrumentHolding(document, held(document, provisions), counted)


def _part(own: Held | None, within: set[Held]) -> Held:
    """How an article is held: as itself is, or in extracts where only parts of it are quoted."""
    if own in {Held.WHOLE, Held.EXTRACTS, Held.COPY}:
        return own
    if within & {Held.WHOLE, Held.EXTRACTS}:
        return Held.EXTRACTS
    return Held.GUIDE if Held.GUIDE in within else Held.FACTS


def session_holdings(index: SearchIndex) -> list[SessionHolding]:
    """Of each meeting of which a decision or recommendation is named, the latest of each body first."""
    found: dict[tuple[str, int], Counter[Held]] = defaultdict(Counter)
    for document in index.documents.values():
        decision = Decision.of(document.id)
        if decision and "~" not in document.id:
            found[decision.body, decision.session][held(document, ())] += 1
    bodies = [body.id for body in vocabulary().bodies]
    order = sorted(found, key=lambda one: (bodies.index(one[0]), -one[1]))
    return [
        SessionHolding(
            session=f"{body}-{number}",
            body=body,
            number=number,
            decisions=found[body, number],
            taken=decisions_taken(f"{body}-{number}"),
        )
        for body, number in order
    ]


def decisions_taken(session: str) -> int | None:
    """How many decisions the meeting of that id ("cop-14") took; None where that is not confirmed, and for
    what is no meeting.
    """
    body, _, number = session.rpartition("-")
    return vocabulary().decisions_taken(int(number)) if body == COP and number.isdigit() else None
