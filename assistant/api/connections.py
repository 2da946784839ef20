"""Connections that cannot hold the server: those that stay silent, half-sent or unread are closed, and their
number stays below what the system allows to open.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

log = logging.getLogger("assistant.api")

HEAD_SECONDS = 10.0  # from the first moment of a connection to the end of a request's head
IDLE_SECONDS = 5  # between two requests
UNREAD_SECONDS = 30.0  # while the client takes nothing of its answer
MOST_CONNECTIONS = 1_000  # of one worker
RESERVE = 96  # descriptors for files, for the index and for the language model


class Connection(H11Protocol):
    """HTTP/1.1 of one client, with a limit of time on each wait for it; that of a body is in BodyLimit."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._head = _Clock(self.loop)
        self._unread = _Clock(self.loop)

    @property
    def waits(self) -> bool:
        """Whether no request of this client is being answered."""
        return self.cycle is None or self.cycle.response_complete

    @property
    def is_half_sent(self) -> bool:
        """Whether the body of its request is still to come."""
        return not self.waits and bool(self.cycle.more_body)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Make room, then wait for a request."""
        most = connections_allowed()
        if len(self.connections) >= most:
            _make_room(self.connections, most)
        super().connection_made(transport)
        if len(self.connections) > most:  # all of them are being answered
            log.warning("more than %d connections: one was refused", most)
            transport.write(_BUSY)
            transport.close()
            return
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Stop the clock when a head is whole, and start it where another one begins."""
        super().data_received(data)
        if not self.waits:
            self._head.stop()
        elif not self._head.runs and not self.transport.is_closing():
            self._await_head()

    def on_response_complete(self) -> None:
        """See H11Protocol. What the client had sent of its next request has to be whole in time, too."""
        super().on_response_complete()
        if self.waits and self.conn.trailing_data[0]:
            self._unset_keepalive_if_required()
            self._await_head()

    def pause_writing(self) -> None:
        """The client does not read: wait for it a while."""
        super().pause_writing()
        self._unread.start(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It reads."""
        self._unread.stop()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all clocks."""
        self._head.stop()
        self._unread.stop()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._head.start(HEAD_SECONDS, self._give_up)

    def _give_up(self) -> None:
        """Close; one that has begun to speak is told why."""
        self._head.stop()
        if self.transport.is_closing():
            return
        if self.conn.trailing_data[0]:
            self.transport.write(_LATE)
        self.transport.close()


class _Clock:
    """Calls something later, unless it is stopped or started again before."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._timer: asyncio.TimerHandle | None = None

    @property
    def runs(self) -> bool:
        return self._timer is not None

    def start(self, seconds: float, then: Callable[[], None]) -> None:
        self.stop()
        self._timer = self._loop.call_later(seconds, then)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None


def connections_allowed() -> int:
    """How many connections one worker holds: less than the descriptors that it may open."""
    try:
        import resource
    except ImportError:
        return MOST_CONNECTIONS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(8, min(MOST_CONNECTIONS, soft - RESERVE))


def _make_room(connections: "set[Any]", most: int) -> None:
    """Close connections in favour of one that has just come: silent ones hold no place, and where there are
    none, half-sent requests do not, either.
    """
    ours = [one for one in connections if isinstance(one, Connection)]
    idle = [one for one in ours if one.waits] + [one for one in ours if one.is_half_sent]
    for one in idle[: len(connections) - most + 1]:
        one.connections.discard(one)
        one.transport.abort()


def _plain(status: str, code: str, message: str, hint: str, more: str = "") -> bytes:
    body = f'{{"error":{{"code":"{code}","message":"{message}","hint":"{hint}"}}}}'
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{more}"
        f"Connection: close\r\n\r\n{body}"
    ).encode()


_LATE = _plain("408 Request Timeout", "head_timeout", "The request did not arrive in time.", "Try again.")
_BUSY = _plain(
    "503 Service Unavailable",
    "overloaded",
    "The server has too many connections.",
    "Try again in a few seconds.",
    "Retry-After: 5\r\n",
)


def guarded(app: Any, **options: Any) -> Config:
    """The configuration of uvicorn that every server of ours has."""
    defaults: dict[str, Any] = {
        "http": Connection,
        "ws": "none",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "timeout_keep_alive": IDLE_SECONDS,
        "timeout_graceful_shutdown": 10,
    }
    return Config(app, **(defaults | options))
