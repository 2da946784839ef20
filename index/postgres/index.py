"""One generation of the index in a database, or in several: SearchIndex over the hosts that hold it."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from pgvector import HalfVector
from psycopg.errors import InvalidSchemaName, UndefinedTable

from index.encoder import Vectors
from index.facts import Row, read_facts
from index.interface import DEFAULT_LIMITS, ROLES, Candidates, Filters, Limits, Numbers, Snapshot, Words
from index.layout import Layout
from index.lexical import add_up, pairs, rarity, searched
from index.manifest import Manifest
from index.postgres.connections import Reader
from index.postgres.kept import POSTINGS, PROVISIONS, Kept, postings_size, provision_size
from index.postgres.shards import Shards, shards
from index.postgres.statements import Statements, nearest_of, postings_of
from index.postgres.tables import halfvec
from index.records import read_document, read_guide_row, read_provision
from index.vectors import best, halves
from ingest.errors import IndexMismatchError
from ingest.model import CrossReference, GuideEntry, Provision

WAITS = (0.02, 0.1, 0.3, 0.6)  # seconds in which a standby has a generation that another host has


class PostgresIndex:
    """Implements SearchIndex over one generation, which is never changed: whatever of it is kept here stays
    right. Facts and the place of each passage are in memory (about 150 bytes a provision), texts, vectors and
    postings in the database. What is searched comes from every shard at once, the rest from the first one.

    Raises UnavailableError where no host of a shard answers, IndexMismatchError where the generation is gone.
    """

    def __init__(self, databases: Shards, number: int, manifest: Manifest) -> None:
        self.snapshot = Snapshot(manifest.id, manifest.built_at, manifest.encoder, manifest.counts)
        self.number = number
        self._databases = databases
        self._shards = shards(len(databases))
        self._statements = [Statements(shard.schema(number, manifest.id)) for shard in self._shards]
        self._postings = Kept(POSTINGS, postings_size)
        self._at = Kept(PROVISIONS, provision_size)
        self.documents = {one.id: one for one in (read_document(row[0]) for row in self._rows("documents"))}
        facts = read_facts([Row(*row) for row in self._rows("outline")], self.documents)
        count = manifest.counts["passages"]
        provisions, roles = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int8)
        for shard, [found] in zip(self._shards, self._searched(lambda one: one["passages"]), strict=True):
            provisions[shard.passages], roles[shard.passages] = found
        self._layout = Layout(provisions, roles, facts, self.documents)
        self._guided = {provision for (provision,) in self._rows("guided")}
        self._languages = [language for (language,) in self._rows("languages")]

    def _rows(self, name: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Of the first shard."""
        return _run(self._databases, self._statements[0][name], parameters)

    def _searched(
        self, statement: Callable[[Statements], bytes], *parameters: object
    ) -> list[list[tuple[Any, ...]]]:
        """Of each shard."""
        return self._databases.each(
            lambda number, reader: _run(reader, statement(self._statements[number]), parameters)
        )

    def candidates(
        self, vectors: Vectors, words: Words, filters: Filters, limits: Limits = DEFAULT_LIMITS
    ) -> Candidates:
        """See SearchIndex."""
        allowed = self._layout.allowed(filters)
        documents = self._layout.searched(filters)
        asked = [
            searched(words.text, self._languages),
            searched(words.synonyms, self._languages),
            pairs(words.text, self._languages),
        ]
        tokens = dict.fromkeys(token for some in asked for token in some)
        known = self._postings.those_of(tokens)
        parameters: list[object] = []
        for vector in halves(vectors):
            parameters += [halfvec(vector), *([documents] if documents is not None else []), limits.dense]
        found = self._searched(
            lambda one: one.candidates(len(vectors), filtered=documents is not None),
            *parameters,
            [token for token in tokens if token not in known],
        )
        fresh = postings_of(chain.from_iterable(found))
        self._postings.keep(fresh)
        known |= fresh
        lexical, synonyms, phrases = (
            add_up((known[token] for token in some if token in known), len(self._layout)) for some in asked
        )
        nearest = [
            best(parts, limits.dense)
            for parts in zip(*(nearest_of(rows, len(vectors)) for rows in found), strict=True)
        ]
        return self._layout.candidates(nearest, lexical, synonyms, phrases, allowed, limits)

    def at(self, positions: Sequence[int]) -> list[Provision]:
        """See SearchIndex."""
        wanted = [int(position) for position in positions]
        found = self._at.those_of(wanted)
        missing = [position for position in wanted if position not in found]
        if missing:
            fresh = {number: read_provision(record) for number, record in self._rows("at", missing)}
            self._at.keep(fresh)
            found |= fresh
        return [found[position] for position in wanted if position in found]

    def get(self, locator: str) -> Provision | None:
        """See SearchIndex."""
        return next(iter(self._provisions("get", locator)), None)

    def children(self, locator: str) -> list[Provision]:
        """See SearchIndex."""
        return self._provisions("children", locator)

    def in_document(self, document: str) -> list[Provision]:
        """See SearchIndex."""
        return self._provisions("in_document", document)

    def _provisions(self, name: str, key: str) -> list[Provision]:
        return [read_provision(record) for (record,) in self._rows(name, key)] if _fits(key) else []

    def neighbours(self, locator: str) -> tuple[Provision | None, Provision | None]:
        """See SearchIndex."""
        rows = self._rows("neighbours", locator) if _fits(locator) else []
        found = {after: read_provision(record) for after, record in rows}
        return found.get(False), found.get(True)

    def guide(self, locator: str) -> GuideEntry | None:
        """See SearchIndex."""
        return read_guide_row(self._rows("guide", locator)[0]) if locator in self._guided else None

    def cites(self, locator: str) -> list[CrossReference]:
        """See SearchIndex."""
        return [CrossReference(*row) for row in self._rows("cites", locator)] if _fits(locator) else []

    def cited_by(self, locator: str) -> list[CrossReference]:
        """See SearchIndex."""
        return [CrossReference(*row) for row in self._rows("cited_by", locator)] if _fits(locator) else []

    @cached_property
    def _stems(self) -> dict[str, int]:
        """In how many passages each word stands."""
        return dict(self._rows("stems"))

    def weight(self, stem: str) -> float:
        """See SearchIndex."""
        return rarity(len(self._layout), self._stems.get(stem, 0))

    def words(self, language: str) -> Mapping[str, int]:
        """See SearchIndex."""
        return dict(self._rows("words", language))

    def alike(self, locators: Sequence[str]) -> Numbers:
        """See SearchIndex."""
        cosines = np.zeros((len(locators), len(locators)), dtype=np.float32)
        wanted = [locator for locator in locators if _fits(locator)]
        locator_of = dict(self._rows("numbers", wanted))
        rows = self._searched(lambda one: one["summaries"], ROLES.index("summary"), list(locator_of))
        found = {
            locator_of[provision]: HalfVector.from_binary(vector).to_numpy().astype("f4")
            for _, provision, vector in sorted(chain.from_iterable(rows))
        }
        known = [number for number, locator in enumerate(locators) if locator in found]
        if known:
            vectors = np.stack([found[locators[number]] for number in known])
            cosines[np.ix_(known, known)] = vectors @ vectors.T
        return cosines

    def nearest_sentences(self, vector: Vectors, positions: Sequence[int]) -> Numbers:
        """See SearchIndex."""
        wanted = [int(position) for position in positions]
        found = np.zeros(len(wanted), dtype=np.float32)
        if wanted and self.snapshot.counts["sentences"]:
            nearest = dict(self._rows("nearest_sentences", halfvec(halves(vector)), wanted))
            found[:] = [nearest.get(position, 0.0) for position in wanted]
        return found

    def knows(self, locator: str) -> bool:
        """See SearchIndex."""
        return _fits(locator) and bool(self._rows("knows", locator)[0][0])


def _run(reader: Reader | Shards, statement: bytes, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
    """Its rows, waiting a moment for hosts that have not got the generation yet."""
    for wait in (*WAITS, None):
        try:
            return reader.run(statement, parameters)
        except (InvalidSchemaName, UndefinedTable) as error:
            if wait is None:
                raise IndexMismatchError(
                    "The generation of the index that was read has been removed.", "Ask again."
                ) from error
        time.sleep(wait)
    raise AssertionError


def _fits(text: str) -> bool:
    """Whether PostgreSQL can be asked for it: its texts hold no NUL."""
    return "\0" not in text
