"""What a reader thinks of an answer. Nothing of it says who the reader is."""

import json
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One opinion, as it comes."""

    rating: str
    question: str
    answer_id: str = ""
    answer: str = ""
    comment: str = ""
    language: str = ""
    """Of the page."""
    index_id: str = ""
    provision: str = ""
    """The locator of the provision that the answer should have cited; "" where none was named."""
    history: tuple[str, ...] = ()
    """The questions before it, which may be needed to understand it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Opinion):
    """One opinion, as it is stored."""

    id: int
    at: str


COLUMNS = tuple(field.name for field in fields(Opinion))


def row_of(opinion: Opinion) -> tuple[str, ...]:
    """What stands in the columns of a table."""
    values = {name: getattr(opinion, name) for name in COLUMNS}
    return tuple({**values, "history": json.dumps(opinion.history, ensure_ascii=False)}.values())


def feedback_of(number: int, at: str, *row: str) -> Feedback:
    """A feedback from its columns."""
    values: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    return Feedback(id=number, at=at, **{**values, "history": tuple(json.loads(values["history"]))})
