"""What waits on a machine until a database has it, in one SQLite file for all processes."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from assistant.access.private import make_private

LOCKED_SECONDS = 2.0  # that one waits for others who write the file
_SCHEMA = "CREATE TABLE IF NOT EXISTS waiting (at TEXT NOT NULL, id TEXT PRIMARY KEY, event TEXT NOT NULL)"
_FIRST = "SELECT at, id, event FROM waiting ORDER BY at, id LIMIT ?"
_MIB = 1024 * 1024

Row = tuple[str, str, str]
"""When, an id of its own, and what."""


class Outbox:
    """The file is made when it is first used. Safe to use from several threads and processes; what is in it
    outlives them. All methods raise OSError where it cannot be used.
    """

    def __init__(self, path: Path, megabytes: int) -> None:
        self.path = path
        self._megabytes = megabytes
        self._lock = Lock()
        self._db: sqlite3.Connection | None = None  # one that is opened for each event takes milliseconds

    def add(self, row: Row) -> None:
        """Keep one until it is dropped. Raises OSError where there is no room for more."""
        with self._opened() as db:
            page, pages, free = (
                int(db.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("page_size", "page_count", "freelist_count")
            )
            if (pages - free) * page > self._megabytes * _MIB:
                raise OSError(f"{self._megabytes} MB wait there")
            db.execute("INSERT INTO waiting VALUES (?, ?, ?)", row)

    def first(self, count: int) -> list[Row]:
        """The oldest ones."""
        with self._opened() as db:
            return db.execute(_FIRST, (count,)).fetchall()

    def drop(self, rows: Sequence[Row]) -> None:
        """Let go of these."""
        with self._opened() as db:
            db.executemany("DELETE FROM waiting WHERE id = ?", [(row[1],) for row in rows])

    def __len__(self) -> int:
        if not self.path.exists():
            return 0
        with self._opened() as db:
            return int(db.execute("SELECT count(*) FROM waiting").fetchone()[0])

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._db is None:
                    self._db = self._open()
                with self._db:
                    yield self._db
            except (OSError, sqlite3.Error) as error:
                self._close()
                raise OSError(str(error)) from error

    def _open(self) -> sqlite3.Connection:
        make_private(self.path.parent)
        # for nobody else to read, from the first byte; what SQLite lays beside it takes its mode
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600))
        db = sqlite3.connect(self.path, timeout=LOCKED_SECONDS, check_same_thread=False)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # outlives the process; the machine for a moment may not
        db.execute(_SCHEMA)
        return db

    def _close(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db = None
