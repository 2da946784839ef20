"""Who may do what over HTTP: the table of routes, tokens, proxies, and what the audit log says of them."""

import json
import re
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import APIRouter

from assistant.access.audit import read_audit
from assistant.access.policy import ANYBODY
from assistant.access.roles import LEAST, Need, Role
from assistant.access.sessions import Sessions
from assistant.access.tokens import Tokens
from assistant.answer import Answer
from assistant.api.app import create_app
from assistant.api.deps import REFUSALS_A_MINUTE
from assistant.api.needs import TABLE, Needs, methods_of
from assistant.feedback.file import FeedbackFile
from assistant.feedback.opinion import Opinion
from assistant.settings import Settings
from index.interface import Snapshot
from tests.assistant.access.test_sessions import ANA
from tests.assistant.api.conftest import wait_until

ASK = "/api/v1/ask"
BODY = {"question": "What is the CHM?"}
PARAMETERS = {"q": "Article 5", "name": "Article 5", "subject": "CHM", "of": "cbd/art-5"}  # of reading routes
SNAPSHOT = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})
PROXY = {"proxies": ("127.0.0.1",), "proxy_user": "X-User", "proxy_groups": "X-Groups"}
Start = Callable[..., httpx.Client]


@pytest.fixture
def start_with(serve: Any, fake: Any, tmp_path: Path) -> Start:
    """A server that answers anything, with settings of access in a folder of its own."""

    def begin(**settings: Any) -> httpx.Client:
        values = {"access": tmp_path / "access", "audit": tmp_path / "audit.jsonl", **settings}
        client: httpx.Client = serve(
            opener=lambda _: fake(lambda question: Answer(question.text, "en", (), (), None, (), SNAPSHOT)),
            **values,
        )
        return client

    return begin


def bearer(tmp_path: Path, role: Role = Role.READER, *scopes: str) -> dict[str, str]:
    """The header of a new token."""
    return {"Authorization": f"Bearer {Tokens(tmp_path / 'access').create('test', role, scopes)[1]}"}


def events(tmp_path: Path) -> list[dict[str, Any]]:
    """What the audit log holds."""
    return list(read_audit(tmp_path / "audit.jsonl"))


def app_routes() -> list[tuple[str, str]]:
    """Every method and path of the application."""
    app = create_app(Settings(index=Path("none")))
    return [(method, route.path) for method, route in methods_of(app.router.routes)]


# ---------------------------------------------------------------- the table


def test_every_route_stands_in_the_table() -> None:
    """And the table holds no route that is gone."""
    assert set(app_routes()) == set(TABLE)
    assert len(app_routes()) > 40


def test_a_route_without_an_entry_starts_no_server(tmp_path: Path) -> None:
    """Also one of an included router."""
    router = APIRouter()
    router.add_api_route("/new", lambda: None)
    app = create_app(Settings(index=tmp_path))
    app.include_router(router)
    with pytest.raises(LookupError, match="GET /new has no entry"):
        Needs(app.router.routes, Settings())


def test_each_route_asks_for_its_role(start_with: Start, tmp_path: Path) -> None:
    """Nobody comes in without; every role below is refused, the role itself is not, but without its scope."""
    client = start_with(public="none")
    by_role = {role: bearer(tmp_path, role) for role in Role}
    without = {
        left: bearer(tmp_path, Role.OPERATOR, *(scope for scope in LEAST if scope != left)) for left in LEAST
    }
    asked = [(key, need) for key, need in TABLE.items() if isinstance(need, Need)]
    assert len(asked) > 20
    for (method, path), need in asked:
        address = path.replace("{document:path}", "cbd").replace("{locator:path}", "cbd/art-5")
        address = address.replace("{concept}", "x").replace("{form}", "svg")

        def status(headers: dict[str, str], method: str = method, address: str = address) -> int:
            return client.request(method, address, headers=headers).status_code

        assert status({}) == 401, path
        for role, headers in by_role.items():
            refused = status(headers) in {401, 403}
            assert refused is not role.covers(need.role), (path, role)
        assert status(without[need.scope]) == 403, path


