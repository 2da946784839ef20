"""The one interface that everything above the index talks to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.features import Features
from ingest.corpus.crossrefs import CrossReference
from ingest.model import Document, GuideEntry, Provision


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be searched; an empty tuple allows all."""

    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sessions: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.documents or self.sessions)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which index answers: its id, when it was built and with which encoder."""

    id: str
    built_at: str
    encoder: str
    counts: dict[str, int]


Numbers = NDArray[np.float32]
ROLES = ("text", "question", "summary")


@dataclass(frozen=True, slots=True)
class Scores:
    """For each role of passage one number a provision, shape (provisions,); 0 where it was not found.

    `dense` is the cosine of the provision's best passage of that role, `lexical` its BM25;
    `phrases` is the BM25 of pairs of neighbouring words in the text itself.
    """

    dense: dict[str, Numbers]
    lexical: dict[str, Numbers]
    phrases: Numbers


class SearchIndex(Protocol):
    """A searchable corpus: one machine's files, or a search engine with the same answers."""

    snapshot: Snapshot
    documents: dict[str, Document]
    features: Features

    def scores(self, vector: Vectors, query: str, filters: Filters) -> Scores:
        """Score the provisions for a question and its embedding."""
        ...

    def lexical(self, query: str, filters: Filters) -> dict[str, Numbers]:
        """BM25 alone, for each role one number a provision."""
        ...

    def at(self, positions: Sequence[int]) -> list[Provision]:
        """The provisions at these positions."""
        ...

    def get(self, locator: str) -> Provision | None:
        """The provision with that locator."""
        ...

    def children(self, locator: str) -> list[Provision]:
        """Its direct children in reading order."""
        ...

    def in_document(self, document: str) -> list[Provision]:
        """All provisions of a document in reading order."""
        ...

    def neighbours(self, locator: str) -> tuple[Provision | None, Provision | None]:
        """The provisions of the same document before and after it, at the same depth or above."""
        ...

    def guide(self, locator: str) -> GuideEntry | None:
        """What the guide says of it."""
        ...

    def cites(self, locator: str) -> list[CrossReference]:
        """What it refers to."""
        ...

    def cited_by(self, locator: str) -> list[CrossReference]:
        """What refers to it."""
        ...

    def weight(self, stem: str) -> float:
        """How rare a stem is in the corpus."""
        ...

    def knows(self, locator: str) -> bool:
        """Whether the corpus has it."""
        ...
