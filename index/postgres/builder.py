"""Builds a generation beside the one that serves, in one transaction, whose end is the switch."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from types import TracebackType
from typing import Any

import psycopg
from pgvector import HalfVector
from psycopg import sql
from psycopg.errors import LockNotAvailable

from index.contents import BuildReport, Contents, Progress, contents_of, identity_of
from index.encoder import Encoder, Vectors
from index.manifest import Manifest, manifest_of
from index.postgres.connections import writer
from index.postgres.schema import migrate, statements
from index.postgres.tables import TABLES, fill
from ingest.corpus.merge import Corpus
from ingest.errors import IndexWriteError

LOCK = 0xCBD1  # of those who build: one at a time, the others wait
KEPT = "5 minutes"  # that a generation stays after it was replaced, for answers that are being made from it
_SESSION = (
    "SET statement_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
    "SET client_connection_check_interval = '1s'",  # what a killed build has begun ends with it
)

Connection = psycopg.Connection[Any]


def build(corpus: Corpus, address: str, name: str, encoder: Encoder, progress: Progress) -> BuildReport:
    """Build the index of the corpus in the database. Raises IndexWriteError, and UnavailableError where no
    host takes writes; the index before it goes on serving.
    """
    try:
        with writer(address) as connection:
            for statement in _SESSION:
                connection.execute(statement)
            migrate(connection)
            with _alone(connection):
                return _build(corpus, connection, name, encoder, progress)
    except psycopg.Error as error:
        told = next(iter(str(error).splitlines()), type(error).__name__)
        raise IndexWriteError(
            f"The index in {name} could not be written ({told}).",
            "Look at the database and at the rights of its user; the index before it still serves.",
        ) from error


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        if not connection.closed:
            connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _build(
    corpus: Corpus, connection: Connection, name: str, encoder: Encoder, progress: Progress
) -> BuildReport:
    _sweep(connection)
    found = live(connection, name)
    if found and found[1].id == identity_of(corpus, encoder):
        return BuildReport.of(found[1], False, 0, name)
    journal = DatabaseJournal(connection, f"cbd_{found[0]}" if found else None)
    contents = contents_of(corpus, encoder, journal.known, journal, progress)
    manifest = _write(connection, contents, progress)
    connection.execute("TRUNCATE cbd.embedded")
    _sweep(connection)
    return BuildReport.of(manifest, True, contents.embedded, name)


def live(connection: Connection, name: str) -> tuple[int, Manifest] | None:
    """The number and the manifest of the generation that serves."""
    row = connection.execute(
        "SELECT number, manifest FROM cbd.generations ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return (row[0], manifest_of(row[1], name)) if row else None


def _write(connection: Connection, contents: Contents, progress: Progress) -> Manifest:
    steps = len(TABLES) + 1
    progress("writing", 0, steps)
    files = {}
    with connection.transaction():
        row = connection.execute(
            "INSERT INTO cbd.generations (manifest) VALUES ('') RETURNING number"
        ).fetchone()
        number = row[0]  # type: ignore[index]  # it gives the row that it made
        schema = f"cbd_{number}"
        for statement in statements(schema, int(contents.vectors.shape[1])):
            connection.execute(statement)
        for done, (table, digest) in enumerate(fill(connection, schema, contents), start=1):
            files[table] = digest
            progress("writing", done, steps)
        for table in files:
            connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(schema, table)))
        manifest = contents.manifest(files)
        connection.execute(
            "UPDATE cbd.generations SET manifest = %s, live_at = clock_timestamp() WHERE number = %s",
            [json.dumps(asdict(manifest)), number],
        )
    progress("writing", steps, steps)
    return manifest


def _sweep(connection: Connection) -> None:
    """Drop generations that were replaced a while ago; one that is being read waits for the next build."""
    old = connection.execute(
        "SELECT number FROM (SELECT number, lead(live_at) OVER (ORDER BY number) AS replaced "
        "FROM cbd.generations) every "
        "WHERE replaced < now() - %s::interval AND number < "  # a killed build leaves its number out
        "(SELECT number FROM cbd.generations ORDER BY number DESC OFFSET 1 LIMIT 1)",
        [KEPT],
    ).fetchall()
    for (number,) in old:
        try:
            with connection.transaction():
                connection.execute("SET LOCAL lock_timeout = '1s'")
                schema = sql.Identifier(f"cbd_{number}")
                connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(schema))
                connection.execute("DELETE FROM cbd.generations WHERE number = %s", [number])
        except LockNotAvailable:
            continue


class DatabaseJournal:
    """Keeps embeddings while a build runs, so that a killed build does not have to embed again."""

    def __init__(self, connection: Connection, schema: str | None) -> None:
        self._connection = connection
        self._schema = schema

    def known(self, digests: Iterable[str]) -> Iterator[tuple[str, Vectors]]:
        """What a killed build and the live generation have embedded of these texts."""
        sources: list[sql.Composable] = [sql.SQL("SELECT digest, vector FROM cbd.embedded")]
        if self._schema:
            sources.append(
                sql.SQL("SELECT p.digest, v.vector FROM {} p JOIN {} v ON v.passage = p.number").format(
                    sql.Identifier(self._schema, "passages"), sql.Identifier(self._schema, "vectors")
                )
            )
        wanted = [bytes.fromhex(digest) for digest in digests]
        statement = sql.SQL("SELECT digest, vector FROM ({}) known WHERE digest = ANY(%s)").format(
            sql.SQL(" UNION ALL ").join(sources)
        )
        for digest, vector in self._connection.execute(statement, [wanted], binary=True):
            yield digest.hex(), HalfVector.from_binary(vector).to_numpy().astype("f4")

    def __enter__(self) -> "DatabaseJournal":
        return self

    def add(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Keep these for good."""
        with (
            self._connection.transaction(),
            self._connection.cursor() as cursor,
            cursor.copy("COPY cbd.embedded FROM STDIN (FORMAT BINARY)") as copy,
        ):
            copy.set_types(["bytea", "bytea"])
            for digest, vector in zip(digests, vectors, strict=True):
                copy.write_row((bytes.fromhex(digest), HalfVector(vector).to_binary()))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left open."""
