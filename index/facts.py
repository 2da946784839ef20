"""What is known of every provision before any question, as arrays that the ranking can weigh."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from index.lexical import stems
from ingest.model import Document
from ingest.vocabulary import vocabulary

Mask = NDArray[np.bool_]
Objects = NDArray[np.object_]
UNNUMBERED = frozenset({"text", "head"})  # kinds of provisions


@dataclass(frozen=True, slots=True)
class Row:
    """One provision in brief."""

    position: int
    locator: str
    document: str
    kind: str
    parent: str | None
    provenance: str
    heading: str
    leaf: bool
    guided: bool = False
    length: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """One entry a provision in each array, all of shape (provisions,).

    `locators` and `documents` are strings; `sessions` the number of the COP, 0 for none; `terms` the stems of
    the term that the provision defines, () for none; `lengths` are logarithms of the characters. `office` are
    the words of an office's own files; `unnumbered` is text that its document calls by no number.
    """

    locators: Objects
    documents: Objects
    sessions: NDArray[np.int64]
    terms: Objects
    leaf: Mask
    guided: Mask
    guide_only: Mask
    own_words: Mask
    catalogue: Mask
    titled: Mask
    preamble: Mask
    office: Mask
    unnumbered: Mask
    lengths: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.locators)

    def take(self, rows: NDArray[np.int64]) -> "Facts":
        """The facts of some provisions, in the order of `rows`."""
        return Facts(*(getattr(self, field.name)[rows] for field in fields(self)))

    def in_document(self, document: str) -> Mask:
        """The provisions of that document."""
        return np.asarray(self.documents == document, dtype=np.bool_)

    def in_session(self, session: int) -> Mask:
        """The provisions of the decisions of that COP."""
        return np.asarray(self.sessions == session, dtype=np.bool_)

    def of_unit(self, unit: str) -> Mask:
        """The provisions of texts that have such a unit: "article" those of treaties, "decision" those of
        decisions, "target" those of the frameworks.
        """
        known = vocabulary()
        documents = [str(document) for document in self.documents]
        if unit == "article":
            return np.isin(documents, known.treaties)
        if unit == "target":
            return np.isin(documents, known.frameworks)
        return _mask(["/" in document for document in documents])

    def below(self, locator: str) -> Mask:
        """The provisions that are parts of that one."""
        return np.array([str(own).startswith(f"{locator}/") for own in self.locators], dtype=np.bool_)

    def defines(self, term: tuple[str, ...]) -> Mask:
        """The provisions that define the term, given as stems."""
        return np.array([bool(term) and own == term for own in self.terms], dtype=np.bool_)


def read_facts(rows: Sequence[Row], documents: Mapping[str, Document]) -> Facts:
    """The facts of all provisions of these documents."""
    sessions = {identity: document.session for identity, document in documents.items()}
    files = {identity for identity, document in documents.items() if document.kind == "other"}
    held = {row.locator for row in rows if row.provenance not in {"guide", "catalogue"}}
    return Facts(
        locators=_objects([row.locator for row in rows]),
        documents=_objects([row.document for row in rows]),
        sessions=np.array([sessions.get(row.document) or 0 for row in rows], dtype=np.int64),
        terms=_objects([_term(row) for row in rows]),
        leaf=_mask([row.leaf for row in rows]),
        guided=_mask([row.guided for row in rows]),
        guide_only=_mask([row.provenance == "guide" for row in rows]),
        own_words=_mask([row.provenance == "own" for row in rows]),
        catalogue=_mask([row.kind == "catalogue" for row in rows]),
        titled=_mask([row.kind == "catalogue" and row.parent in held for row in rows]),
        preamble=_mask(["/preamble" in row.locator for row in rows]),
        office=_mask([row.provenance == "own" and row.document in files for row in rows]),
        unnumbered=_mask([row.kind in UNNUMBERED for row in rows]),
        lengths=np.log1p(np.array([row.length for row in rows], dtype=np.float32)),
    )


def _term(row: Row) -> tuple[str, ...]:
    return tuple(stems(row.heading)) if row.heading and row.kind in {"term", "item"} else ()


def _objects(values: Sequence[object]) -> Objects:
    found = np.empty(len(values), dtype=np.object_)
    found[:] = values
    return found


def _mask(values: Sequence[bool]) -> Mask:
    return np.array(values, dtype=np.bool_)
