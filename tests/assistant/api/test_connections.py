"""Connections that say nothing, half of it, or read nothing; and more of them than there is room for."""

import resource
import socket
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from assistant.api import connections

SHORT = 0.5
HEAD = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def hasty(serve: Any, fake: Any, monkeypatch: pytest.MonkeyPatch) -> httpx.Client:
    """A server that waits half a second."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", SHORT)
    monkeypatch.setattr(connections, "UNREAD_SECONDS", SHORT)
    client: httpx.Client = serve(opener=lambda _: fake(lambda _: None))
    return client


@contextmanager
def wire(client: httpx.Client) -> Iterator[socket.socket]:
    """A connection of its own."""
    address = (client.base_url.host, client.base_url.port or 80)
    with socket.create_connection(address, timeout=10) as opened:
        yield opened


def rest(opened: socket.socket) -> bytes:
    """All that comes until the server closes."""
    data = b""
    while piece := opened.recv(65536):
        data += piece
    return data


def test_a_silent_connection_is_closed(hasty: httpx.Client) -> None:
    """Without a word, for none was said."""
    with wire(hasty) as opened:
        assert rest(opened) == b""


def test_a_half_sent_head_is_told(hasty: httpx.Client) -> None:
    """408 in the one shape; a byte now and then does not win time."""
    with wire(hasty) as opened:
        begun = time.monotonic()
        opened.setblocking(False)
        try:
            for letter in HEAD * 2:
                opened.send(bytes([letter]))
                time.sleep(SHORT / 10)
        except OSError:  # it was closed
            pass
        took = time.monotonic() - begun
    assert took < 10 * SHORT
    with wire(hasty) as opened:
        opened.sendall(HEAD)
        answer = rest(opened)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"code":"head_timeout"' in answer


def test_a_second_request_has_to_come_in_time_too(hasty: httpx.Client) -> None:
    """After one that was answered, half of another, sent with it or later."""
    for pause in (0.0, SHORT / 2):
        with wire(hasty) as opened:
            opened.sendall(HEAD + b"\r\n" + (HEAD if not pause else b""))
            time.sleep(pause)
            opened.sendall(HEAD if pause else b"")
            answer = rest(opened)
        assert b'"status":"live"' in answer
        assert b"408" in answer


def test_many_requests_on_one_connection(hasty: httpx.Client) -> None:
    """Whoever asks in time keeps the connection: longer than a head may take."""
    with wire(hasty) as opened:
        for _ in range(8):
            opened.sendall(HEAD + b"\r\n")
            answer = b""
            while not answer.endswith(b"}"):
                piece = opened.recv(4096)
                assert piece
                answer += piece
            time.sleep(SHORT / 4)


def test_an_answer_that_nobody_reads(hasty: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Megabytes asked for and left: the connection breaks off, and nothing of it stays."""
    lost: dict[int, Event] = defaultdict(Event)  # by the port of the client
    lose = connections.Connection.connection_lost

    def noted(connection: connections.Connection, error: Exception | None) -> None:
        lose(connection, error)
        lost[connection.client[1] if connection.client else 0].set()

    monkeypatch.setattr(connections.Connection, "connection_lost", noted)
    with wire(hasty) as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)  # what the system itself takes is large
        for _ in range(300):
            opened.sendall(HEAD.replace(b"/health/live", b"/openapi.json") + b"\r\n")
        assert lost[opened.getsockname()[1]].wait(120)
    assert hasty.get("/health/live").status_code == 200


HALF_SENT = b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="silent"),
        pytest.param(b"GET / HT", id="half a head", marks=pytest.mark.long),
        pytest.param(HALF_SENT + b"Content-Length: 100\r\n\r\n{", id="half a body"),
        pytest.param(
            HALF_SENT + b"Transfer-Encoding: chunked\r\n\r\n64\r\n{",
            id="half a piece",
            marks=pytest.mark.long,
        ),
    ],
)
def test_silent_connections_take_nobodys_place(start: Any, sent: bytes) -> None:
    """More than the worker may have descriptors: the next question is answered at once."""
    served = start(workers=1)
    served.ready(1)
    [worker] = served.workers()
    _, most = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    resource.prlimit(worker, resource.RLIMIT_NOFILE, (160, most))
    with ExitStack() as stack:
        for _ in range(400):
            opened = stack.enter_context(socket.create_connection(served.address, timeout=10))
            with suppress(ConnectionError):
                opened.sendall(sent)
        time.sleep(1)  # what was sent has arrived
        begun = time.monotonic()
        assert served.ask().status_code == 200
        assert time.monotonic() - begun < connections.HEAD_SECONDS
        assert len(list(Path(f"/proc/{worker}/fd").iterdir())) < 160
    assert served.workers() == [worker]
    assert "out of system resource" not in served.log.read_text()


def test_no_descriptor_left(start: Any) -> None:
    """It is logged; when there are some again, questions are answered, by the same worker."""
    served = start(workers=1)
    served.ready(1)
    [worker] = served.workers()
    before = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    open_now = len(list(Path(f"/proc/{worker}/fd").iterdir()))
    resource.prlimit(worker, resource.RLIMIT_NOFILE, (open_now + 2, before[1]))
    with ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(socket.create_connection(served.address, timeout=10))
        served.until(lambda: "out of system resource" in served.log.read_text())
    resource.prlimit(worker, resource.RLIMIT_NOFILE, before)
    served.until(lambda: served.ask().status_code == 200)
    assert served.workers() == [worker]
