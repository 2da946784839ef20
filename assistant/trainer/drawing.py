"""The picture of a timeline as plain shapes, laid out once for a slide (rows of cards) and once for a phone
(one column).

`svg.py` and `png.py` render the same shapes, so the page, the file and the slide show one picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.reading.timeline import Entry, Timeline

INK, MUTED, LINE, ACCENT, DECK_INK, PAPER, CARD = (
    "#14302b",
    "#47605a",
    "#9db8b0",
    "#0b6b57",
    "#7a4a00",
    "#ffffff",
    "#f1f6f4",
)
# Advance widths of DejaVu Sans in hundredths of an em, from the space on; Verdana has the same, other fonts
# are narrower.
_WIDTHS = (
     32,  40,  46,  84,  64,  95,  78,  27,  39,  39,  50,  84,  32,  36,  32,  34,
     64,  64,  64,  64,  64,  64,  64,  64,  64,  64,  34,  34,  84,  84,  84,  53,
    100,  68,  69,  70,  77,  63,  58,  77,  75,  29,  29,  66,  56,  86,  75,  79,
     60,  79,  69,  63,  61,  73,  68,  99,  69,  61,  69,  39,  34,  39,  84,  50,
     50,  61,  63,  55,  63,  62,  35,  63,  63,  28,  28,  58,  28,  97,  63,  61,
     63,  63,  41,  52,  39,  63,  59,  82,  59,  59,  52,  64,  34,  64,  84,
)  # fmt: skip
# bold letters are at most so much wider
_BOLD = 1.16

Layout = Literal["horizontal", "vertical"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    role: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    color: str
    role: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    color: str
    role: str


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    color: str
    role: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The shapes of one decision, a link to its official page; `title` is what a screen reader says."""

    title: str
    url: str
    shapes: tuple["Shape", ...]


Shape = Box | Stroke | Dot | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a given size with a title and a description for those who do not see it."""

    width: float
    height: float
    title: str
    description: str
    shapes: tuple[Shape | Group, ...]


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at most."""
    # Chinese characters are squares; for other letters the width of a capital is enough
    hundredths = sum(
        _WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else (100 if ord(c) > 0x2E80 else 66) for c in text
    )
    return hundredths * size / 100 * (_BOLD if bold else 1)


