"""Readers of one database: what they see, what they may do, and what becomes of a connection that is lost."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg.errors import ReadOnlySqlTransaction

from index.postgres.connections import MOST, Reader, hosts_of, writer
from index.postgres.hosts import PATIENCE, Connection, Row
from ingest.errors import InputError, UnavailableError
from tests.postgres.server import free_port


@pytest.fixture
def reader(database: str) -> Iterator[Reader]:
    """A reader of a database with one table of one number."""
    with writer(database) as connection:
        connection.execute("CREATE TABLE numbers AS SELECT 1 AS number")
    found = Reader(database)
    yield found
    found.close()


def numbers(connection: Connection) -> list[Row]:
    """What is in the table."""
    return connection.execute("SELECT number FROM numbers").fetchall()


def test_one_statement_gives_its_rows(reader: Reader) -> None:
    """With what it asks for in its place, again and again."""
    for number in range(3):
        assert reader.run("SELECT number, %s::text, %s::int FROM numbers", ("a", number)) == [
            (1, "a", number)
        ]


def test_statements_together_see_one_state(reader: Reader, database: str) -> None:
    """What is committed between two of them is seen by neither; what comes after sees it."""

    def both(reading: Connection) -> tuple[list[Row], list[Row]]:
        before = numbers(reading)
        with writer(database) as connection:
            connection.execute("UPDATE numbers SET number = 2")
        return before, numbers(reading)

    assert reader.whole(both) == ([(1,)], [(1,)])
    assert reader.whole(numbers) == [(2,)]


def test_a_reader_changes_nothing(reader: Reader) -> None:
    """Whatever the rights of its user are."""
    with pytest.raises(ReadOnlySqlTransaction):
        reader.run("DELETE FROM numbers")
    assert reader.whole(numbers) == [(1,)]


def test_a_connection_that_the_server_ended_is_replaced(reader: Reader, database: str) -> None:
    """The question that meets it is asked once more."""
    reader.whole(numbers)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert reader.whole(numbers) == [(1,)]
    assert reader.retried == 1
    assert reader.whole(numbers) == [(1,)]
    assert reader.retried == 1


def test_a_server_that_works_is_waited_for(reader: Reader) -> None:
    """Longer than one that stands still."""
    assert reader.run("SELECT 1 FROM pg_sleep(%s)", (3 * PATIENCE,)) == [(1,)]
    assert reader.retried == 0


def test_a_statement_may_not_take_for_ever(database: str) -> None:
    """It is ended, and not tried again elsewhere."""
    reader = Reader(database, {"statement_timeout": "100ms"})
    with pytest.raises(UnavailableError, match="statement timeout"):
        reader.run("SELECT 1 FROM pg_sleep(10)")
    assert reader.retried == 0
    reader.close()


def test_many_threads_share_few_connections(reader: Reader) -> None:
    """All are answered."""
    with ThreadPoolExecutor(3 * MOST) as threads:
        asked = [
            threads.submit(reader.run, "SELECT pg_backend_pid() FROM pg_sleep(0.02)") for _ in range(6 * MOST)
        ]
        used = {one.result()[0] for one in asked}
    assert len(used) <= MOST
    assert [state.connections for state in reader.hosts] == [len(used)]


def test_nobody_there_is_said_in_time() -> None:
    """Of a reader and of a writer."""
    nowhere = f"postgresql://somebody@127.0.0.1:{free_port()},127.0.0.1:{free_port()}/none"
    begun = time.monotonic()
    reader = Reader(nowhere)
    with pytest.raises(UnavailableError, match="did not answer"):
        reader.run("SELECT 1")
    assert [state.answers for state in reader.hosts] == [False, False]
    with pytest.raises(UnavailableError, match="No host of the database takes writes"), writer(nowhere):
        pass
    assert time.monotonic() - begun < 5
    reader.close()


def test_an_address_names_its_hosts() -> None:
    """With a port each, one for all, or the usual one; who is asked for what is not for it to say."""
    several = hosts_of("postgresql://me@a:1,b:2,c/base?target_session_attrs=read-write&sslmode=require")
    assert [(one["host"], one.get("port")) for one in several] == [("a", "1"), ("b", "2"), ("c", None)]
    assert all(one["user"] == "me" and one["sslmode"] == "require" for one in several)
    assert not any("target_session_attrs" in one for one in several)
    assert [one["port"] for one in hosts_of("host=a,b port=7 connect_timeout=9")] == ["7", "7"]
    assert [one["host"] for one in hosts_of("postgresql://a,b/base;postgresql://c/base")] == ["a", "b"]
    assert hosts_of("dbname=base") == [{"dbname": "base", "connect_timeout": "2"}]


@pytest.mark.parametrize("address", ["nonsense", "host=a,b port=1,2,3", "postgresql://a/b?c=d"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """With an example of one."""
    with pytest.raises(InputError, match="postgresql://user@host"):
        Reader(address)
