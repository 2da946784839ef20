"""Security headers, CORS and frames: for the allowed origins only."""

from pathlib import Path
from uuid import UUID

import httpx
import pytest

from assistant.api.app import create_app
from assistant.settings import Settings
from ingest.errors import InputError

PATHS = [
    "/api/v1/documents",
    "/health/live",
    "/docs",
    "/nothing",
    "/metrics",
    "/static/nothing.js",
    "/p/cbd/art-8",
    "/openapi.json",
]


def policy(response: httpx.Response) -> dict[str, str]:
    """Read the Content-Security-Policy by directive."""
    parts = [part.strip().partition(" ") for part in response.headers["content-security-policy"].split(";")]
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_guarded(server: httpx.Client, path: str) -> None:
    """Nothing foreign loads, nothing frames it, nothing is guessed."""
    response = server.get(path)
    rules = policy(response)

    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == rules["font-src"] == "'self'"
    assert rules["base-uri"] == rules["form-action"] == rules["frame-ancestors"] == "'none'"
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"]
    assert "server" not in response.headers or response.headers["server"] == "uvicorn"


@pytest.mark.parametrize(
    "path", [*PATHS, "/", "/widget.js", "/robots.txt", "/sitemap.xml", "/static/icon.svg"]
)
def test_every_answer_says_what_it_is(server: httpx.Client, path: str) -> None:
    """Its content type, and for text and XML the characters, which are UTF-8."""
    kind = server.get(path).headers["content-type"]
    assert (
        "charset=utf-8" in kind if kind.startswith("text/") or "xml" in kind else kind == "application/json"
    )


def test_the_embedded_chat_may_be_framed_by_allowed_sites(server: httpx.Client) -> None:
    """And by no other."""
    response = server.get("/embed")

    assert policy(response)["frame-ancestors"] == "https://chm.example.org https://*.chm-cbd.net"
    assert "x-frame-options" not in response.headers


@pytest.mark.parametrize(
    "origin", ["https://chm.example.org", "https://bj.chm-cbd.net", "https://a.b.chm-cbd.net"]
)
def test_allowed_origins_may_call(server: httpx.Client, origin: str) -> None:
    """The origin is named back, also on errors and in the preflight."""
    for response in (
        server.get("/health/live", headers={"Origin": origin}),
        server.get("/nothing", headers={"Origin": origin}),
    ):
        assert response.headers["access-control-allow-origin"] == origin
        assert "Origin" in response.headers["vary"]
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    preflight = server.options("/api/v1/ask", headers=asked)
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.org",
        "http://chm.example.org",
        "https://chm.example.org.evil.org",
        "https://evilchm-cbd.net",
        "null",
    ],
)
def test_other_origins_may_not(server: httpx.Client, origin: str) -> None:
    """No header, and no preflight."""
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}

    assert "access-control-allow-origin" not in server.get("/health/live", headers={"Origin": origin}).headers
    assert "access-control-allow-origin" not in server.options("/api/v1/ask", headers=asked).headers


@pytest.mark.parametrize(
    "origin",
    ["*", "https://x.org/path", "x.org", "https://x.org; script-src *", "https://x.org\r\nX: y", "https://*"],
)
def test_a_wrong_setting_is_refused_at_once(tmp_path: Path, origin: str) -> None:
    """One sentence, before the server starts."""
    with pytest.raises(InputError, match="no origin"):
        create_app(Settings(index=tmp_path, allowed_origins=(origin,)))


def test_a_request_id_is_kept_or_made(server: httpx.Client) -> None:
    """A good one comes back, and each request without gets one of its own, by chance."""
    assert (
        server.get("/health/live", headers={"X-Request-Id": "abc-1.2_3"}).headers["x-request-id"]
        == "abc-1.2_3"
    )
    made = [UUID(server.get("/health/live").headers["x-request-id"]) for _ in range(2)]
    assert made[0] != made[1]
    assert [one.version for one in made] == [4, 4]


def test_long_answers_are_packed(server: httpx.Client) -> None:
    """The list of documents travels compressed; events do not."""
    assert server.get("/api/v1/documents").headers["content-encoding"] == "gzip"
    stream = server.post(
        "/api/v1/ask", json={"question": "What is the CHM?"}, headers={"Accept": "text/event-stream"}
    )
    assert "content-encoding" not in stream.headers