def test_the_patterns_are_those_of_the_router(start_with: Start) -> None:
    """What the router takes for a route is guarded as one, however it is written."""
    client = start_with(public="none")
    for path in (
        "/api/v1/documents%0A",
        "/api/v1/documents",
        "/api/v1/documents/x%2Fy",
        "/api/v1/concepts/%0A",
    ):
        assert client.get(path).status_code == 401, path
        assert client.head(path).status_code == 401, path
    assert client.post("/mcp", json={}).status_code == 401
    for path in ("/api/v1//documents", "/API/v1/documents", "/nothing", "/api/v1/documents/../../nothing"):
        assert client.get(path).status_code in {401, 404}, path


def test_who_is_refused_while_sending_sees_why(start_with: Start) -> None:
    """The body that is still on its way is read before the connection closes, which would lose the answer."""
    client = start_with(public="none")
    host, port = client.base_url.host, client.base_url.port
    head = f"POST {ASK} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\n"
    with socket.create_connection((host, port), timeout=10) as connection:
        connection.sendall(f"{head}Content-Length: 65536\r\n\r\n".encode())
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(10)
        connection.sendall(b" " * 65536)
        assert connection.makefile("rb").readline().split()[1] == b"401"


# ---------------------------------------------------------------- without, public, closed


def test_without_settings_everything_is_as_ever(start_with: Start, tmp_path: Path) -> None:
    """No file is made, what other programs send as a token is nobody's, and pages ask for nobody."""
    client = start_with()
    assert client.post(ASK, json=BODY, headers={"Authorization": "Bearer cbda_1"}).status_code == 200
    assert client.get("/metrics").status_code == client.get("/docs").status_code == 200
    assert "data-signs-in" not in client.get("/").text
    me = client.get("/api/v1/me").json()
    assert me["signed_in"] is False
    assert me["role"] == "operator"
    assert me["may"] == list(LEAST)
    assert not (tmp_path / "access").exists()
    assert not (tmp_path / "audit.jsonl").exists()


def test_a_public_page(start_with: Start, tmp_path: Path) -> None:
    """Anybody reads and asks; what more needs a role says which, in the one shape."""
    client = start_with(public="reader")
    assert client.post(ASK, json=BODY).status_code == 200
    assert client.post(ASK, json=BODY, headers={"Authorization": "Bearer sk-of-others"}).status_code == 200
    refused = client.get("/api/v1/trainer/topics")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert refused.json()["error"]["code"] == "not_signed_in"
    assert "trainer" in refused.json()["error"]["message"]
    assert client.get("/api/v1/trainer/topics", headers=bearer(tmp_path, Role.TRAINER)).status_code == 200
    assert client.get("/docs").status_code == 200
    assert client.get("/metrics").status_code == 401
    assert "private" not in client.get("/api/v1/concepts").headers["cache-control"]


def test_words_come_back_as_they_were_written(start_with: Start) -> None:
    """In any writing, with apostrophes, signs of joining and pictures, and in any form of an accent."""
    client = start_with()
    words = ["ねこ は どこ?", 'Who is O\'Hara; -- "x"?', "🌿👩🏽\u200d🌾", "ما هو؟", "Cafe\u0301 <b>&amp;"]
    for one in words:
        assert client.post("/api/v1/feedback", json={"question": one, "rating": "up"}).status_code == 201
    found = client.get("/api/v1/feedback").json()["feedback"]
    assert [one["question"] for one in reversed(found)] == words


