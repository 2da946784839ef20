"""Decisions: the meeting, the time and the place of their adoption, and whether there is such a decision."""

import re
from collections.abc import Iterator

from assistant.trainer.desk import Desk
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.happened import misfit, sittings_of
from assistant.trainer.facts.marks import Anchor, Spot
from assistant.trainer.facts.meetings import catalogue_words, error_of, number_of, values_of
from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.times import Time
from ingest.locator import Decision
from ingest.vocabulary import COP, vocabulary

_ADOPTION = ("adopted", "dated")
_MARGIN = 20  # decisions more than any meeting has taken
_BRACKET = re.compile(r"\(([^()]*)\)\s*\.?\s*$")
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
        wrong = misfit(happenings, times, spots) or _other_sitting(anchor, sentence)
        if wrong is not None:
            yield error_of(wrong, anchor.document, happenings, sentence, desk)


def _other_sitting(anchor: Anchor, sentence: Sentence) -> Time | Spot | None:
    """A town and a year in brackets behind the title, where another meeting was then and there: "XII/3
    Resource mobilization (Hyderabad, 2012)".
    """
    start, end = anchor.end, sentence.around(anchor)[1]
    bracket = _BRACKET.search(sentence.normal, start, end)
    if bracket is None or not sentence.is_value(*bracket.span(1)):
        return None
    inside = sentence.values_at(bracket.span(1))
    spots = [one for one in inside if isinstance(one, Spot)]
    times = [one for one in inside if isinstance(one, Time)]
    if len(spots) != 1 or len(times) != 1:
        return None
    fitting = {
        one.session
        for one in vocabulary().sittings
        if all(was.fits(times[0]) and was.was_in(spots[0]) for was in sittings_of(one.session))
    }
    return times[0] if fitting and number_of(anchor.document) not in fitting else None


def _unknown(anchor: Anchor, desk: Desk) -> Iterator[Error]:
    """A number above that of the meeting's last decision, or, where that is not known, above those of all
    meetings by far.
    """
    decision = Decision.of(anchor.document)
    session = f"{COP}-{number_of(anchor.document)}"
    totals = vocabulary().totals
    total = totals.get(session, 0)
    known = anchor.document in desk.index.documents
    if decision and not total and not known and decision.number > max(totals.values()) + _MARGIN:
        values = {"label": desk.label(anchor.document), "most": str(max(totals.values()))}
        yield Error("decision_beyond", anchor.document, "", values)
    elif decision and total and decision.number > total and not known:
        values = {"label": desk.label(anchor.document), "meeting": desk.label(session), "total": str(total)}
        yield Error("decision_unknown", anchor.document, "", values)


def _other_meeting(anchor: Anchor, sentence: Sentence, desk: Desk) -> Iterator[Error]:
    """The meeting that is said to have adopted it, where it is another one's."""
    sessions = sentence.row("session")
    for session in (sessions.before(anchor.start), sessions.behind(anchor.end)):
        if (
            session is None
            or number_of(session.document) == number_of(anchor.document)
            or sentence.is_measure(session)
        ):
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
    first, last = sorted((session, decision), key=lambda one: one.start)
    around = (first.start, last.end)
    events = [event for event in sentence.events_at(around) if event.kind in _ADOPTION]
    if sentence.joined(session, decision, events):
        return len(sentence.of_kind("decision")) == 1 and len(sentence.of_kind("session")) == 1
    # "COP 9 adopted a Gender Plan of Action (decision IX/24)"
    adopting = [one for one in events if session.end <= one.start]
    led = _LED.search(sentence.normal[session.end : decision.start].rstrip(" "))
    return bool(adopting and led) and sentence.joined(session, adopting[0])
