"""The time of a session: parted among its blocks so that it adds up, with breaks, and with the steps of group
work.

Everything is counted in half minutes. What stands in print of a block's minutes is made from the block when
it is printed, so that slides, plan and notes agree after the trainer has changed them, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.trainer.pack import Block
from assistant.trainer.tables import table


@dataclass(frozen=True, slots=True)
class Pace:
    """The least and the most minutes of one block of a kind."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Steps:
    """The minutes of group work: to give out the task, in groups, and to report."""

    brief: float
    groups: float
    report: float


def pace_of(kind: str) -> Pace:
    """The pace of a kind, as data/pace.toml has it."""
    data = table("pace")
    return Pace(**data["kinds"].get(kind, data["default"]))


def breaks_of(minutes: int) -> list[float]:
    """The breaks of so long a session, with their minutes: none up to an hour, more in half a day."""
    data = table("pace")
    if minutes <= data["one_break_above"]:
        return []
    length = data["long_break"] if minutes >= data["long_break_from"] else data["short_break"]
    return [float(length)] * max(1, round(minutes / data["minutes_between_breaks"]) - 1)


def steps_of(minutes: float) -> Steps:
    """A tenth to give out the task, about a third to report, the rest in groups; together all of them."""
    brief = 1.0 if 4 <= minutes < 10 else max(0.5, round(minutes / 5) / 2)
    report = max(0.5, round(minutes * 0.6) / 2)
    return Steps(brief, minutes - brief - report, report)


def timed(blocks: Sequence[Block], minutes: int, shares: Mapping[str, float]) -> list[Block]:
    """The blocks that fit into the minutes, each with its own; the breaks among them have theirs already."""
    resting = sum(block.minutes for block in blocks if block.kind == "break")
    kept = fitting([block for block in blocks if block.kind != "break"], minutes - resting)
    halves = iter(_parted(kept, minutes - resting, shares))
    spent = [replace(block, minutes=next(halves)) for block in kept]
    return _with_breaks(spent, [block for block in blocks if block.kind == "break"])


def fitting(blocks: Sequence[Block], minutes: float) -> list[Block]:
    """Those that there is time for: what matters least is left out first, of provisions the last ones."""
    data = table("pace")
    kept = list(blocks)
    for kind in data["left_out"]:
        gone = {"quiz", "answers"} if kind == "quiz" else {kind}
        fewest = data["fewest_provisions"] if kind == "provision" else 0
        while _least(kept) > minutes and sum(block.kind in gone for block in kept) > fewest:
            last = max(i for i, block in enumerate(kept) if block.kind in gone)
            first = last
            # questions without their answers, and answers without questions, are no quiz
            while kind == "quiz" and first and kept[first - 1].kind == "quiz":
                first -= 1
            del kept[first : last + 1]
    return kept


def _least(blocks: Sequence[Block]) -> float:
    return sum(pace_of(block.kind).least for block in blocks)


def _parted(blocks: Sequence[Block], minutes: float, shares: Mapping[str, float]) -> list[float]:
    """The minutes of each, in its bounds where that can be: by the shares of the kinds, parted evenly among
    blocks of one kind.
    """
    paces = [pace_of(block.kind) for block in blocks]
    rest = {kind for kind in table("pace")["rest"] if any(block.kind == kind for block in blocks)}
    most = [pace.most for pace in paces]
    if sum(most) < minutes:  # a thin subject for a long time: the group work and the discussion take it
        longer = [not rest or block.kind in rest for block in blocks]
        extra = (minutes - sum(most)) / sum(longer)
        most = [value + extra * more for value, more in zip(most, longer, strict=True)]
    counts = {block.kind: sum(one.kind == block.kind for one in blocks) for block in blocks}
    weights = [shares.get(block.kind, 0) / counts[block.kind] for block in blocks]
    least = [pace.least for pace in paces]
    return _rounded(_clamped(weights, least, most, minutes), least, most, minutes)


def _clamped(weights: list[float], least: list[float], most: list[float], minutes: float) -> list[float]:
    """Parts of the minutes in proportion to the weights, none outside its bounds: the one factor is looked
    for that makes them add up.
    """
    low, high = 0.0, 1.0

    def parts(factor: float) -> list[float]:
        return [min(b, max(a, factor * w)) for w, a, b in zip(weights, least, most, strict=True)]

    while sum(parts(high)) < minutes and high < 1e6:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(parts(middle)) < minutes else (low, middle)
    return parts(high)


def _rounded(parts: list[float], least: list[float], most: list[float], minutes: float) -> list[float]:
    """Half minutes that add up: those with the most room take up what rounding left over or took too much."""
    halves = [round(2 * part) for part in parts]
    missing = round(2 * minutes) - sum(halves)
    for _ in range(abs(missing)):
        room = [
            2 * bound - half if missing > 0 else half - 2 * bound
            for half, bound in zip(halves, most if missing > 0 else least, strict=True)
        ]
        halves[room.index(max(room))] += 1 if missing > 0 else -1
    return [half / 2 for half in halves]


def _with_breaks(blocks: Sequence[Block], breaks: Sequence[Block]) -> list[Block]:
    """The breaks where they part the time best; never between questions and their answers."""
    shown = list(blocks)
    total = sum(block.minutes for block in blocks)
    for number, pause in enumerate(breaks, start=1):
        wanted = total * number / (len(breaks) + 1)
        places = [i for i in range(2, len(shown)) if shown[i].kind not in {"answers", "break"}]
        if not places:
            return [*shown, pause]

        def away(place: int, wanted: float = wanted) -> float:
            return abs(sum(one.minutes for one in shown[:place] if one.kind != "break") - wanted)

        shown.insert(min(places, key=away), pause)
    return shown