def test_a_closed_page(start_with: Start, tmp_path: Path) -> None:
    """Frames and health are there, texts are not, and what is read is kept by nobody in between."""
    client = start_with(public="none")
    for path in (
        "/",
        "/train",
        "/static/icon.svg",
        "/health/live",
        "/health/ready",
        "/api/v1/me",
        "/p/cbd/art-5",
    ):
        assert client.get(path).status_code == 200, path
    assert "data-signs-in" in client.get("/").text
    for path in ("/api/v1/concepts", "/docs", "/openapi.json", "/metrics", "/v1/models"):
        assert client.get(path).status_code == 401, path
    read = client.get("/api/v1/concepts", headers=bearer(tmp_path))
    assert read.status_code == 200
    assert read.headers["cache-control"].startswith("private")
    assert {"Cookie", "Authorization"} <= {name.strip() for name in read.headers["vary"].split(",")}


@pytest.mark.parametrize(
    ("settings", "metrics", "docs"),
    [
        ({"public": "reader", "metrics": "anybody", "docs": "nobody"}, 200, 404),
        ({"public": "none", "metrics": "nobody", "docs": "anybody"}, 404, 200),
        ({"metrics": "nobody", "docs": "nobody"}, 404, 404),
        ({"public": "none", "metrics": "reader", "docs": "editor"}, 401, 401),
    ],
)
def test_metrics_and_docs_by_setting(start_with: Start, settings: Any, metrics: int, docs: int) -> None:
    """For a role, for anybody, for nobody, also where nothing else is set."""
    client = start_with(**settings)
    assert client.get("/metrics").status_code == metrics
    assert {client.get(path).status_code for path in ("/docs", "/docs/swagger-ui.css", "/openapi.json")} == {
        docs
    }


def test_what_needs_a_role_is_kept_by_no_cache_between(
    serve: Any, index_folder: Path, tmp_path: Path
) -> None:
    """On a closed page each answer of a route that asks for a role is for whoever asked alone."""
    client = serve(index=index_folder, public="none", access=tmp_path / "access")
    wait_until(lambda: client.get("/health/ready").status_code == 200)
    operator = bearer(tmp_path, Role.OPERATOR)
    told = {}
    for method, path in (key for key, need in TABLE.items() if need != ANYBODY and key[0] == "GET"):
        address = path.replace("{document:path}", "cbd").replace("{locator:path}", "cbd/art-5")
        address = address.replace("{form}", "svg").replace("{number}", "1")
        answer = client.request(method, address, headers=operator, params=PARAMETERS)
        if answer.status_code == 200:
            told[path] = answer.headers.get("cache-control", "")
    assert len(told) > 14, sorted(told)
    assert {path: held for path, held in told.items() if not re.search("private|no-store", held)} == {}


def test_a_token_in_an_address_opens_nothing(start_with: Start, tmp_path: Path) -> None:
    """Addresses are logged on their way: a token counts in its header alone."""
    client = start_with(public="none")
    headers = bearer(tmp_path)
    token = headers["Authorization"].removeprefix("Bearer ")
    assert client.post(ASK, json=BODY, headers=headers).status_code == 200
    for name in ("token", "access_token", "key", "Authorization", "cbd-session"):
        assert client.post(ASK, json=BODY, params={name: token}).status_code == 401, name


# ---------------------------------------------------------------- tokens


def test_a_wrong_token_is_told_and_guessing_is_slowed(start_with: Start, tmp_path: Path) -> None:
    """Also on a public page: who sends one means to be somebody. Each is in the audit log, and counted."""
    client = start_with(public="operator")
    wrong = {"Authorization": "Bearer cbda_00000000_" + "A" * 43}
    statuses = [client.post(ASK, json=BODY, headers=wrong).status_code for _ in range(32)]
    assert set(statuses[:30]) == {401}
    assert statuses[30:] == [429, 429]
    assert client.post(ASK, json=BODY).status_code == 200
    noted = [(event["who"], event["status"]) for event in events(tmp_path)]
    assert noted.count(("anybody", 401)) == 30
    counted = client.get("/metrics").text
    for status, times in ((401, 30), (429, 2)):
        assert re.search(rf'status="{status}"\}} {times}\.0$', counted, re.MULTILINE), counted


