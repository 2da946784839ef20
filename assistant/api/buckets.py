"""How much each client may still ask, in bounded memory: of one process, or in a file that the workers of a
server share.

A client is one number, the moment at which its bucket is full again (the generic cell rate algorithm): a
request moves it on by `interval` seconds, and is let in while it lies less than `burst` intervals ahead.
"""

import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from weakref import finalize

log = logging.getLogger("assistant.api")

MOST_CLIENTS = 10_000  # the client that was away longest is forgotten first, with a full bucket
LOCKED_SECONDS = 0.2  # a request waits no longer for the file, for it waits on the event loop
SWEEP_EVERY = 1_000  # requests
_ROUNDING = 1e-6  # who waits as long as told is let in, whatever the sums of fractions say
_SCHEMA = "CREATE TABLE IF NOT EXISTS full_at (client TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID"


class Buckets(Protocol):
    """The buckets of all clients."""

    def take(self, client: str, now: float, interval: float, burst: float) -> float:
        """Count a request: 0 where it is let in, else the seconds to wait, and nothing is counted."""
        ...

    def __len__(self) -> int:
        """How many clients are known."""
        ...


def _counted(full_at: float | None, now: float, interval: float, burst: float) -> tuple[float, float]:
    """When the bucket is full again after this request, and how long the request has to wait."""
    full_at = max(now, full_at or now)
    wait = full_at + interval - now - burst * interval
    return (full_at, wait) if wait > _ROUNDING else (full_at + interval, 0.0)


class OwnBuckets:
    """Of one process. For one event loop."""

    def __init__(self) -> None:
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_at)

    def take(self, client: str, now: float, interval: float, burst: float) -> float:
        """See Buckets."""
        full_at, wait = _counted(self._full_at.pop(client, None), now, interval, burst)
        self._full_at[client] = full_at
        while len(self._full_at) > MOST_CLIENTS:
            self._full_at.popitem(last=False)
        return wait


class SharedBuckets:
    """In an SQLite file: processes that open the same one count together. A worker that is killed half-way
    leaves the file as it was before. What cannot be counted is let in and logged: a limit that fails must
    not end the service that it protects.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(
            path, timeout=LOCKED_SECONDS, isolation_level=None, check_same_thread=False
        )
        # the file lives as long as the server: nothing of it need survive the machine
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute(_SCHEMA)
        self._taken = 0
        finalize(self, self._db.close)

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM full_at").fetchone()[0])

    def take(self, client: str, now: float, interval: float, burst: float) -> float:
        """See Buckets."""
        try:
            with self._writing():
                row = self._db.execute("SELECT at FROM full_at WHERE client = ?", (client,)).fetchone()
                full_at, wait = _counted(row and row[0], now, interval, burst)
                self._db.execute("INSERT OR REPLACE INTO full_at VALUES (?, ?)", (client, full_at))
                self._taken += 1
                if self._taken % SWEEP_EVERY == 0:
                    self._sweep(now)
                return wait
        except sqlite3.Error as error:
            log.warning("a request could not be counted (%s): it was let in", error)
            return 0.0

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _sweep(self, now: float) -> None:
        """Forget full buckets, and of too many others those that are full soonest."""
        self._db.execute("DELETE FROM full_at WHERE at <= ?", (now,))
        self._db.execute(
            "DELETE FROM full_at WHERE client IN (SELECT client FROM full_at ORDER BY at DESC "
            "LIMIT -1 OFFSET ?)",
            (MOST_CLIENTS,),
        )
