"""Behind nginx and behind Caddy, with the very configurations of deploy/: TLS, who asks, sizes, and answers
in pieces. Each is left out where its program is not here.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from assistant.answer import Answer
from assistant.api.limits import LARGEST_BODY, LARGEST_UPLOAD, UPLOAD_PATH
from index.interface import Snapshot
from tests.assistant.api.conftest import wait_until
from tests.proxies import NAME, PROXIES, Proxy, before, installed

SNAPSHOT = Snapshot("i", "t", "e", {})
QUESTION = {"question": "Who pays?"}
Client = Callable[..., httpx.Client]


@pytest.fixture(params=sorted(PROXIES))
def proxy_name(request: pytest.FixtureRequest) -> str:
    """The name of a proxy that is here."""
    name = str(request.param)
    if not installed(name):
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture
def go() -> Event:
    """Answers wait for it."""
    event = Event()
    event.set()
    return event


@pytest.fixture
def proxy(serve: Any, fake: Any, go: Event, proxy_name: str, tmp_path: Path) -> Iterator[Proxy]:
    """A proxy before a server that knows of it and lets everybody ask three times."""

    def reply(question: Any) -> Answer:
        go.wait(30)
        return Answer(question.text, "en", (), (), None, (), SNAPSHOT)

    client: httpx.Client = serve(
        opener=lambda _: fake(reply),
        proxies=("127.0.0.1",),
        hosts=(NAME,),
        rate_limit=3,
        search_engines=True,
        public="trainer",
        proxy_user="X-Forwarded-User",
        proxy_groups="X-Forwarded-Groups",
        access=tmp_path / "access",
        audit=tmp_path / "audit.jsonl",
    )
    folder = tmp_path / proxy_name
    folder.mkdir()
    with before(int(client.base_url.port or 0), proxy_name, folder) as started:
        yield started


@pytest.fixture
def over(proxy: Proxy) -> Iterator[Client]:
    """Makes clients that reach the server by its name through the proxy, from an address of this machine."""
    made = []

    def client(source: str = "127.0.0.1", host: str = NAME) -> httpx.Client:
        transport = Named(proxy, source, host)
        made.append(
            httpx.Client(transport=transport, base_url=f"https://127.0.0.1:{proxy.https}", timeout=10)
        )
        return made[-1]

    yield client
    for one in made:
        one.close()


class Named(httpx.HTTPTransport):
    """Knows the address of the name without asking anybody; `host` is what it asks for there."""

    def __init__(self, proxy: Proxy, source: str, host: str) -> None:
        super().__init__(verify=proxy.trust(), local_address=source)
        self._host = host

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it to the name."""
        request.headers["Host"] = self._host
        request.extensions["sni_hostname"] = NAME
        return super().handle_request(request)


