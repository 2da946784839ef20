"""Tables on slides: how wide their columns are, and which rows stand on which slide.

Lengths are in inches, sizes in points. The room is that between the title and the foot of a slide.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.trainer.layouts import FOOT, ROOM, TOP
from assistant.trainer.measure import INSET_X, row_height, widest_word, word_width
from assistant.trainer.pages import pages
from assistant.trainer.typeset import Paragraph, Run

DOWN = FOOT - TOP - 0.05  # of what stands between the title and the foot
LEAST_WIDE = 3.6  # of the column that holds sentences


def shared_widths(
    rows: Sequence[Sequence[Run]], size: int, wide: int, least_wide: float, room: float = ROOM
) -> list[float]:
    """The widths of columns that all may hold sentences: no word is broken, and each gets of what is left as
    much as it lacks to stand on one line, in proportion; nothing where they have no room. The column `wide`
    has so much at the least, and takes what is left over.
    """
    columns = list(zip(*rows, strict=True))
    least = [max(_widest(run, size) for run in column) for column in columns]
    least[wide] = max(least[wide], least_wide)
    rest = room - sum(least)
    if rest < 0:
        return []
    whole = [max(_on_one_line(run, size) for run in column) for column in columns]
    lacking = [max(0.0, most - one) for most, one in zip(whole, least, strict=True)]
    share = min(1.0, rest / sum(lacking)) if sum(lacking) else 0.0
    widths = [one + share * more for one, more in zip(least, lacking, strict=True)]
    widths[wide] = room - sum(width for i, width in enumerate(widths) if i != wide)
    return widths


def table_widths(
    rows: Sequence[Sequence[Run]], wide: int, sizes: Sequence[int], *, spare: bool = True
) -> tuple[int, list[float]]:
    """The largest size at which no word of a table is broken, and the widths of its columns: as wide as they
    must be, with some room to spare or without, and the one that holds sentences as wide as may be.
    """
    for size in sizes:
        least = [max(_widest(run, size) for run in column) for column in zip(*rows, strict=True)]
        rest = ROOM - sum(least)
        if least[wide] + rest >= LEAST_WIDE and rest >= 0:
            break
    # a third of what is left goes to the others, so that names of two words stand on one line; no more
    more = max(0.0, min(rest / 3, rest + least[wide] - LEAST_WIDE)) / (len(least) - 1) if spare else 0.0
    whole = [max(_on_one_line(run, size) for run in column) for column in zip(*rows, strict=True)]
    widths = [one + min(more, max(0.0, most - one)) for one, most in zip(least, whole, strict=True)]
    widths[wide] = ROOM - sum(width for i, width in enumerate(widths) if i != wide)
    return size, widths


def _widest(run: Run, size: int) -> float:
    word = widest_word(run.text, size, bold=run.look.bold, serif=run.look.serif)
    return word + 2 * INSET_X + 0.05


def _on_one_line(run: Run, size: int) -> float:
    lines = run.text.split("\n")
    width = max(word_width(line, run.look.bold, run.look.serif) for line in lines) * size / 72
    return width + 2 * INSET_X + 0.05


def table_pages(
    heads: Sequence[Run], rows: Sequence[Sequence[Run]], widths: Sequence[float], size: int
) -> list[list[Sequence[Run]]]:
    """The rows slide by slide."""
    found: list[list[Sequence[Run]]] = [[]]
    used = top = row_height(heads, widths, size)
    for row in (part for one in rows for part in _row_parts(one, widths, size, DOWN - top)):
        high = row_height(row, widths, size)
        if found[-1] and used + high > DOWN:
            found.append([])
            used = top
        found[-1].append(row)
        used += high
    return found


def _row_parts(row: Sequence[Run], widths: Sequence[float], size: int, room: float) -> list[Sequence[Run]]:
    """A row, or as many as it needs that has no room on a slide: its words go on below."""
    if row_height(row, widths, size) <= room:
        return [row]
    cells = [
        [
            page[0].runs[0]
            for page in pages([Paragraph((run,), bullet=False, after=0)], width, room - 0.1, (size,))[1]
        ]
        for run, width in zip(row, widths, strict=True)
    ]
    return [
        [cell[i] if i < len(cell) else replace(cell[-1], text="") for cell in cells]
        for i in range(max(map(len, cells)))
    ]
