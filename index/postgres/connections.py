"""Connections to a PostgreSQL cluster: a reader goes to any host, standbys first, a writer to the primary."""

import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from ipaddress import ip_address
from threading import Condition
from typing import Any, TypeVar

import psycopg
from psycopg.abc import QueryNoTemplate as Query
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import QueryCanceled, UndefinedTable

from index.address import shards_of
from index.postgres.hosts import Connection, Host, HostState, Row, brief
from ingest.errors import InputError, UnavailableError

MOST = 8  # connections of one process to one host
TRIES = 2  # hosts that one statement is sent to: what brings a server down shall not bring down all of them
LONGEST = 30  # seconds that a statement may take, or wait for a connection
CONNECT = 2  # seconds for one host, where the address says nothing; libpq knows no fewer
PLACES = ("host", "hostaddr", "port")
SAFE = {"verify-full", "verify-ca", "disable"}  # the last one says in words that there is no TLS
EXAMPLE = "postgresql://user@host:port,host:port/database is one."

T = TypeVar("T")
Parameters = Sequence[object] | Mapping[str, object]


class Reader:
    """Reads from the hosts of an address, in any number of threads.

    Standbys are asked first, the least busy of them. A host that is dead or stands still is left for another
    one within two seconds, and left aside until it answers again.

    Args:
        address: `postgresql://user@host:port,host:port/database`, with any parameter of libpq.
        settings: PostgreSQL's own settings for the sessions.
        name: what is asked, for errors.

    Raises InputError for an address that is none.

    """

    def __init__(
        self, address: str, settings: Mapping[str, str] | None = None, name: str = "The database"
    ) -> None:
        session = {
            "statement_timeout": f"{LONGEST}s",
            "default_transaction_read_only": "on",
            **(settings or {}),
        }
        options = " ".join(f"-c{name}={value}" for name, value in session.items())
        self._name = name
        self._hosts = [
            Host({**one, "options": f"{options} {one.get('options', '')}"}) for one in safe_hosts(address)
        ]
        self._free = Condition()
        self.retried = 0  # how often something was asked of another host, because the first one failed

    @property
    def hosts(self) -> list[HostState]:
        """What is known of each host, in the order of the address."""
        return [host.state for host in self._hosts]

    def run(self, statement: Query, parameters: Parameters = ()) -> list[Row]:
        """The rows of one statement, which sees one state of the database. A standby that has not got a table
        yet is left for a host that has it. Raises UnavailableError, or psycopg.Error for a wrong statement.
        """
        return self._asked(lambda connection: _rows(connection, statement, parameters))

    def whole(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of a connection whose statements all see one state of the database, however long
        that takes. Where its host is lost it is done anew on another one. Raises UnavailableError.
        """

        def patient(connection: Connection) -> T:
            with connection.transaction():
                connection.execute("SET LOCAL statement_timeout = 0")
                return work(connection)

        return self._asked(patient)

    def close(self) -> None:
        """Close every connection."""
        for host in self._hosts:
            host.close()

    def _asked(self, work: Callable[[Connection], T]) -> T:
        """Done on one host, or else on another one."""
        failed: list[Host] = []
        tries = 0
        while True:
            with self._lent(failed) as host:
                try:
                    with host.connection() as connection:
                        tries += 1
                        return work(connection)
                except UndefinedTable:
                    failed.append(host)
                    if len(failed) >= len(self._hosts):
                        raise
                except psycopg.OperationalError as error:
                    failed.append(host)
                    if isinstance(error, QueryCanceled) or tries == TRIES or len(failed) > len(self._hosts):
                        raise UnavailableError(f"{self._name} did not answer: {brief(error)}.") from error
            with self._free:
                self.retried += 1

    @contextmanager
    def _lent(self, failed: Sequence[Host]) -> Iterator[Host]:
        """The best host among those that did not fail just now, or the best of all."""
        with self._free:
            if not self._free.wait_for(lambda: self._best(failed).busy < MOST, LONGEST):
                raise UnavailableError(f"{self._name} is asked too much at once.", "Try again in a moment.")
            host = self._best(failed)
            host.busy += 1
        try:
            yield host
        finally:
            with self._free:
                host.busy -= 1
                self._free.notify_all()

    def _best(self, failed: Sequence[Host]) -> Host:
        def worth(host: Host) -> tuple[bool, bool, bool, bool, int, float]:
            primary = host.standby is False
            return host in failed, host.lost, host.busy >= MOST, primary, host.busy, random.random()  # noqa: S311

        return min(self._hosts, key=worth)


@contextmanager
def writer(address: str) -> Iterator[psycopg.Connection[Row]]:
    """A connection to the one host that takes writes, outside a transaction.

    Raises UnavailableError where none does, or more than one: an old primary came back beside the new one.
    """
    why = "they are standbys"
    with ExitStack() as opened:
        primaries = []
        for parameters in safe_hosts(address):
            try:
                connection = opened.enter_context(psycopg.connect(**parameters, autocommit=True))
            except psycopg.OperationalError as error:
                why = brief(error)
                continue
            if connection.info.parameter_status("in_hot_standby") == "off":
                primaries.append(connection)
            else:
                connection.close()
        if not primaries:
            raise UnavailableError(
                f"No host of the database takes writes: {why}.", "Start its primary, or promote a standby."
            )
        if len(primaries) > 1:
            names = " and ".join(f"{one.info.host}:{one.info.port}" for one in primaries)
            raise UnavailableError(
                f"More than one host of the database takes writes: {names}.",
                "Stop the one that was replaced: see docs/operate.md.",
            )
        yield primaries[0]


def hosts_of(address: str) -> list[dict[str, Any]]:
    """The parameters of each host of an address, of the first database where it names several. Raises
    InputError for one that is none.
    """
    try:
        parameters = conninfo_to_dict(shards_of(address)[0])
    except psycopg.ProgrammingError as error:
        raise InputError(f"This is no address of a database: {brief(error)}.", EXAMPLE) from error
    for name in ("target_session_attrs", "load_balance_hosts"):  # who is asked for what is decided here
        parameters.pop(name, None)
    parameters.setdefault("connect_timeout", str(CONNECT))
    several = {name: str(parameters.pop(name)).split(",") for name in PLACES if name in parameters}
    count = max(map(len, several.values()), default=1)
    if any(len(values) not in (1, count) for values in several.values()):
        raise InputError("The address has not as many ports as hosts.", EXAMPLE)
    places = [{name: values[n % len(values)] for name, values in several.items()} for n in range(count)]
    return [{**parameters, **{name: value for name, value in place.items() if value}} for place in places]


def safe_hosts(address: str) -> list[dict[str, Any]]:
    """The same, where nobody between can read or answer. Raises InputError for a host elsewhere than on this
    machine whose certificate is not looked at, unless the address itself says that there is no TLS.
    """
    hosts = hosts_of(address)
    for one in hosts:
        place = one.get("hostaddr") or one.get("host") or os.environ.get("PGHOST", "")
        mode = one.get("sslmode") or os.environ.get("PGSSLMODE", "")
        if not _is_here(place) and mode not in SAFE:
            raise InputError(
                f"The database at {place} is not on this machine, and nothing says that its certificate is "
                "looked at.",
                "End the address in ?sslmode=verify-full&sslrootcert=/etc/ssl/office-ca.pem, or in "
                "?sslmode=disable where nobody else is in that network.",
            )
    return hosts


def _is_here(place: str) -> bool:
    """Whether a host is this machine: a socket in the file system, or the loopback address."""
    try:
        return ip_address(place).is_loopback
    except ValueError:
        return place.startswith(("/", "@")) or place in {"", "localhost"}


def addressed(address: str, database: str) -> str:
    """The same hosts with another database."""
    return make_conninfo(address, dbname=database)


def _rows(connection: Connection, statement: Query, parameters: Parameters = ()) -> list[Row]:
    return connection.execute(statement, parameters, binary=True).fetchall()
