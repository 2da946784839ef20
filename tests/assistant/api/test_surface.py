"""What the server shows of itself, and what it takes no notice of."""

import httpx
import pytest


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/documents", "/p/cbd/art-18", "/health/live"])
def test_other_methods_are_refused(server: httpx.Client, method: str, path: str) -> None:
    """In the shape of every error."""
    answer = server.request(method, path)
    assert answer.status_code == 405
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize("path", ["/", "/api/v1/documents", "/nowhere", "/static/js/app.js"])
def test_no_answer_names_its_software(server: httpx.Client, path: str) -> None:
    """Neither by a header of its own nor by a number of a version."""
    headers = server.get(path).headers
    assert not {"server", "x-powered-by", "x-aspnet-version", "via"} & set(headers)
    assert not any(word in str(headers).casefold() for word in ("uvicorn", "fastapi", "starlette", "python/"))


def test_a_parameter_given_twice_is_the_last(server: httpx.Client) -> None:
    """Wherever it is read."""
    found = server.get("/api/v1/search?q=forests&q=access&limit=1&limit=2").json()
    assert found["query"] == "access"
    assert len(found["hits"]) == 2


def test_a_field_that_is_unknown_changes_nothing(server: httpx.Client) -> None:
    """Neither a role nor a person is taken from a body."""
    asked = {"question": "What is the clearing-house mechanism?"}
    plain = server.post("/api/v1/ask", json=asked).json()
    more = server.post("/api/v1/ask", json={**asked, "role": "operator", "owner": "ana", "index": {}}).json()
    assert {**more, "timings_ms": 0} == {**plain, "timings_ms": 0}
