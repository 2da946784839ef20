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
    by: str
    """The decision that took it up, the meeting that was held, or the word of the Secretariat's review."""
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

    @classmethod
    def of(cls, duty: Duty, index: SearchIndex, language: str = ENGLISH) -> Self:
        """The row, cell by cell, with the label in that language."""
        return cls.from_type(called(duty, language, index))


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
