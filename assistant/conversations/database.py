"""Conversations in the database of the index: the same promises as those of the file."""

import secrets
from collections.abc import Callable
from typing import TypeVar

from assistant.conversations import kept
from assistant.conversations.kept import Stored, check_follows, check_room, missing, moment
from index.postgres.hosts import Connection
from index.postgres.primary import Primary

_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0xCBD2))"  # of those who change one person's
_REVISIONS = "SELECT id, revision FROM cbd.conversations WHERE owner = %s ORDER BY at DESC, id"
_READ = "SELECT id, revision, content FROM cbd.conversations WHERE owner = %s AND id = %s"
_OTHERS = """
SELECT count(*), coalesce(sum(length(content)), 0) FROM cbd.conversations
WHERE owner = %s AND id <> %s AND revision <> ''
"""
_STORE = """
INSERT INTO cbd.conversations (owner, id, revision, at, content) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (owner, id) DO UPDATE
SET revision = EXCLUDED.revision, at = EXCLUDED.at, content = EXCLUDED.content
"""
# Of one that was deleted its id is remembered: a browser that has it still must not bring it back.
_DELETE = "UPDATE cbd.conversations SET revision = '', at = %s, content = '' WHERE revision <> '' AND "
_FORGET = """
DELETE FROM cbd.conversations WHERE owner = %s AND revision = '' AND id NOT IN
(SELECT id FROM cbd.conversations WHERE owner = %s AND revision = '' ORDER BY at DESC, id LIMIT %s)
"""
_ERASE = "DELETE FROM cbd.conversations WHERE owner = %s RETURNING revision"

T = TypeVar("T")


class ConversationTable:
    """Implements ConversationStore over an address such as `postgresql://user@host,host/database`, all of it
    on the host that takes writes: whoever stored something reads it.
    """

    def __init__(self, address: str, days: int = 0) -> None:
        self._primary = Primary(address)
        self._days = days

    def revisions(self, owner: str) -> dict[str, str]:
        """See ConversationStore."""
        self._drop_old()
        return dict(self._primary.run(_REVISIONS, [owner]))

    def read(self, owner: str, name: str) -> Stored:
        """See ConversationStore."""
        self._drop_old()
        rows = self._primary.run(_READ, [owner, name])
        if not rows or not rows[0][1]:
            raise missing()
        return Stored(*rows[0])

    def store(self, owner: str, name: str, content: bytes, follows: str) -> str:
        """See ConversationStore. Where the connection is lost while it is stored, and it is sent again, its
        own revision is no other one's.
        """
        fresh = secrets.token_hex(8)

        def change(connection: Connection) -> str:
            rows = connection.execute(_READ, [owner, name]).fetchall()
            held = rows[0][1] if rows else ""
            if held != fresh:
                check_follows(held, follows)
                ((count, size),) = connection.execute(_OTHERS, [owner, name]).fetchall()
                check_room(count, size + len(content))
                connection.execute(_STORE, [owner, name, fresh, moment(), content])
            return fresh

        self._drop_old()
        return self._alone(owner, change)

    def delete(self, owner: str, name: str) -> None:
        """See ConversationStore."""
        if not self._deleted(owner, "owner = %s AND id = %s", [owner, name]):
            raise missing()

    def delete_all(self, owner: str) -> int:
        """See ConversationStore."""
        return self._deleted(owner, "owner = %s", [owner])

    def erase(self, owner: str) -> int:
        """See ConversationStore."""
        rows = self._alone(owner, lambda connection: connection.execute(_ERASE, [owner]).fetchall())
        return sum(bool(revision) for (revision,) in rows)

    def _deleted(self, owner: str, which: str, parameters: list[str]) -> int:
        def change(connection: Connection) -> int:
            count = connection.execute(f"{_DELETE}{which}".encode(), [moment(), *parameters]).rowcount
            connection.execute(_FORGET, [owner, owner, kept.MOST_DELETED])
            return count

        return self._alone(owner, change)

    def _alone(self, owner: str, change: Callable[[Connection], T]) -> T:
        """What `change` makes of a connection in one transaction, in which nobody else changes what is of
        this person.
        """

        def work(connection: Connection) -> T:
            connection.execute(_ALONE, [owner])
            return change(connection)

        return self._primary.whole(work)

    def _drop_old(self) -> None:
        if self._days:
            self._primary.run(f"{_DELETE}at < %s".encode(), [moment(), moment(self._days)])
