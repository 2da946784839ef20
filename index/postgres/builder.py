"""Builds a generation beside the one that serves, in one transaction of the first database, whose end is the
switch; what other shards hold of it is there by then, and nobody asks for it before.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from types import TracebackType

import psycopg
from pgvector import HalfVector
from psycopg import sql

from index.address import shards_of
from index.contents import BuildReport, Contents, Progress, contents_of, identity_of
from index.encoder import Encoder, Vectors
from index.lexical import weigh
from index.manifest import Manifest
from index.postgres.connections import writer
from index.postgres.generations import Connection, live, parts, sweep
from index.postgres.graph import as_wanted, draw
from index.postgres.hosts import brief
from index.postgres.schema import migrate, statements
from index.postgres.shards import count_of, shards
from index.postgres.tables import fill, tables_of
from ingest.corpus.merge import Corpus
from ingest.errors import IndexMismatchError, IndexWriteError

LOCK = 0xCBD1  # of those who build: one at a time, the others wait
_SESSION = (
    "SET statement_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
    "SET client_connection_check_interval = '1s'",  # what a killed build has begun ends with it
)
_FORGET = "TRUNCATE cbd.embedded"


def build(corpus: Corpus, address: str, name: str, encoder: Encoder, progress: Progress) -> BuildReport:
    """Build the index of the corpus in the database, or in several. Raises IndexWriteError, and
    UnavailableError where no host takes writes; the index before it goes on serving.
    """
    try:
        with ExitStack() as opened:
            databases = [opened.enter_context(writer(place)) for place in shards_of(address)]
            for connection in databases:
                for statement in _SESSION:
                    connection.execute(statement)
                migrate(connection)
            with _alone(databases[0]):
                return _build(corpus, databases, name, encoder, progress)
    except psycopg.Error as error:
        raise IndexWriteError(
            f"The index in {name} could not be written ({brief(error)}).",
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
    corpus: Corpus, databases: Sequence[Connection], name: str, encoder: Encoder, progress: Progress
) -> BuildReport:
    first = databases[0]
    sweep(databases)
    found = None
    with suppress(IndexMismatchError):  # of another version: nothing of it is reused
        found = live(first, name)
    held = parts(databases, *found) if found else []
    if (
        found
        and found[1].id == identity_of(corpus, encoder)
        and len(held) == len(databases) == count_of(found[1])
        and all(as_wanted(connection, schema) for connection, schema in held)
    ):
        first.execute(_FORGET)  # a build that was killed right after its switch left them
        return BuildReport.of(found[1], False, 0, name)
    journal = DatabaseJournal(first, held)
    contents = contents_of(corpus, encoder, journal.known, journal, progress)
    manifest = _write(databases, contents, progress)
    first.execute(_FORGET)
    sweep(databases)
    return BuildReport.of(manifest, True, contents.embedded, name)


def _write(databases: Sequence[Connection], contents: Contents, progress: Progress) -> Manifest:
    """The shards one after the other, and last the first one, which alone says that a generation is there."""
    all_shards = shards(len(databases))
    steps = sum(len(tables_of(shard)) for shard in all_shards) + 1
    progress("writing", 0, steps)
    weights = weigh(contents.texts, contents.languages)
    files: dict[str, str] = {}
    first = databases[0]
    with first.transaction():
        row = first.execute("INSERT INTO cbd.generations (manifest) VALUES ('') RETURNING number").fetchone()
        number = row[0]  # type: ignore[index]  # it gives the row that it made
        for shard, connection in reversed(list(zip(all_shards, databases, strict=True))):
            schema = shard.schema(number, contents.identity)
            with connection.transaction():
                for statement in statements(schema, int(contents.vectors.shape[1])):
                    connection.execute(statement)
                for table, digest in fill(connection, schema, contents, weights, shard):
                    connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(schema, table)))
                    files[shard.file(table)] = digest
                    progress("writing", len(files), steps)
                draw(connection, schema)
        manifest = contents.manifest(files)
        first.execute(
            "UPDATE cbd.generations SET manifest = %s, live_at = clock_timestamp() WHERE number = %s",
            [json.dumps(asdict(manifest)), number],
        )
    progress("writing", steps, steps)
    return manifest


class DatabaseJournal:
    """Keeps embeddings while a build runs, so that a killed build does not have to embed again."""

    def __init__(self, connection: Connection, held: Sequence[tuple[Connection, str]]) -> None:
        self._connection = connection
        self._held = held

    def known(self, digests: Iterable[str]) -> Iterator[tuple[str, Vectors]]:
        """What a killed build and the live generation have embedded of these texts."""
        wanted = [bytes.fromhex(digest) for digest in digests]
        sources = [(self._connection, sql.SQL("cbd.embedded").format())]
        for connection, schema in self._held:
            joined = sql.SQL("{} JOIN {} ON passage = number").format(
                sql.Identifier(schema, "passages"), sql.Identifier(schema, "vectors")
            )
            sources.append((connection, joined))
            if connection is self._connection:
                sources.append((connection, sql.SQL("{}").format(sql.Identifier(schema, "sentences"))))
        for connection, source in sources:
            statement = sql.SQL("SELECT digest, vector FROM {} WHERE digest = ANY(%s)").format(source)
            for digest, vector in connection.execute(statement, [wanted], binary=True):
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
