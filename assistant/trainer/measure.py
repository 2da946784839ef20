"""How much room text takes, in inches, at the most: measured in the widest font that an office machine may
put in the place of the one that is asked for (DejaVu), so that nothing stands over anything else without
Calibri, either.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.trainer.png import measuring_font
from assistant.trainer.typeset import Paragraph, Run

INSET_X, INSET_Y = 0.1, 0.05  # of a frame, on each side
BULLET = 0.38  # room of a bullet
_SERIF = 1.06  # DejaVu Serif is so much wider than the sans serif that is measured
_BASE = 100
_UNSEEN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e")  # marks of direction
_WIDE = "\u2e80"  # from here on letters are squares, between any two of which a line may end
_LINE, _HIGH_LINE = 1.22, 1.4  # of Latin and Cyrillic letters, of Arabic and Chinese ones


@lru_cache(maxsize=65_536)  # words of edited packs are without end
def word_width(word: str, bold: bool, serif: bool) -> float:
    """The width of a word at 1 pt, in points."""
    wide = sum(c >= _WIDE for c in word)
    narrow = "".join(c for c in word if c < _WIDE and c not in _UNSEEN)
    return float(wide + measuring_font(_BASE, bold).getlength(narrow) / _BASE * (_SERIF if serif else 1))


def widest_word(text: str, size: float, *, bold: bool = False, serif: bool = False) -> float:
    """The width in inches of the widest part that may not be broken."""
    return max(
        (word_width(part, bold, serif) * size / 72 for word in text.split() for part in _parts(word)),
        default=0.0,
    )


def lines(runs: Iterable[Run], size: float, width: float) -> int:
    """How many lines the runs take in a frame of so many inches."""
    count, used = 1, 0.0
    for run in runs:
        bold, serif = run.look.bold, run.look.serif
        space = word_width(" ", bold, serif) * size / 72
        for number, row in enumerate(run.text.split("\n")):
            if number:
                count, used = count + 1, 0.0
            for part in _parts(row, keep=True):
                word = part.strip(" ")
                gap = space * (len(part) - len(word))
                wide = word_width(word, bold, serif) * size / 72
                if used and used + wide > width:
                    count, used = count + 1, 0.0
                if wide > width:  # one that must be broken
                    more = int(wide / width)
                    count, wide = count + more, wide - more * width
                used += wide + gap
    return count


def height(paragraphs: Iterable[Paragraph], size: float, width: float) -> float:
    """The height in inches of paragraphs in a frame of so many inches, with its insets."""
    total = 2 * INSET_Y
    for paragraph in paragraphs:
        room = width - 2 * INSET_X - (BULLET if paragraph.bullet else 0)
        total += lines(paragraph.runs, size, room) * size * line_height(paragraph.text) / 72
        total += paragraph.after / 72
    return total


def row_height(row: Sequence[Run], widths: Sequence[float], size: int) -> float:
    """How high a row of a table is."""
    text = [Paragraph((run,), bullet=False, after=0) for run in row]
    return max(height([one], size, width) for one, width in zip(text, widths, strict=True)) + 0.04


def line_height(text: str) -> float:
    """The height of a line in ems."""
    return _HIGH_LINE if any("\u0590" <= c <= "\u08ff" or c >= _WIDE for c in text) else _LINE


def _parts(text: str, *, keep: bool = False) -> list[str]:
    """What a line may end behind: words, with the spaces that follow where they are kept, and Chinese
    letters.
    """
    parts = [""]
    for c in text:
        before = parts[-1][-1:]
        if (
            (before == " " and c != " ")
            or (before and (c >= _WIDE) != (before >= _WIDE))
            or c >= _WIDE <= before
        ):
            parts.append("")
        parts[-1] += c
    return [part if keep else part.strip() for part in parts if part]
