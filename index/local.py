"""The embedded index: one folder of files, memory-mapped and read-only."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.features import read_features
from index.interface import ROLES, Filters, Numbers, Scores, Snapshot
from index.lexical import LexicalIndex
from index.manifest import REBUILD, read_manifest, verify_files
from index.store import Store
from index.vectors import VectorIndex
from ingest.corpus.crossrefs import CrossReference
from ingest.errors import IndexMismatchError
from ingest.locator import Locator
from ingest.model import GuideEntry, Provision

NEAREST = 768  # passages taken from the dense search


class LocalIndex:
    """Implements SearchIndex over the live generation of `root`.

    Raises IndexMissingError, or IndexMismatchError when its files, its format or its encoder do not fit.
    """

    def __init__(self, root: Path, encoder: str) -> None:
        self.root = root
        folder, manifest = read_manifest(root)
        if manifest.encoder != encoder:
            raise IndexMismatchError(
                f"The index was built with the encoder '{manifest.encoder}', this is '{encoder}'.",
                f"{REBUILD} --index {root}, or set CBD_ENCODER.",
            )
        verify_files(folder, manifest)
        self.snapshot = Snapshot(manifest.id, manifest.built_at, manifest.encoder, manifest.counts)
        self._store = Store(folder / "store.db")
        self._folder = folder
        self._opening = Lock()
        self._opened: VectorIndex | None = None
        self._lexical = LexicalIndex(folder / "lexical")
        rows = self._store.passage_rows()
        if not len(rows) == len(self._lexical) == manifest.counts["passages"]:
            raise IndexMismatchError(
                "The files of the index do not belong together.", f"{REBUILD} --index {root}"
            )
        self.documents = {document.id: document for document in self._store.documents()}
        outline = self._store.outline()
        self.features = read_features(
            outline, {document.id: document.session for document in self.documents.values()}
        )
        self._positions = {row.locator: row.position for row in outline}
        self._depths = [len(Locator.parse(row.locator).steps) for row in outline]
        self._locators = [row.locator for row in outline]
        self._document_of = [row.document for row in outline]
        self._provision_of = np.array([position for position, _ in rows], dtype=np.int64)
        self._roles = {role: np.array([found == role for _, found in rows], dtype=np.bool_) for role in ROLES}
        self._provisions_in: dict[str, list[int]] = defaultdict(list)
        for position, document in enumerate(self._document_of):
            self._provisions_in[document].append(position)

    @property
    def _vectors(self) -> VectorIndex:
        """Opened at the first dense search: showing a provision loads no FAISS."""
        with self._opening:
            if self._opened is None:
                self._opened = VectorIndex(self._folder / "vectors.faiss")
            return self._opened

    def __len__(self) -> int:
        return len(self._locators)

    def scores(self, vector: Vectors, query: str, filters: Filters) -> Scores:
        """See SearchIndex."""
        allowed = self._allowed(filters)
        dense = np.zeros(len(self._provision_of), dtype=np.float32)
        rows, cosines = self._vectors.search(vector, NEAREST, allowed)
        dense[rows] = np.maximum(cosines, 0)
        phrases = self._best(self._masked(self._lexical.phrases(query), allowed), self._roles["text"])
        return Scores(
            {role: self._best(dense, mask) for role, mask in self._roles.items()},
            self.lexical(query, filters),
            phrases,
        )

    def lexical(self, query: str, filters: Filters) -> dict[str, Numbers]:
        """See SearchIndex."""
        found = self._masked(self._lexical.scores(query), self._allowed(filters))
        return {role: self._best(found, mask) for role, mask in self._roles.items()}

    @staticmethod
    def _masked(scores: Numbers, allowed: NDArray[np.bool_] | None) -> Numbers:
        return scores if allowed is None else np.where(allowed, scores, 0).astype(np.float32)

    def _best(self, scores: NDArray[np.float32], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
        found = np.zeros(len(self._locators), dtype=np.float32)
        rows = np.flatnonzero(mask & (scores > 0))
        np.maximum.at(found, self._provision_of[rows], scores[rows])
        return found

    def _allowed(self, filters: Filters) -> NDArray[np.bool_] | None:
        if not filters:
            return None
        documents = {
            document.id
            for document in self.documents.values()
            if (not filters.kinds or document.kind in filters.kinds)
            and (not filters.documents or document.id in filters.documents)
            and (not filters.sessions or document.session in filters.sessions)
        }
        provisions = np.array([document in documents for document in self._document_of], dtype=np.bool_)
        return np.asarray(provisions[self._provision_of], dtype=np.bool_)

    def at(self, positions: Sequence[int]) -> list[Provision]:
        """See SearchIndex."""
        return self._store.at(positions)

    def get(self, locator: str) -> Provision | None:
        """See SearchIndex."""
        return self._store.provision(locator)

    def children(self, locator: str) -> list[Provision]:
        """See SearchIndex."""
        return self._store.children(locator)

    def in_document(self, document: str) -> list[Provision]:
        """See SearchIndex."""
        return self._store.in_document(document)

    def neighbours(self, locator: str) -> tuple[Provision | None, Provision | None]:
        """See SearchIndex."""
        here = self._positions.get(locator)
        if here is None:
            return None, None
        members = self._provisions_in[self._document_of[here]]
        same = [
            p
            for p in members
            if p == here
            or (0 < self._depths[p] <= self._depths[here] and not self._locators[p].endswith("catalogue"))
        ]
        at = same.index(here)
        before = self._locators[same[at - 1]] if at > 0 else None
        after = self._locators[same[at + 1]] if at + 1 < len(same) else None
        return (self.get(before) if before else None, self.get(after) if after else None)

    def guide(self, locator: str) -> GuideEntry | None:
        """See SearchIndex."""
        return self._store.guide(locator)

    def cites(self, locator: str) -> list[CrossReference]:
        """See SearchIndex."""
        return self._store.cites(locator)

    def cited_by(self, locator: str) -> list[CrossReference]:
        """See SearchIndex."""
        return self._store.cited_by(locator)

    def weight(self, stem: str) -> float:
        """See SearchIndex."""
        return self._lexical.weight(stem)

    def knows(self, locator: str) -> bool:
        """See SearchIndex."""
        return locator in self._positions
