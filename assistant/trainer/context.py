"""Which instrument a part of a file speaks of, so that a bare "Article 18" is read as a listener would.

The first that is clear: what the slide's own heading names, what the slide names, what the last heading
before it named, what the whole file names. A place that names two instruments says nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.reading.resolve import chosen, is_held
from assistant.trainer.slides import Piece
from index.interface import SearchIndex
from ingest.locator import Locator
from ingest.references.resolve import Reference, read_references
from ingest.references.tokens import FOREIGN, tokens
from ingest.vocabulary import vocabulary

_HAN = re.compile("[\u3400-\u9fff]")
_SHORT_HAN = 3  # characters: 公约, 议定书


@dataclass(frozen=True, slots=True)
class Context:
    """The instrument that a piece stands under, if that is clear; `strangers` says that its slide speaks of a
    treaty of others.
    """

    instrument: Locator | None = None
    strangers: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    instruments: frozenset[str]
    strangers: bool


@dataclass(frozen=True, slots=True)
class _Slide:
    """What its headings name and what all of it names, each "" where that is not one instrument."""

    heading: str
    whole: str
    strangers: bool


def contexts(pieces: Sequence[Piece]) -> list[Context]:
    """The context of each piece, in their order."""
    # a file may be one slide of thousands of lines: each is read once, and so is what stands beside it
    named = [_named(piece.text) for piece in pieces]
    homes = [_slide(piece, number) for number, piece in enumerate(pieces)]
    beside: dict[str, list[tuple[Piece, _Named]]] = defaultdict(list)
    for home, piece, own in zip(homes, pieces, named, strict=True):
        beside[home].append((piece, own))
    slides = {home: _read(parts) for home, parts in beside.items()}
    whole = _only(named)
    found: list[Context] = []
    current = ""
    for home, piece, own in zip(homes, pieces, named, strict=True):
        slide = slides[home]
        if piece.heading and own.instruments:
            current = slide.heading
        clear = _only([own]) or slide.heading or slide.whole or current or whole
        found.append(Context(Locator(clear) if clear else None, slide.strangers))
    return found


def _read(parts: Sequence[tuple[Piece, _Named]]) -> _Slide:
    heading = _only(own for piece, own in parts if piece.heading)
    return _Slide(heading, _only(own for _, own in parts), any(own.strangers for _, own in parts))


def read_in(text: str, context: Locator | None, index: SearchIndex) -> Sequence[Reference]:
    """The references of a text; a bare one is of the context, unless the corpus has it elsewhere alone."""
    found = read_references(text, context)
    if context is None:
        return found
    plain = {reference.start: reference for reference in read_references(text)}
    return [
        plain[one.start]
        if one.start in plain and not _held(one, index) and _held(plain[one.start], index)
        else one
        for one in found
    ]


def _held(reference: Reference, index: SearchIndex) -> bool:
    return any(is_held(target, index) for target in chosen(reference, index))


def _slide(piece: Piece, number: int) -> str:
    """What a piece stands on: "slide 10, notes" is a part of slide 10; a paragraph or a line stands alone."""
    is_on_one = piece.place.startswith(("slide", "page"))
    return piece.place.partition(",")[0] if is_on_one else f"piece {number}"


def _named(text: str) -> _Named:
    """The treaties that a text names so that nobody can mistake them: "the Convention" may be any."""
    known = vocabulary()
    named = [token for token in tokens(text) if token.kind == "inst"]
    instruments = (
        token.value
        for token in named
        if token.value in known.treaties and not is_bare(text[token.start : token.end])
    )
    return _Named(frozenset(instruments), any(token.value == FOREIGN for token in named))


def is_bare(words: str) -> bool:
    """Whether a name could be that of another convention, too: one word, and no abbreviation."""
    if _HAN.search(words):
        return len(words.strip("《》")) <= _SHORT_HAN
    return " " not in words.strip() and not words.isupper()


def _only(named: Iterable[_Named]) -> str:
    """The one instrument that they name; "" for none and for several."""
    found = {instrument for one in named for instrument in one.instruments}
    return found.pop() if len(found) == 1 else ""
