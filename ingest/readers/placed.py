"""What stands on a printed page: pieces of text where they were drawn, and the lines that they make."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

SAME = 0.1  # of the size of letters: what is drawn twice as near as this is one text in simulated bold
NEAREST = 2.0  # points, however large the letters are
SHADOW = 0.2  # of the size: words as near above or below themselves are their shadow
SHORTEST_SHADOW = 4  # letters: shorter words may stand as near by chance
LONGEST_DOUBLED = 1_000  # letters of a piece that is looked at for words drawn on end
BAND = 8.0  # points in which pieces are kept together, to be found again
_DOUBLED = re.compile(r"(.{6,}?)\1+")
LEVEL = 0.3  # of the size: pieces whose feet are as near as this stand on one line
APART = 2.0  # of the size: pieces further from each other are cells or columns
BLANK = 0.2  # of the size: two pieces as far from each other have a blank between
_NARROW = frozenset("iljtfrI.,;:'|!()[]{}-–’‘ 1")
_WIDE = frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class Placed:
    """A text where it begins on the page, in points from the left and from the foot, the size of its letters
    and whether all of them are bold. In a piece a line break ends the line.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool = False

    @property
    def right(self) -> float:
        """About where it ends: letters have an advance of half their size, narrow and wide ones apart."""
        return self.x + self.size * sum(map(_advance, self.text))


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines in the order in which the file has them, its height in points and what the file says
    is printed on it as its number.
    """

    lines: tuple[Placed, ...]
    height: float
    label: str = ""


def lines_of(pieces: Iterable[Placed]) -> tuple[Placed, ...]:
    """The lines that pieces make: what was drawn twice is there once, and letters that were drawn one by one
    stand together again.
    """
    return tuple(_level(list(_lines(_once(pieces)))))


def _once(pieces: Iterable[Placed]) -> Iterator[Placed]:
    """The pieces without those that were drawn again in the same place, or next to it."""
    drawn: defaultdict[tuple[str, int], list[Placed]] = defaultdict(list)
    bands: defaultdict[int, list[Placed]] = defaultdict(list)  # of words long enough to have a shadow
    for given in pieces:
        piece = _undoubled(given)
        words = piece.text.strip()
        if not words:
            yield piece
            continue
        band = int(piece.y // NEAREST)
        near = (other for at in (band - 1, band, band + 1) for other in drawn[words, at])
        if any(_is_same(piece, other, words) for other in near) or _is_shadow(piece, words, bands):
            if piece.text.endswith("\n"):
                yield replace(piece, text="\n")
            continue
        drawn[words, band].append(piece)
        bands[int(piece.y // BAND)].append(piece)
        yield piece


def _undoubled(piece: Placed) -> Placed:
    """The piece with its words once where they were drawn twice on end, which come as "itemitem"."""
    words = piece.text.strip()
    may_be = len(words) < LONGEST_DOUBLED and words[:6] in words[6:]
    again = _DOUBLED.fullmatch(words) if may_be else None
    lettered = again is not None and len(set(filter(str.isalpha, again[1]))) > 2
    return replace(piece, text=piece.text.replace(words, again[1])) if again and lettered else piece


def _is_same(piece: Placed, other: Placed, words: str) -> bool:
    near = min(SAME * max(piece.size, other.size), NEAREST)
    if abs(piece.x - other.x) > near or abs(piece.y - other.y) > near:
        return False
    # a letter that follows another in a new font has its place: only what was moved was surely drawn again
    return len(words) > 1 or (piece.x, piece.y) != (other.x, other.y)


def _is_shadow(piece: Placed, words: str, bands: Mapping[int, Sequence[Placed]]) -> bool:
    """Whether words lie on the same ones, a little moved up or down, be those a part of a longer piece or
    several shorter ones. On one level they may be the next words.
    """
    if len(words) < SHORTEST_SHADOW:
        return False
    reach = SHADOW * piece.size
    near = [
        other
        for band in range(int((piece.y - reach) // BAND), int((piece.y + reach) // BAND) + 1)
        for other in bands.get(band, ())
        if 0 < abs(other.y - piece.y) <= reach and abs(other.size - piece.size) <= SAME * piece.size
    ]
    if any(_lies_on(piece, words, other) for other in near):
        return True
    left = words
    for other in near:
        part = other.text.strip()
        if len(part) >= SHORTEST_SHADOW and part in left and _lies_on(other, part, piece):
            left = left.replace(part, "", 1)
    return not left.strip()


def _lies_on(piece: Placed, words: str, other: Placed) -> bool:
    """Whether the words of a piece stand where another piece says the same ones."""
    at = other.text.find(words)
    while at >= 0:
        place = replace(other, text=other.text[:at]).right
        if abs(place - piece.x) < (piece.right - piece.x) / 2:
            return True
        at = other.text.find(words, at + 1)
    return False


def _lines(pieces: Iterable[Placed]) -> Iterator[Placed]:
    """Lines as the breaks in the pieces say; each begins where its first words do."""
    words: list[str] = []
    first: Placed | None = None
    for piece in pieces:
        for part in piece.text.splitlines(keepends=True):
            if part.strip():
                first = piece if first is None else replace(first, bold=first.bold and piece.bold)
            words.append(part.rstrip("\r\n"))
            if part != words[-1]:
                if first is not None:
                    yield replace(first, text="".join(words))
                words, first = [], None
    if first is not None:
        yield replace(first, text="".join(words))


def _level(lines: Sequence[Placed]) -> list[Placed]:
    """Lines that stand side by side with no more than a blank between are one."""
    done: list[Placed] = []
    last = Placed("", 0, 0, 0)
    for line in lines:
        if done and _goes_on(last, line):
            glued = line.x - last.right <= BLANK * line.size and _is_letter(last) and _is_letter(line)
            gap = "" if glued or done[-1].text.endswith(" ") else " "
            bold = done[-1].bold and line.bold
            done[-1] = replace(done[-1], text=f"{done[-1].text}{gap}{line.text}", bold=bold)
        else:
            done.append(line)
        last = line
    return done


def _goes_on(last: Placed, line: Placed) -> bool:
    size = max(last.size, line.size)
    level = abs(last.y - line.y) <= LEVEL * size
    return level and line.x > last.x and -2 * LEVEL * size <= line.x - last.right <= APART * size


def _is_letter(line: Placed) -> bool:
    """Whether it is a letter, or two, of a word that was drawn letter by letter."""
    return len(line.text.strip()) <= 2


def _advance(letter: str) -> float:
    if letter in _NARROW:
        return 0.28
    if letter in _WIDE:
        return 0.86
    if letter > "\u2e7f":
        return 1.0
    return 0.67 if letter.isupper() else 0.53
