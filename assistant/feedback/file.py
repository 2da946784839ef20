"""Feedback in one SQLite file: nothing is kept longer than the operator wants, and no more than the disk was
given for.
"""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from assistant.feedback.opinion import COLUMNS, Feedback, Opinion, feedback_of, row_of
from ingest.errors import UnavailableError

LOCKED_SECONDS = 2.0  # that a feedback waits for others who write the file
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, rating TEXT NOT NULL, question TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    answer TEXT NOT NULL, comment TEXT NOT NULL, language TEXT NOT NULL, index_id TEXT NOT NULL)
"""
_ADDED = {
    "provision": "''",
    "history": "'[]'",
}  # what files of earlier versions lack -> what it says
_MIB = 1024 * 1024
_COLUMNS = ", ".join(COLUMNS)


class FeedbackFile:
    """The file is made when the first feedback comes. Safe to use from several threads and processes.

    What is older than `days` (0: nothing) is deleted when another comes; one that would make the file larger
    than `megabytes` is refused, so that nobody can push out what others said.
    """

    def __init__(self, path: Path, days: int = 0, megabytes: int = 64) -> None:
        self._path = path
        self._days = days
        self._megabytes = megabytes
        self._lock = Lock()

    def add(self, opinion: Opinion) -> int:
        """Store one feedback and return its number. Raises UnavailableError when the file cannot be
        written.
        """
        now = datetime.now(UTC)
        row = (now.isoformat(timespec="seconds"), *row_of(opinion))
        try:
            with self._lock, closing(self._connect()) as db, db:
                if self._days:
                    oldest = (now - timedelta(days=self._days)).isoformat(timespec="seconds")
                    db.execute("DELETE FROM feedback WHERE at < ?", (oldest,))
                self._check_room(db, sum(len(value.encode()) for value in row))
                marks = ", ".join("?" * len(row))
                cursor = db.execute(f"INSERT INTO feedback (at, {_COLUMNS}) VALUES ({marks})", row)
                return int(cursor.lastrowid or 0)
        except (OSError, sqlite3.Error) as error:
            raise UnavailableError(
                f"The feedback could not be written to {self._path} ({error}).", "Check CBD_FEEDBACK."
            ) from error

    def _check_room(self, db: sqlite3.Connection, size: int) -> None:
        """Raises UnavailableError where so many bytes more are too many. Pages that were freed count as
        room.
        """
        page, pages, free = (
            int(db.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_size", "page_count", "freelist_count")
        )
        if (pages - free) * page + size > self._megabytes * _MIB:
            raise UnavailableError(
                f"The feedback in {self._path} has reached {self._megabytes} MB.",
                "Read it, then delete the file, or raise CBD_FEEDBACK_MEGABYTES.",
            )

    def newest(self, limit: int, before: int | None = None) -> list[Feedback]:
        """The newest feedbacks first, those with smaller numbers than `before`. Raises UnavailableError."""
        if not self._path.exists():
            return []
        last = before if before is not None else 2**62
        try:
            with closing(self._connect()) as db:
                rows = db.execute(
                    f"SELECT id, at, {_COLUMNS} FROM feedback WHERE id < ? ORDER BY id DESC LIMIT ?",
                    (last, limit),
                ).fetchall()
        except (OSError, sqlite3.Error) as error:
            raise UnavailableError(
                f"The feedback in {self._path} could not be read ({error}).", "Check CBD_FEEDBACK."
            ) from error
        return [feedback_of(*row) for row in rows]

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # for nobody else to read, from the first byte; what SQLite lays beside it takes its mode
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600))
        db = sqlite3.connect(self._path, timeout=LOCKED_SECONDS)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(_SCHEMA)
        _add_columns(db)
        return db


def _add_columns(db: sqlite3.Connection) -> None:
    """Give a file of an earlier version the columns that it lacks, whoever else opens it now."""

    def lacking() -> list[str]:
        there = {row[1] for row in db.execute("PRAGMA table_info(feedback)")}
        return [name for name in _ADDED if name not in there]

    if lacking():
        with db:
            db.execute("BEGIN IMMEDIATE")
            for name in lacking():
                db.execute(f"ALTER TABLE feedback ADD COLUMN {name} TEXT NOT NULL DEFAULT {_ADDED[name]}")
