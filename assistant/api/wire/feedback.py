"""Feedback on the wire."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from assistant.api.wire.base import Language, WireModel
from assistant.question import LONGEST_QUESTION

LONGEST_COMMENT = 2_000


class FeedbackIn(WireModel):
    """What a reader thinks of an answer. Nothing about the reader is stored."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "question": "Who pays for the CHM?",
                    "answer_id": "0b7c",
                    "rating": "up",
                    "comment": "Thank you.",
                }
            ]
        },
    )

    question: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
    """The question that was asked."""
    answer_id: Annotated[str, Field(max_length=64)] = ""
    """The X-Request-Id of the answer."""
    answer: Annotated[str, Field(max_length=20_000)] = ""
    """Or its text."""
    rating: Literal["up", "down"]
    """Whether the answer helped."""
    comment: Annotated[str, Field(max_length=LONGEST_COMMENT)] = ""
    """What the reader says of it."""
    language: Language | None = None
    """The language of the page."""


class FeedbackOut(WireModel):
    """The feedback is stored."""

    id: int
    """Its number."""
    stored: Literal[True] = True
    """Always true."""


class GivenFeedbackOut(WireModel):
    """One feedback as it is stored."""

    id: int
    """Its number."""
    at: str
    """In UTC."""
    rating: Literal["up", "down"]
    """Whether the answer helped."""
    question: str
    """The question that was asked."""
    answer_id: str
    """The X-Request-Id of the answer; empty where it was not sent."""
    answer: str
    """The text of the answer; empty where it was not sent."""
    comment: str
    """What the reader said of it."""
    language: str
    """The language of the page; empty where it was not sent."""
    index_id: str
    """The index that answered then."""


class FeedbacksOut(WireModel):
    """Feedbacks, the newest first."""

    feedback: list[GivenFeedbackOut]
    """The newest first."""
