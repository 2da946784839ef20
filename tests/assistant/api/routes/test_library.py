"""Files of one's own over HTTP: added, corrected, removed, and built into the index that serves."""

import json
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.access.roles import Role
from assistant.access.tokens import Tokens
from assistant.api.limits import LARGEST_UPLOAD
from assistant.library.rebuild import Rebuild
from tests.assistant.api.conftest import running, small_library, wait_until
from tests.assistant.api.served import Served

API = "/api/v1/library"
PLAN = b"# Fleet plan\n\n## Boats\n\nThe agency buys four patrol boats in 2027.\n"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    """A server of one's own to whose index files may be added."""
    with running(small_library(tmp_path)) as started:
        wait_until(lambda: started.get("/health/ready").status_code == 200)
        yield started


def add(client: httpx.Client, name: str, raw: bytes, **said: Any) -> httpx.Response:
    """Send a file."""
    kind = {"Content-Type": "application/octet-stream"}
    return client.post(f"{API}/files", params={"name": name, **said}, content=raw, headers=kind)


def built(client: httpx.Client) -> dict[str, Any]:
    """Wait until the index is not behind, and say what there is."""

    def told() -> dict[str, Any]:
        found: dict[str, Any] = client.get(API).json()
        return found

    wait_until(lambda: told()["rebuild"]["status"] in {"done", "failed"}, 300)
    found = told()
    assert all(file["served"] for file in found["files"])
    return found


def documents(client: httpx.Client) -> list[str]:
    """What the index that serves holds."""
    return [one["id"] for one in client.get("/api/v1/documents").json()["documents"]]


@pytest.mark.slow
def test_a_file_is_added_corrected_and_removed(client: httpx.Client) -> None:
    """It is said what it was taken for; the index that serves follows, and keeps its other texts."""
    added = add(client, "C:\\papers\\fleet.md", PLAN)
    assert added.status_code == 200, added.text
    file = added.json()["file"]
    assert (added.json()["status"], file["name"]) == ("new", "fleet.md")
    assert (file["title"], file["kind"], file["language"]) == ("Fleet plan", "other", "en")
    assert file["provisions"] > 0
    assert add(client, "fleet.md", PLAN).json()["status"] == "unchanged"
    assert [one["id"] for one in built(client)["files"]] == [file["id"]]
    assert set(documents(client)) == {"house", file["id"]}

    said = {"title": "Plan of the fleet", "language": "fr", "id": "our-fleet"}
    corrected = client.put(f"{API}/files/{file['id']}", json=said).json()
    assert corrected["id"] == "our-fleet"
    assert (corrected["file"]["title"], corrected["file"]["language"]) == ("Plan of the fleet", "fr")
    assert built(client)["rebuild"]["error"] is None
    assert set(documents(client)) == {"house", "our-fleet"}

    removed = client.delete(f"{API}/files/our-fleet").json()
    assert (removed["status"], removed["file"]) == ("removed", None)
    assert built(client)["files"] == []
    assert documents(client) == ["house"]


def test_a_bad_file_is_refused_with_its_reason(client: httpx.Client, tmp_path: Path) -> None:
    """As `add` refuses it; nothing of it stays, and nothing is rebuilt."""
    for name, raw, words in (
        ("plan.exe", PLAN, "files of type .exe are not read"),
        ("plan.md", b" \n\0", "the file is empty"),
        ("plan.pdf", PLAN, "plan.pdf"),
        ("plan.docx", b"PK\x03\x04 and no more", "plan.docx"),
        ("plan.md", b"---\n" + b"a: b\n" * 20_000 + b"---\n\n# Plan\n", "front matter is longer"),
    ):
        refused = add(client, name, raw)
        assert refused.status_code == 400, name
        assert words in refused.json()["error"]["message"]
        assert "staged" not in refused.text
    assert add(client, "plan.md", PLAN, kind="novel").status_code == 400
    assert add(client, "plan.md", PLAN, id="../../etc").status_code == 400
    own = tmp_path / "library" / "own"
    assert client.get(API).json()["files"] == []
    assert not own.exists() or not [path for path in own.iterdir() if path.suffix]
    assert client.get(f"{API}/rebuild").json()["status"] == "none"


def test_files_that_are_not_there(client: httpx.Client) -> None:
    """404 for what was not added, texts of the index among them."""
    for name in ("house", "nothing", "cop-15/dec-8", "%2e%2e/x"):
        assert client.delete(f"{API}/files/{name}").status_code == 404
        assert client.put(f"{API}/files/{name}", json={"title": "x"}).status_code == 404
    assert client.put(f"{API}/files/x", content=b'{"title": "\\ud800"}').status_code == 415
    lone = {"content": b'{"title": "\\ud800"}', "headers": {"Content-Type": "application/json"}}
    assert client.put(f"{API}/files/x", **lone).status_code in {404, 422}


