"""One host of a PostgreSQL cluster as readers use it: kept connections, and whether it still answers."""

import logging
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.conninfo import make_conninfo

log = logging.getLogger("index.postgres")

PATIENCE = 0.5  # seconds without a word from a host, after which it is asked whether it still lives
CONNECT = 0.75  # seconds in which a host that lives opens a connection
RETURN = 1.0  # seconds between two tries of a host that was left aside

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class HostState:
    """What is known of a host: whether it answers, and is a standby (None: it was not asked yet)."""

    name: str
    answers: bool
    standby: bool | None
    connections: int


class Connection(psycopg.Connection[Row]):
    """A connection that leaves a host that stands still; one that works is waited for.

    The ways out that psycopg has, a statement timeout and a cancellation, need a host that answers.
    """

    host: "Host"

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """See psycopg. Raises OperationalError, with the connection closed, where the host stands still."""
        return super().wait(self._watched(gen), interval, timeout)

    def _watched(self, gen: PQGen[RV]) -> PQGen[RV]:
        heard = monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    heard = monotonic()
                elif monotonic() - heard > PATIENCE:
                    if not self.host.lives(since=heard):
                        self.pgconn.finish()
                        raise psycopg.OperationalError(f"{self.host.name} stands still")
                    heard = monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            found: RV = end.value
            return found


class Host:
    """One host, for any number of threads. `busy` counts what it is asked now, for who spreads the load."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.name = f"{parameters.get('host') or 'localhost'}:{parameters.get('port') or 5432}"
        self.busy = 0
        self.lost = False
        self.standby: bool | None = None
        self._conninfo = make_conninfo("", **parameters)
        self._opening = ThreadPoolExecutor(thread_name_prefix=self.name)
        self._idle: list[Connection] = []
        self._lock = Lock()
        self._checking = Lock()
        self._checked = (0.0, True)  # when it was last seen alive, or dead
        self._closed = Event()

    @property
    def state(self) -> HostState:
        """What is known of it."""
        return HostState(self.name, not self.lost, self.standby, len(self._idle) + self.busy)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection for one thread, outside a transaction. Raises OperationalError where there is none."""
        with self._lock:
            found = self._idle.pop() if self._idle else None
        connection = found or self._open()
        try:
            yield connection
        finally:
            self._keep(connection)

    def _open(self) -> Connection:
        """A new connection, or OperationalError in good time: psycopg itself waits two seconds and more."""
        future = self._opening.submit(self._connect)
        try:
            return future.result(CONNECT)
        except Late:
            future.add_done_callback(_discard)
            error = psycopg.OperationalError("it opens no connection")
        except psycopg.OperationalError as refusal:
            error = refusal
        self._leave(error)
        raise error

    def _connect(self) -> Connection:
        connection = Connection.connect(self._conninfo, autocommit=True, prepare_threshold=0)
        connection.isolation_level = (
            psycopg.IsolationLevel.REPEATABLE_READ
        )  # of transactions, where one begins
        connection.host = self
        return connection

    def _keep(self, connection: Connection) -> None:
        """Back from who used it."""
        if connection.closed:
            self._leave(psycopg.OperationalError("it closed a connection"))
            return
        with self._lock:
            self.lost = False
            self.standby = connection.info.parameter_status("in_hot_standby") == "on"
            self._idle.append(connection)
        if self._closed.is_set():
            self.close()

    def lives(self, since: float) -> bool:
        """Whether it was seen alive after this moment; it is tried once for all who wait for it."""
        with self._checking:
            if self._checked[0] < since + PATIENCE:
                try:
                    self._open().close()
                except psycopg.OperationalError:
                    self._checked = (monotonic(), False)
                else:
                    self._checked = (monotonic(), True)
            return self._checked[1]

    def _leave(self, why: psycopg.Error) -> None:
        """Leave it aside until it answers again."""
        with self._lock:
            known, self.lost = self.lost, True
        self._forget()
        if not known and not self._closed.is_set():
            log.warning("PostgreSQL at %s is left aside: %s", self.name, brief(why))
            Thread(target=self._await, name=f"{self.name} again", daemon=True).start()

    def _await(self) -> None:
        while self.lost and not self._closed.wait(RETURN):
            try:
                self._keep(self._connect())
            except psycopg.OperationalError:
                continue
            log.warning("PostgreSQL at %s answers again", self.name)

    def _forget(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def close(self) -> None:
        """Close what is kept, for good."""
        self._closed.set()
        self._forget()
        self._opening.shutdown(wait=False)


def brief(error: psycopg.Error) -> str:
    """The first line of what PostgreSQL says."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _discard(future: "Future[Connection]") -> None:
    if future.exception() is None:
        future.result().close()
