"""Limits: how much a request may bring, and how many a client may send (one token bucket each, in bounded
memory).
"""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from assistant.api.errors import RateLimitError

LARGEST_BODY = 256 * 1024
LARGEST_UPLOAD = 32 * 1024 * 1024  # a trainer's slides, sent to
UPLOAD_PATH = "/api/v1/trainer/check-slides"
MOST_CLIENTS = 10_000  # the client that was away longest is forgotten first, with a full bucket
_ROUNDING = 1e-6  # who waits as long as told is let in, whatever the sums of fractions say


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class RateLimit:
    """`per_minute` requests a minute for each client, as many at once; 0: no limit. For one event loop."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, client: str) -> None:
        """Count one request. Raises RateLimitError with the seconds to wait."""
        if self.per_minute <= 0:
            return
        now = self._clock()
        rate = self.per_minute / 60
        bucket = self._buckets.pop(client, None) or _Bucket(float(self.per_minute), now)
        bucket.tokens = min(float(self.per_minute), bucket.tokens + (now - bucket.at) * rate)
        bucket.at = now
        self._buckets[client] = bucket
        while len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if bucket.tokens < 1 - _ROUNDING:
            raise RateLimitError(max(1, math.ceil((1 - bucket.tokens) / rate)))
        bucket.tokens = max(0.0, bucket.tokens - 1)


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
