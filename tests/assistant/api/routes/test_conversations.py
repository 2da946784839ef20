"""Conversations over HTTP: each person's own, off by default, for people alone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.access.roles import Person, Role
from assistant.access.sessions import Sessions
from assistant.api.limits import LARGEST_CONVERSATION
from assistant.conversations.kept import MOST_BYTES
from tests.assistant.api.test_access import PROXY, Start, bearer, events, start_with

__all__ = ["start_with"]  # a fixture

ALL = "/api/v1/conversations"
ONE = f"{ALL}/c1"
TURN = {"question": "secret-words?", "status": "done", "answer": {"answer": [{"text": "Ünïcödé 文"}]}}
BODY = {"title": "Who pays?", "named": True, "pinned": False, "updated": 1_700_000_000_000, "turns": [TURN]}
OPERATORS = ("olga=operator", "proxy:olga=operator", "*=reader")


def as_(user: str) -> dict[str, str]:
    """The header by which the proxy names somebody."""
    return {"X-User": user}


@pytest.fixture
def client(start_with: Start, tmp_path: Path) -> httpx.Client:
    """A server that keeps conversations of whom a proxy names."""
    return start_with(
        public="reader", roles=OPERATORS, conversations=tmp_path / "conversations.db",
        conversations_days=90, **PROXY,
    )  # fmt: skip


def put(client: httpx.Client, user: str, path: str = ONE, **more: Any) -> httpx.Response:
    """Store a conversation as somebody."""
    return client.put(path, json={**BODY, **more}, headers=as_(user))


def told(answer: httpx.Response, status: int, code: str) -> None:
    """That status, in the one shape."""
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), answer.text
    assert answer.json()["error"]["message"]


def test_a_conversation_is_kept(client: httpx.Client) -> None:
    """Stored, listed, read as it was sent, replaced, deleted; by no cache in between."""
    first = put(client, "ana").json()["revision"]
    listed = client.get(ALL, headers=as_("ana"))
    assert listed.json() == {"conversations": [{"id": "c1", "revision": first}], "deleted": []}
    assert "no-store" in listed.headers["cache-control"]
    found = client.get(ONE, headers=as_("ana"))
    assert found.json() == {**BODY, "id": "c1", "revision": first}
    assert "no-store" in found.headers["cache-control"]

    second = put(client, "ana", revision=first, title="Qui paie?").json()["revision"]
    assert client.get(ONE, headers=as_("ana")).json() | {"revision": second} == {
        **BODY, "id": "c1", "revision": second, "title": "Qui paie?",
    }  # fmt: skip
    assert client.delete(ONE, headers=as_("ana")).json() == {"deleted": 1}
    told(client.get(ONE, headers=as_("ana")), 404, "not_found")
    told(client.delete(ONE, headers=as_("ana")), 404, "not_found")
    for name in ("c2", "c3"):
        assert put(client, "ana", f"{ALL}/{name}").status_code == 200
    assert client.delete(ALL, headers=as_("ana")).json() == {"deleted": 2}
    listed = client.get(ALL, headers=as_("ana"))
    assert (listed.json()["conversations"], sorted(listed.json()["deleted"])) == ([], ["c1", "c2", "c3"])


def test_two_browsers_do_not_overwrite_each_other(client: httpx.Client) -> None:
    """The second one is told, and nothing is changed."""
    first = put(client, "ana").json()["revision"]
    assert put(client, "ana", revision=first, title="mine").status_code == 200
    for revision in (first, "", "0000"):
        refused = put(client, "ana", revision=revision, title="other")
        told(refused, 409, "stale")
        assert "from elsewhere" in refused.json()["error"]["message"]
    assert client.get(ONE, headers=as_("ana")).json()["title"] == "mine"


@pytest.mark.parametrize("user", ["bob", "olga"])
def test_nobody_reads_anothers(client: httpx.Client, user: str) -> None:
    """The operator neither; it is as if it were not there."""
    revision = put(client, "ana").json()["revision"]
    assert client.get(ALL, headers=as_(user)).json() == {"conversations": [], "deleted": []}
    told(client.get(ONE, headers=as_(user)), 404, "not_found")
    told(client.delete(ONE, headers=as_(user)), 404, "not_found")
    told(put(client, user, revision=revision), 409, "stale")
    assert client.delete(ALL, headers=as_(user)).json() == {"deleted": 0}
    assert put(client, user, title="mine").status_code == 200
    assert client.get(ONE, headers=as_("ana")).json()["title"] == BODY["title"]


def test_names_that_begin_alike_are_different_people(client: httpx.Client, tmp_path: Path) -> None:
    """However long an id is: none is cut to that of another; one that is too long is nobody's."""
    first, second = ("x" * 199 + end for end in "ab")
    assert put(client, first).status_code == 200
    told(client.get(ONE, headers=as_(second)), 404, "not_found")
    told(client.get(ALL, headers=as_("x" * 201)), 401, "not_signed_in")
    sessions = Sessions(tmp_path / "access", 1)
    cookies = [
        {"Cookie": f"cbd-session={sessions.begin(Person('oidc:' + 'y' * 250 + end, end))}"} for end in "ab"
    ]
    assert client.put(ONE, json=BODY, headers=cookies[0]).status_code == 200
    told(client.get(ONE, headers=cookies[1]), 404, "not_found")
    endless = {"Cookie": f"cbd-session={sessions.begin(Person('z' * 5_000, 'z'))}"}
    told(client.get(ALL, headers=endless), 401, "not_signed_in")


