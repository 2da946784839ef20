"""The schema of the database: numbered files of SQL, applied in order, each of them once and noted there."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import sql
from psycopg.abc import Query

from index.address import shards_of
from index.postgres.connections import writer
from index.postgres.hosts import brief
from ingest.errors import IndexMismatchError, IndexWriteError

Run = Callable[[Query], Sequence[tuple[Any, ...]]]
MIGRATIONS = files("index.postgres") / "migrations"  # 0001-what-it-makes.sql, 0002-...
LOCK = 0xCBD0  # of those who change the schema: one at a time
_NOTED = (
    "CREATE SCHEMA cbd",
    "CREATE TABLE cbd.migrations (number int PRIMARY KEY, name text NOT NULL, "
    "applied_at timestamptz NOT NULL DEFAULT now())",
)
_WHICH = "SELECT to_regclass('cbd.migrations') IS NOT NULL"


def statements(schema: str, dimension: int) -> list[sql.Composed]:
    """What makes the empty tables of a generation, in a schema of that name."""
    text = (files("index.postgres") / "generation.sql").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    values = {"schema": sql.Identifier(schema), "dimension": sql.Literal(dimension)}
    whole = [one for one in "\n".join(lines).split(";") if one.strip()]
    return [sql.SQL(one).format(**values) for one in whole]


def known() -> dict[int, str]:
    """The migrations that this version has: number -> name of the file."""
    names = sorted(path.name for path in MIGRATIONS.iterdir() if path.name.endswith(".sql"))
    return {int(name.partition("-")[0]): name for name in names}


def migrate(connection: psycopg.Connection[Any]) -> list[str]:
    """Bring the schema up to date, in one transaction; the names of what was applied.

    Raises IndexMismatchError for one of a newer version, psycopg.Error where the user may not.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if not connection.execute(_WHICH).fetchone()[0]:  # type: ignore[index]  # it always gives a row
            for statement in _NOTED:
                connection.execute(statement)
        missing = _missing(lambda query: connection.execute(query).fetchall())
        for number, name in missing.items():
            connection.execute((MIGRATIONS / name).read_text(encoding="utf-8").encode())
            connection.execute("INSERT INTO cbd.migrations VALUES (%s, %s)", [number, name])
    return list(missing.values())


def upgrade(address: str) -> list[str]:
    """The same at an address, which is that of the role that owns the schema, in each of its databases.

    Raises IndexWriteError where it may not, and UnavailableError where no host takes writes.
    """
    applied: dict[str, None] = {}
    for place in shards_of(address):
        with writer(place) as connection:
            try:
                applied |= dict.fromkeys(migrate(connection))
            except psycopg.Error as error:
                raise IndexWriteError(
                    f"The schema could not be made: {brief(error)}.",
                    "Use the address of the role that owns it.",
                ) from error
    return list(applied)


def is_current(run: Run) -> bool:
    """Whether the schema is that of this version; `run` gives the rows of a statement. Raises
    IndexMismatchError for one of a newer version.
    """
    return bool(run(_WHICH)[0][0]) and not _missing(run)


def _missing(run: Run) -> dict[int, str]:
    """The migrations that were not applied yet."""
    applied = {number for (number,) in run("SELECT number FROM cbd.migrations")}
    if applied - known().keys():
        raise IndexMismatchError(
            f"The database has the schema {max(applied)}, this version knows those up to {max(known())}.",
            "Use the newer version of the assistant.",
        )
    return {number: name for number, name in known().items() if number not in applied}
