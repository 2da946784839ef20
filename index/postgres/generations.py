"""The generations in a database, or in several: which one serves, where its parts are, and which may go."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import psycopg
from psycopg import sql
from psycopg.errors import LockNotAvailable

from index.manifest import Manifest, manifest_of
from index.postgres.shards import count_of, shards

LIVE = "SELECT number, manifest FROM cbd.generations ORDER BY number DESC LIMIT 1"  # which one serves
KEPT = "5 minutes"  # that a generation stays after it was replaced, for answers that are being made from it
_SCHEMA = re.compile("cbd_([0-9]+)(?:_[0-9a-f]+_([0-9]+)of[0-9]+)?")  # see Shard.schema

Connection = psycopg.Connection[Any]


def live(connection: Connection, name: str) -> tuple[int, Manifest] | None:
    """The number and the manifest of the generation that serves."""
    row = connection.execute(LIVE).fetchone()
    return (row[0], manifest_of(row[1], name)) if row else None


def parts(databases: Sequence[Connection], number: int, manifest: Manifest) -> list[tuple[Connection, str]]:
    """The parts of a generation that are there, each with its schema."""
    schemas = [shard.schema(number, manifest.id) for shard in shards(count_of(manifest))]
    placed = zip(databases, schemas, strict=False)  # it may have been built into more of them, or into fewer
    return [(connection, schema) for connection, schema in placed if schema in _schemas(connection)]


def _schemas(connection: Connection) -> dict[str, tuple[int, bool]]:
    """Parts of generations: schema -> the number of its generation, and whether it is of a first shard."""
    rows = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'cbd\\_%'").fetchall()
    found = {name: _SCHEMA.fullmatch(name) for (name,) in rows}
    return {name: (int(match[1]), match[2] in (None, "1")) for name, match in found.items() if match}


def sweep(databases: Sequence[Connection]) -> None:
    """Drop generations that were replaced a while ago, and what a killed build has left on other shards; what
    is being read waits for the next build.
    """
    first, *others = databases
    old = first.execute(
        "SELECT number FROM (SELECT number, lead(live_at) OVER (ORDER BY number) AS replaced "
        "FROM cbd.generations) every "
        "WHERE replaced < now() - %s::interval AND number < "  # a killed build leaves its number out
        "(SELECT number FROM cbd.generations ORDER BY number DESC OFFSET 1 LIMIT 1)",
        [KEPT],
    ).fetchall()
    for (number,) in old:
        with suppress(LockNotAvailable), first.transaction():
            _drop(first, {schema for schema, part in _schemas(first).items() if part == (number, True)})
            first.execute("DELETE FROM cbd.generations WHERE number = %s", [number])
    kept = {number for (number,) in first.execute("SELECT number FROM cbd.generations")}
    for connection in others:
        with suppress(LockNotAvailable), connection.transaction():
            found = _schemas(connection).items()
            _drop(connection, {schema for schema, (number, own) in found if not own and number not in kept})


def _drop(connection: Connection, schemas: Iterable[str]) -> None:
    connection.execute("SET LOCAL lock_timeout = '1s'")
    for schema in schemas:
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