def every(client: httpx.Client, headers: dict[str, str]) -> list[httpx.Response]:
    """Each route once."""
    return [
        client.get(ALL, headers=headers),
        client.delete(ALL, headers=headers),
        client.get(ONE, headers=headers),
        client.put(ONE, json=BODY, headers=headers),
        client.delete(ONE, headers=headers),
    ]


def test_it_is_for_people(client: httpx.Client, tmp_path: Path) -> None:
    """Not for anybody on a public page, nor for programs, whatever their role."""
    for answer in every(client, {}):
        told(answer, 401, "not_signed_in")
    for answer in every(client, bearer(tmp_path, Role.OPERATOR)):
        told(answer, 403, "role_needed")
    assert client.get("/api/v1/me").json()["conversation_days"] is None
    assert client.get("/api/v1/me", headers=as_("ana")).json()["conversation_days"] == 90


def test_it_is_off_by_default(start_with: Start) -> None:
    """Each route says so, and the page is not told to store anything."""
    client = start_with(public="reader", **PROXY)
    for answer in every(client, as_("ana")):
        told(answer, 404, "not_found")
        assert "keeps no conversations" in answer.json()["error"]["message"]
    assert client.get("/api/v1/me", headers=as_("ana")).json()["conversation_days"] is None


def test_foreign_pages_store_and_delete_nothing(client: httpx.Client) -> None:
    """Nor does what is no JSON."""
    put(client, "ana")
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        headers |= as_("ana")
        assert client.put(f"{ALL}/c2", json=BODY, headers=headers).status_code == 403
        assert client.delete(ONE, headers=headers).status_code == 403
        assert client.delete(ALL, headers=headers).status_code == 403
    plain = {"Content-Type": "text/plain", **as_("ana")}
    assert client.put(f"{ALL}/c2", content=json.dumps(BODY), headers=plain).status_code == 415
    assert [one["id"] for one in client.get(ALL, headers=as_("ana")).json()["conversations"]] == ["c1"]


HOSTILE_IDS = ["a" * 65, "a.b", "a b", "%2e%2e", "..%2fx", "a%00", "a%0a", "%ff", "é", "'--", "a/b", "%d8%a7"]


def test_hostile_ids(client: httpx.Client) -> None:
    """They name nothing, to read, to store or to delete."""
    for name in HOSTILE_IDS:
        for method in ("GET", "PUT", "DELETE"):
            answer = client.request(
                method, f"{ALL}/{name}", headers=as_("ana"), json=BODY if method == "PUT" else None
            )
            assert answer.status_code in {404, 405, 422}, (method, answer.text)
        assert client.get(ALL, headers=as_("ana")).json() == {"conversations": [], "deleted": []}


def nested(levels: int) -> str:
    """A body whose one turn has so many levels."""
    return json.dumps({**BODY, "turns": [{"x": 0}]}).replace('"x": 0', f'"x": {"[" * levels}{"]" * levels}')


HOSTILE_BODIES = [
    "null",
    "[]",
    "{}",
    json.dumps({**BODY, "turns": []}),
    json.dumps({**BODY, "turns": ["x"]}),
    json.dumps({**BODY, "turns": [{}] * 1_001}),
    json.dumps({**BODY, "title": "x" * 301}),
    json.dumps({**BODY, "updated": -1}),
    json.dumps({**BODY, "updated": 2**60}),
    json.dumps({**BODY, "updated": "x"}),
    json.dumps({**BODY, "revision": "x" * 65}),
    '{"title": "\\ud800", "updated": 1, "turns": [{}]}',
    '{"title": "x", "updated": 1, "turns": [{"x": "\\ud800"}]}',
    nested(100_000),
    nested(900),
    nested(300),
]


def test_hostile_bodies(client: httpx.Client) -> None:
    """One clear sentence, and nothing is stored."""
    for content in HOSTILE_BODIES:
        headers = {"Content-Type": "application/json", **as_("ana")}
        answer = client.put(ONE, content=content.encode(), headers=headers)
        assert answer.status_code in {400, 422}, answer.text
        assert answer.json()["error"]["message"]
        assert client.get(ALL, headers=as_("ana")).json() == {"conversations": [], "deleted": []}


@pytest.mark.parametrize("levels", [1, 50, 100, 200, 230, 250, 256])
def test_what_is_taken_is_read_again(client: httpx.Client, levels: int) -> None:
    """However deep: either it is refused, or it comes back as it was."""
    headers = {"Content-Type": "application/json", **as_("ana")}
    content = nested(levels)
    status = client.put(ONE, content=content.encode(), headers=headers).status_code
    assert status == 200 or (status == 422 and levels > 100)
    if status == 200:
        assert client.get(ONE, headers=as_("ana")).json()["turns"] == json.loads(content)["turns"]