def test_who_is_refused_fills_no_disk(start_with: Start, tmp_path: Path) -> None:
    """Of a client that has not said who it is, the audit log holds so many refusals a minute; of one that
    has, and of what was done, everything.
    """
    client = start_with(public="none")
    for _ in range(REFUSALS_A_MINUTE + 20):
        assert client.post(ASK, json=BODY).status_code == 401
    assert REFUSALS_A_MINUTE <= len(events(tmp_path)) < REFUSALS_A_MINUTE + 20
    before = len(events(tmp_path))
    headers = bearer(tmp_path)
    assert client.post(ASK, json=BODY, headers=headers).status_code == 200
    assert client.get("/api/v1/feedback", headers=headers).status_code == 403
    assert [event["status"] for event in events(tmp_path)[before:]] == [200, 403]


def test_a_revoked_token_is_out_at_once(start_with: Start, tmp_path: Path) -> None:
    """Without a restart."""
    client = start_with(public="none")
    headers = bearer(tmp_path)
    assert client.post(ASK, json=BODY, headers=headers).status_code == 200
    tokens = Tokens(tmp_path / "access")
    tokens.revoke(tokens.all()[0].id)
    assert client.post(ASK, json=BODY, headers=headers).status_code == 401


def test_a_damaged_file_of_tokens_lets_nobody_in(start_with: Start, tmp_path: Path) -> None:
    """And those who need none go on."""
    client = start_with(public="reader")
    headers = bearer(tmp_path, Role.OPERATOR)
    (tmp_path / "access" / "tokens.json").write_text("{")
    assert client.get("/metrics", headers=headers).status_code >= 400
    assert client.post(ASK, json=BODY).status_code == 200


def test_each_token_has_its_own_limit(start_with: Start, tmp_path: Path) -> None:
    """Programs of one office share an address."""
    client = start_with(public="none", rate_limit=2)
    first, second = bearer(tmp_path), bearer(tmp_path)
    ask = [client.post(ASK, json=BODY, headers=one).status_code for one in (first, first, first, second)]
    assert ask == [200, 200, 429, 200]
    ping = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepts = {"Accept": "application/json"}
    tools = [
        client.post("/mcp", json=ping, headers=one | accepts).status_code for one in (first, second, second)
    ]
    assert tools == [429, 200, 429]


# ---------------------------------------------------------------- a proxy that signs people in


def test_a_proxy_names_people(start_with: Start, tmp_path: Path) -> None:
    """By the header that was set, with groups; their roles are those of the rules."""
    client = start_with(public="none", roles=("ana@example.org=operator", "group:trainers=trainer"), **PROXY)

    def me(**headers: str) -> tuple[str, str]:
        told = client.get(
            "/api/v1/me", headers={name.replace("_", "-"): v for name, v in headers.items()}
        ).json()
        return told["name"], told["role"]

    assert me(X_User="ana@example.org") == ("ana@example.org", "operator")
    assert me(X_User="bob", X_Groups="staff, trainers") == ("bob", "trainer")
    assert me(X_User="eve", X_Groups="staff") == ("eve", "")
    assert me() == me(X_User="") == me(Remote_User="ana@example.org") == ("", "")
    assert client.get("/metrics", headers={"X-User": "ana@example.org"}).status_code == 200
    refused = client.post(ASK, json=BODY, headers={"X-User": "eve"})
    assert refused.status_code == 403
    assert refused.json()["error"]["code"] == "role_needed"
    doubled = [("X-User", "ana@example.org"), ("X-User", "bob")]
    assert client.get("/api/v1/me", headers=doubled).json()["signed_in"] is False
    assert ("person proxy:ana@example.org", "127.0.0.1") in {(e["who"], e["from"]) for e in events(tmp_path)}


