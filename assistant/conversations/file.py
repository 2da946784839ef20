"""Conversations in one SQLite file."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.conversations import kept
from assistant.conversations.kept import Stored, check_follows, check_room, missing, moment
from ingest.errors import UnavailableError

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


class ConversationFile:
    """Implements ConversationStore over a file, which is made when it is first used. What was not changed for
    `days` (0: ever) is deleted.
    """

    def __init__(self, path: Path, days: int = 0) -> None:
        self._path = path
        self._days = days

    def revisions(self, owner: str) -> dict[str, str]:
        """See ConversationStore."""
        with self._opened() as db:
            return dict(
                db.execute(
                    "SELECT id, revision FROM conversations WHERE owner = ? ORDER BY at DESC, id", (owner,)
                ).fetchall()
            )

    def read(self, owner: str, name: str) -> Stored:
        """See ConversationStore."""
        with self._opened() as db:
            row = db.execute(
                "SELECT id, revision, content FROM conversations WHERE owner = ? AND id = ?", (owner, name)
            ).fetchone()
        if row is None or not row[1]:
            raise missing()
        return Stored(*row)

    def store(self, owner: str, name: str, content: bytes, follows: str) -> str:
        """See ConversationStore."""
        fresh = secrets.token_hex(8)
        with self._opened() as db:
            row = db.execute(
                "SELECT revision FROM conversations WHERE owner = ? AND id = ?", (owner, name)
            ).fetchone()
            check_follows(row[0] if row else "", follows)
            count, size = db.execute(_OTHERS, (owner, name)).fetchone()
            check_room(count, size + len(content))
            db.execute(
                "INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?, ?)",
                (owner, name, fresh, _now(), content),
            )
        return fresh

    def delete(self, owner: str, name: str) -> None:
        """See ConversationStore."""
        with self._opened() as db:
            if not db.execute(f"{_DELETE} owner = ? AND id = ?", (_now(), owner, name)).rowcount:
                raise missing()
            db.execute(_FORGET, (owner, owner, kept.MOST_DELETED))

    def delete_all(self, owner: str) -> int:
        """See ConversationStore."""
        with self._opened() as db:
            count = db.execute(f"{_DELETE} owner = ?", (_now(), owner)).rowcount
            db.execute(_FORGET, (owner, owner, kept.MOST_DELETED))
        return count

    def erase(self, owner: str) -> int:
        """See ConversationStore."""
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


def _now(before: int = 0) -> str:
    """The moment, or that so many days before."""
    return moment(before).isoformat(timespec="milliseconds")
