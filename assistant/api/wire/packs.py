"""Session packs on the wire."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field, WithJsonSchema
from pydantic.config import JsonDict

from assistant.api.wire.base import WireModel
from assistant.trainer.pack import Pack
from assistant.trainer.recheck import Mismatch
from assistant.trainer.session import LONGEST, SHORTEST

LONGEST_SUBJECT = 300
PACK_EXAMPLE: JsonDict = {
    "title": "The clearing-house mechanism",
    "subject": "The clearing-house mechanism",
    "audience": "new-nfp",
    "minutes": 5,
    "language": "en",
    "index_id": "",
    "index_built_at": "",
    "blocks": [
        {
            "id": "words", "kind": "text", "title": "Our own words", "minutes": 5, "notes": "", "ref": "",
            "items": [
                {
                    "kind": "own", "text": "What is it, and who pays for it?", "sources": [], "note": "",
                    "cells": [], "options": [],
                }
            ],
        }
    ],
    "format": 1,
}  # fmt: skip

Minutes = Annotated[int | float, WithJsonSchema({"type": "number"})]  # 5 stays 5, as in the file of a pack


class Audience(StrEnum):
    """Who the session is for; empty: as the subject says."""

    AS_SAID = ""
    NEW_NFP = "new-nfp"
    TECHNICAL = "technical"
    MINISTERIAL = "ministerial"


class SessionRequest(WireModel):
    """What the session is about, for whom and how long."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"subject": "The clearing-house mechanism, for new national focal points", "minutes": 45}
            ]
        },
    )

    subject: Annotated[str, Field(min_length=1, max_length=LONGEST_SUBJECT)]
    """A topic, an article or a question, and for whom if you like."""
    minutes: Annotated[int, Field(ge=SHORTEST, le=LONGEST)] = 45
    """How long the session may take."""
    audience: Audience = Audience.AS_SAID
    """Who sits there."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    """Language of the session's own words: en, fr, es, pt, ar, ru or zh; the quoted law stays as it is."""


class SourceOut(WireModel):
    """What an item rests on: `quote` stands verbatim in the provision at `locator`."""

    locator: str
    """The provision."""
    label: str
    """What it is called in print."""
    quote: str
    """The words in it that the item rests on."""
    url: str
    """Its official page."""
    provenance: str
    """Whose words they are."""
    brief: str
    """What the foot of a slide calls it, where that is not its label."""


class ItemOut(WireModel):
    """One line."""

    kind: str
    """Whose words: "quote" and "fact" are verbatim, "remark" the deck's, "guide" and "own" ours."""
    text: str
    """The line."""
    sources: list[SourceOut]
    """What it rests on."""
    note: str
    """What is said beside it, such as the solution of a question."""
    cells: list[str]
    """The columns of a row."""
    options: list[str]
    """What a quiz question offers."""
    ref: str
    """Which question it is or answers: "q3"."""
    key: str
    """Of an answer: the letter of the right option, or those that belong to the cells."""
    why: str
    """Of an answer: why it is the right one."""


class BlockOut(WireModel):
    """One part of the session: a slide, or a few of them."""

    id: str
    """Its name in this pack."""
    kind: str
    """What it is: title, agenda, text, timeline, duties, quiz ..."""
    title: str
    """Its heading."""
    minutes: Minutes
    """How long it takes."""
    items: list[ItemOut]
    """Its lines."""
    notes: str
    """What the trainer says with it."""
    ref: str
    """The subject of a timeline."""
    source: str
    """The line below the title that says what the slide quotes."""


class PackOut(WireModel):
    """A whole session, as it was made, or as a trainer has edited it."""

    model_config = ConfigDict(json_schema_extra={"examples": [PACK_EXAMPLE]})

    title: str
    """What the session is called."""
    subject: str
    """What was asked for."""
    audience: str
    """Who sits there."""
    minutes: int
    """How long it takes in all."""
    language: str
    """The language of its own words."""
    index_id: str
    """The index that it was made from."""
    index_built_at: str
    """When that was built, in UTC."""
    blocks: list[BlockOut]
    """The parts, in order."""
    format: int
    """The version of this form."""

    @classmethod
    def of(cls, pack: Pack) -> Self:
        """The session, block by block."""
        return cls.from_type(pack)


class MismatchOut(WireModel):
    """A source that no longer matches."""

    block: str
    """The id of the block."""
    title: str
    """Its heading."""
    locator: str
    """The provision that it cites."""
    label: str
    """What that is called in print."""
    reason: str
    """One of "gone", "changed", "edited", "status" or "uncited"."""
    message: str
    """What does not match."""
    expected: str
    """What the pack says."""
    found: str
    """What the corpus says."""

    @classmethod
    def of(cls, mismatch: Mismatch) -> Self:
        """What does not match, and why."""
        return cls.from_type(mismatch)


class RecheckOut(WireModel):
    """What in a pack no longer matches the corpus."""

    mismatches: list[MismatchOut]
    """What no longer matches; empty where all does."""
    same_index: bool
    """Whether the pack was made from the index that serves now."""

    @classmethod
    def of(cls, mismatches: Sequence[Mismatch], *, same_index: bool) -> Self:
        """All mismatches of a pack."""
        return cls(mismatches=[MismatchOut.of(one) for one in mismatches], same_index=same_index)
