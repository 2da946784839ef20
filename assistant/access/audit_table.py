"""The audit log in the database of the index. What is noted is on the disk of this machine first, before the
answer leaves, and sent a moment later: a database that is away holds no answer, and nothing is lost for it.
"""

import json
import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from threading import Event as Signal
from threading import Lock, Thread
from typing import Any

from assistant.access.audit import COMPLAIN_EVERY, Event
from assistant.access.outbox import Outbox, Row
from index.postgres.primary import Primary
from ingest.errors import UnavailableError

log = logging.getLogger("assistant.access")

AGAIN = 1.0  # seconds between two tries where the database is away
FORGET = 3_600.0  # seconds between two looks for what is too old
LAST = 10.0  # seconds that a process that ends waits for what it noted to be sent
TOGETHER = 500  # events that are sent, or read, at once
_SEND = """
INSERT INTO cbd.audit (at, id, event)
SELECT * FROM unnest(%s::timestamptz[], %s::text[], %s::text[]) ON CONFLICT DO NOTHING
"""
_READ = """
SELECT at, id, event FROM cbd.audit WHERE (at, id) > (%s, %s) AND at >= %s AND at < %s
ORDER BY at, id LIMIT %s
"""
_EVER = datetime.max.replace(tzinfo=UTC)
_NEVER = datetime.min.replace(tzinfo=UTC)


class AuditTable:
    """Implements AuditLog over an address such as `postgresql://user@host,host/database` and an outbox of
    this machine. An event that was sent twice, for a connection was lost, is there once. What is older than
    `days` (0: nothing) goes, but nothing of the last week.
    """

    def __init__(self, address: str, outbox: Outbox, days: int = 0) -> None:
        self._primary = Primary(address)
        self._outbox = outbox
        self._days = days
        self._forgotten = -FORGET
        self._complained: dict[str, float] = {}
        self._noted, self._closing = Signal(), Signal()
        self._sender: Thread | None = None
        self._starting = Lock()
        self.failures = 0

    @property
    def waiting(self) -> int:
        """See AuditLog."""
        with suppress(OSError):
            return len(self._outbox)
        return 0

    def note(self, event: Event) -> None:
        """See AuditLog."""
        now = datetime.now(UTC)
        try:
            self._outbox.add((now.isoformat(), secrets.token_hex(8), event.line(now).decode().strip()))
        except OSError as error:
            self.failures += 1
            self._complain("cannot be written to", error)
        with self._starting:
            if self._sender is None:
                self._sender = Thread(target=self._send_on, name="audit", daemon=True)
                self._sender.start()
        self._noted.set()

    def read(self, since: str = "", until: str = "") -> Iterator[dict[str, Any]]:
        """See AuditLog; what waits on some machine is not there yet."""
        last: tuple[datetime, str] = (_NEVER, "")
        begin, end = (
            datetime.fromisoformat(one) if one else other for one, other in ((since, _NEVER), (until, _EVER))
        )
        while rows := self._primary.run(_READ, [*last, begin, end, TOGETHER]):
            yield from (json.loads(event) for _, _, event in rows)
            last = rows[-1][0], rows[-1][1]

    def close(self) -> None:
        """See AuditLog: what this process noted is sent, where the database is there."""
        self._closing.set()
        self._noted.set()
        if self._sender is not None:
            self._sender.join(LAST)

    def _send_on(self) -> None:
        """Send whatever is noted, until the process ends."""
        while True:
            self._noted.wait()
            self._noted.clear()
            try:
                while rows := self._outbox.first(TOGETHER):
                    self._send(rows)
                self._forget()
            except (OSError, UnavailableError) as error:
                self._complain("waits in", error)
                self._noted.set()
                if not self._closing.wait(AGAIN):
                    continue
            if self._closing.is_set():
                return

    def _send(self, rows: list[Row]) -> None:
        self._primary.run(_SEND, [[row[part] for row in rows] for part in range(3)])
        self._outbox.drop(rows)

    def _forget(self) -> None:
        if self._days and time.monotonic() - self._forgotten >= FORGET:
            self._primary.run("SELECT cbd.forget_audit(%s)", [self._days])
            self._forgotten = time.monotonic()

    def _complain(self, how: str, error: Exception) -> None:
        if time.monotonic() - self._complained.get(how, -COMPLAIN_EVERY) >= COMPLAIN_EVERY:
            self._complained[how] = time.monotonic()
            log.error("the audit log %s %s (%s)", how, self._outbox.path, error)
