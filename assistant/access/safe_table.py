"""Private records in the database of the index: read on any host, changed on the one that takes writes."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar
from uuid import UUID

from assistant.access.private import KEY_BYTES, decoded
from assistant.access.safe import Kept
from index.postgres.hosts import Connection
from index.postgres.primary import Anywhere, Primary
from ingest.errors import UnavailableError

_GET = """
SELECT revision, changes, CASE WHEN revision <> %s THEN content END FROM cbd.access WHERE name = %s
"""
_KEY = "SELECT content FROM cbd.access WHERE name = %s"
_NEW = "INSERT INTO cbd.access (name, content) VALUES (%s, %s) ON CONFLICT DO NOTHING"
_ALONE = "SELECT content FROM cbd.access WHERE name = %s FOR UPDATE"
_CHANGE = """
UPDATE cbd.access SET revision = gen_random_uuid(), changes = changes + 1, content = %s WHERE name = %s
RETURNING revision, changes
"""
LAG = 2.0  # seconds in which a standby has what was changed here

T = TypeVar("T")


class TableSafe:
    """Implements Safe over an address such as `postgresql://user@host,host/database`. What was changed is
    read on a host as soon as that has it.
    """

    def __init__(self, address: str) -> None:
        self._anywhere = Anywhere(address)
        self._primary = Primary(address)

    def kept(self, name: str, read: Callable[[bytes], T], write: Callable[[T], bytes]) -> Kept[T]:
        """See Safe."""
        return KeptRow(self._anywhere, self._primary, name, read, write)

    def key(self, name: str) -> bytes:
        """See Safe."""
        if not (rows := self._anywhere.run(_KEY, [name])):
            self._primary.run(_NEW, [name, secrets.token_bytes(KEY_BYTES)])
            rows = self._primary.run(_KEY, [name])
        return bytes(rows[0][0])

    def settle(self) -> None:
        """See Safe."""
        if behind := self._primary.behind():
            raise UnavailableError(
                f"It is written, and {' and '.join(behind)} may not have it yet.",
                "Until it has, servers that ask it know nothing of it: look at it, or stop it.",
            )


@dataclass(frozen=True, slots=True)
class _Known(Generic[T]):
    """What a row says: which revision, after how many changes, and when it was changed here. The revision is
    drawn at random: where a primary is lost with its last changes, numbers come again.
    """

    revision: UUID
    changes: int
    value: T
    changed: float = -LAG

    @property
    def is_fresh(self) -> bool:
        """Whether a host may not have it yet."""
        return monotonic() - self.changed < LAG


class KeptRow(Generic[T]):
    """Implements Kept over a row, for any number of threads."""

    def __init__(
        self,
        anywhere: Anywhere,
        primary: Primary,
        name: str,
        read: Callable[[bytes], T],
        write: Callable[[T], bytes],
    ) -> None:
        self._anywhere = anywhere
        self._primary = primary
        self._name = name
        self._read, self._write = read, write
        self._known = _Known(UUID(int=0), 0, read(b""))

    def get(self) -> T:
        """See Kept; what was changed here is known here, before all hosts have it."""
        known = self._known
        rows = self._anywhere.run(_GET, [known.revision, self._name])
        if not rows and not known.is_fresh:
            return self._read(b"")
        revision, changes, content = rows[0] if rows else (None, 0, b"")
        if content is not None and not (changes < known.changes and known.is_fresh):
            self._known = known = _Known(revision, changes, self._decoded(content))
        return known.value

    def change(self, change: Callable[[T], T]) -> T:
        """See Kept."""

        def work(connection: Connection) -> _Known[T]:
            connection.execute(_NEW, [self._name, b""])
            ((content,),) = connection.execute(_ALONE, [self._name]).fetchall()
            value = change(self._decoded(content))
            ((revision, changes),) = connection.execute(_CHANGE, [self._write(value), self._name]).fetchall()
            return _Known(revision, changes, value, monotonic())

        self._known = self._primary.whole(work)
        return self._known.value

    def _decoded(self, content: bytes) -> T:
        return decoded(content, self._read, f"{self._name} in the database")
