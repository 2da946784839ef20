"""A person's own sessions over HTTP: used or not, seen and ended by that person alone."""

import time
from pathlib import Path

import httpx
import pytest

from assistant.access.roles import Person
from assistant.access.sessions import Sessions
from tests.assistant.access.test_sessions import ANA
from tests.assistant.api.test_access import PROXY, Start, bearer, events, start_with

__all__ = ["start_with"]  # a fixture

ALL = "/api/v1/sessions"
BOB = Person("oidc:2", "Bob")


def cookie(text: str) -> dict[str, str]:
    """The header of a session."""
    return {"Cookie": f"cbd-session={text}"}


def begun(tmp_path: Path, minutes: float = 0.0, person: Person = ANA, device: str = "") -> str:
    """A session that was begun, and used last, so many minutes ago."""
    return Sessions(tmp_path / "access", 12, lambda: time.time() - 60 * minutes, idle_minutes=30).begin(
        person, device
    )


def given(answer: httpx.Response) -> str:
    """The session whose cookie an answer sets."""
    found = [text for text in answer.headers.get_list("set-cookie") if text.startswith("cbd-session=")]
    return found[0].split("=", 1)[1].split(";")[0] if found else ""


def test_a_session_that_is_used_goes_on(start_with: Start, tmp_path: Path) -> None:
    """After half an hour without use one signs in again; each use begins the half hour anew, to within some
    minutes, up to the hours that a session lasts, and no cache keeps an answer that does so.
    """
    client = start_with(public="reader")
    text = begun(tmp_path, 29)
    answer = client.get("/api/v1/concepts", headers=cookie(text))
    fresh = given(answer)

    assert answer.headers["cache-control"].startswith("private")
    assert "Cookie" in answer.headers["vary"]
    assert fresh not in {"", text}
    assert client.get("/api/v1/me", headers=cookie(fresh)).json()["name"] == "Ana"
    assert given(client.get("/api/v1/concepts", headers=cookie(fresh))) == ""
    renewed = Sessions(tmp_path / "access", 12).read(fresh)
    first = Sessions(tmp_path / "access", 12).read(text)
    assert renewed is not None
    assert first is not None
    assert (renewed.id, renewed.ends) == (first.id, first.ends)
    assert int(answer.headers["set-cookie"].split("Max-Age=")[1].split(";")[0]) < 12 * 3600 - 28 * 60
    for late in (begun(tmp_path, 31), begun(tmp_path, 12 * 60 + 1)):
        assert client.get("/api/v1/me", headers=cookie(late)).json()["signed_in"] is False
    assert (
        start_with(public="none").get("/static/js/app.js", headers=cookie(text)).headers.get("set-cookie")
        is None
    )


def test_the_operator_may_let_sessions_rest(start_with: Start, tmp_path: Path) -> None:
    """Without a limit of idle time a session lasts its hours, used or not."""
    client = start_with(public="none", session_idle_minutes=0)
    text = begun(tmp_path, 11 * 60)
    answer = client.get("/api/v1/me", headers=cookie(text))
    assert answer.json()["signed_in"] is True
    assert given(client.get("/api/v1/concepts", headers=cookie(text))) == ""


def test_people_see_and_end_their_sessions(start_with: Start, tmp_path: Path) -> None:
    """Each their own: one, or all but the one in use, which goes on under another id; the log says so."""
    client = start_with(public="none")
    here, there = begun(tmp_path, 2, device="Firefox, Linux"), begun(tmp_path, 4, device="Safari, iPhone")
    bob = begun(tmp_path, 1, BOB)
    listed = client.get(ALL, headers=cookie(here))
    shown = [(one["device"], one["current"]) for one in listed.json()["sessions"]]

    assert shown == [("Firefox, Linux", True), ("Safari, iPhone", False)]
    assert "no-store" in listed.headers["cache-control"]
    other = listed.json()["sessions"][1]["id"]
    assert client.delete(f"{ALL}/{other}", headers=cookie(bob)).status_code == 404
    assert len(client.delete(f"{ALL}/{other}", headers=cookie(here)).json()["sessions"]) == 1
    assert client.get("/api/v1/me", headers=cookie(there)).json()["signed_in"] is False

    third = begun(tmp_path, 3)
    left = client.delete(ALL, headers=cookie(here))
    assert [one["current"] for one in left.json()["sessions"]] == [True]
    for ended in (here, third):
        assert client.get(ALL, headers=cookie(ended)).json()["error"]["code"] == "not_signed_in"
    assert client.get(ALL, headers=cookie(given(left))).json() == left.json()
    assert client.get("/api/v1/me", headers=cookie(bob)).json()["signed_in"] is True
    told = [event["what"] for event in events(tmp_path) if "session" in event["what"]]
    assert told == ["session ended", "other sessions ended"]


def test_who_signs_out_is_off_the_list(start_with: Start, tmp_path: Path) -> None:
    """And a session that nobody used ends on it by itself."""
    client = start_with(public="none")
    text, out = begun(tmp_path), begun(tmp_path)
    begun(tmp_path, 31)
    client.post("/sign-out", headers=cookie(out))
    assert len(client.get(ALL, headers=cookie(text)).json()["sessions"]) == 1


def test_signing_out_clears_the_browser_where_the_office_wants_it(start_with: Start, tmp_path: Path) -> None:
    """All that it keeps of these pages, by its own means; else conversations wait for their person."""
    for wanted in (True, False):
        client = start_with(public="none", sign_out_clears=wanted)
        out = client.post("/sign-out", headers=cookie(begun(tmp_path)))
        assert (out.headers.get("clear-site-data") == '"storage", "cache"') is wanted


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_sessions_are_of_people_who_signed_in_here(start_with: Start, tmp_path: Path, method: str) -> None:
    """Not of programs, nor of anybody, nor of whom a proxy names."""
    client = start_with(public="reader", **PROXY)
    for headers in ({}, bearer(tmp_path), {"X-User": "ana"}):
        assert client.request(method, ALL, headers=headers).status_code == 401
