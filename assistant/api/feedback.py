"""Feedback: what readers think of answers, kept in one SQLite file. Nothing about the reader is stored."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from ingest.errors import UnavailableError

LOCKED_SECONDS = 2.0  # that a feedback waits for others who write the file
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, rating TEXT NOT NULL, question TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    answer TEXT NOT NULL, comment TEXT NOT NULL, language TEXT NOT NULL, index_id TEXT NOT NULL)
"""


class FeedbackStore:
    """The file is made when the first feedback comes. Safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()

    def add(
        self,
        *,
        rating: str,
        question: str,
        answer_id: str,
        answer: str,
        comment: str,
        language: str,
        index_id: str,
    ) -> int:
        """Store one feedback and return its number. Raises UnavailableError when the file cannot be
        written.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        row = (at, rating, question, answer_id, answer, comment, language, index_id)
        try:
            with self._lock, closing(self._connect()) as db, db:
                cursor = db.execute(
                    "INSERT INTO feedback (at, rating, question, answer_id, answer, comment, language, "
                    "index_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    row,
                )
                return int(cursor.lastrowid or 0)
        except (OSError, sqlite3.Error) as error:
            raise UnavailableError(
                f"The feedback could not be written to {self._path} ({error}).", "Check CBD_FEEDBACK."
            ) from error

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # for nobody else to read, from the first byte; what SQLite lays beside it takes its mode
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600))
        db = sqlite3.connect(self._path, timeout=LOCKED_SECONDS)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(_SCHEMA)
        return db
