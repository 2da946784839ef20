"""Words of a text: are these among them, and which of them answer a query best?"""

import re
import unicodedata
from collections.abc import Sequence

from index.lexical import stems

WHOLE = 900  # characters: a provision up to this long is quoted whole
WINDOW = 600  # a longer one by its best sentences, up to this many characters
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


def best_span(text: str, query: str) -> tuple[int, int]:
    """Offsets of the sentences of a long text that share most with the query; the whole text where it is
    short.
    """
    if len(text) <= WHOLE:
        return 0, len(text)
    wanted = set(stems(query))
    sentences = [(m.start(), m.end()) for m in _SENTENCE.finditer(text) if m.group().strip()]
    if not sentences:
        return 0, len(text)
    gains = [len(wanted & set(stems(text[start:end]))) for start, end in sentences]
    best = max(range(len(sentences)), key=lambda i: (gains[i], -i))
    first = last = best
    while True:
        grown = _grow(sentences, gains, first, last)
        if grown is None:
            break
        first, last = grown
    start, end = sentences[first][0], sentences[last][1]
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _grow(
    sentences: Sequence[tuple[int, int]], gains: Sequence[int], first: int, last: int
) -> tuple[int, int] | None:
    """Take in the neighbouring sentence that shares more, while the window allows."""
    options = [(gains[first - 1], first - 1, last)] if first else []
    options += [(gains[last + 1], first, last + 1)] if last + 1 < len(sentences) else []
    options = [o for o in options if sentences[o[2]][1] - sentences[o[1]][0] <= WINDOW]
    return max(options)[1:] if options else None
