"""What is known of every provision before any question: arrays over provisions, for the ranking."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.lexical import stems

Mask = NDArray[np.bool_]


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


@dataclass(frozen=True, slots=True)
class Features:
    """Masks of shape (provisions,); `parents` holds the position of each one's parent, -1 for none."""

    parents: NDArray[np.int64]
    leaf: Mask
    guide_only: Mask
    own_words: Mask
    catalogue: Mask
    preamble: Mask
    documents: dict[str, Mask]
    sessions: dict[int, Mask]
    terms: dict[tuple[str, ...], list[int]]
    size: int
    nothing: Mask = field(repr=False)

    def in_document(self, document: str) -> Mask:
        """The provisions of that document."""
        return self.documents.get(document, self.nothing)

    def in_session(self, session: int) -> Mask:
        """The provisions of the decisions of that COP."""
        return self.sessions.get(session, self.nothing)

    def defines(self, term: tuple[str, ...]) -> Mask:
        """The provisions that define the term, given as stems."""
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[self.terms.get(term, [])] = True
        return mask


def read_features(rows: Sequence[Row], sessions: dict[str, int | None]) -> Features:
    """Features of the provisions; `sessions` maps a document to its COP."""
    positions = {row.locator: row.position for row in rows}
    documents: dict[str, list[int]] = {}
    terms: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        documents.setdefault(row.document, []).append(row.position)
        if row.heading and row.kind in {"term", "item"}:
            terms.setdefault(tuple(stems(row.heading)), []).append(row.position)
    masks = {document: _mask(found, len(rows)) for document, found in documents.items()}
    by_session: dict[int, Mask] = {}
    for document, mask in masks.items():
        session = sessions.get(document)
        if session:
            by_session[session] = by_session.get(session, np.zeros(len(rows), dtype=np.bool_)) | mask
    return Features(
        parents=np.array(
            [positions.get(row.parent, -1) if row.parent else -1 for row in rows], dtype=np.int64
        ),
        leaf=np.array([row.leaf for row in rows], dtype=np.bool_),
        guide_only=np.array([row.provenance == "guide" for row in rows], dtype=np.bool_),
        own_words=np.array([row.provenance == "own" for row in rows], dtype=np.bool_),
        catalogue=np.array([row.kind == "catalogue" for row in rows], dtype=np.bool_),
        preamble=np.array(["/preamble" in row.locator for row in rows], dtype=np.bool_),
        documents=masks,
        sessions=by_session,
        terms=terms,
        size=len(rows),
        nothing=np.zeros(len(rows), dtype=np.bool_),
    )


def _mask(positions: Sequence[int], size: int) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[positions] = True
    return mask
