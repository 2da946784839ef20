"""The rate limit: a token bucket a client, in bounded memory."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st

from assistant.api import buckets
from assistant.api.app import create_app
from assistant.api.deps import READS_A_QUESTION
from assistant.api.errors import RateLimitError
from assistant.api.limits import RateLimit, client_name
from assistant.api.needs import methods_of
from assistant.settings import Settings


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Read it."""
        return self.now


def test_a_bucket_is_emptied_and_fills_again() -> None:
    """Six a minute: six at once, then one every ten seconds."""
    clock = Clock()
    limit = RateLimit(6, clock)
    for _ in range(6):
        limit.take("a")
    with pytest.raises(RateLimitError) as refused:
        limit.take("a")
    assert refused.value.retry_after == 10
    clock.now = 10.0
    limit.take("a")
    with pytest.raises(RateLimitError):
        limit.take("a")


def test_what_costs_more_counts_for_more() -> None:
    """Four of six are taken by one request; one that costs more than all of them waits for a full bucket."""
    clock = Clock()
    limit = RateLimit(6, clock)
    limit.take("a", 4)
    limit.take("a")
    with pytest.raises(RateLimitError) as refused:
        limit.take("a", 4)
    assert refused.value.retry_after == 30
    limit.take("a")
    clock.now = 50.0
    with pytest.raises(RateLimitError):
        limit.take("a", 100)
    clock.now = 60.0
    limit.take("a", 100)
    with pytest.raises(RateLimitError):
        limit.take("a")


def test_clients_do_not_share() -> None:
    """One that asks too often does not lock out another."""
    limit = RateLimit(1, Clock())
    limit.take("a")
    limit.take("b")
    with pytest.raises(RateLimitError):
        limit.take("a")


def test_zero_is_no_limit() -> None:
    """And keeps nothing."""
    limit = RateLimit(0)
    for _ in range(1000):
        limit.take("a")
    assert len(limit) == 0


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client that was away longest is forgotten."""
    monkeypatch.setattr(buckets, "MOST_CLIENTS", 10)
    limit = RateLimit(1, Clock())
    for number in range(1000):
        limit.take(str(number))
    assert len(limit) == 10


@given(st.lists(st.floats(min_value=0, max_value=30), max_size=60), st.integers(min_value=1, max_value=50))
def test_never_more_than_the_bucket_and_its_refill(waits: list[float], per_minute: int) -> None:
    """Over any time, at most the bucket plus what flowed in is let through; who waits as told is let in."""
    clock = Clock()
    limit = RateLimit(per_minute, clock)
    let_in = 0
    for wait in waits:
        clock.now += wait
        try:
            limit.take("a")
            let_in += 1
        except RateLimitError as refused:
            clock.now += refused.retry_after
            limit.take("a")
            let_in += 1
    assert let_in <= per_minute + clock.now * per_minute / 60 + 1e-6


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, "unknown"),
        ("testclient", "testclient"),
    ],
)
def test_what_counts_as_one_client(host: str | None, name: str) -> None:
    """An address, or a network of the size that one household gets."""
    assert client_name(host) == name


def test_the_server_says_when_to_come_back(serve: Any, fake: Any) -> None:
    """429 in the one shape with Retry-After, for questions; what is read is not counted there."""
    from assistant.answer import Answer
    from index.interface import Snapshot

    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})
    client = serve(
        opener=lambda _: fake(lambda question: Answer(question.text, "en", (), (), None, (), snapshot)),
        rate_limit=3,
    )
    body = {"question": "What is the CHM?"}
    statuses = [client.post("/api/v1/ask", json=body).status_code for _ in range(4)]
    refused = client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "CHM?"}]})

    assert statuses == [200, 200, 200, 429]
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "rate_limited"
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert client.post("/mcp", json={}).status_code == 429
    assert client.get("/health/live").status_code == 200
    assert client.get("/api/v1/documents").status_code == 200


FREE = {
    "/", "/train", "/library", "/embed", "/widget.js", "/favicon.ico", "/static/{name:path}",  # from memory
    "/health/live", "/health/ready", "/metrics",  # machines ask these
    "/manifest.webmanifest", "/robots.txt",  # a few words
    "/openapi.json", "/sw.js",  # made once
    "/mcp",  # counts by itself
}  # fmt: skip


def test_every_route_has_a_limit() -> None:
    """But what costs nothing; in both directions."""
    free = set()
    for _, route in methods_of(create_app(Settings(index=Path("none"))).router.routes):
        dependencies = route.dependant.dependencies if isinstance(route, APIRoute) else []
        if not any(getattr(one.call, "__name__", "").startswith("limit_") for one in dependencies):
            free.add(route.path)
    assert free == FREE


def test_reading_has_a_limit(serve: Any, fake: Any) -> None:
    """Of its own, so that who reads may still ask."""
    client = serve(opener=lambda _: fake(lambda _: None), rate_limit=1)
    statuses = [client.get("/api/v1/trainer/topics").status_code for _ in range(READS_A_QUESTION + 1)]
    assert statuses == [200] * READS_A_QUESTION + [429]
    assert client.get("/health/live").status_code == client.get("/").status_code == 200
