"""The roles of deploy/postgres/roles.sql: each does its work, and nothing beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege

from assistant.access.audit import Event
from assistant.access.audit_table import AuditTable
from assistant.access.outbox import Outbox
from assistant.access.roles import Role
from assistant.access.sessions import Sessions
from assistant.access.tokens import Tokens
from assistant.cli.main import main
from assistant.conversations.database import ConversationTable
from assistant.feedback.database import FeedbackTable
from assistant.feedback.opinion import Opinion
from index.postgres.connections import Reader, writer
from index.postgres.schema import is_current, known, upgrade
from ingest.errors import IndexWriteError, UnavailableError

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
    ("cbd_reader", "SELECT event FROM cbd.audit"),
    ("cbd_reader", "UPDATE cbd.audit SET event = '{}'"),
    ("cbd_reader", "DELETE FROM cbd.audit"),
    ("cbd_reader", "TRUNCATE cbd.audit"),
    ("cbd_reader", "INSERT INTO cbd.access VALUES ('tokens.json', '')"),
    ("cbd_builder", "SELECT content FROM cbd.access"),
    ("cbd_builder", "SELECT event FROM cbd.audit"),
    ("cbd_builder", "SELECT cbd.forget_audit(0)"),
    ("cbd_builder", "SELECT content FROM cbd.conversations"),
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


def test_a_server_keeps_what_people_do(as_role: Address, tmp_path: Path) -> None:
    """As the reader: conversations, sessions and what is noted of them; it knows the tokens that the owner
    makes, and makes and revokes none.
    """
    place, owner = as_role("cbd_reader"), as_role("cbd_owner")
    kept = ConversationTable(place, days=30)
    revision = kept.store("oidc:1", "a", b"{}", "")
    kept.store("oidc:1", "a", b"[]", revision)
    kept.delete("oidc:1", "a")
    assert kept.erase("oidc:1") == 0
    sessions = Sessions(place, 2)
    sessions.end_all("oidc:1")
    sessions.end("a")
    log = AuditTable(place, Outbox(tmp_path / "waiting.db", 1), days=30)
    log.note(Event("person oidc:1", "signed out"))
    log.close()
    assert [event["what"] for event in AuditTable(owner, Outbox(tmp_path / "w.db", 1)).read()] == [
        "signed out"
    ]
    token, words = Tokens(owner).create("x", Role.READER)
    assert Tokens(place).find(words) == token
    for refused in (lambda: Tokens(place).create("y", Role.READER), lambda: Tokens(place).revoke(token.id)):
        with pytest.raises(UnavailableError, match="did not take it"):
            refused()
    with writer(place) as connection:  # no policy lets it see what it would change
        assert (
            connection.execute("UPDATE cbd.access SET content = '' WHERE name = 'session.key'").rowcount == 0
        )
    assert Tokens(place).find(words) == token


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
