"""References: what a text says when it names a provision, in every spelling that people use."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.corpus import Corpus
from ingest.locator import Locator


@dataclass(frozen=True, slots=True)
class CrossReference:
    """The provision `source` refers to `target` with the `words` at text[start:end] of its own text."""

    source: str
    target: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`words` at text[start:end] name the `targets` (several for a range or a list), or else, read in
    another way, one of the `alternatives`."""

    start: int
    end: int
    words: str
    targets: tuple[Locator, ...]
    alternatives: tuple[Locator, ...] = ()


def read_references(text: str, context: Locator | None = None) -> list[Reference]:
    """Every reference in reading order; `context` is the provision or document the text belongs to or speaks of."""
    return []


def cross_references(corpus: Corpus) -> Iterator[CrossReference]:
    """Every reference from one provision of the corpus to another, by the words that make it."""
    yield from ()
