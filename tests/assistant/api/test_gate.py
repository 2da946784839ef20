"""What a browser on a foreign page tries: names that were rebound, posts from elsewhere, forms."""

import json
import socket
import stat
import threading
import time
from pathlib import Path
from sqlite3 import connect
from typing import Any

import httpx
import pytest

from assistant.answer import Answer
from assistant.api.app import create_app
from assistant.api.gate import checked_proxies, is_own_host
from assistant.settings import Settings
from index.interface import Snapshot
from ingest.errors import InputError

ASK = "/api/v1/ask"
BODY = {"question": "What is the CHM?"}
FEEDBACK = {"question": "Who pays?", "rating": "up"}
POSTS = (ASK, "/api/v1/feedback", "/v1/chat/completions", "/mcp")
FOREIGN = "https://evil.example"


@pytest.fixture
def client(serve: Any, fake: Any) -> httpx.Client:
    """A server that answers anything, known as assistant.example.org too."""
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})
    found: httpx.Client = serve(
        opener=lambda _: fake(lambda question: Answer(question.text, "en", (), (), None, (), snapshot)),
        hosts=("assistant.example.org", "*.Example.NET"),
        allowed_origins=("https://chm.example.org",),
        rate_limit=3,
    )
    return found


OWN = [
    "127.0.0.1",
    "127.0.0.1:8000",
    "[::1]:8000",
    "localhost",
    "LOCALHOST:80",
    "localhost.",
    "10.1.2.3",
    "assistant.example.org:443",
    "a.example.net",
]


def test_own_names(client: httpx.Client) -> None:
    """Addresses, localhost, and what the operator named."""
    for host in OWN:
        assert client.get("/health/live", headers={"Host": host}).status_code == 200, host


REBOUND = [
    "evil.example",
    "localhost.evil.example",
    "assistant.example.org.evil.example",
    "example.net",
    "127.0.0.1.evil.example",
    "[::1",
    "evil.example:8000",
    "a b",
    "127.1.evil",
    "evil.example@localhost",
    "localhost/evil.example",
    "localhost:80:80",
    "localhost:a",
    "localhost#evil.example",
    "[localhost]",
]


def test_a_rebound_name_reads_nothing(client: httpx.Client) -> None:
    """421 in the one shape, with the headers that all answers have."""
    for host in REBOUND:
        for path in ("/", "/api/v1/documents", "/metrics", "/mcp"):
            refused = client.get(path, headers={"Host": host})
            assert refused.status_code == 421, host
            assert refused.json()["error"]["code"] == "unknown_host"
            assert refused.headers["x-content-type-options"] == "nosniff"


FOREIGN_PAGES = [
    {"Origin": FOREIGN},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://["},
    {"Origin": "http://a]b[c"},
    {"Origin": "//127.0.0.1"},
    {"Origin": "http://127.0.0.1@evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": FOREIGN},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://chm.example.org.evil.example"},
]


def test_foreign_pages_post_nothing(client: httpx.Client, tmp_path: Path) -> None:
    """Neither questions, nor feedback, nor files; nothing of it is counted or kept."""
    for headers in FOREIGN_PAGES:
        for path in (*POSTS, "/api/v1/trainer/check-slides?name=a.md"):
            refused = client.post(path, json=FEEDBACK, headers=headers)
            assert refused.status_code == 403, headers
            assert refused.json()["error"]["code"] == "forbidden_origin"
    assert not (tmp_path / "feedback.db").exists()
    assert client.post(ASK, json=BODY).status_code == 200


@pytest.mark.parametrize("site", ["same-origin", "none", ""])
def test_own_pages_and_programs_post(client: httpx.Client, site: str) -> None:
    """A browser says so of our pages, a program says nothing; an allowed site may."""
    own = {"Origin": str(client.base_url).rstrip("/")} | ({"Sec-Fetch-Site": site} if site else {})
    allowed = {"Origin": "https://chm.example.org", "Sec-Fetch-Site": "cross-site"}

    assert client.post(ASK, json=BODY, headers=own).status_code == 200
    assert client.post(ASK, json=BODY, headers=allowed).status_code == 200
    assert client.post(ASK, json=BODY).status_code == 200


NO_JSON = ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "json"]


def test_only_json_is_taken(client: httpx.Client) -> None:
    """415: what a form can send is no question."""
    for kind in NO_JSON:
        for path in POSTS:
            refused = client.post(path, content=json.dumps(BODY), headers={"Content-Type": kind})
            assert refused.status_code == 415, kind
            assert refused.json()["error"]["code"] == "unsupported_media_type"


