"""The time limit of the whole exchange with a language model's server, headers included."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator

import httpcore
import pytest

from assistant.asking.deadline import DeadlineBackend, DeadlineStream
from assistant.asking.language_model import LanguageModel
from ingest.errors import UnavailableError

LIMIT = 0.4
GOOD = b'{"choices": [{"message": {"content": "yes"}}]}'
Talk = Callable[[socket.socket], None]


def whole(peer: socket.socket) -> None:
    """A good reply at once."""
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(GOOD) + GOOD)


def headers_without_end(peer: socket.socket) -> None:
    """A header a few bytes at a time."""
    peer.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        peer.sendall(b"X-Slow-%d: 1\r\n" % number)
        time.sleep(LIMIT / 20)


def status_without_end(peer: socket.socket) -> None:
    """The status line, a byte at a time."""
    peer.sendall(b"HTTP/1.1 200 ")
    for _ in range(200):
        peer.sendall(b"O")
        time.sleep(LIMIT / 20)


def body_without_end(peer: socket.socket) -> None:
    """A body a byte at a time."""
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(200):
        peer.sendall(b" ")
        time.sleep(LIMIT / 20)


def silence(peer: socket.socket) -> None:
    """Nothing."""
    time.sleep(LIMIT * 4)


@pytest.fixture
def serve() -> Iterator[Callable[[Talk], str]]:
    """Give the function that serves one connection so, and returns its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    threads: list[threading.Thread] = []

    def start(talk: Talk) -> str:
        def run() -> None:
            with contextlib.suppress(OSError):
                peer, _ = listening.accept()
                with peer:
                    talk(peer)

        threads.append(threading.Thread(target=run, daemon=True))
        threads[-1].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    listening.close()
    for thread in threads:
        thread.join(timeout=LIMIT * 10)


@pytest.mark.parametrize("talk", [headers_without_end, status_without_end, body_without_end, silence])
def test_no_server_holds_a_question(serve: Callable[[Talk], str], talk: Talk) -> None:
    """However slowly it sends, and whichever part."""
    began = time.monotonic()
    with pytest.raises(UnavailableError, match="too long"):
        LanguageModel(serve(talk), "tiny", timeout=LIMIT).complete([])
    assert time.monotonic() - began < LIMIT * 2.5


def test_a_server_in_time_is_heard(serve: Callable[[Talk], str]) -> None:
    """The limit is none for it."""
    assert LanguageModel(serve(whole), "tiny", timeout=5.0).complete([]) == "yes"


def test_nothing_is_begun_after_the_end() -> None:
    """Each step looks at the time that is left."""
    over = time.monotonic() - 1
    stream = DeadlineStream(httpcore.MockStream([b"x"]), over)
    with pytest.raises(httpcore.ReadTimeout):
        stream.read(1)
    with pytest.raises(httpcore.WriteTimeout):
        stream.write(b"x")
    with pytest.raises(httpcore.ConnectTimeout):
        DeadlineBackend(over).connect_tcp("127.0.0.1", 1)


def test_a_stream_is_passed_on() -> None:
    """Reading, writing, TLS and closing go through while there is time."""
    stream = DeadlineStream(httpcore.MockStream([b"reply"]), time.monotonic() + 60)
    stream.write(b"asked")
    secure = stream.start_tls(ssl.create_default_context(), "localhost", 5)
    assert isinstance(secure, DeadlineStream)
    assert secure.read(10) == b"reply"
    assert secure.get_extra_info("nothing") is None
    secure.close()
