"""The schema of the database: applied once, in order, by one at a time; a newer one is refused."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from index.postgres.schema import is_current, known, migrate
from ingest.errors import IndexMismatchError


def test_numbers_follow_each_other() -> None:
    """No two files have one number, and none is left out."""
    assert list(known()) == list(range(1, len(known()) + 1))


def test_an_empty_database_becomes_current(database: str) -> None:
    """All is applied once; a second time nothing is left to do."""
    with psycopg.connect(database, autocommit=True) as connection:
        run = lambda query: connection.execute(query).fetchall()  # noqa: E731
        assert not is_current(run)
        assert migrate(connection) == list(known().values())
        assert is_current(run)
        assert migrate(connection) == []


def test_two_who_migrate_at_once(database: str) -> None:
    """One applies all of it, the other waits and finds it done."""

    def one(_: int) -> list[str]:
        with psycopg.connect(database, autocommit=True) as connection:
            return migrate(connection)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, range(2))) == [[], list(known().values())]


def test_a_newer_schema_is_refused(database: str) -> None:
    """By whoever reads and by whoever migrates: a version does not guess what a newer one has made."""
    with psycopg.connect(database, autocommit=True) as connection:
        migrate(connection)
        connection.execute("INSERT INTO cbd.migrations VALUES (999, '0999-later.sql')")
        with pytest.raises(IndexMismatchError, match="the schema 999"):
            migrate(connection)
        with pytest.raises(IndexMismatchError, match="newer version"):
            is_current(lambda query: connection.execute(query).fetchall())
