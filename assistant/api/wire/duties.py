"""Who must do what, on the wire."""

from collections.abc import Sequence
from typing import Literal, Self

from assistant.api.wire.base import WireModel
from assistant.trainer.duties import Duty, called
from index.interface import SearchIndex
from ingest.vocabulary import ENGLISH


class StandingOut(WireModel):
    """What became of a duty, as far as the corpus knows."""

    state: Literal["open", "met", "elapsed", "spent"]
    """Open as far as is known, met by a decision of its meeting, elapsed with its date or meeting, or spent
    by the Secretariat's review.
    """
    by: str
    """The locator of the decision that took it up or of the meeting that was held, or the word of the
    Secretariat's review.
    """
    label: str
    """What that is called in print; the word of the review as it is."""
    year: int | None
    """When that meeting was, or the year that was named."""


class DutyOut(WireModel):
    """One row: `actor` must (or is asked to) `verb` the `task`; `source` is the provision's locator."""

    actor: str
    """Who."""
    verb: str
    """The verb that binds or asks: shall, should, invites ..."""
    task: str
    """What is to be done."""
    deadline: str
    """By when, in the words of the text; empty where nothing is said."""
    source: str
    """The locator of the provision."""
    label: str
    """What that is called in print."""
    origin: str
    """How the actor is known: by the official code, or from the sentence."""
    binding: bool
    """Whether the verb binds."""
    sentence: str
    """The whole sentence, word for word."""
    url: str
    """The official page of the provision."""
    actors: list[str]
    """Each of those whom `actor` joins; none where the text names nobody."""
    asked_by: str
    """The body that asks; empty where the text itself binds."""
    recipient: str
    """To whom it is done, reported or given; empty where nothing is said."""
    condition: str
    """Under which conditions, in the words of the text."""
    rule: bool
    """Whether the sentence says what holds, and gives nobody anything to do."""
    standing: StandingOut
    """What became of it."""

    @classmethod
    def of(cls, duty: Duty, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The row, cell by cell, with its labels in that language."""
        named = called(duty, language, index)
        standing = StandingOut.from_type(duty.standing, label=named.standing.by)
        return cls.from_type(duty, label=named.label, standing=standing)


class DutiesOut(WireModel):
    """The rows of a provision or a document."""

    of: str
    """What was asked for."""
    total: int
    """How many rows there are."""
    duties: list[DutyOut]
    """The rows, in the order of the text."""

    @classmethod
    def in_order(cls, of: str, duties: Sequence[Duty], index: SearchIndex, language: str = ENGLISH) -> Self:
        """The rows in the order in which they stand in the text, with labels in that language."""
        rows = [DutyOut.of(duty, index, language) for duty in duties]
        return cls(of=of, total=len(rows), duties=rows)
