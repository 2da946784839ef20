"""A connection that ends by a moment: whatever the server sends, and however slowly, nothing is waited for
longer.

httpx counts its time limit anew for each byte that arrives; a server that sends a header a byte at a time
would hold a question for hours. Here every step of the connection (connecting, TLS, writing, reading, headers
as well as body) has only the time that is left.
"""

import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any

import httpcore

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class DeadlineStream(httpcore.NetworkStream):
    """A stream of bytes that must end by `until`, a moment of time.monotonic()."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """See NetworkStream."""
        return self._stream.read(max_bytes, _left(self._until, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """See NetworkStream."""
        self._stream.write(buffer, _left(self._until, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """See NetworkStream."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """See NetworkStream."""
        left = _left(self._until, timeout, httpcore.ConnectTimeout)
        return DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:
        """See NetworkStream."""
        return self._stream.get_extra_info(info)


class DeadlineBackend(httpcore.NetworkBackend):
    """Connections that must end by `until`, a moment of time.monotonic()."""

    def __init__(self, until: float) -> None:
        self._until = until
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """See NetworkBackend."""
        left = _left(self._until, timeout, httpcore.ConnectTimeout)
        stream = self._backend.connect_tcp(host, port, left, local_address, socket_options)
        return DeadlineStream(stream, self._until)


def _left(until: float, timeout: float | None, error: type[httpcore.TimeoutException]) -> float:
    """Seconds that are left; raises the error where there are none."""
    left = until - monotonic()
    if left <= 0:
        raise error("the time limit of the whole request is over")
    return left if timeout is None else min(left, timeout)
