"""Conversations that the server keeps for a person, on the wire."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from assistant.api.wire.base import WireModel

MOST_TURNS = 1_000
LONGEST_TITLE = 300
LATEST = 2**53 - 1  # the largest number that every reader of JSON takes for what it is


class ConversationContent(WireModel):
    """What a person's page keeps of a conversation."""

    title: Annotated[str, Field(max_length=LONGEST_TITLE)]
    """What it is called."""
    named: bool = False
    """Whether the person gave it that title."""
    pinned: bool = False
    """Whether it stays on top of the others."""
    updated: Annotated[int, Field(ge=0, le=LATEST)]
    """When it was last changed there: milliseconds since 1970."""
    turns: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_TURNS)]
    """Questions with their answers, in the form of the page that keeps them, which the server does not
    read."""


class ConversationIn(ConversationContent):
    """A conversation that is to be kept."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Who pays?",
                    "updated": 1_767_225_600_000,
                    "turns": [{"question": "Who pays?", "answer": {"answer": [], "citations": []}}],
                }
            ]
        },
    )

    revision: Annotated[str, Field(max_length=64)] = ""
    """The revision that this one replaces; empty for a conversation that is new to the server."""


class ConversationOut(ConversationContent):
    """A conversation as it was stored."""

    id: str
    """Its id."""
    revision: str
    """Another one with each change."""


class RevisionOut(WireModel):
    """A conversation that is kept."""

    id: str
    """Its id."""
    revision: str
    """Another one with each change."""


class ConversationsOut(WireModel):
    """The conversations of a person."""

    conversations: list[RevisionOut]
    """The latest changed first."""
    deleted: list[str]
    """Ids of those that were there and were deleted, by the person or for their age: whoever has them still
    should let them go."""


class DeletedOut(WireModel):
    """What was deleted is gone for good."""

    deleted: int
    """How many conversations there were."""