def test_a_client_cannot_name_itself(client: httpx.Client) -> None:
    """X-Forwarded-For of somebody who is no proxy of ours counts for nothing: the fourth is refused."""
    statuses = [
        client.post(ASK, json=BODY, headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(4)
    ]
    assert statuses == [200, 200, 200, 429]


def test_a_configured_proxy_is_believed(start: Any) -> None:
    """Each of its clients has a limit of its own."""
    served = start(workers=1, CBD_PROXIES="127.0.0.1", CBD_PUBLIC="trainer", CBD_RATE_LIMIT="1")
    served.ready(1)
    statuses = [
        httpx.post(served.url + ASK, json=BODY, headers={"X-Forwarded-For": client}, timeout=60).status_code
        for client in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]
    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("name", ["https://a.example", "a.example:80", "*", "a b", "a/b", "-.*", ""])
def test_a_host_that_is_none(tmp_path: Path, name: str) -> None:
    """It is told when the server starts."""
    with pytest.raises(InputError, match="CBD_HOSTS"):
        create_app(Settings(index=tmp_path, hosts=(name,)))


def test_a_proxy_that_is_none() -> None:
    """A name is no address, and everybody is no proxy."""
    for address in ("proxy.example", "*", "300.1.1.1"):
        with pytest.raises(InputError, match="CBD_PROXIES"):
            checked_proxies((address,))
    assert checked_proxies(("10.0.0.0/8", "::1")) == ("10.0.0.0/8", "::1")


def test_without_names_only_addresses_and_localhost() -> None:
    """The default."""
    assert is_own_host("localhost:8000", ())
    assert not is_own_host("assistant.example.org", ())


def test_a_key_is_in_no_description() -> None:
    """Whoever logs the settings or the model logs no key."""
    from assistant.asking.language_model import LanguageModel

    settings = Settings(llm_url="http://x", llm_key="sk-secret")
    assert "sk-secret" not in repr(settings)
    assert "sk-secret" not in repr(LanguageModel.from_settings(settings))


def test_no_password_is_shown_with_the_settings() -> None:
    """That of a database in its address, either."""
    assert "hunter2" not in repr(Settings(index="postgresql://cbd:hunter2@db/cbd"))


def test_feedback_is_private(client: httpx.Client, tmp_path: Path) -> None:
    """Only its owner reads the file, and what SQLite lays beside it."""
    assert client.post("/api/v1/feedback", json=FEEDBACK).status_code == 201
    files = list(tmp_path.glob("feedback.db*"))

    assert files
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_a_locked_feedback_file_delays_no_question(serve: Any, fake: Any, tmp_path: Path) -> None:
    """While ten feedbacks wait for it, questions are answered at once; each feedback is told in time."""
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})
    client = serve(
        opener=lambda _: fake(lambda question: Answer(question.text, "en", (), (), None, (), snapshot))
    )
    assert client.post("/api/v1/feedback", json=FEEDBACK).status_code == 201
    statuses: list[int] = []

    def give() -> None:
        answer = httpx.post(f"{client.base_url}/api/v1/feedback", json=FEEDBACK, timeout=60)
        statuses.append(answer.status_code)

    lock = connect(tmp_path / "feedback.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    givers = [threading.Thread(target=give) for _ in range(12)]
    for giver in givers:
        giver.start()
    longest = 0.0
    for _ in range(20):
        begun = time.monotonic()
        assert client.post(ASK, json=BODY).status_code == 200
        longest = max(longest, time.monotonic() - begun)
    lock.execute("ROLLBACK")
    lock.close()
    for giver in givers:
        giver.join()

    assert longest < 2
    assert len(statuses) == 12
    assert set(statuses) <= {201, 503}
    assert 503 in statuses
    assert client.post("/api/v1/feedback", json=FEEDBACK).status_code == 201


def test_an_old_request_names_no_host(client: httpx.Client) -> None:
    """HTTP/1.0 has no Host: a page without an origin is no page of ours then, either."""
    address = client.base_url.host, client.base_url.port
    body = json.dumps(BODY)
    head = f"POST {ASK} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    statuses = []
    for more in ("", "Origin: null\r\n", "Origin: http://\r\n"):
        with socket.create_connection(address, timeout=30) as connection:
            connection.sendall(f"{head}{more}\r\n{body}".encode())
            statuses.append(connection.recv(65_536).split()[1])
    assert statuses == [b"200", b"403", b"403"]
