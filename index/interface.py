"""The one interface that everything above the index talks to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.facts import Facts
from ingest.model import CrossReference, Document, GuideEntry, Provision


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
Rows = NDArray[np.int64]
ROLES = ("text", "question", "summary")


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for by its words: the query in English, and synonyms of its terms."""

    text: str
    synonyms: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many passages each retriever may contribute, best first: dense for each vector, lexical for each
    role.
    """

    dense: int = 768
    lexical: int = 2_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The provisions that any retriever found, in the order of the corpus.

    Every array has one entry a candidate: shape (candidates,), and `dense` shape (vectors, candidates). For
    each role of passage `dense` is the cosine of the provision's best passage of that role, `lexical` and
    `synonyms` its BM25; `phrases` is the BM25 of pairs of neighbouring words in the text itself. A score is 0
    where the provision was not among the best of that retriever.
    """

    positions: Rows
    facts: Facts
    dense: dict[str, Numbers]
    lexical: dict[str, Numbers]
    phrases: Numbers
    synonyms: dict[str, Numbers]

    def __len__(self) -> int:
        return len(self.positions)


class SearchIndex(Protocol):
    """A searchable corpus: one machine's files, or a search engine with the same answers."""

    snapshot: Snapshot
    documents: dict[str, Document]

    def candidates(
        self, vectors: Vectors, words: Words, filters: Filters, limits: Limits = DEFAULT_LIMITS
    ) -> Candidates:
        """What the index finds for a question, in one round trip.

        Args:
            vectors: embeddings of the question and of its parts, shape (vectors, dimension); none for a
                search by words alone.
            words: what BM25 looks for.
            filters: which documents may be found.
            limits: how many passages each retriever contributes.

        """
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

    def words(self, language: str) -> Mapping[str, int]:
        """The words of that language in the corpus, as they are usually written, with how often they stand
        there.
        """
        ...

    def alike(self, locators: Sequence[str]) -> Numbers:
        """The cosines of what the guide says of these provisions, shape (locators, locators); 0 where it says
        nothing of one.
        """
        ...

    def nearest_sentences(self, vector: Vectors, positions: Sequence[int]) -> Numbers:
        """The cosine of the nearest sentence of each provision at these positions, shape (positions,); 0 for
        one whose sentences have no vectors of their own: only those of an office's own files have, where a
        provision has several.
        """
        ...

    def knows(self, locator: str) -> bool:
        """Whether the corpus has it."""
        ...
