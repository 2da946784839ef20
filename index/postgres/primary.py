"""Statements for the one host that takes writes, over connections that are kept: for what people give while
questions are answered.
"""

from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import TypeVar
from weakref import finalize

import psycopg
from psycopg.abc import QueryNoTemplate as Query

from index.postgres.connections import Parameters, Reader, safe_hosts
from index.postgres.hosts import Connection, Host, Row, brief
from ingest.errors import UnavailableError

LONGEST = 5  # seconds that a statement may take
UPGRADE = "Bring its schema up to date: cbd-assistant schema, and roles.sql once more (docs/operate.md)."

T = TypeVar("T")


class Primary:
    """Runs statements on the primary of an address, in any number of threads. Where a connection is lost they
    are sent once more: it may then have been done twice. Raises InputError for an address that is none, and
    for a host elsewhere whose certificate is not looked at.
    """

    def __init__(self, address: str) -> None:
        limit = f"-cstatement_timeout={LONGEST}s"
        self._hosts = [
            Host({**one, "options": f"{limit} {one.get('options', '')}"}) for one in safe_hosts(address)
        ]
        self.close = finalize(self, _close, self._hosts)  # every connection, when it goes at last

    def run(self, statement: Query, parameters: Parameters = ()) -> list[Row]:
        """The rows that it gives. Raises UnavailableError where no host takes it."""

        def work(connection: Connection) -> list[Row]:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

        return self._sent(work)

    def whole(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of a connection in one transaction, each statement of which sees what others have
        committed before it. Raises what it raises, and UnavailableError.
        """

        def together(connection: Connection) -> T:
            with connection.transaction():
                connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
                return work(connection)

        return self._sent(together)

    def behind(self, seconds: float = LONGEST) -> list[str]:
        """The hosts that have not, after so many seconds, what was written here before, or do not answer.
        Raises UnavailableError.
        """
        ((written,),) = self.run("SELECT pg_current_wal_flush_lsn()::text")
        deadline = monotonic() + seconds
        left = list(self._hosts)
        while left := [host for host in left if not _has(host, written)]:
            if monotonic() > deadline:
                break
            sleep(0.05)
        return [host.name for host in left]

    def _sent(self, work: Callable[[Connection], T]) -> T:
        why = "they are standbys"
        order = sorted(self._hosts, key=lambda host: (host.standby is not False, host.lost))
        for host in (*order, *order):
            try:
                with host.connection() as connection:
                    if connection.info.parameter_status("in_hot_standby") == "on":
                        continue
                    return work(connection)
            except psycopg.OperationalError as error:
                why = brief(error)
            except psycopg.Error as error:
                raise UnavailableError(f"The database did not take it: {brief(error)}.", UPGRADE) from error
        raise UnavailableError(f"No host of the database takes writes: {why}.", "Try again in a moment.")


class Anywhere:
    """Runs statements that change nothing on any host of an address, standbys first, in any number of
    threads: what has to be known while the primary is away. Raises InputError for an address that is none.
    """

    def __init__(self, address: str) -> None:
        self._reader = Reader(address)
        self.close = finalize(self, self._reader.close)

    def run(self, statement: Query, parameters: Parameters = ()) -> list[Row]:
        """The rows that it gives. Raises UnavailableError where no host answers."""
        try:
            return self._reader.run(statement, parameters)
        except psycopg.Error as error:
            raise UnavailableError(f"The database did not tell it: {brief(error)}.", UPGRADE) from error


def _has(host: Host, written: str) -> bool:
    """Whether a host answers, and has all that was written up to there."""
    try:
        with host.connection() as connection:
            if connection.info.parameter_status("in_hot_standby") == "off":
                return True
            ((has,),) = connection.execute(
                "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [written]
            ).fetchall()
            return bool(has)
    except psycopg.Error:
        return False


def _close(hosts: Sequence[Host]) -> None:
    for host in hosts:
        host.close()
