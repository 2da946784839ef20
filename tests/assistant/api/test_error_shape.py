"""Errors: one shape, one place, nothing that belongs to the server only."""

import inspect
from typing import Any

import httpx
import pytest

import ingest.errors
from assistant.api import errors
from assistant.api.errors import PUBLIC, error_out, error_response
from ingest.errors import AssistantError, EncoderError, IndexMissingError, IndexWriteError

CLASSES = [
    kind
    for module in (ingest.errors, errors)
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, AssistantError) and kind.__module__ == module.__name__
]


def make(kind: type[AssistantError]) -> AssistantError:
    """Make an error of that class whose words name a folder of the server."""
    return (
        kind(7)
        if kind is errors.RateLimitError
        else kind("In /srv/secret something broke.", "Look into /srv/secret.")
    )  # type: ignore[arg-type]


def check(response: httpx.Response, status: int, code: str | None = None) -> dict[str, str]:
    """Expect the one shape."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("application/json")
    assert set(response.json()) == {"error"}
    error: dict[str, str] = response.json()["error"]
    assert set(error) == {"code", "message", "hint"}
    assert all(isinstance(value, str) for value in error.values())
    assert error["message"].endswith((".", "?"))
    assert "Traceback" not in response.text
    if code:
        assert error["code"] == code
    return error


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_class_is_mapped(kind: type[AssistantError]) -> None:
    """Its status and code are the class's; what names the server's insides stays inside; waiting is told
    where it helps.
    """
    error = make(kind)
    response = error_response(error)

    assert response.status_code == kind.status
    assert 400 <= kind.status < 600
    assert error_out(error).error.code == kind.code
    if kind.status >= 500 and kind not in {errors.WarmingError, errors.OverloadedError}:
        assert kind in PUBLIC
        assert b"secret" not in response.body
    assert ("retry-after" in response.headers) == (kind.status in {429, 503})


def test_codes_tell_classes_apart() -> None:
    """No two classes share a code, so that programs can tell them apart."""
    own = [kind.code for kind in CLASSES if kind.__module__ == "ingest.errors"]

    assert len(own) == len(set(own))


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing/here", 404, "not_found"),
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/api/v1/documents/nothing", 404, "not_found"),
        ("GET", "/api/v1/provisions/cbd/art-99", 404, "not_found"),
        ("GET", "/api/v1/provisions/%20", 404, "not_found"),
        ("GET", "/static/nothing.js", 404, "not_found"),
        ("DELETE", "/api/v1/ask", 405, "method_not_allowed"),
        ("GET", "/api/v1/ask", 405, "method_not_allowed"),
        ("POST", "/health/live", 405, "method_not_allowed"),
        ("GET", "/mcp", 405, "method_not_allowed"),
        ("GET", "/api/v1/search", 422, "bad_request"),
        ("GET", "/api/v1/search?q=", 422, "bad_question"),
        ("GET", "/api/v1/search?q=x&limit=0", 422, "bad_request"),
        ("GET", "/api/v1/search?q=x&kinds=nonsense", 422, "bad_request"),
    ],
)
def test_the_shape_is_the_same_everywhere(
    server: httpx.Client, method: str, path: str, status: int, code: str
) -> None:
    """Unknown routes, methods, documents and parameters."""
    check(server.request(method, path), status, code)


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ({}, "bad_question", "no question"),
        ({"question": ""}, "bad_question", "empty"),
        ({"question": "?!"}, "bad_question", "empty"),
        ({"question": 7}, "bad_question", "not a text"),
        ({"question": "x" * 2001}, "bad_question", "2001 characters"),
        ({"question": "x" * 100_000}, "bad_question", "100000 characters"),
        ({"question": "x", "max_citations": 0}, "bad_request", "max_citations"),
        ({"question": "x", "max_citations": 21}, "bad_request", "max_citations"),
        ({"question": "x", "history": [{"role": "user", "content": "x"}] * 21}, "bad_request", "history"),
        (
            {"question": "x", "history": [{"role": "user", "content": "x" * 4001}]},
            "bad_request",
            "history.0.content",
        ),
        ({"question": "x", "history": [{"role": "robot", "content": "x"}]}, "bad_request", "history.0.role"),
        ({"question": "x", "filters": {"kinds": ["law"]}}, "bad_request", "filters.kinds.0"),
        ({"question": "x", "filters": {"documents": ["x"] * 51}}, "bad_request", "filters.documents"),
        ({"question": "x", "filters": {"sessions": [-1]}}, "bad_request", "filters.sessions.0"),
        ({"question": "x", "language": "no language"}, "bad_request", "language"),
        ([], "bad_request", ""),
    ],
)
def test_a_wrong_request_gets_one_clear_sentence(
    server: httpx.Client, body: Any, code: str, words: str
) -> None:
    """422 says which field and why."""
    assert words in check(server.post("/api/v1/ask", json=body), 422, code)["message"]


def test_a_body_that_is_no_json(server: httpx.Client) -> None:
    """Broken JSON and a wrong content type are told."""
    check(
        server.post("/api/v1/ask", content=b"{", headers={"Content-Type": "application/json"}),
        422,
        "bad_request",
    )
    check(
        server.post("/api/v1/ask", content=b'{"question": "x"}', headers={"Content-Type": "text/plain"}),
        415,
        "unsupported_media_type",
    )
    check(server.post("/api/v1/ask"), 422)


def test_an_unexpected_error_shows_nothing_and_is_logged(
    serve: Any, fake: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """500 with the request id in the log beside the traceback."""

    def fail(_: object) -> None:
        raise RuntimeError("secret detail")

    client = serve(opener=lambda _: fake(fail))
    response = client.post(
        "/api/v1/ask", json={"question": "What is the CHM?"}, headers={"X-Request-Id": "find-me"}
    )
    error = check(response, 500, "internal")

    assert "secret" not in response.text
    assert response.headers["x-request-id"] == "find-me"
    assert response.headers["content-security-policy"]
    assert error["hint"]
    assert any("find-me" in record.getMessage() and record.exc_info for record in caplog.records)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (IndexMissingError("In /srv.", ""), 503),
        (EncoderError("In /srv.", ""), 500),
        (IndexWriteError("In /srv.", ""), 503),
    ],
)
def test_an_error_of_the_assistant_keeps_its_status(
    serve: Any, fake: Any, error: AssistantError, status: int
) -> None:
    """What the assistant raises is mapped, without the server's folders."""

    def fail(_: object) -> None:
        raise error

    client = serve(opener=lambda _: fake(fail))
    response = client.post("/api/v1/ask", json={"question": "What is the CHM?"})

    check(response, status, error.code)
    assert "/srv" not in response.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/nothing", "text/html; charset=utf-8"),
        ("/glossary/nothing", "text/html; charset=utf-8"),
        ("/api/v1/nothing", "application/json"),
        ("/static/nothing.js", "application/json"),
    ],
)
def test_who_reads_pages_is_shown_one(server: httpx.Client, path: str, kind: str) -> None:
    """Where an address leads nowhere; programs get the one shape."""
    answer = server.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, kind)


def test_pages_that_are_nowhere_have_a_limit(serve: Any, fake: Any) -> None:
    """They count among what a client reads; what programs are told of them is no page."""
    client = serve(opener=lambda _: fake(None), rate_limit=1)
    reads = [client.get("/nothing", headers={"Accept": "text/html"}).status_code for _ in range(40)]
    assert reads[0] == 404
    assert reads[-1] == 429
    assert client.get("/nothing").status_code == 404