def test_odd_numbers_stay_json(client: httpx.Client) -> None:
    """What is no number of JSON is null; a script stays text."""
    content = (
        '{"title": "<script>", "updated": 1, "turns": [{"a": NaN, "b": 1e999, "c": -0.0, "d": "\\u0000"}]}'
    )
    headers = {"Content-Type": "application/json", **as_("ana")}
    assert client.put(ONE, content=content, headers=headers).status_code == 200
    found = client.get(ONE, headers=as_("ana"))
    assert found.json()["turns"] == [{"a": None, "b": None, "c": 0, "d": "\0"}]
    assert found.headers["content-type"] == "application/json"


def test_a_person_has_so_much_room(client: httpx.Client) -> None:
    """A conversation may have a megabyte, all of a person four; then some has to go first."""
    turns = [{"x": "y" * (LARGEST_CONVERSATION - 1_000)}]
    assert put(client, "ana", turns=[{"x": "y" * LARGEST_CONVERSATION}]).status_code == 413
    statuses = [put(client, "ana", f"{ALL}/c{number}", turns=turns).status_code for number in range(5)]
    assert statuses == [200, 200, 200, 200, 413]
    refused = put(client, "ana", f"{ALL}/c5", turns=turns)
    told(refused, 413, "conversations_full")
    assert f"{MOST_BYTES >> 20} MB" in refused.json()["error"]["message"]
    assert put(client, "bob", turns=turns).status_code == 200
    client.delete(f"{ALL}/c0", headers=as_("ana"))
    assert put(client, "ana", f"{ALL}/c5", turns=turns).status_code == 200


def test_each_person_has_a_limit(start_with: Start, tmp_path: Path) -> None:
    """Of changes and of reading; another's is another's."""
    client = start_with(
        public="none", roles=OPERATORS, conversations=tmp_path / "c.db", rate_limit=1, **PROXY
    )
    changes = [client.delete(ALL, headers=as_("ana")).status_code for _ in range(6)]
    reads = [client.get(ALL, headers=as_("ana")).status_code for _ in range(21)]
    assert changes == [200] * 5 + [429]
    assert reads == [200] * 20 + [429]
    assert client.delete(ALL, headers=as_("bob")).status_code == 200


def test_the_audit_log_tells_who_read_stored_and_deleted(client: httpx.Client, tmp_path: Path) -> None:
    """Without a word of it, and without its id."""
    put(client, "ana", f"{ALL}/secret-id")
    client.get(ALL, headers=as_("ana"))
    client.get(f"{ALL}/secret-id", headers=as_("bob"))
    client.get("/api/v1/feedback", headers=as_("olga"))
    client.delete(f"{ALL}/secret-id", headers=as_("ana"))
    client.delete(ALL, headers=as_("ana"))
    found = [(event["who"], event["what"], event["status"]) for event in events(tmp_path)]
    assert found == [
        ("person proxy:ana", "PUT /api/v1/conversations/{name}", 200),
        ("person proxy:ana", "GET /api/v1/conversations", 200),
        ("person proxy:bob", "GET /api/v1/conversations/{name}", 404),
        ("person proxy:olga", "GET /api/v1/feedback", 200),
        ("person proxy:ana", "DELETE /api/v1/conversations/{name}", 200),
        ("person proxy:ana", "DELETE /api/v1/conversations", 200),
    ]
    log = (tmp_path / "audit.jsonl").read_text()
    assert "secret" not in log


def test_a_file_that_cannot_be_used_names_no_folder(client: httpx.Client, tmp_path: Path) -> None:
    """503 in the words for everybody; questions are answered."""
    (tmp_path / "conversations.db").write_bytes(b"no database " * 100)
    refused = client.get(ALL, headers=as_("ana"))
    told(refused, 503, "unavailable")
    assert str(tmp_path) not in refused.text
    assert client.post("/api/v1/ask", json={"question": "CHM?"}, headers=as_("ana")).status_code == 200


def test_two_workers_keep_the_same(start: Callable[..., Any], tmp_path: Path) -> None:
    """What one has stored the other gives, and of two that store at once one is told."""
    served = start(
        CBD_CONVERSATIONS=str(tmp_path / "c.db"), CBD_PROXIES="127.0.0.1", CBD_PROXY_USER="X-User",
        CBD_ACCESS=str(tmp_path / "access"), CBD_AUDIT=str(tmp_path / "audit.jsonl"),
    )  # fmt: skip
    served.ready(2)
    first, second = served.workers()
    with httpx.Client(base_url=served.url, headers={"Connection": "close", **as_("ana")}) as client:
        with served.only(first):
            revision = client.put(ONE, json=BODY).json()["revision"]
        with served.only(second):
            assert client.get(ONE).json()["revision"] == revision
            assert client.put(ONE, json={**BODY, "revision": revision}).status_code == 200
        with served.only(first):
            assert client.put(ONE, json={**BODY, "revision": revision}).status_code == 409