def wrapped(text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """Give the text in lines no wider than `room`; the last of `most` lines ends in "…" where there is
    more.
    """
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        # words are taken off the last line until the dots fit
        last = lines[most - 1]
        while last and width_of(f"{last}…", size, bold=bold) > room:
            last = last.rpartition(" ")[0] or last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,;:')}…"]
    return lines


def draw(
    timeline: Timeline,
    layout: Layout = "horizontal",
    *,
    detail: bool = True,
    heading: bool = True,
    right_to_left: bool = False,
) -> Drawing:
    """Give the picture. `detail` adds a line of content to each card; without it the letters are large enough
    for the back of a room. In a row of cards time runs as the script of the reader does.
    """
    if layout == "vertical":
        return _vertical(timeline)
    return _horizontal(timeline, detail=detail, heading=heading, right_to_left=right_to_left)


def _description(timeline: Timeline) -> str:
    return "; ".join(
        f"{entry.label}, COP {entry.session}, {entry.where} {entry.year}: {entry.short}"
        for entry in timeline.entries
    )


def _heading(timeline: Timeline) -> str:
    sessions = [entry.session for entry in timeline.entries]
    return (
        f"{timeline.title}, COP {sessions[0]}–{sessions[-1]}"
        if sessions[0] != sessions[-1]
        else f"{timeline.title}, COP {sessions[0]}"
    )


# rows of cards

WIDE = 1600.0


def _columns(count: int, *, detail: bool) -> int:
    # without detail the letters are larger: four cards a row, unless that makes a third row
    most = 5 if detail or count > 8 else 4
    rows = -(-count // most)
    return max(1, -(-count // rows))


def _horizontal(timeline: Timeline, *, detail: bool, heading: bool, right_to_left: bool) -> Drawing:
    columns = _columns(len(timeline.entries), detail=detail)
    margin, gap, card = 36.0, 22.0, 270.0 if detail else 222.0
    top = 104.0 if heading else 30.0
    cell = (WIDE - 2 * margin + gap) / columns
    room = cell - gap
    rows = [timeline.entries[i : i + columns] for i in range(0, len(timeline.entries), columns)]
    shapes: list[Shape | Group] = []
    if heading:
        line = wrapped(_heading(timeline), 40, WIDE - 2 * margin, 1, bold=True)[0]
        shapes.append(Text(margin, 58, line, 40, INK, "title", True))
    pitch = card + 46

    def across(x: float, width: float = 0.0) -> float:
        return WIDE - x - width if right_to_left else x

    for number, row in enumerate(rows):
        y = top + number * pitch
        # the axis runs on to the edge where another row follows, and ends at the last dot
        end = margin + (len(row) - 1) * cell + 14 if number == len(rows) - 1 else WIDE - margin
        begin = margin if number else margin + 14
        shapes.append(Stroke(across(begin), y, across(end), y, 5, LINE, "axis"))
        for place, entry in enumerate(row):
            x = margin + place * cell
            parts: list[Shape] = [
                Dot(across(x + 14), y, 12, ACCENT, "dot"),
                *_card(entry, across(x, room), y + 22, room, card, detail=detail),
            ]
            shapes.append(_linked(entry, parts))
    height = top + len(rows) * pitch + (34 if detail else 0)
    if detail:
        shapes.append(Text(margin, height - 22, FOOT, 19, MUTED, "foot"))
    return Drawing(WIDE, height, _heading(timeline), _description(timeline), tuple(shapes))


FOOT = (
    "Brown: the trainer's deck, not the Conference of the Parties. Grey: the decision's title. Dates and "
    "places: catalogue."
)


def _card(entry: Entry, x: float, y: float, room: float, height: float, *, detail: bool) -> Iterator[Shape]:
    yield Box(x, y, room, height, CARD, "card")
    pad, big, small = (16.0, 36.0, 22.0) if detail else (9.0, 50.0, 39.0)
    yield Text(x + pad, y + pad + big * 0.8, entry.number, big, ACCENT, "number", True)
    base = y + pad + big * 0.8 + small * 1.5
    when = [f"COP {entry.session}, {entry.year}", entry.where]
    for line in when:
        for part in wrapped(line, small, room - 2 * pad, 1 if detail else 2):
            yield Text(x + pad, base, part, small, INK, "when")
            base += small * 1.25
    if detail:
        color, role = (DECK_INK, "deck") if entry.remarks else (MUTED, "name")
        base += 6
        for part in wrapped(entry.short, 20, room - 2 * pad, int((y + height - base - 8) // 24) + 1):
            yield Text(x + pad, base, part, 20, color, role)
            base += 24


def _linked(entry: Entry, shapes: Sequence[Shape]) -> Group:
    return Group(
        f"{entry.label}: {entry.title} (COP {entry.session}, {entry.place or entry.where}, {entry.year})",
        entry.url,
        tuple(shapes),
    )


# one column

NARROW = 400.0


def _vertical(timeline: Timeline) -> Drawing:
    left, room = 52.0, NARROW - 52 - 16
    shapes: list[Shape | Group] = []
    y = 34.0
    for line in wrapped(_heading(timeline), 20, NARROW - 32, 3, bold=True):
        shapes.append(Text(16, y, line, 20, INK, "title", True))
        y += 26
    y += 18
    first = y
    for entry in timeline.entries:
        parts: list[Shape] = [
            Dot(24, y - 6, 8, ACCENT, "dot"),
            Text(left, y, entry.number, 20, ACCENT, "number", True),
        ]
        parts.append(
            Text(
                left + width_of(entry.number, 20, bold=True) + 10,
                y,
                f"COP {entry.session}, {entry.year}",
                15,
                INK,
                "when",
            )
        )
        last = y - 6
        y += 20
        parts.append(Text(left, y, entry.where, 15, INK, "when"))
        y += 21
        for line in wrapped(entry.title, 15, room, 4):
            parts.append(Text(left, y, line, 15, MUTED, "name"))
            y += 20
        for remark in entry.remarks[:2]:
            for line in wrapped(f"Deck: {remark.text}", 15, room, 5):
                parts.append(Text(left, y, line, 15, DECK_INK, "deck"))
                y += 20
        shapes.append(_linked(entry, parts))
        y += 22
    # behind everything else: its end is known only now
    shapes.insert(0, Stroke(24, first - 6, 24, last, 3, LINE, "axis"))
    return Drawing(NARROW, y, _heading(timeline), _description(timeline), tuple(shapes))
