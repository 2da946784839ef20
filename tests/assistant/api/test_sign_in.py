"""Signing in at a real OpenID Connect provider, which runs beside the server, and at ones that lie."""

import base64
import contextlib
import hmac
import json
import logging
import os
import re
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc import jws
from joserfc.jwk import RSAKey

from assistant.access.openid import checked_issuer
from assistant.api.cookies import ATTEMPT_SECONDS
from assistant.api.routes import access
from assistant.api.routes.access import own_page
from ingest.errors import InputError
from tests.assistant.api.conftest import wait_until
from tests.assistant.api.served import free_port
from tests.assistant.api.test_access import Start, events, start_with
from tests.proxies import certify

__all__ = ["start_with"]  # a fixture

ANA = {
    "sub": "4711", "name": "Ana Ruiz", "email": "ana@example.org", "email_verified": True,
    "groups": ["tsc-trainers", "staff"],
}  # fmt: skip
BOB = {"sub": "4712", "name": "Bob", "email": "ana@example.org", "email_verified": False}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A provider in a process of its own, which knows Ana, and Bob, who only claims her address."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    for claims in (ANA, BOB):
        command += ["--user-claims", json.dumps(claims)]
    log = tmp_path_factory.mktemp("provider") / "log"
    environment = {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1", "PYTHONPATH": ":".join(sys.path)}
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
    issuer = f"http://localhost:{port}"

    def answers() -> bool:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"{issuer}/.well-known/openid-configuration").status_code == 200
        return False

    try:
        wait_until(answers)
        yield issuer
    finally:
        process.terminate()
        process.wait(10)


def signing(issuer: str, **settings: Any) -> dict[str, Any]:
    """Settings for that provider."""
    return {"oidc_issuer": issuer, "oidc_client": "cbd", "oidc_secret": "hush", **settings}


def browser(client: httpx.Client) -> httpx.Client:
    """Somebody's browser, with cookies of its own."""
    return httpx.Client(base_url=client.base_url, timeout=30)


def at_provider(address: str, subject: str) -> str:
    """Say there who one is; where it then sends the browser."""
    answer = httpx.post(address, data={"sub": subject}, follow_redirects=False)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def sign_in(person: httpx.Client, subject: str, page: str = "/") -> httpx.Response:
    """All the way there and back."""
    there = person.get("/sign-in", params={"page": page})
    assert there.status_code == 303
    return person.get(at_provider(there.headers["location"], subject))


def test_somebody_signs_in_and_out(start_with: Start, provider: str, tmp_path: Path) -> None:
    """With the role of the rules; back on the page they came from; the cookie is worth nothing afterwards."""
    rules = ("group:tsc-trainers=trainer", "ana@example.org=editor", "*=reader")
    client = start_with(**signing(provider, roles=rules))
    with browser(client) as ana:
        assert ana.get("/api/v1/documents").status_code == 401
        assert ana.get("/api/v1/me").json()["sign_in"] == "/sign-in"
        back = sign_in(ana, "4711", "/p/cbd/art-8?x=1#y")
        assert (back.status_code, back.headers["location"]) == (303, "/p/cbd/art-8?x=1#y")
        me = ana.get("/api/v1/me").json()
        assert (me["signed_in"], me["name"], me["role"], me["can_sign_out"]) == (
            True,
            "Ana Ruiz",
            "editor",
            True,
        )
        assert me["may"] == ["read", "ask", "train", "edit"]
        assert ana.get("/api/v1/trainer/topics").status_code == 200
        kept = {"Cookie": f"cbd-session={ana.cookies['cbd-session']}"}
        out = ana.post("/sign-out").json()
        assert out["next"].startswith(
            f"{provider}/oauth2/end_session?client_id=cbd&post_logout_redirect_uri="
        )
        assert "cbd-session" not in ana.cookies
    assert client.get("/api/v1/me", headers=kept).json()["signed_in"] is False
    told = [event["what"] for event in events(tmp_path) if not event["what"].startswith("GET")]
    assert told == ["signed in", "signed out"]
    assert "hush" not in (tmp_path / "audit.jsonl").read_text()