def test_who_is_no_proxy_names_nobody(start_with: Start) -> None:
    """The header of a client counts for nothing, whatever else it claims."""
    client = start_with(**{**PROXY, "public": "reader", "proxies": ("192.0.2.7",)})
    headers = {"X-User": "ana@example.org", "X-Forwarded-For": "192.0.2.7", "Forwarded": "for=192.0.2.7"}
    me = client.get("/api/v1/me", headers=headers).json()
    assert (me["signed_in"], me["role"]) == (False, "reader")


def test_the_audit_log_names_the_client_behind_a_proxy(start_with: Start, tmp_path: Path) -> None:
    """As the limits do."""
    client = start_with(public="none", **PROXY)
    client.post(ASK, json=BODY, headers={"X-User": "ana", "X-Forwarded-For": "198.51.100.7"})
    assert events(tmp_path)[-1]["from"] == "198.51.100.7"


# ---------------------------------------------------------------- sessions


def test_a_session_cookie_is_believed_as_long_as_it_is_whole(start_with: Start, tmp_path: Path) -> None:
    """One that was changed, ended or doubled is nobody's; over TLS only the cookie of this host counts."""
    client = start_with(public="none", **PROXY)
    sessions = Sessions(tmp_path / "access", 1)
    text = sessions.begin(ANA)

    def role(cookie: str, **headers: str) -> str:
        told = client.get("/api/v1/me", headers={"Cookie": cookie, **headers}).json()
        return str(told["role"])

    assert role(f"a=b; cbd-session={text}; c=d") == "reader"
    assert role(f"cbd-session={text[:-1]}") == role(f"cbd-session={text}; cbd-session=x") == ""
    tls = {"X-Forwarded-Proto": "https"}
    assert role(f"cbd-session={text}", **tls) == ""
    assert role(f"__Host-cbd-session={text}", **tls) == "reader"
    sessions.end_all()
    assert role(f"cbd-session={text}") == ""


def test_a_foreign_page_signs_nobody_out(start_with: Start, tmp_path: Path) -> None:
    """The door that guards questions guards this, too."""
    client = start_with(public="none")
    cookie = {"Cookie": f"cbd-session={Sessions(tmp_path / 'access', 1).begin(ANA)}"}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/sign-out", headers=cookie | headers).status_code == 403
    assert client.get("/api/v1/me", headers=cookie).json()["signed_in"] is True
    out = client.post("/sign-out", headers=cookie)
    assert out.status_code == 200
    assert "Max-Age=0" in out.headers["set-cookie"]
    assert client.get("/api/v1/me", headers=cookie).json()["signed_in"] is False
    assert [event["what"] for event in events(tmp_path)][-1] == "signed out"


# ---------------------------------------------------------------- the audit log


def test_the_audit_log_tells_who_did_what(start_with: Start, tmp_path: Path) -> None:
    """What was done and what was refused, with who, when, from where; no question, no parameter, no token."""
    client = start_with(public="none")
    headers = bearer(tmp_path)
    client.get("/api/v1/search?q=secret-words", headers=headers)  # of which the fake knows nothing
    client.post(ASK, json={"question": "secret-words"}, headers={**headers, "X-Request-Id": "r7"})
    client.get("/api/v1/documents")
    client.get("/health/live")
    found = events(tmp_path)
    text = (tmp_path / "audit.jsonl").read_text()

    assert [(event["what"], event["status"]) for event in found] == [
        ("GET /api/v1/search", 500),
        ("POST /api/v1/ask", 200),
        ("GET /api/v1/documents", 401),
    ]
    assert found[1]["request"] == "r7"
    assert found[1]["who"].startswith("token ")
    assert (found[1]["name"], found[1]["role"], found[1]["from"]) == ("test", "reader", "127.0.0.1")
    assert found[2]["who"] == "anybody"
    assert "secret-words" not in text
    assert headers["Authorization"][-20:] not in text
    assert stat.S_IMODE((tmp_path / "audit.jsonl").stat().st_mode) == 0o600


