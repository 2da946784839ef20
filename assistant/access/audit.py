"""The audit log: who did what, when and from where, as JSON lines that are only ever appended to, one file
for all processes. A line is written before the answer leaves, so that what was done is there even when the
process is killed right after.
"""

import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.access.private import make_private

log = logging.getLogger("assistant.access")

COMPLAIN_EVERY = 60.0  # seconds between two complaints that the log cannot be written
MOST_FULL = 64  # as much as so many full files is kept: of more, the oldest goes first, whatever its age
LONGEST_FIELD = 500  # characters; a question has its own bound
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
_DAY = 86_400.0
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done."""

    who: str
    what: str
    origin: str = ""
    """The address of the client, or `terminal`."""
    name: str = ""
    role: str = ""
    status: int | None = None
    request: str = ""
    detail: str = ""
    question: str = ""

    def line(self, at: datetime) -> bytes:
        """As it stands in the file; what is empty is left out. Control characters are escaped."""
        fields: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"), "who": self.who, "name": self.name,
            "role": self.role, "what": self.what, "status": self.status, "from": self.origin,
            "request": self.request, "detail": self.detail[:LONGEST_FIELD], "question": self.question,
        }  # fmt: skip
        kept = {name: value for name, value in fields.items() if value not in {"", None}}
        return json.dumps(kept).encode() + b"\n"


class Audit:
    """Implements AuditLog over files, the newest at `path`. One is set aside when it is full or a day old,
    and deleted `days` later, or when all of them hold too much.
    """

    waiting = 0

    def __init__(self, path: Path, days: int, megabytes: int, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._days = days
        self._largest = megabytes * _MIB
        self._clock = clock
        self._descriptor = -1
        self._inode = 0
        self._day = -1
        self._complained = -COMPLAIN_EVERY
        self.failures = 0

    def note(self, event: Event) -> None:
        """See AuditLog."""
        now = self._clock()
        try:
            self._open(now)
            line = self._break() + event.line(datetime.fromtimestamp(now, UTC))
            if os.write(self._descriptor, line) != len(line):
                raise OSError("the disk is full")
        except OSError as error:
            self.failures += 1
            self.close()
            if time.monotonic() - self._complained >= COMPLAIN_EVERY:
                self._complained = time.monotonic()
                log.error("the audit log %s cannot be written (%s)", self._path, error)

    def read(self, since: str = "", until: str = "") -> Iterator[dict[str, Any]]:
        """See AuditLog."""
        for event in read_audit(self._path):
            at = str(event.get("at", ""))
            if "damaged" in event or (since <= at and (not until or at < until)):
                yield event

    def close(self) -> None:
        """See AuditLog."""
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)
        self._descriptor = -1

    def _open(self, now: float) -> None:
        """Have the right file open: the one at the path, of today, and not full."""
        if self._descriptor >= 0:
            try:
                status = os.stat(self._path)
            except FileNotFoundError:
                status = None
            if status is None or status.st_ino != self._inode:
                self.close()
            elif status.st_size < self._largest and int(now // _DAY) == self._day:
                return
            else:
                self.close()
                self._set_aside(now)
        else:
            make_private(self._path.parent)
            self._set_aside(now)
        self._descriptor = os.open(self._path, _APPEND, 0o600)
        self._inode = os.fstat(self._descriptor).st_ino
        self._day = int(now // _DAY)

    def _break(self) -> bytes:
        """What ends the line before: nothing, but where a process that was killed or a full disk left it half
        written. Looked at before each line, for whoever else writes the file may be killed at any time.
        """
        if os.lseek(self._descriptor, 0, os.SEEK_END) == 0:
            return b""
        os.lseek(self._descriptor, -1, os.SEEK_END)
        if os.read(self._descriptor, 1) == b"\n":
            return b""
        log.warning("the last line of the audit log %s was cut; it stays there as it is", self._path)
        return b"\n"

    def _set_aside(self, now: float) -> None:
        """Rename a file that is full or of another day, one process at a time, and delete what is too old."""
        try:
            with FileLock(self._path.with_name(f".{self._path.name}.lock"), mode=0o600, timeout=0):
                with suppress(FileNotFoundError):
                    status = self._path.stat()
                    if status.st_size and (
                        status.st_size >= self._largest or int(status.st_mtime // _DAY) < int(now // _DAY)
                    ):
                        self._path.rename(self._aside(status.st_mtime))
                room = MOST_FULL * self._largest
                for path in reversed(set_aside(self._path)):
                    status = path.stat()
                    room -= status.st_size
                    if room < 0 or (self._days and status.st_mtime < now - self._days * _DAY):
                        path.unlink(missing_ok=True)
        except Timeout:  # another process does it
            return

    def _aside(self, at: float) -> Path:
        """A name that is not taken, in the order of time."""
        stem = f"{self._path.stem}-{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%S}"
        number = 0
        while (path := self._path.with_name(f"{stem}-{number:04d}{self._path.suffix}")).exists():
            number += 1
        return path


def set_aside(path: Path) -> list[Path]:
    """The files of the log at `path` that were set aside, the oldest first."""
    return sorted(path.parent.glob(f"{path.stem}-*{path.suffix}"))


def read_audit(path: Path) -> Iterator[dict[str, Any]]:
    """Every event that is kept, the oldest first; a line that is damaged is given as such."""
    for file in (*set_aside(path), path):
        try:
            lines = file.open(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            continue
        with lines:
            for line in lines:
                if not line.strip():
                    continue
                try:
                    event = json.loads(line)
                except ValueError:
                    event = None
                yield event if isinstance(event, dict) else {"damaged": line.strip()[:LONGEST_FIELD]}
