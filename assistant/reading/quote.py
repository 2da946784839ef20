"""Words of a text: are these among them, and which of them answer a query best?"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from index.lexical import stems

WHOLE = 900  # characters: a provision up to this long is quoted whole
WINDOW = 600  # a longer one by its best units, up to this many characters where one of them has no more
LONGEST_UNIT = 2_000  # characters: a line that is longer is no paragraph but a page without line breaks
Weight = Callable[[str], float]  # of a stem
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^.;!?\n]+(?:[.;!?](?!\s)[^.;!?\n]*)*[.;!?]?")
_GAP = re.compile(r"\[?(?:\.\.\.|…)\]?")
_EDGES = " \t\n\"'“”‘’«»„.,;:()[]"


def is_verbatim(statement: str, text: str) -> bool:
    """Whether the statement stands in the text, case, white space and the form of quotation marks aside;
    "..." skips words.
    """
    parts = [part for part in (fold(piece) for piece in _GAP.split(statement)) if part]
    return (
        bool(parts)
        and any(letter.isalnum() for part in parts for letter in part)
        and _in_order(parts, fold(text))
    )


def _in_order(parts: Sequence[str], text: str) -> bool:
    at = 0
    for part in parts:
        found = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(text, at)
        if found is None:
            return False
        at = found.end()
    return True


def fold(text: str) -> str:
    """One form for texts that differ in case, white space, typographic marks or closing punctuation only."""
    plain = unicodedata.normalize("NFKC", text).translate(_MARKS)
    return " ".join(plain.casefold().split()).strip(_EDGES)


_MARKS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "\u00ad": None,
    }
)


def best_span(text: str, query: str, language: str = "en", weight: Weight = lambda _: 1.0) -> tuple[int, int]:
    """Offsets of the units of a long text (its paragraphs and items) that share most with the query, each
    stem by its `weight`; the whole text where it is short. No unit is cut. `language` is that of the text.
    """
    if len(text) <= WHOLE:
        return 0, len(text)
    wanted, units = {stem: weight(stem) for stem in stems(query, language)}, units_of(text)
    if not units:
        return 0, len(text)
    shared = (wanted.keys() & set(stems(text[start:end], language)) for start, end in units)
    gains = [sum(wanted[stem] for stem in sorted(found)) for found in shared]
    best = max(range(len(units)), key=lambda i: (gains[i], -i))
    first = last = best
    while (grown := _grow(units, gains, first, last)) is not None:
        first, last = grown
    return units[first][0], units[last][1]


def units_of(text: str) -> list[tuple[int, int]]:
    """Where the units of a text stand, without the white space about them: its lines and, of a line that is a
    page by itself, the sentences.
    """
    found = []
    for line in _LINE.finditer(text):
        whole = line.end() - line.start() <= LONGEST_UNIT
        inside = [line.span()] if whole else [one.span() for one in _SENTENCE.finditer(text, *line.span())]
        found += [_trimmed(text, start, end) for start, end in inside if text[start:end].strip()]
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _grow(
    units: Sequence[tuple[int, int]], gains: Sequence[float], first: int, last: int
) -> tuple[int, int] | None:
    """Take in the neighbouring unit that shares more, while the window allows."""
    options = [(gains[first - 1], first - 1, last)] if first else []
    options += [(gains[last + 1], first, last + 1)] if last + 1 < len(units) else []
    options = [o for o in options if units[o[2]][1] - units[o[1]][0] <= WINDOW]
    return max(options)[1:] if options else None
