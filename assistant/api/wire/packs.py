"""Session packs on the wire."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field, WithJsonSchema

from assistant.api.wire.base import WireModel
from assistant.trainer.pack import Pack
from assistant.trainer.recheck import Mismatch
from assistant.trainer.session import LONGEST, SHORTEST

LONGEST_SUBJECT = 300

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
    minutes: Annotated[int, Field(ge=SHORTEST, le=LONGEST)] = 45
    audience: Audience = Audience.AS_SAID
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    """Language of the session's own words: en, fr, es, pt, ar, ru or zh; the quoted law stays as it is."""


class SourceOut(WireModel):
    """What an item rests on: `quote` stands verbatim in the provision at `locator`."""

    locator: str
    label: str
    quote: str
    url: str
    provenance: str
    brief: str
    """What the foot of a slide calls it, where that is not its label."""


class ItemOut(WireModel):
    """One line."""

    kind: str
    """Whose words: "quote" and "fact" are verbatim, "remark" the deck's, "guide" and "own" ours."""
    text: str
    sources: list[SourceOut]
    note: str
    cells: list[str]
    """The columns of a row."""
    options: list[str]
    """What a quiz question offers."""


class BlockOut(WireModel):
    """One part of the session: a slide, or a few of them."""

    id: str
    kind: str
    title: str
    minutes: Minutes
    items: list[ItemOut]
    notes: str
    ref: str
    """The subject of a timeline."""
    source: str
    """The line below the title that says what the slide quotes."""


class PackOut(WireModel):
    """A whole session."""

    title: str
    subject: str
    audience: str
    minutes: int
    language: str
    index_id: str
    index_built_at: str
    blocks: list[BlockOut]
    format: int

    @classmethod
    def of(cls, pack: Pack) -> Self:
        """The session, block by block."""
        return cls.from_type(pack)


class MismatchOut(WireModel):
    """A source that no longer matches."""

    block: str
    title: str
    locator: str
    label: str
    reason: str
    """One of "gone", "changed", "edited", "status" or "uncited"."""
    message: str
    expected: str
    found: str

    @classmethod
    def of(cls, mismatch: Mismatch) -> Self:
        """What does not match, and why."""
        return cls.from_type(mismatch)


class RecheckOut(WireModel):
    """What in a pack no longer matches the corpus."""

    mismatches: list[MismatchOut]
    same_index: bool
    """Whether the pack was made from the index that serves now."""

    @classmethod
    def of(cls, mismatches: Sequence[Mismatch], *, same_index: bool) -> Self:
        """All mismatches of a pack."""
        return cls(mismatches=[MismatchOut.of(one) for one in mismatches], same_index=same_index)