@pytest.mark.slow
def test_two_at_once_lose_nothing(client: httpx.Client) -> None:
    """Files that arrive together are all there, with one rebuild after another."""
    files = [(f"plan-{n}.md", PLAN.replace(b"four", f"{n} new".encode())) for n in range(2)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: add(client, *one), files))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len({answer.json()["id"] for answer in answers}) == 2
    found = built(client)
    assert len(found["files"]) == 2
    assert found["rebuild"]["status"] == "done"


@pytest.mark.slow
def test_several_workers_have_one_library(start: Callable[..., Served], tmp_path: Path) -> None:
    """What is added through one is seen by the other and answered from by both; files that arrive at both at
    once are all built, by one rebuild at a time.
    """
    small = small_library(tmp_path)
    served = start(index=small.index, CBD_LIBRARY=str(small.library), CBD_UPLOADS="editor")
    served.ready(2)
    with httpx.Client(base_url=served.url, timeout=60, headers={"Connection": "close"}) as client:
        first, second = served.workers()
        with served.only(first):
            assert add(client, "fleet.md", PLAN).status_code == 200
        with served.only(second):
            assert [file["name"] for file in client.get(API).json()["files"]] == ["fleet.md"]
            assert add(client, "fleet.md", PLAN).json()["status"] == "unchanged"

        files = [(f"plan-{n}.md", PLAN.replace(b"four", f"{n} new".encode())) for n in range(4)]
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda one: add(client, *one), files))
        assert [answer.status_code for answer in answers] == [200] * 4

        built_at_once = set()
        for worker in (first, second):

            def done(worker: int = worker) -> bool:
                built_at_once.add(len(list(small.index.glob(".building-*"))))
                with served.only(worker):
                    return bool(client.get(f"{API}/rebuild").json()["status"] == "done")

            wait_until(done, 300)
            with served.only(worker):
                assert len(documents(client)) == 6
        assert max(built_at_once) <= 1
    assert "not rebuilt" not in served.log.read_text()


def test_foreign_pages_add_nothing(client: httpx.Client) -> None:
    """The origin is looked at, and corrections are JSON, which no form sends."""
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{API}/files?name=a.md", content=PLAN, headers=foreign).status_code == 403
    assert client.delete(f"{API}/files/house", headers=foreign).status_code == 403
    assert client.post(f"{API}/rebuild", headers=foreign).status_code == 403
    assert client.put(f"{API}/files/house", content=b"{}").status_code == 415


def test_it_has_so_much_room(tmp_path: Path) -> None:
    """What would be too much is refused, and so is a file that is too large."""
    with running(small_library(tmp_path, uploads_megabytes=1)) as client:
        refused = add(client, "plan.txt", b"word " * 300_000)
        assert "1 MiB together" in refused.json()["error"]["message"]
        head = f"POST {API}/files?name=plan.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        kind = f"Content-Type: application/octet-stream\r\nContent-Length: {LARGEST_UPLOAD + 1}\r\n\r\n"
        with socket.create_connection((client.base_url.host, client.base_url.port or 80), 10) as caller:
            caller.sendall(f"{head}{kind}".encode())
            assert b" 413 " in caller.recv(64)
        assert client.get(API).json()["files"] == []


def test_it_is_off_unless_set(server: httpx.Client) -> None:
    """Neither page nor routes are there."""
    assert server.get(API).status_code == 404
    assert server.get("/library").status_code == 404
    assert add(server, "plan.md", PLAN).status_code == 404


def test_who_may(tmp_path: Path) -> None:
    """Where access was set up, the role and the scope; the audit log says who did what to which file."""
    access, audit = tmp_path / "access", tmp_path / "audit.jsonl"
    settings = small_library(tmp_path, public="reader", access=access, audit=audit)
    tokens = Tokens(access)
    editor = tokens.create("editor", Role.EDITOR, ("edit",))[1]
    reader = tokens.create("reader", Role.EDITOR, ("read",))[1]
    with running(settings) as client:
        assert client.get(API).status_code == 401
        assert add(client, "plan.md", PLAN).status_code == 401
        client.headers["Authorization"] = f"Bearer {reader}"
        assert client.get(API).status_code == 403
        client.headers["Authorization"] = f"Bearer {editor}"
        assert client.get(API).status_code == 200
        assert add(client, "plan.exe", PLAN).status_code == 400
    lines = [json.loads(line) for line in audit.read_text().splitlines()]
    [done] = [line for line in lines if line.get("status") == 400]
    assert (done["what"], done["detail"]) == (f"POST {API}/files", "plan.exe")


@pytest.mark.parametrize("case", ["shared", "unknown_texts"])
def test_where_nothing_can_be_rebuilt(case: str, tmp_path: Path) -> None:
    """It is said why, and nothing is taken in."""
    settings = small_library(tmp_path)
    if case == "unknown_texts":
        (tmp_path / "index" / ".texts.json").unlink()
        with running(settings) as client:
            assert client.get(API).json()["barrier"] == case
            refused = add(client, "plan.md", PLAN)
            assert refused.status_code == 409
            assert refused.json()["error"]["code"] == "library_closed"
            assert client.get(API).json()["files"] == []
    else:
        assert Rebuild(settings.library, "postgresql://nowhere/cbd").barrier == case
