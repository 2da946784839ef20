"""What a statement is held against: a provision made ready, once, with all that stands above it."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

import numpy as np

from assistant.reading.context import leads
from assistant.reading.support.claims import Claims, Number, claims_in
from assistant.reading.support.places import places_in, with_parents
from assistant.reading.support.units import units
from index.encoder import Encoder, Vectors
from index.interface import SearchIndex
from index.lexical import stems
from ingest.locator import Locator
from ingest.model import Provision

_NUMBERED = re.compile(r"(?m)^\s*\(?\d{1,3}[.)]\s")
READY = 2_048  # provisions kept ready
ARTICLE = 2  # parts of the locator of an article: its document and its number


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a provision: its own `text`, what it completes (`above`), and its label, headings and
    title (`heading`); `places` are locators that the index knows it to name, and `beside` the words of those
    that stand in the same article ("a decision under paragraph 3 above"), of which the actors are understood.
    """

    locator: str
    document: str
    text: str
    above: str
    heading: str
    title_numbers: frozenset[int]
    language: str
    places: frozenset[str]
    beside: str = ""

    @property
    def whole(self) -> str:
        """The text after what stands above it."""
        return f"{self.above}\n{self.text}" if self.above else self.text


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """A provision made ready: its `units` with their `claims`, `all` claims of text, headings and title, its
    numbers, and the places and instruments that it names. `stems` are those of text and headings.
    """

    source: Source
    units: tuple[str, ...]
    claims: tuple[Claims, ...]
    all: Claims
    numbers: frozenset[Number]
    places: frozenset[str]
    instruments: frozenset[str]
    stems: frozenset[str]


def grounds_of(provision: Provision, index: SearchIndex) -> Grounds:
    """The provision, made ready or found so."""
    return _ready(_source(provision, index))


def _source(provision: Provision, index: SearchIndex) -> Source:
    document = index.documents[provision.document]
    numbers = {int(digits[:18]) for digits in re.findall(r"\d+", document.title)}
    return Source(
        provision.locator,
        provision.document,
        provision.text,
        " ".join(one.chapeau for one in leads(provision, index)),
        " ".join([provision.label, *provision.path, document.title]),
        frozenset(numbers | {n for n in (document.session, document.year) if n is not None}),
        provision.language,
        named := frozenset(reference.target for reference in index.cites(provision.locator)),
        "\n".join(_words_beside(provision, sorted(named), index)),
    )


def _words_beside(provision: Provision, named: Sequence[str], index: SearchIndex) -> Iterator[str]:
    article = "/".join(provision.locator.split("/")[:ARTICLE])
    for locator in named:
        if locator.startswith(f"{article}/") and not provision.locator.startswith(locator):
            other = index.get(locator)
            if other is not None and other.language == provision.language:
                yield other.text


@lru_cache(maxsize=READY)
def _ready(source: Source) -> Grounds:
    parts = tuple(units(source.text, source.above)) or (source.text,)
    home = Locator.parse(source.locator)
    named = places_in(_NUMBERED.sub(" ", source.whole), home, own=True)
    beside = places_in(source.heading, home, own=False)
    all_ = claims_in(f"{source.whole}\n{source.heading}", source.language)
    understood = {
        name for name in claims_in(source.beside, source.language).said if name.startswith("actor.")
    }
    targets = {str(target) for reference in named.references for target in reference.targets}
    return Grounds(
        source,
        parts,
        tuple(claims_in(part, source.language) for part in parts),
        replace(all_, held=all_.held | understood),
        claims_in(named.rest, source.language).numbers,
        frozenset(targets) | source.places,
        with_parents([*named.instruments, *beside.instruments, source.document]),
        frozenset(stems(f"{source.whole} {source.heading}", source.language)),
    )


def vectors_of(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """The vectors of texts, shape (texts, dimension), each embedded once and kept."""
    return np.stack([_vector(text, cast("Hashable", encoder)) for text in texts])


@lru_cache(maxsize=READY * 8)
def _vector(text: str, encoder: Hashable) -> Vectors:
    found: Vectors = cast("Encoder", encoder).encode([text])[0]
    return found
