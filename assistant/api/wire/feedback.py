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
    answer_id: Annotated[str, Field(max_length=64)] = ""
    """The X-Request-Id of the answer."""
    answer: Annotated[str, Field(max_length=20_000)] = ""
    """Or its text."""
    rating: Literal["up", "down"]
    comment: Annotated[str, Field(max_length=LONGEST_COMMENT)] = ""
    language: Language | None = None


class FeedbackOut(WireModel):
    """The feedback is stored."""

    id: int
    stored: Literal[True] = True


class GivenFeedbackOut(WireModel):
    """One feedback as it is stored."""

    id: int
    at: str
    """In UTC."""
    rating: Literal["up", "down"]
    question: str
    answer_id: str
    answer: str
    comment: str
    language: str
    index_id: str


class FeedbacksOut(WireModel):
    """Feedbacks, the newest first."""

    feedback: list[GivenFeedbackOut]