def test_an_address_that_is_not_confirmed_is_nobodys(start_with: Start, provider: str) -> None:
    """Bob, who claims Ana's, is a reader; two people keep their things apart."""
    client = start_with(**signing(provider, roles=("ana@example.org=operator", "*=reader")))
    with browser(client) as bob, browser(client) as ana:
        sign_in(bob, "4712")
        sign_in(ana, "4711")
        first, second = bob.get("/api/v1/me").json(), ana.get("/api/v1/me").json()
    assert (first["role"], second["role"]) == ("reader", "operator")
    assert first["owner"]
    assert first["owner"] != second["owner"]


def test_cookies_are_for_this_host_and_no_script(start_with: Start, provider: str) -> None:
    """Over TLS with the prefix that browsers guard."""
    client = start_with(**signing(provider, proxies=("127.0.0.1",)))
    plain = client.get("/sign-in").headers["set-cookie"]
    secure = client.get("/sign-in", headers={"X-Forwarded-Proto": "https"})

    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in plain.split(";")}
    assert "Domain" not in plain
    assert secure.headers["set-cookie"].startswith("__Host-cbd-sign-in=")
    assert "Secure" in secure.headers["set-cookie"]
    assert "redirect_uri=https%3A%2F%2F127.0.0.1" in secure.headers["location"]
    assert secure.headers["cache-control"] == "no-store"
    asked = parse_qs(urlsplit(secure.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) == len(asked["nonce"][0]) == 43


@pytest.mark.parametrize(("over", "name"), [("http", "cbd-session"), ("https", "__Host-cbd-session")])
def test_a_session_is_kept_where_no_script_and_no_other_host_sees_it(
    start_with: Start, provider: str, over: str, name: str
) -> None:
    """The cookie of somebody who signed in has each attribute that guards it, and no domain."""
    client = start_with(**signing(provider, proxies=("127.0.0.1",), session_hours=2))
    with browser(client) as ana:
        there = ana.get("/sign-in", headers={"X-Forwarded-Proto": over})
        back = urlsplit(at_provider(there.headers["location"], "4711"))
        headers = {"X-Forwarded-Proto": over, "Cookie": there.headers["set-cookie"].split(";")[0]}
        cookies = ana.get(f"{back.path}?{back.query}", headers=headers).headers.get_list("set-cookie")
    (attributes,) = (text.split("; ")[1:] for text in cookies if text.startswith(f"{name}="))
    secure = ["Secure"] if over == "https" else []
    assert sorted(attributes) == sorted(["Path=/", "Max-Age=7200", "HttpOnly", "SameSite=Lax", *secure])


def failed(answer: httpx.Response) -> bool:
    """Whether the browser was sent to the page that says so, without a session."""
    there = answer.status_code == 303 and answer.headers["location"] == "/?sign-in=failed"
    return there and "cbd-session" not in answer.headers.get("set-cookie", "")


def test_a_sign_in_belongs_to_the_browser_that_began_it(
    start_with: Start, provider: str, tmp_path: Path
) -> None:
    """An address that somebody else was sent back to signs nobody in; nor does one used twice, or refused."""
    client = start_with(**signing(provider))
    with browser(client) as eve, browser(client) as ana:
        address = at_provider(eve.get("/sign-in").headers["location"], "4711")
        assert failed(ana.get(address))
        ana.get("/sign-in")
        assert failed(ana.get(address))
        assert not failed(eve.get(address))
        cookie = eve.get("/sign-in").headers["set-cookie"].split(";")[0]
        assert failed(eve.get(address, headers={"Cookie": cookie}))
        state = parse_qs(urlsplit(eve.get("/sign-in").headers["location"]).query)["state"][0]
        for query in ({"state": state, "error": "access_denied"}, {"state": state, "code": "made-up"}, {}):
            assert failed(eve.get(f"/sign-in/back?{urlencode(query)}")), query
    assert sum(event["what"] == "sign-in failed" for event in events(tmp_path)) == 6


@pytest.mark.parametrize(("late", "in_time"), [(ATTEMPT_SECONDS - 30, True), (ATTEMPT_SECONDS + 1, False)])
def test_a_sign_in_takes_ten_minutes_at_most(
    start_with: Start, provider: str, monkeypatch: pytest.MonkeyPatch, late: int, in_time: bool
) -> None:
    """Who comes back later begins again."""
    assert ATTEMPT_SECONDS == 600
    client = start_with(**signing(provider))
    with browser(client) as ana:
        address = at_provider(ana.get("/sign-in").headers["location"], "4711")
        monkeypatch.setattr(access, "time", SimpleNamespace(time=lambda: time.time() + late))
        assert failed(ana.get(address)) is not in_time


def test_a_sign_in_is_good_once(start_with: Start, provider: str) -> None:
    """The same browser comes back a second time in vain; the next sign-in has numbers of its own."""
    client = start_with(**signing(provider))
    with browser(client) as ana:
        there = ana.get("/sign-in")
        cookie = {"Cookie": there.headers["set-cookie"].split(";")[0]}
        address = at_provider(there.headers["location"], "4711")
        assert not failed(ana.get(address, headers=cookie))
        assert failed(ana.get(address, headers=cookie))
        first, second = (
            parse_qs(urlsplit(answer.headers["location"]).query) for answer in (there, ana.get("/sign-in"))
        )
    assert not any(first[name] == second[name] for name in ("state", "nonce", "code_challenge"))


def test_each_sign_in_begins_a_session_of_its_own(start_with: Start, provider: str) -> None:
    """What the browser had before is kept by none: neither a cookie that was planted nor an older session."""
    client = start_with(**signing(provider, roles=("*=reader",)))
    with browser(client) as ana:
        ana.cookies.set("cbd-session", "planted", domain="127.0.0.1", path="/")
        found = ["planted"]
        for _ in range(2):
            sign_in(ana, "4711")
            found.append(ana.cookies["cbd-session"])
    assert len(set(found)) == 3


def test_the_log_of_the_server_has_no_secret_and_no_question(
    start_with: Start, provider: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is logged of a sign-in, a search that fails, a wrong token: none of what was sent is in it."""
    client = start_with(**signing(provider, roles=("*=reader",)))
    caplog.set_level(logging.DEBUG)
    token = "cbda_00000000_" + "A" * 43
    with browser(client) as ana:
        there = ana.get("/sign-in")
        address = at_provider(there.headers["location"], "4711")
        attempt = ana.cookies["cbd-sign-in"]
        ana.get(address)
        assert ana.get("/api/v1/search?q=whispered").status_code == 500  # the fake knows nothing of it
        ana.post("/api/v1/ask", json={"question": "whispered?"})
        ana.get("/api/v1/documents", headers={"Authorization": f"Bearer {token}"})
        session = ana.cookies["cbd-session"]
    # what the client of this test logs of its own addresses is not the server's
    lines = [
        f"{record.getMessage()} {record.exc_text or ''}"
        for record in caplog.records
        if record.name.split(".")[0] not in {"httpx", "httpcore"}
    ]
    assert any("unexpected error in request" in line and "Traceback" in line for line in lines)
    sent = parse_qs(urlsplit(address).query)
    for secret in ("hush", "whispered", token, attempt, session, *sent["code"], *sent["state"]):
        assert not any(secret in line for line in lines), secret


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:x",
        "/a\r\nSet-Cookie: x",
        "",
        "/sign-in",
    ],
)
def test_nobody_is_sent_elsewhere(page: str) -> None:
    """Only to pages of ours."""
    assert own_page(page) == "/"
    assert own_page("/train?a=b&c=%20#d") == "/train?a=b&c=%20#d"


def test_a_provider_that_is_away(start_with: Start, tmp_path: Path) -> None:
    """The page says so; the reason is for the operator, and questions go on."""
    client = start_with(**signing(f"http://localhost:{free_port()}", public="reader"))
    assert failed(client.get("/sign-in"))
    assert "CBD_OIDC_ISSUER" in events(tmp_path)[-1]["detail"]
    assert client.post("/api/v1/ask", json={"question": "Who pays?"}).status_code == 200
    for address in ("/sign-in", "/sign-in/back"):
        assert start_with(public="reader").get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["http://id.example.org", "ftp://x", "id.example.org", "https://", "https://a@b"]
)
def test_a_provider_without_tls(address: str) -> None:
    """Only on this machine."""
    with pytest.raises(InputError, match="no address of an OpenID"):
        checked_issuer(address)
    assert checked_issuer("http://localhost:9")


# ---------------------------------------------------------------- providers that lie

GOOD, OTHER = RSAKey.generate_key(2048, {"kid": "good"}), RSAKey.generate_key(2048, {"kid": "good"})
Lie = Callable[[dict[str, Any]], str]


def part(record: dict[str, Any]) -> str:
    """A part of a token."""
    return base64.urlsafe_b64encode(json.dumps(record).encode()).decode().rstrip("=")


def signed(change: Callable[[dict[str, Any]], dict[str, Any]], key: RSAKey = GOOD) -> Lie:
    """An id token whose claims were changed."""

    def make(claims: dict[str, Any]) -> str:
        return jws.serialize_compact({"alg": "RS256", "kid": "good"}, json.dumps(change(claims)), key)

    return make


def unsigned(claims: dict[str, Any]) -> str:
    """One without any signature."""
    return f"{part({'alg': 'none'})}.{part(claims)}."


def by_the_public_key(claims: dict[str, Any]) -> str:
    """Signed with the key that everybody knows, as if it were shared."""
    body = f"{part({'alg': 'HS256', 'kid': 'good'})}.{part(claims)}"
    tag = hmac.digest(GOOD.as_pem(private=False), body.encode(), "sha256")
    return f"{body}.{base64.urlsafe_b64encode(tag).decode().rstrip('=')}"


LIES: dict[str, Lie] = {
    "another key": signed(lambda claims: claims, OTHER),
    "no signature": unsigned,
    "the public key as a secret": by_the_public_key,
    "another issuer": signed(lambda claims: {**claims, "iss": "https://evil.example"}),
    "another audience": signed(lambda claims: {**claims, "aud": "other"}),
    "another party": signed(lambda claims: {**claims, "aud": ["cbd", "other"], "azp": "other"}),
    "another nonce": signed(lambda claims: {**claims, "nonce": "x"}),
    "no nonce": signed(lambda claims: {k: v for k, v in claims.items() if k != "nonce"}),
    "expired": signed(lambda claims: {**claims, "exp": claims["iat"] - 600}),
    "no end": signed(lambda claims: {k: v for k, v in claims.items() if k != "exp"}),
    "of tomorrow": signed(lambda claims: {**claims, "nbf": claims["iat"] + 86_400}),
    "nobody": signed(lambda claims: {**claims, "sub": ""}),
    "a number": signed(lambda claims: {**claims, "sub": 7}),
    "no token": lambda _: "x.y.z",
}


class Liar(ThreadingHTTPServer):
    """A provider that answers with the token that it is given to make."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.nonce = ""
        self.lie: Lie = signed(lambda claims: claims)
        self.description: dict[str, Any] = {
            "issuer": self.issuer,
            **{
                name: f"{self.issuer}/{name}"
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
            },
        }

    def token(self) -> str:
        """What it says of Ana."""
        now = int(time.time())
        claims = {**ANA, "iss": self.issuer, "aud": "cbd", "iat": now, "exp": now + 60, "nonce": self.nonce}
        return self.lie(claims)


class _Answers(BaseHTTPRequestHandler):
    server: Liar

    def do_GET(self) -> None:
        keys = {"keys": [GOOD.as_dict(private=False)]}
        self._say(keys if self.path == "/jwks_uri" else self.server.description)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say({"access_token": "a", "token_type": "Bearer", "id_token": self.server.token()})

    def _say(self, record: dict[str, Any]) -> None:
        body = json.dumps(record).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def liar() -> Iterator[Liar]:
    """It runs beside the server."""
    with Liar() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def test_a_token_that_cannot_be_believed_signs_nobody_in(start_with: Start, liar: Liar) -> None:
    """Whatever is wrong with it; the same token made well does."""
    client = start_with(**signing(liar.issuer))

    def come_back(lie: Lie) -> httpx.Response:
        liar.lie = lie
        with browser(client) as ana:
            asked = parse_qs(urlsplit(ana.get("/sign-in").headers["location"]).query)
            liar.nonce = asked["nonce"][0]
            return ana.get("/sign-in/back", params={"state": asked["state"][0], "code": "c"})

    for name, lie in LIES.items():
        assert failed(come_back(lie)), name
    assert not failed(come_back(signed(lambda claims: claims)))


LOGOUT = {"http://schemas.openid.net/event/backchannel-logout": {}}


def ended(issuer: str, **changes: Any) -> dict[str, Any]:
    """What the provider says of a session of Ana's that ended there; None takes a claim away."""
    now = int(time.time())
    claims = {"iss": issuer, "aud": "cbd", "iat": now, "jti": "j", "sub": "4711", "events": LOGOUT, **changes}
    return {name: value for name, value in claims.items() if value is not None}


def test_a_second_factor_is_what_the_provider_confirms(start_with: Start, liar: Liar) -> None:
    """By acr or amr of the id token, kept with the session; without it an operator is a trainer."""
    rules = ("ana@example.org=operator",)
    client = start_with(**signing(liar.issuer, roles=rules, oidc_second_factor=("mfa", "gold")))
    for said, role in (
        ({}, "trainer"), ({"amr": ["pwd"]}, "trainer"), ({"amr": "mfa"}, "trainer"),
        ({"amr": ["pwd", "mfa"]}, "operator"), ({"acr": "gold"}, "operator"),
    ):  # fmt: skip
        liar.lie = signed(lambda claims, said=said: {**claims, **said})  # type: ignore[misc]
        with browser(client) as ana:
            asked = parse_qs(urlsplit(ana.get("/sign-in").headers["location"]).query)
            liar.nonce = asked["nonce"][0]
            ana.get("/sign-in/back", params={"state": asked["state"][0], "code": "c"})
            assert ana.get("/api/v1/me").json()["role"] == role, said


def test_the_provider_ends_sessions(start_with: Start, liar: Liar, tmp_path: Path) -> None:
    """Its own session alone where it says which, every one of the person where it does not (as after a change
    of password); a token that is none of its logout tokens ends nothing.
    """
    client = start_with(**signing(liar.issuer))
    people = [browser(client) for _ in range(3)]
    for number, person in enumerate(people):
        liar.lie = signed(lambda claims, sid=f"s{number}": {**claims, "sid": sid})  # type: ignore[misc]
        asked = parse_qs(urlsplit(person.get("/sign-in").headers["location"]).query)
        liar.nonce = asked["nonce"][0]
        person.get("/sign-in/back", params={"state": asked["state"][0], "code": "c"})

    def there() -> list[bool]:
        return [person.get("/api/v1/me").json()["signed_in"] for person in people]

    def tell(token: str) -> int:
        return client.post("/sign-out/provider", data={"logout_token": token}).status_code

    for lie in (
        {"events": None}, {"events": {"other": {}}}, {"iat": int(time.time()) - 700}, {"sub": None},
        {"aud": "other"}, {"iss": "https://evil.example"}, {"nonce": "n"},
    ):  # fmt: skip
        assert tell(signed(lambda claims: claims)(ended(liar.issuer, **lie))) == 403, lie
    assert tell(signed(lambda claims: claims, OTHER)(ended(liar.issuer))) == 403
    assert tell(unsigned(ended(liar.issuer))) == tell("") == 403
    assert there() == [True, True, True]
    good = signed(lambda claims: claims)
    assert tell(good(ended(liar.issuer, sub="4712"))) == 200
    assert tell(good(ended(liar.issuer, sid="s1"))) == 200
    assert there() == [True, False, True]
    assert tell(good(ended(liar.issuer))) == 200
    assert there() == [False, False, False]
    assert [event["what"] for event in events(tmp_path)][-1] == "signed out at the provider"
    for person in people:
        person.close()


def test_a_provider_that_nobody_vouches_for(
    start_with: Start, liar: Liar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its certificate is signed by itself: nobody is sent there, until the system's list has it."""
    certificate = certify(tmp_path, name="localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, tmp_path / "privkey.pem")
    liar.socket = context.wrap_socket(liar.socket, server_side=True)
    issuer = f"https://localhost:{liar.server_address[1]}"
    places = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    liar.description = {"issuer": issuer, **{name: f"{issuer}/{name}" for name in places}}
    assert failed(start_with(**signing(issuer)).get("/sign-in"))
    assert "certificate" in events(tmp_path)[-1]["detail"]
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert not failed(start_with(**signing(issuer)).get("/sign-in"))


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": 7},
        {"filler": "x" * 1_100_000},
    ],
)
def test_a_description_that_cannot_be_believed(start_with: Start, liar: Liar, change: dict[str, Any]) -> None:
    """Nobody is sent anywhere."""
    liar.description |= change
    assert failed(start_with(**signing(liar.issuer)).get("/sign-in"))
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", liar.issuer)
