"""The plan of a session: how much of everything it holds, and how its time is parted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.trainer.audiences import Audience
from assistant.trainer.pack import Block

ENTRIES_A_SLIDE = 5
_SHORT, _LONG = 30, 60  # minutes: below and above, a session holds less and more than its plain share
_FEWEST_PROVISIONS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything a session holds; `role` is the document that tells what its audience does."""

    provisions: int
    definitions: int
    decisions: int
    exercises: int
    questions: int
    role: str


def plan_of(audience: Audience, minutes: int) -> Plan:
    """12 to 20 slides for 45 minutes, fewer for a briefing of ministers, more for half a day."""
    short = minutes < _SHORT
    provisions = min(audience.most_provisions, round(audience.provisions * minutes / 45))
    return Plan(
        max(_FEWEST_PROVISIONS, provisions),
        audience.definitions,
        0 if short else audience.decision_slides * ENTRIES_A_SLIDE,
        min(1, audience.exercises) if short else audience.exercises,
        audience.questions * (2 if minutes > _LONG else 1),
        "" if short else audience.role,
    )


def timed(blocks: Sequence[Block], minutes: int, shares: Mapping[str, float]) -> list[Block]:
    """Whole and half minutes that add up: the shares of the kinds, parted evenly among blocks of one kind."""
    counts = {kind: sum(block.kind == kind for block in blocks) for kind in shares}
    total = sum(share for kind, share in shares.items() if counts[kind])
    parts = [
        minutes * shares.get(block.kind, 0) / max(1, counts.get(block.kind, 1)) / total for block in blocks
    ]
    halves = [
        max(1 if block.kind != "title" else 0, round(2 * part))
        for block, part in zip(blocks, parts, strict=True)
    ]
    # the longest block takes up what rounding left over or took too much
    longest = max(range(len(blocks)), key=lambda i: (halves[i], -i))
    halves[longest] += 2 * minutes - sum(halves)
    return [replace(block, minutes=value / 2) for block, value in zip(blocks, halves, strict=True)]
