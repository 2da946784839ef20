"""The sessions that go on, as their people see them, in a file that all workers read and change."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from assistant.access.private import Watched, make_private, write_private


@dataclass(frozen=True, slots=True)
class Entry:
    """A session, with times in seconds."""

    session: str
    person: str
    begun: float
    used: float
    until: float
    """When it ends, unless it is used before."""
    device: str = ""
    at_provider: str = ""
    """What the provider that signed them in calls its own session; empty where it does not say."""


class Register:
    """The list in a folder. It opens nothing: a session that is not on it is as good as one that is."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = folder / "sessions.json"
        self._lock = folder / ".sessions.lock"
        self._clock = clock
        self._file = Watched(self._path, _read)

    def of(self, person: str) -> list[Entry]:
        """Those of a person, the one that was used last first."""
        found = [one for one in self._file.get() if one.person == person and one.until > self._clock()]
        return sorted(found, key=lambda entry: entry.used, reverse=True)

    def enter(self, session: str, person: str, **told: float | str) -> None:
        """Put a session on the list, or tell more of one that is there."""

        def change(entries: list[Entry]) -> list[Entry]:
            known = next((asdict(one) for one in entries if one.session == session), {})
            entry = Entry(**{**known, "session": session, "person": person, **told})
            return [*(one for one in entries if one.session != session), entry]

        self._change(change)

    def strike(self, gone: Callable[[Entry], bool]) -> None:
        """Take sessions off the list."""
        self._change(lambda entries: [one for one in entries if not gone(one)])

    def _change(self, change: Callable[[list[Entry]], list[Entry]]) -> None:
        make_private(self._path.parent)
        with FileLock(self._lock, mode=0o600):
            kept = [one for one in change(list(self._file.get())) if one.until > self._clock()]
            write_private(self._path, json.dumps([asdict(one) for one in kept], ensure_ascii=False).encode())


def _read(content: bytes) -> tuple[Entry, ...]:
    return tuple(Entry(**row) for row in json.loads(content)) if content else ()
