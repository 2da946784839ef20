"""The store: SQLite tables of documents, provisions, passages, cross-references and cached embeddings."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any
from weakref import finalize

import numpy as np

from index.encoder import Vectors
from index.facts import Row
from index.records import (
    document_record,
    guide_row,
    provision_record,
    read_document,
    read_guide_row,
    read_provision,
)
from ingest.model import CrossReference, Document, GuideEntry, Passage, Provision

_SCHEMA = """
CREATE TABLE documents (id TEXT PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE provisions (
    number INTEGER PRIMARY KEY, locator TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL, parent TEXT, kind TEXT NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX provisions_by_parent ON provisions (parent, number);
CREATE INDEX provisions_by_document ON provisions (document, number);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, provision INTEGER NOT NULL, role TEXT NOT NULL,
    embed TEXT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE INDEX passages_by_provision ON passages (provision);
CREATE TABLE guide (provision TEXT PRIMARY KEY, summary TEXT, questions TEXT, terms TEXT, language TEXT,
    translations TEXT);
CREATE TABLE cross_references (source TEXT NOT NULL, target TEXT NOT NULL,
    "start" INTEGER, "end" INTEGER, words TEXT);
CREATE INDEX cross_references_by_source ON cross_references (source);
CREATE INDEX cross_references_by_target ON cross_references (target);
CREATE TABLE words (language TEXT, word TEXT, count INTEGER NOT NULL, PRIMARY KEY (language, word))
    WITHOUT ROWID;
CREATE TABLE embeddings (digest TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
"""


class StoreWriter:
    """Writes a new store.db; nothing reads it before it is complete."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def write_documents(self, documents: Iterable[Document]) -> None:
        """Their bibliographic record; the text lives in the provisions."""
        rows = ((d.id, document_record(d)) for d in documents)
        self._db.executemany("INSERT INTO documents VALUES (?, ?)", rows)

    def write_provisions(self, provisions: Iterable[Provision]) -> None:
        """In reading order: the row number is the position."""
        rows = (
            (p.position, p.locator, p.document, p.parent, p.kind, provision_record(p)) for p in provisions
        )
        self._db.executemany("INSERT INTO provisions VALUES (?, ?, ?, ?, ?, ?)", rows)

    def write_passages(self, passages: Sequence[Passage], positions: dict[str, int]) -> None:
        """Row i is vector i."""
        rows = (
            (i, p.id, positions[p.provision], p.role, p.embed, p.start, p.end) for i, p in enumerate(passages)
        )
        self._db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def write_guide(self, entries: Iterable[GuideEntry]) -> None:
        """The annotations."""
        self._db.executemany("INSERT INTO guide VALUES (?, ?, ?, ?, ?, ?)", map(guide_row, entries))

    def write_references(self, references: Iterable[CrossReference]) -> None:
        """Which provision refers to which, and with which words."""
        rows = ((r.source, r.target, r.start, r.end, r.words) for r in references)
        self._db.executemany("INSERT INTO cross_references VALUES (?, ?, ?, ?, ?)", rows)

    def write_words(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """How often each word of each language stands in the corpus."""
        rows = ((language, word, n) for language, found in counts.items() for word, n in found.items())
        self._db.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)

    def write_embeddings(self, digests: Sequence[str], vectors: Vectors) -> None:
        """The cache that the next build starts from."""
        rows = ((digest, vector.tobytes()) for digest, vector in zip(digests, vectors, strict=True))
        self._db.executemany("INSERT OR IGNORE INTO embeddings VALUES (?, ?)", rows)

    def close(self) -> None:
        """Commit and close."""
        self._db.execute("COMMIT")
        self._db.close()

    def abandon(self) -> None:
        """Close without keeping anything."""
        self._db.close()


class EmbeddingJournal:
    """Keeps embeddings while a build runs, so that a killed build does not have to embed again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> "EmbeddingJournal":
        try:
            self._open()
        except sqlite3.DatabaseError:  # a journal that cannot be read is worth nothing
            self._path.unlink(missing_ok=True)
            self._open()
        return self

    def _open(self) -> None:
        self._db = sqlite3.connect(self._path, isolation_level=None)
        try:
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS embeddings (digest TEXT PRIMARY KEY, vector BLOB NOT NULL) "
                "WITHOUT ROWID"
            )
        except BaseException:
            self._db.close()
            raise

    def add(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Keep these for good."""
        self._db.execute("BEGIN")
        rows = ((digest, vector.tobytes()) for digest, vector in zip(digests, vectors, strict=True))
        self._db.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?)", rows)
        self._db.execute("COMMIT")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()


class Store:
    """Reads a finished store.db, from any number of threads; it stays readable when the file is removed."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._connection.execute(
            "SELECT count(*) FROM documents"
        ).fetchone()  # opens the file now, not at the first question
        self._lock = Lock()
        finalize(self, self._connection.close)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def _row(self, query: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        return next(iter(self._rows(query, values)), None)

    def documents(self) -> list[Document]:
        """All documents, by id."""
        return [read_document(row[0]) for row in self._rows("SELECT record FROM documents ORDER BY id")]

    def provision(self, locator: str) -> Provision | None:
        """The provision with that locator."""
        row = self._row("SELECT record FROM provisions WHERE locator = ?", (locator,))
        return read_provision(row[0]) if row else None

    def children(self, locator: str) -> list[Provision]:
        """Direct children in reading order."""
        rows = self._rows("SELECT record FROM provisions WHERE parent = ? ORDER BY number", (locator,))
        return [read_provision(row[0]) for row in rows]

    def in_document(self, document: str) -> list[Provision]:
        """All provisions of a document in reading order."""
        rows = self._rows("SELECT record FROM provisions WHERE document = ? ORDER BY number", (document,))
        return [read_provision(row[0]) for row in rows]

    def outline(self) -> list[Row]:
        """Every provision in brief, in reading order."""
        fields = ", ".join(f"json_extract(record, '$.{name}')" for name in ("provenance", "heading", "leaf"))
        rows = self._rows(
            f"SELECT number, locator, document, kind, parent, {fields}, "
            "EXISTS (SELECT 1 FROM guide WHERE guide.provision = provisions.locator), "
            "json_extract(record, '$.end') - json_extract(record, '$.start') "
            "FROM provisions ORDER BY number"
        )
        return [
            Row(number, locator, document, kind, parent, provenance, heading, bool(leaf), bool(guided), size)
            for number, locator, document, kind, parent, provenance, heading, leaf, guided, size in rows
        ]

    def passage_rows(self) -> list[tuple[int, str]]:
        """(position of the provision, role) of every passage, in row order."""
        return [
            (position, role)
            for position, role in self._rows("SELECT provision, role FROM passages ORDER BY number")
        ]

    def guide(self, locator: str) -> GuideEntry | None:
        """The annotation of a provision."""
        row = self._row("SELECT * FROM guide WHERE provision = ?", (locator,))
        return read_guide_row(row) if row else None

    def words(self, language: str) -> dict[str, int]:
        """How often each word of a language stands in the corpus; none where the store is older than that."""
        try:
            return dict(self._rows("SELECT word, count FROM words WHERE language = ?", (language,)))
        except sqlite3.OperationalError:
            return {}

    def cites(self, locator: str) -> list[CrossReference]:
        """What the provision refers to."""
        return self._references("source", locator)

    def cited_by(self, locator: str) -> list[CrossReference]:
        """What refers to the provision."""
        return self._references("target", locator)

    def _references(self, column: str, locator: str) -> list[CrossReference]:
        rows = self._rows(
            f'SELECT source, target, "start", "end", words FROM cross_references WHERE {column} = ?',
            (locator,),
        )
        return [CrossReference(*row) for row in rows]


def cached_embeddings(path: Path) -> Iterator[tuple[str, Vectors]]:
    """The embedding cache of a finished store, whatever else is in it."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        for digest, blob in db.execute("SELECT digest, vector FROM embeddings"):
            yield digest, np.frombuffer(blob, dtype=np.float32)
