"""Which instrument a part of a file speaks of, so that a bare "Article 18" is read as a listener would.

The first that is clear: what the slide's own heading names, what the slide names, what the last heading
before it named, what the whole file names. A place that names two instruments says nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

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


def contexts(pieces: Sequence[Piece]) -> list[Context]:
    """The context of each piece, in their order."""
    slides: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        slides[_slide(piece)].append(piece)
    whole = _only(named for piece in pieces for named in _named(piece.text).instruments)
    found: list[Context] = []
    current = ""
    for piece in pieces:
        beside = slides[_slide(piece)] if _is_a_slide(piece) else [piece]
        heading = _only(named for one in beside if one.heading for named in _named(one.text).instruments)
        if piece.heading and _named(piece.text).instruments:
            current = heading
        own = _only(_named(piece.text).instruments)
        near = _only(named for one in beside for named in _named(one.text).instruments)
        clear = own or heading or near or current or whole
        strangers = any(_named(one.text).strangers for one in beside)
        found.append(Context(Locator(clear) if clear else None, strangers))
    return found


def read_in(text: str, context: Locator | None, index: SearchIndex) -> list[Reference]:
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


def _slide(piece: Piece) -> str:
    """ "slide 10, notes" is a part of slide 10."""
    return piece.place.partition(",")[0]


def _is_a_slide(piece: Piece) -> bool:
    return piece.place.startswith(("slide", "page"))


@lru_cache(maxsize=4096)
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


def _only(named: Iterable[str]) -> str:
    found = set(named)
    return found.pop() if len(found) == 1 else ""