def test_the_operator_may_want_the_questions(start_with: Start, tmp_path: Path) -> None:
    """Those of the page and of other programs."""
    client = start_with(public="reader", audit_questions=True)
    client.post(ASK, json={"question": "Who pays?"})
    stream = {"Accept": "text/event-stream"}
    client.post(ASK, json={"question": "Who gains?"}, headers=stream)
    messages = {"messages": [{"role": "user", "content": "Who decides?"}]}
    client.post("/v1/chat/completions", json=messages)
    assert [event["question"] for event in events(tmp_path)] == ["Who pays?", "Who gains?", "Who decides?"]


def test_an_audit_log_that_cannot_be_written_ends_no_answer(start_with: Start, tmp_path: Path) -> None:
    """And the metrics say so."""
    (tmp_path / "file").write_text("")
    client = start_with(public="operator", audit=tmp_path / "file" / "audit.jsonl")
    assert client.post(ASK, json=BODY).status_code == 200
    assert "cbd_audit_failures 1.0" in client.get("/metrics").text


# ---------------------------------------------------------------- feedback


FEEDBACK = {"question": "Who pays?", "rating": "up", "answer": "x" * 15_000}


def test_one_client_cannot_fill_the_disk_with_feedback(start_with: Start, tmp_path: Path) -> None:
    """It may give so many together; the next waits."""
    client = start_with(rate_limit=10_000)
    statuses = [client.post("/api/v1/feedback", json=FEEDBACK).status_code for _ in range(52)]
    assert statuses == [201] * 50 + [429] * 2
    refused = client.post("/api/v1/feedback", json=FEEDBACK)
    assert int(refused.headers["retry-after"]) > 60
    assert client.post(ASK, json=BODY).status_code == 200


def test_the_file_of_feedback_has_a_size(start_with: Start, tmp_path: Path) -> None:
    """What was given stays, what comes after is refused with what to do; questions go on."""
    client = start_with(feedback_megabytes=1)
    statuses = [client.post("/api/v1/feedback", json=FEEDBACK).status_code for _ in range(90)]
    kept = statuses.count(201)
    assert statuses == [201] * kept + [503] * (90 - kept)
    assert 50 < kept < 70
    assert sum(path.stat().st_size for path in tmp_path.glob("feedback.db")) <= 1024 * 1024
    assert len(client.get("/api/v1/feedback?limit=200").json()["feedback"]) == kept


def test_old_feedback_is_deleted(tmp_path: Path) -> None:
    """When another comes; with 0 days nothing is."""
    from sqlite3 import connect

    opinion = Opinion(rating="up", question="x")
    path = tmp_path / "feedback.db"
    for days, left in ((0, 2), (30, 1)):
        path.unlink(missing_ok=True)
        store = FeedbackFile(path, days)
        store.add(opinion)
        with connect(path) as db:
            db.execute("UPDATE feedback SET at = '2020-01-01T00:00:00+00:00'")
        db.close()
        store.add(opinion)
        assert len(store.newest(10)) == left


def test_editors_read_feedback(start_with: Start, tmp_path: Path) -> None:
    """The newest first, page by page; others do not."""
    client = start_with(public="reader")
    for number in range(5):
        client.post("/api/v1/feedback", json={"question": f"q{number}", "rating": "down"})
    assert client.get("/api/v1/feedback", headers=bearer(tmp_path, Role.TRAINER)).status_code == 403
    headers = bearer(tmp_path, Role.EDITOR)
    first = client.get("/api/v1/feedback?limit=3", headers=headers).json()["feedback"]
    rest = client.get(f"/api/v1/feedback?before={first[-1]['id']}", headers=headers).json()["feedback"]
    assert [one["question"] for one in (*first, *rest)] == ["q4", "q3", "q2", "q1", "q0"]
    assert json.dumps(first).count("127.0.0.1") == 0
