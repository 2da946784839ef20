"""Decisions: the meeting, the time and the place of their adoption, and whether there is such a decision."""

import re
from collections.abc import Iterator

from assistant.trainer.desk import Desk
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.happened import misfit, sittings_of
from assistant.trainer.facts.meetings import catalogue_words, error_of, number_of, values_of
from assistant.trainer.facts.sentence import Anchor, Sentence
from ingest.locator import Decision
from ingest.vocabulary import COP, vocabulary

_ADOPTION = ("adopted", "dated")
_LED = re.compile(
    r"(?:\(|\b(?:in|by|through|as|with|dans|par|en|por|mediante|em|pela|в)\b(?: (?:its|sa|su|sua))?|"
    r"بموجب|في)\s*$"
)


def decision_errors(sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """Decisions named with the wrong meeting, time or place, and those of which there are not so many."""
    if sentence.foreign or sentence.unreal:
        return
    for anchor in sentence.of_kind("decision"):
        yield from _unknown(anchor, desk)
        yield from _other_meeting(anchor, sentence, desk)
        times, spots = values_of(anchor, sentence, _ADOPTION)
        happenings = sittings_of(number_of(anchor.document))
        wrong = misfit(happenings, times, spots)
        if wrong is not None:
            yield error_of(wrong, anchor.document, happenings, sentence, desk)


def _unknown(anchor: Anchor, desk: Desk) -> Iterator[Error]:
    """A number above that of the meeting's last decision, where that is known."""
    decision = Decision.of(anchor.document)
    session = f"{COP}-{number_of(anchor.document)}"
    total = vocabulary().totals.get(session)
    if (
        decision
        and total is not None
        and decision.number > total
        and anchor.document not in desk.index.documents
    ):
        values = {"label": desk.label(anchor.document), "meeting": desk.label(session), "total": str(total)}
        yield Error("decision_unknown", anchor.document, "", values)


def _other_meeting(anchor: Anchor, sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """The meeting that is said to have adopted it, where it is another one's."""
    for session in sentence.of_kind("session"):
        if number_of(session.document) == number_of(anchor.document) or sentence.is_measure(session):
            continue
        if _adopts(session, anchor, sentence):
            values = {
                "label": desk.label(anchor.document),
                "meeting": desk.label(f"{COP}-{number_of(anchor.document)}"),
                "said": session.words,
            }
            source = catalogue_words(anchor.document, desk.index)
            yield Error("decision_meeting", anchor.document, source, values)
            return


def _adopts(session: Anchor, decision: Anchor, sentence: Sentence) -> bool:
    """Whether the sentence says that the meeting adopted the decision, or sets it beside it."""
    events = [event for event in sentence.events if event.kind in _ADOPTION]
    if sentence.joined(session, decision, events):
        return len(sentence.of_kind("decision")) == 1 and len(sentence.of_kind("session")) == 1
    # "COP 9 adopted a Gender Plan of Action (decision IX/24)"
    adopting = [one for one in events if session.end <= one.start and one.end <= decision.start]
    led = _LED.search(sentence.normal[: decision.start].rstrip(" "))
    return bool(adopting and led) and sentence.joined(session, adopting[0])
