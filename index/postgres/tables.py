"""The tables of a generation: their rows, in the order by which their digest is taken."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import psycopg
from pgvector import HalfVector
from psycopg import sql
from psycopg.abc import Buffer
from psycopg.copy import LibpqWriter

from index.contents import Contents
from index.interface import ROLES
from index.lexical import Weights
from index.postgres.shards import Shard
from index.records import document_record, guide_row, provision_record
from index.words import count_words
from ingest.corpus.crossrefs import cross_references
from ingest.locator import Locator

BLOCK = 480  # postings a row: two rows fill a page

Values = Iterable[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `types` of columns as they are sent, `key` by which rows are ordered, and the rows of a
    shard; one that is not `searched` lies whole in the first shard alone.
    """

    name: str
    types: str
    key: str
    rows: Callable[[Contents, Weights, Shard], Values]
    searched: bool = False


def _documents(contents: Contents, _: Weights, __: Shard) -> Values:
    documents = contents.corpus.documents
    return ((name, document_record(documents[name])) for name in sorted(documents))


def _provisions(contents: Contents, _: Weights, __: Shard) -> Values:
    guided = contents.corpus.guide.keys()
    for p in sorted(contents.corpus.provisions.values(), key=lambda p: p.position):
        depth = len(Locator.parse(p.locator).steps)
        brief = (p.provenance, p.heading, p.leaf, p.locator in guided, p.end - p.start, depth)
        yield p.position, p.locator, p.document, p.kind, p.parent, *brief, provision_record(p)


def _passages(contents: Contents, _: Weights, shard: Shard) -> Values:
    positions = contents.positions
    for number in range(len(contents.passages))[shard.passages]:
        passage, digest = contents.passages[number], contents.digests[number]
        yield number, positions[passage.provision], ROLES.index(passage.role), bytes.fromhex(digest)


def _vectors(contents: Contents, _: Weights, shard: Shard) -> Values:
    provisions = contents.corpus.provisions
    for number in range(len(contents.passages))[shard.passages]:
        document = provisions[contents.passages[number].provision].document
        yield number, document, HalfVector(contents.vectors[number]).to_binary()


def _sentences(contents: Contents, _: Weights, __: Shard) -> Values:
    found = zip(contents.spoken_positions, contents.spoken_digests, contents.spoken_vectors, strict=True)
    for number, (provision, digest, vector) in enumerate(found):
        yield number, provision, bytes.fromhex(digest), HalfVector(vector).to_binary()


def _postings(_: Contents, weights: Weights, shard: Shard) -> Values:
    for token in sorted(weights.vocabulary):
        rows, values = weights.postings(token)
        own = shard.holds(rows)
        rows, values = rows[own], values[own]
        for block, begin in enumerate(range(0, len(rows), BLOCK)):
            part = slice(begin, begin + BLOCK)
            yield token, block, rows[part].astype("<i4").tobytes(), values[part].astype("<f4").tobytes()


def _stems(_: Contents, weights: Weights, __: Shard) -> Values:
    for token in sorted(weights.vocabulary):
        count = len(weights.postings(token)[0])
        if count and " " not in token:
            yield token, count


def _languages(contents: Contents, _: Weights, __: Shard) -> Values:
    return ((language,) for language in sorted(set(contents.languages)))


def _guide(contents: Contents, _: Weights, __: Shard) -> Values:
    guide = contents.corpus.guide.values()
    return (guide_row(entry) for entry in sorted(guide, key=lambda entry: entry.provision))


def _references(contents: Contents, _: Weights, __: Shard) -> Values:
    for number, r in enumerate(cross_references(contents.corpus)):
        yield number, r.source, r.target, r.start, r.end, r.words


def _words(contents: Contents, _: Weights, __: Shard) -> Values:
    counts = count_words(contents.corpus.provisions.values(), contents.corpus.guide.values())
    for language in sorted(counts):
        for word in sorted(counts[language]):
            yield language, word, counts[language][word]


TABLES = (
    Table("documents", "text text", "id", _documents),
    Table("provisions", "int4 text text text text text text bool bool int4 int4 text", "number", _provisions),
    Table("passages", "int4 int4 int2 bytea", "number", _passages, searched=True),
    # PostgreSQL reads what a halfvec is sent as
    Table("vectors", "int4 text bytea", "passage", _vectors, searched=True),
    Table("sentences", "int4 int4 bytea bytea", "number", _sentences),
    Table("postings", "text int4 bytea bytea", "token, block", _postings, searched=True),
    Table("stems", "text int4", "stem", _stems),
    Table("languages", "text", "language", _languages),
    Table("guide", "text text text text text text", "provision", _guide),
    Table("cross_references", "int4 text text int4 int4 text", "number", _references),
    Table("words", "text text int4", "language, word", _words),
)


def tables_of(shard: Shard) -> list[Table]:
    """Those that a shard has rows of."""
    return [table for table in TABLES if table.searched or shard.number == 0]


class _Digesting(LibpqWriter):
    """Sends what is copied, and takes its digest."""

    def __init__(self, cursor: psycopg.Cursor[Any]) -> None:
        super().__init__(cursor)
        self.digest = hashlib.sha256()

    def write(self, data: Buffer) -> None:
        """See LibpqWriter."""
        self.digest.update(data)
        super().write(data)


def fill(
    connection: psycopg.Connection[Any], schema: str, contents: Contents, weights: Weights, shard: Shard
) -> Iterator[tuple[str, str]]:
    """Fill a shard's empty tables of a generation; each name, with the SHA-256 of the rows as sent."""
    for table in tables_of(shard):
        with connection.cursor() as cursor:
            writer = _Digesting(cursor)
            statement = sql.SQL("COPY {} FROM STDIN (FORMAT BINARY, FREEZE)").format(
                sql.Identifier(schema, table.name)
            )
            with cursor.copy(statement, writer=writer) as copy:
                copy.set_types(table.types.split())
                for row in table.rows(contents, weights, shard):
                    copy.write_row(row)
        yield table.name, writer.digest.hexdigest()


def digest_of(connection: psycopg.Connection[Any], schema: str, table: Table) -> str:
    """The SHA-256 of the rows as they are now; that of `fill` where none was changed."""
    found = hashlib.sha256()
    statement = sql.SQL("COPY (SELECT * FROM {} ORDER BY {}) TO STDOUT (FORMAT BINARY)").format(
        sql.Identifier(schema, table.name), sql.SQL(table.key)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for data in copy:
            found.update(data)
    return found.hexdigest()


def halfvec(vector: np.ndarray[Any, Any]) -> str:
    """A vector as a parameter of a statement."""
    return HalfVector(vector).to_text()
