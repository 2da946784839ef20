"""Conversations of people who have signed in, in one SQLite file: each person's for that person alone."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.errors import InputError, NotFoundError, UnavailableError

MOST = 500  # conversations of one person
MOST_DELETED = 1_000  # of one person that are remembered
MOST_BYTES = 4 * 1024 * 1024  # of all of them: what browsers keep of a page, too
LOCKED_SECONDS = 2.0  # that one waits for others who write the file
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    owner TEXT NOT NULL, id TEXT NOT NULL, revision TEXT NOT NULL, at TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (owner, id))
"""
_BY_AGE = "CREATE INDEX IF NOT EXISTS conversations_at ON conversations (at)"
_OTHERS = """
SELECT count(*), coalesce(sum(length(content)), 0) FROM conversations
WHERE owner = ? AND id <> ? AND revision <> ''
"""
# Of one that was deleted its id is remembered: a browser that has it still must not bring it back.
_DELETE = "UPDATE conversations SET revision = '', at = ?, content = x'' WHERE revision <> '' AND "
_FORGET = """
DELETE FROM conversations WHERE owner = ? AND revision = '' AND id NOT IN
(SELECT id FROM conversations WHERE owner = ? AND revision = '' ORDER BY at DESC, id LIMIT ?)
"""


class StaleError(InputError):
    """A conversation was stored or deleted from elsewhere since it was read."""

    code = "stale"
    status = 409


class FullError(InputError):
    """A person's conversations have no more room."""

    code = "conversations_full"
    status = 413


@dataclass(frozen=True, slots=True)
class Stored:
    """A conversation as it is kept."""

    id: str
    revision: str
    """Another one with each change, never used twice."""
    content: bytes


class Conversations:
    """The file is made when it is first used. Safe to use from several threads and processes.

    `owner` is the id of a person; what was not changed for `days` (0: ever) is deleted, whosever it is, when
    anybody uses the file. All methods raise UnavailableError where it cannot be used.
    """

    def __init__(self, path: Path, days: int = 0) -> None:
        self._path = path
        self._days = days

    def revisions(self, owner: str) -> dict[str, str]:
        """The revision of each conversation by its id, the latest changed first; empty for one that was
        deleted.
        """
        with self._opened() as db:
            return dict(
                db.execute(
                    "SELECT id, revision FROM conversations WHERE owner = ? ORDER BY at DESC, id", (owner,)
                ).fetchall()
            )

    def read(self, owner: str, name: str) -> Stored:
        """The conversation of that id. Raises NotFoundError where this person has none."""
        with self._opened() as db:
            row = db.execute(
                "SELECT id, revision, content FROM conversations WHERE owner = ? AND id = ?", (owner, name)
            ).fetchone()
        if row is None or not row[1]:
            raise _missing()
        return Stored(*row)

    def store(self, owner: str, name: str, content: bytes, follows: str) -> str:
        """Keep a conversation and return its revision; `follows` is the one that it replaces, empty for what
        is new. Raises StaleError, FullError.
        """
        fresh = secrets.token_hex(8)
        with self._opened() as db:
            row = db.execute(
                "SELECT revision FROM conversations WHERE owner = ? AND id = ?", (owner, name)
            ).fetchone()
            if (row[0] if row else "") != follows:
                raise StaleError(
                    "This conversation was changed or deleted from elsewhere since.",
                    "Read it, then store yours after it, or under another id.",
                )
            count, size = db.execute(_OTHERS, (owner, name)).fetchone()
            if count >= MOST or size + len(content) > MOST_BYTES:
                raise FullError(
                    f"The server keeps {MOST} conversations and {MOST_BYTES >> 20} MB for each person.",
                    "Delete some of yours.",
                )
            db.execute(
                "INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?, ?)",
                (owner, name, fresh, _now(), content),
            )
        return fresh

    def delete(self, owner: str, name: str) -> None:
        """Delete one. Raises NotFoundError."""
        with self._opened() as db:
            if not db.execute(f"{_DELETE} owner = ? AND id = ?", (_now(), owner, name)).rowcount:
                raise _missing()
            db.execute(_FORGET, (owner, owner, MOST_DELETED))

    def delete_all(self, owner: str) -> int:
        """Delete all of a person; how many there were."""
        with self._opened() as db:
            count = db.execute(f"{_DELETE} owner = ?", (_now(), owner)).rowcount
            db.execute(_FORGET, (owner, owner, MOST_DELETED))
        return count

    def erase(self, owner: str) -> int:
        """Delete all of a person, and that there ever were any; how many there were. A browser that has them
        still and signs in as that person stores them again.
        """
        with self._opened() as db:
            (count,) = db.execute(
                "SELECT count(*) FROM conversations WHERE owner = ? AND revision <> ''", (owner,)
            ).fetchone()
            db.execute("DELETE FROM conversations WHERE owner = ?", (owner,))
        return int(count)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction, which no other writes beside, without what is too old."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # for nobody else to read, from the first byte; what SQLite lays beside it takes its mode
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600))
            with closing(sqlite3.connect(self._path, timeout=LOCKED_SECONDS, isolation_level=None)) as db:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
                db.execute("BEGIN IMMEDIATE")
                db.execute(_SCHEMA)
                db.execute(_BY_AGE)
                if self._days:
                    db.execute(f"{_DELETE} at < ?", (_now(), _now(self._days)))
                yield db
                db.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise UnavailableError(
                f"The conversations in {self._path} cannot be used ({error}).", "Check CBD_CONVERSATIONS."
            ) from error


def _missing() -> NotFoundError:
    return NotFoundError("You have no such conversation here.", "GET /api/v1/conversations lists yours.")


def _now(before: int = 0) -> str:
    """The moment, or that so many days before."""
    return (datetime.now(UTC) - timedelta(days=before)).isoformat(timespec="milliseconds")
