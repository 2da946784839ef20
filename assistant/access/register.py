"""The sessions that go on, as their people see them, in one record that all workers read and change."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from assistant.access.safe import Safe


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
    """The list in a safe. It opens nothing: a session that is not on it is as good as one that is."""

    def __init__(self, safe: Safe, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._kept = safe.kept("sessions.json", _read, _write)

    def of(self, person: str) -> list[Entry]:
        """Those of a person, the one that was used last first."""
        found = [one for one in self._kept.get() if one.person == person and one.until > self._clock()]
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
        self._kept.change(
            lambda entries: tuple(one for one in change(list(entries)) if one.until > self._clock())
        )


def _write(entries: tuple[Entry, ...]) -> bytes:
    return json.dumps([asdict(one) for one in entries], ensure_ascii=False).encode()


def _read(content: bytes) -> tuple[Entry, ...]:
    return tuple(Entry(**row) for row in json.loads(content)) if content else ()
