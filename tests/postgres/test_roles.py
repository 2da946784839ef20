"""The roles of deploy/postgres/roles.sql: each does its work, and nothing beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege

from assistant.cli.main import main
from assistant.feedback.database import FeedbackTable
from assistant.feedback.opinion import Opinion
from index.postgres.connections import Reader, writer
from index.postgres.schema import is_current, known, upgrade
from ingest.errors import IndexWriteError

ROLES = Path(__file__).resolve().parents[2] / "deploy" / "postgres" / "roles.sql"
NAMES = ("cbd_reader", "cbd_builder", "cbd_owner", "cbd_standby")
GENERATION = """
CREATE SCHEMA cbd_{0}; CREATE TABLE cbd_{0}.documents AS SELECT 'law' AS id;
INSERT INTO cbd.generations (manifest) VALUES ('{{}}'); INSERT INTO cbd.embedded VALUES ('x', '[1]')
"""
REFUSED = (
    ("cbd_reader", "INSERT INTO cbd.generations (manifest) VALUES ('{}')"),
    ("cbd_reader", "DELETE FROM cbd_1.documents"),
    ("cbd_reader", "CREATE SCHEMA mine"),
    ("cbd_reader", "CREATE TABLE public.mine (n int)"),
    ("cbd_reader", "CREATE TEMPORARY TABLE mine (n int)"),
    ("cbd_reader", "SELECT rolpassword FROM pg_authid"),
    ("cbd_reader", "SELECT pg_read_file('postgresql.conf')"),
    ("cbd_reader", "COPY cbd_1.documents TO PROGRAM 'true'"),
    ("cbd_reader", "UPDATE cbd.feedback SET rating = 'up'"),
    ("cbd_builder", "SELECT question FROM cbd.feedback"),
    ("cbd_builder", "DROP TABLE cbd.generations"),
    ("cbd_builder", "INSERT INTO cbd.migrations VALUES (9999, 'none')"),
    ("cbd_builder", "CREATE TABLE cbd.mine (n int)"),
    ("cbd_builder", "CREATE TABLE public.mine (n int)"),
    ("cbd_builder", "CREATE ROLE mine"),
    ("cbd_builder", "COPY cbd_1.documents FROM PROGRAM 'true'"),
    ("cbd_owner", "DROP SCHEMA cbd_1 CASCADE"),
    ("cbd_owner", "DELETE FROM cbd_1.documents"),
    ("cbd_owner", "CREATE ROLE mine"),
    ("cbd_owner", "ALTER SYSTEM SET fsync = off"),
)

Address = Callable[[str], str]


@pytest.fixture
def as_role(database: str) -> Iterator[Address]:
    """The address of a database for a role, once its schema was made and a first generation was built."""
    with psycopg.connect(database, autocommit=True) as superuser:
        ((may,),) = superuser.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchall()
        if not may:
            pytest.skip("the user of CBD_TEST_POSTGRES may not make roles")

        def address(role: str) -> str:
            return make_conninfo(database, options=f"-crole={role}")

        try:
            superuser.execute(ROLES.read_bytes())
            upgrade(address("cbd_owner"))
            superuser.execute(ROLES.read_bytes())
            with writer(address("cbd_builder")) as builder:
                builder.execute(GENERATION.format(1).encode())
            yield address
        finally:
            for name in NAMES:
                superuser.execute(f"DROP OWNED BY {name} CASCADE; DROP ROLE {name}".encode())


def execute(address: str, statement: str) -> list[tuple[Any, ...]]:
    """One statement, or several; the rows of the first."""
    with writer(address) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_each_does_its_work(as_role: Address) -> None:
    """The owner finds its schema current, the builder adds a generation and removes the one before, and the
    reader reads what is there and then the next one.
    """
    reader = Reader(as_role("cbd_reader"))
    assert reader.run("SELECT current_user") == [("cbd_reader",)]
    assert is_current(reader.run)
    assert reader.run("SELECT id FROM cbd_1.documents") == [("law",)]
    execute(as_role("cbd_builder"), "TRUNCATE cbd.embedded;" + GENERATION.format(2))
    execute(as_role("cbd_builder"), "DELETE FROM cbd.generations WHERE number = 1; DROP SCHEMA cbd_1 CASCADE")
    assert reader.run("SELECT number FROM cbd.generations") == [(2,)]
    assert reader.run("SELECT id FROM cbd_2.documents") == [("law",)]
    reader.close()
    assert upgrade(as_role("cbd_owner")) == []
    execute(as_role("cbd_owner"), "ALTER TABLE cbd.generations ADD COLUMN remark text")


def test_a_server_keeps_feedback(as_role: Address) -> None:
    """As the reader, who may add it, list it and let go of what is too old."""
    store = FeedbackTable(as_role("cbd_reader"), days=30)
    number = store.add(Opinion(rating="up", question="Why?"))
    assert [one.id for one in store.newest(5)] == [number]
    execute(as_role("cbd_owner"), "UPDATE cbd.feedback SET at = at - interval '31 days'")
    later = store.add(Opinion(rating="up", question="Who?"))
    assert [one.id for one in store.newest(5)] == [later]


def test_none_does_more(as_role: Address) -> None:
    """PostgreSQL refuses the rest."""
    assert not [(role, statement) for role, statement in REFUSED if not refused(as_role(role), statement)]


def test_the_owner_makes_the_schema(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command, once; who may not is told what to do."""
    assert main(["schema", database]) == 0
    assert list(known().values())[-1] in capsys.readouterr().out
    assert main(["schema", database]) == 0
    assert "up to date" in capsys.readouterr().out
    with writer(database) as owner:
        owner.execute("DELETE FROM cbd.migrations")
    with pytest.raises(IndexWriteError, match="the role that owns it"):
        upgrade(make_conninfo(database, options="-crole=pg_monitor"))


def refused(address: str, statement: str) -> bool:
    """Whether the role may not do it."""
    try:
        execute(address, statement)
    except InsufficientPrivilege:
        return True
    return False


def test_who_is_not_named_does_not_come_in(as_role: Address, database: str) -> None:
    """A role that the file does not know has no database to connect to."""
    with psycopg.connect(database, autocommit=True) as superuser:
        superuser.execute("CREATE ROLE cbd_stranger LOGIN")
        try:
            ((may,),) = superuser.execute(
                "SELECT has_database_privilege('cbd_stranger', current_database(), 'CONNECT')"
            ).fetchall()
        finally:
            superuser.execute("DROP ROLE cbd_stranger")
    assert not may
