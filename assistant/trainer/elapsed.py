"""Whether a duty is still to be met, as far as the corpus knows: its meeting was held, its date is past, a
decision of that meeting deals with it, or the Secretariat's review says that it is spent.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.reading.context import Shelf
from assistant.trainer.actors import deciding
from assistant.trainer.statuses import spent_statuses
from ingest.locator import Decision, Locator
from ingest.model import Provision
from ingest.vocabulary import COP, ENGLISH, vocabulary


class State(StrEnum):
    """What became of a duty."""

    OPEN = "open"  # nothing in the corpus says that its time is over
    MET = "met"  # a decision of the meeting by which it was due deals with it
    ELAPSED = "elapsed"  # its date is past, or its meeting was held
    SPENT = "spent"  # the Secretariat's review of decisions says so


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a duty, and how that is known: `by` is the locator of a decision or of a meeting, or the
    review's own word, `year` when the meeting was or which one was named.
    """

    state: State = State.OPEN
    by: str = ""
    year: int | None = None


OPEN = Standing()


def standing_of(
    provision: Provision, deadlines: Iterable[str], actors: tuple[str, ...], index: Shelf
) -> Standing:
    """Give what the corpus tells of a duty with those deadlines."""
    spent = spent_statuses(provision)
    if spent:
        return Standing(State.SPENT, ", ".join(spent))
    held = [standing for one in deadlines if (standing := _of_deadline(one, provision, actors, index))]
    # with a date to come beside one that is past, something is still to be done
    known = [one for one in held if one.state is not State.OPEN]
    return known[-1] if known and len(known) == len(held) else OPEN


def _of_deadline(
    deadline: str, provision: Provision, actors: tuple[str, ...], index: Shelf
) -> Standing | None:
    years = re.findall(r"\b(?:19|20)\d{2}\b", deadline)
    if years:
        past = int(years[-1]) < max(_years(index).values(), default=0)
        return Standing(State.ELAPSED, year=int(years[-1])) if past else OPEN
    meeting = re.search(
        r"\b(?P<which>[\w-]+)(?: ordinary)? (?:meeting|session)s?\b(?P<of>.*)", deadline, re.I
    )
    if meeting is None or re.match(r"(?:at|before) each\b|every\b|concurrently\b", deadline, re.I):
        return None
    session = _session(meeting["which"], provision)
    if session is None or not _of_conference(meeting["of"], deadline, provision, actors):
        return OPEN
    year = _years(index).get(session)
    if year is None:
        return OPEN
    answer = _answered(provision, session, index)
    return Standing(State.MET, answer, year) if answer else Standing(State.ELAPSED, f"{COP}-{session}", year)


def _session(which: str, provision: Provision) -> int | None:
    """The number of the meeting; "its next meeting" is the one after that of the decision."""
    if which.lower() != "next":
        return vocabulary().ordinals(ENGLISH).get(which.lower())
    decision = Decision.of(Locator.parse(provision.locator).document)
    return decision.session + 1 if decision else None


def _of_conference(of: str, deadline: str, provision: Provision, actors: tuple[str, ...]) -> bool:
    """Whether the meeting is one of the Conference of the Parties to the Convention, whose meetings the
    catalogue knows.
    """
    document = Locator.parse(provision.locator).document
    if document != vocabulary().convention and Decision.of(document) is None:
        return False
    if re.search(r"serving as|protocol|subsidiary|working group", f"{of} {deadline}", re.I):
        return False
    named = re.search(r"conference of the parties", f"{of} {deadline}", re.I)
    return bool(named) or deciding() in actors or _reports_to_conference(provision, deadline)


def _reports_to_conference(provision: Provision, deadline: str) -> bool:
    """Whether "its second meeting" is the Conference's: "to the Conference of the Parties at its second
    meeting".
    """
    words = " ".join(provision.text.split())
    return (
        re.search(rf"Conference of the Parties,? (?:for [\w ]+,? )?{re.escape(deadline)}", words) is not None
    )


def _answered(provision: Provision, session: int, index: Shelf) -> str:
    """A decision of that meeting which the corpus holds and which speaks of the provision; "" for none."""
    for reference in index.cited_by(provision.locator):
        decision = Decision.of(Locator.parse(reference.source).document)
        if decision and decision.session == session:
            return str(Locator.parse(reference.source).document)
    return ""


def _years(index: Shelf) -> dict[int, int]:
    """The meetings of the Conference of the Parties that the corpus knows were held, with their years: what
    lies before the last of them is past.
    """
    held = (index.documents.get(f"{COP}-{number}") for number in range(1, vocabulary().last_session(COP) + 1))
    return {one.session: one.year for one in held if one and one.session and one.year}
