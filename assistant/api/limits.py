"""Limits: how much a request may bring, and how many a client may send (one token bucket each)."""

import ipaddress
import math
import time
from collections.abc import Callable

from starlette.types import Scope

from assistant.api.buckets import Buckets, OwnBuckets
from assistant.api.errors import RateLimitError

LARGEST_BODY = 256 * 1024
LARGEST_UPLOAD = 32 * 1024 * 1024  # a trainer's slides or a file for the library, sent to
MOST_UPLOADS = 4  # bodies of that size held at a time
MOST_OF_ONE = 2  # of them from one client: a slow one leaves room for others
LARGEST_TRANSCRIPT = 2 * 1024 * 1024  # a conversation of many long answers, sent to
LARGEST_CONVERSATION = 1024 * 1024  # one that is kept, at an address that begins with
UPLOAD_PATH = "/api/v1/trainer/check-slides"
LIBRARY_PATH = "/api/v1/library/files"
UPLOADS = frozenset({UPLOAD_PATH, LIBRARY_PATH})
LOGOUT_PATH = "/sign-out/provider"  # a form, as the provider sends it
TRANSCRIPT_PATH = "/api/v1/transcript/docx"
CONVERSATION_PATH = "/api/v1/conversations/"
# what a few at a time may bring
LARGE = dict.fromkeys(UPLOADS, LARGEST_UPLOAD) | {TRANSCRIPT_PATH: LARGEST_TRANSCRIPT}


def largest_at(path: str) -> int | None:
    """How many bytes a few requests at a time may bring to an address; None where it is no such one."""
    return LARGEST_CONVERSATION if path.startswith(CONVERSATION_PATH) else LARGE.get(path)


class RateLimit:
    """`per_minute` requests a minute for each client, as many or `at_once` together; 0: no limit."""

    def __init__(
        self,
        per_minute: float,
        clock: Callable[[], float] = time.monotonic,
        buckets: Buckets | None = None,
        at_once: int | None = None,
    ) -> None:
        self.per_minute = per_minute
        self.at_once = per_minute if at_once is None else at_once
        self._clock = clock  # must be the same for all processes that share the buckets, as monotonic is
        self._buckets: Buckets = OwnBuckets() if buckets is None else buckets

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, client: str, cost: int = 1) -> None:
        """Count one request, or one that costs as much as several; what costs more than may come together
        waits until nothing else was asked. Raises RateLimitError with the seconds to wait.
        """
        if self.per_minute <= 0 or cost <= 0:
            return
        cost = max(1, min(cost, math.floor(self.at_once)))
        wait = self._buckets.take(client, self._clock(), 60 / self.per_minute * cost, self.at_once / cost)
        if wait > 0:
            raise RateLimitError(max(1, math.ceil(wait)))


def sender(scope: Scope) -> str:
    """Who sent a request, by the address alone: what counts as one client of those who did not say more."""
    return client_name((scope.get("client") or (None,))[0])


def client_name(host: str | None) -> str:
    """Name what counts as one client: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        address = ipaddress.ip_address((host or "").split("%")[0])
    except ValueError:
        return host or "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
