"""Feedback on the wire."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from assistant.api.wire.base import Language, WireModel
from assistant.feedback.opinion import Opinion
from assistant.question import LONGEST_QUESTION

LONGEST_COMMENT = 2_000
LONGEST_NAME = 300  # of a provision, in words, as a link or as a locator
MOST_BEFORE = 10  # questions


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
                },
                {
                    "question": "And who pays for that?",
                    "history": ["What is the clearing-house mechanism?"],
                    "rating": "down",
                    "provision": "Decision I/3, paragraph 2",
                },
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
    provision: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    """The provision that the answer should have cited, in words, as a link or as a locator; 404 where it is
    none that the texts hold. What it is taken for: `/api/v1/resolve`."""
    history: Annotated[
        list[Annotated[str, Field(max_length=LONGEST_QUESTION)]], Field(max_length=MOST_BEFORE)
    ] = []
    """The questions before it, oldest first, where it cannot be understood without them."""

    def to_opinion(self, index_id: str, provision: str) -> Opinion:
        """What is stored; `provision` is the locator of the one that was named."""
        return Opinion(
            rating=self.rating,
            question=self.question,
            answer_id=self.answer_id,
            answer=self.answer,
            comment=self.comment,
            language=self.language or "",
            index_id=index_id,
            provision=provision,
            history=tuple(self.history),
        )


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
    provision: str
    """The locator of the provision that the answer should have cited; empty where none was named."""
    history: list[str]
    """The questions before it, oldest first, where they were sent."""


class FeedbacksOut(WireModel):
    """Feedbacks, the newest first."""

    feedback: list[GivenFeedbackOut]
    """The newest first."""