def test_readers_come_over_tls_alone(over: Client, proxy: Proxy) -> None:
    """By HTTP/2, with the headers of the server and the proxy's own; who comes plainly is sent there."""
    page = over().get("/")
    plain = httpx.get(f"http://127.0.0.1:{proxy.http}/about?lang=fr", headers={"Host": NAME})
    offer = proxy.trust()
    offer.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", proxy.https), timeout=10) as door,
        offer.wrap_socket(door, server_hostname=NAME) as spoken,
    ):
        assert spoken.selected_alpn_protocol() == "h2"
        assert spoken.version() in {"TLSv1.2", "TLSv1.3"}

    assert page.status_code == 200
    assert page.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.headers["content-encoding"] == "gzip"
    assert plain.status_code in {301, 308}
    assert plain.headers["location"] == f"https://{NAME}/about?lang=fr"
    with pytest.raises(ssl.SSLError), socket.create_connection(("127.0.0.1", proxy.https)) as door:
        ssl.create_default_context().wrap_socket(door, server_hostname=NAME)  # nobody else vouches for it


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_tls_is_refused(proxy: Proxy) -> None:
    """TLS 1.2 is the oldest that is spoken."""
    offer = proxy.trust()
    offer.minimum_version = ssl.TLSVersion.TLSv1
    offer.maximum_version = ssl.TLSVersion.TLSv1_1
    offer.set_ciphers("ALL:@SECLEVEL=0")  # else the client itself would refuse
    with (
        socket.create_connection(("127.0.0.1", proxy.https), timeout=10) as door,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        offer.wrap_socket(door, server_hostname=NAME)


def test_weak_ciphers_are_refused(proxy: Proxy) -> None:
    """With TLS 1.2 only forward secrecy and authenticated encryption: who offers all the others gets none."""
    weak = proxy.trust()
    weak.maximum_version = ssl.TLSVersion.TLSv1_2
    weak.set_ciphers("ALL:COMPLEMENTOFALL:!ECDHE+AESGCM:!ECDHE+CHACHA20:@SECLEVEL=0")
    strong = proxy.trust()
    strong.maximum_version = ssl.TLSVersion.TLSv1_2
    with (
        socket.create_connection(("127.0.0.1", proxy.https), timeout=10) as door,
        strong.wrap_socket(door, server_hostname=NAME) as spoken,
    ):
        assert re.search("ECDHE-.*(GCM|CHACHA20)", str(spoken.cipher()))
    with (
        socket.create_connection(("127.0.0.1", proxy.https), timeout=10) as door,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        weak.wrap_socket(door, server_hostname=NAME)


def test_no_log_of_a_proxy_has_what_was_searched_for(over: Client, proxy: Proxy) -> None:
    """Neither in an address nor as the page that a reader came from."""
    read = {"Referer": f"https://{NAME}/browse?q=whispered"}
    assert over().get("/about?lang=fr&q=whispered", headers=read).status_code == 200
    assert over().get("/health/live").status_code == 200
    folder = proxy.certificate.parent
    logs = [path for path in (folder / "access.log", folder / "log", folder / "error.log") if path.exists()]
    if (folder / "nginx.conf").exists():
        wait_until(lambda: "/health/live" in (folder / "access.log").read_text())
        assert '"GET /about" 200' in (folder / "access.log").read_text()
    assert not any("whispered" in path.read_text() for path in logs)


def test_nobody_names_himself_through_the_proxy(over: Client) -> None:
    """The header in which a proxy says who has signed in is taken away from what a client sends."""
    claimed = {"X-Forwarded-User": "ana@example.org", "X-Forwarded-Groups": "operators"}
    assert over().get("/api/v1/me", headers=claimed).json()["signed_in"] is False


def test_the_server_knows_how_it_is_reached(over: Client) -> None:
    """Addresses that it gives away begin as the reader's do."""
    assert f"<loc>https://{NAME}/" in over().get("/sitemap.xml").text


def test_an_answer_comes_in_pieces(over: Client, go: Event) -> None:
    """What is said first arrives while the answer is still being made."""
    go.clear()
    pieces = {"Accept": "text/event-stream"}
    with over().stream("POST", "/api/v1/ask", json=QUESTION, headers=pieces) as answer:
        lines = answer.iter_lines()
        assert next(lines) == ": working"
        go.set()
        rest = list(lines)

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "event: done" in rest


def test_each_reader_has_a_limit_of_their_own(over: Client) -> None:
    """Whatever a reader says of who sent it; another one may still ask."""
    here, there = over(), over("127.0.0.2")

    def asks(client: httpx.Client, claim: str) -> int:
        told = {"X-Forwarded-For": claim, "Forwarded": f"for={claim}"}
        return client.post("/api/v1/ask", json=QUESTION, headers=told).status_code

    assert [asks(here, f"198.51.100.{n}") for n in range(4)] == [200, 200, 200, 429]
    assert asks(there, "127.0.0.1") == 200


def test_files_pass_up_to_the_size_that_the_server_takes(over: Client, proxy_name: str) -> None:
    """Slides of many megabytes reach it; what is larger, or large where nothing large belongs, is refused,
    which Caddy 2.6 calls a bad gateway where it had begun to pass it on.
    """
    client = over()
    kind = {"Content-Type": "application/octet-stream"}
    slides = client.post(UPLOAD_PATH, content=bytes(LARGEST_UPLOAD - 1), headers=kind)
    question = client.post("/api/v1/ask", json={"question": "x" * LARGEST_BODY})
    try:
        larger = client.post(UPLOAD_PATH, content=bytes(LARGEST_UPLOAD + 1), headers=kind).status_code
    except httpx.WriteError:  # the proxy said no and hung up while it was sent
        larger = 413

    assert slides.json()["error"]["code"] != "too_large"
    assert slides.status_code != 413
    assert question.status_code == 413
    assert larger in ({413} if proxy_name == "nginx" else {413, 502})


def test_a_name_that_is_not_ours_is_refused(over: Client, proxy_name: str) -> None:
    """By the server, to which nginx passes the name on; Caddy serves its names alone."""
    answer = over(host="evil.example.com").get("/health/live")

    assert answer.status_code == 421 if proxy_name == "nginx" else "live" not in answer.text
