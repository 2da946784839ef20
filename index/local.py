"""The embedded index: one folder of files, memory-mapped and read-only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np

from index.encoder import Vectors
from index.facts import read_facts
from index.interface import DEFAULT_LIMITS, ROLES, Candidates, Filters, Limits, Numbers, Snapshot, Words
from index.layout import Layout
from index.lexical import LexicalIndex
from index.manifest import REBUILD, fitting, read_manifest, verify_files
from index.sentences import SentenceVectors
from index.store import Store
from index.vectors import VectorIndex
from ingest.errors import IndexMismatchError
from ingest.locator import Locator
from ingest.model import CrossReference, GuideEntry, Provision

REMEMBERED = 2048  # provisions, and as many entries of the guide


class LocalIndex:
    """Implements SearchIndex over the live generation of `root`.

    Raises IndexMissingError, or IndexMismatchError when its files, its format or its encoder do not fit.
    """

    def __init__(self, root: Path, encoder: str) -> None:
        self.root = root
        folder, manifest = read_manifest(root)
        fitting(manifest, encoder, root)
        verify_files(folder, manifest)
        self.snapshot = Snapshot(manifest.id, manifest.built_at, manifest.encoder, manifest.counts)
        self._store = Store(folder / "store.db")
        # the same provisions are read for many questions, and several times for one
        self._provision = lru_cache(REMEMBERED)(self._store.provision)
        self._guide = lru_cache(REMEMBERED)(self._store.guide)
        self._folder = folder
        self._opening = Lock()
        self._opened: VectorIndex | None = None
        self._lexical = LexicalIndex(folder / "lexical")
        self._sentences = SentenceVectors(folder)
        rows = self._store.passage_rows()
        counted = manifest.counts["passages"], manifest.counts["sentences"]
        if (len(rows), len(self._sentences)) != counted or len(self._lexical) != len(rows):
            raise IndexMismatchError(
                "The files of the index do not belong together.", f"{REBUILD} --index {root}"
            )
        self.documents = {document.id: document for document in self._store.documents()}
        outline = self._store.outline()
        self._positions = {row.locator: row.position for row in outline}
        self._depths = [len(Locator.parse(row.locator).steps) for row in outline]
        self._locators = [row.locator for row in outline]
        self._document_of = [row.document for row in outline]
        self._provision_of = np.array([position for position, _ in rows], dtype=np.int64)
        roles = np.array([ROLES.index(role) for _, role in rows], dtype=np.int8)
        self._summaries = np.flatnonzero(roles == ROLES.index("summary"))
        self._layout = Layout(self._provision_of, roles, read_facts(outline, self.documents), self.documents)
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

    def candidates(
        self, vectors: Vectors, words: Words, filters: Filters, limits: Limits = DEFAULT_LIMITS
    ) -> Candidates:
        """See SearchIndex."""
        allowed = self._layout.allowed(filters)
        return self._layout.candidates(
            [self._vectors.search(vector, limits.dense, allowed) for vector in vectors],
            self._lexical.scores(words.text),
            self._lexical.scores(words.synonyms),
            self._lexical.phrases(words.text),
            allowed,
            limits,
        )

    def at(self, positions: Sequence[int]) -> list[Provision]:
        """See SearchIndex."""
        there = (self._locators[position] for position in positions if position < len(self))
        return [provision for locator in there if (provision := self._provision(locator))]

    def get(self, locator: str) -> Provision | None:
        """See SearchIndex."""
        return self._provision(locator) if locator in self._positions else None

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
        return self._guide(locator)

    def cites(self, locator: str) -> list[CrossReference]:
        """See SearchIndex."""
        return self._store.cites(locator)

    def cited_by(self, locator: str) -> list[CrossReference]:
        """See SearchIndex."""
        return self._store.cited_by(locator)

    def weight(self, stem: str) -> float:
        """See SearchIndex."""
        return self._lexical.weight(stem)

    def words(self, language: str) -> Mapping[str, int]:
        """See SearchIndex."""
        return self._store.words(language)

    def alike(self, locators: Sequence[str]) -> Numbers:
        """See SearchIndex."""
        cosines = np.zeros((len(locators), len(locators)), dtype=np.float32)
        rows = {int(self._provision_of[row]): row for row in self._summaries}
        known = [n for n, one in enumerate(locators) if self._positions.get(one) in rows]
        if known:
            vectors = self._vectors.at(np.array([rows[self._positions[locators[n]]] for n in known]))
            cosines[np.ix_(known, known)] = vectors @ vectors.T
        return cosines

    def nearest_sentences(self, vector: Vectors, positions: Sequence[int]) -> Numbers:
        """See SearchIndex."""
        return self._sentences.nearest(vector, positions)

    def knows(self, locator: str) -> bool:
        """See SearchIndex."""
        return locator in self._positions
