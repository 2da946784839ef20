"""Where the boxes of a diagram stand on a slide, and the size of their text.

Lengths are in inches. Rows stand below each other, each in the middle of the room; all boxes are of one size.
"""

from collections.abc import Sequence

from assistant.trainer.grid import DOWN
from assistant.trainer.layouts import LEFT, ROOM, TOP, Place
from assistant.trainer.pages import fitting_size
from assistant.trainer.typeset import GREEN, SMALL, Look, Paragraph, Run

SIZES = (22, SMALL, 18, 16, 14)
ACROSS, BETWEEN = 0.5, 0.6  # room of an arrow beside a box and below it
WIDEST, HIGHEST = 3.6, 2.3


def places(counts: Sequence[int]) -> list[list[Place]]:
    """The places of so many boxes a row."""
    most, rows = max(counts), len(counts)
    width = min(WIDEST, (ROOM - (most - 1) * ACROSS) / most)
    high = min(HIGHEST, (DOWN - (rows - 1) * BETWEEN) / rows)
    top = TOP + (DOWN - rows * high - (rows - 1) * BETWEEN) / 2
    return [
        [
            (LEFT + (ROOM - _across(count, width)) / 2 + n * (width + ACROSS), top, width, high)
            for n in range(count)
        ]
        for count, top in zip(counts, (top + n * (high + BETWEEN) for n in range(rows)), strict=True)
    ]


def _across(count: int, width: float) -> float:
    return count * width + (count - 1) * ACROSS


def text_of(name: str, source: str) -> list[Paragraph]:
    """What stands in a box: what it is called, and the provision that it rests on. The link is at the foot:
    LibreOffice breaks the words of one that has no room on a line.
    """
    called = Paragraph((Run(name, Look(bold=True)),), bullet=False, after=2)
    if not source:
        return [called]
    return [called, Paragraph((Run(source, Look(color=GREEN)),), bullet=False, after=0)]


def size_of(texts: Sequence[Sequence[Paragraph]], place: Place) -> int | None:
    """The largest size at which each has room in a box of that size; None where one has none."""
    return fitting_size([(text, place[2], place[3]) for text in texts], SIZES)
