"""Two servers with nothing in common but a cluster are one house: who is known to one is known to both, and
while the primary is away questions are answered.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from assistant.access.audit_table import AuditTable
from assistant.access.outbox import Outbox
from assistant.access.roles import Role
from assistant.access.safe import safe_at
from assistant.access.tokens import Tokens
from assistant.cli.main import main
from tests.assistant.api.routes.test_conversations import BODY, ONE
from tests.assistant.api.served import Served, starting
from tests.postgres.server import Server, address, wait_for
from tests.postgres.test_serve import build

SETTINGS = {
    "CBD_PUBLIC": "none", "CBD_PROXIES": "127.0.0.1", "CBD_PROXY_USER": "X-User", "CBD_CONVERSATIONS": "kept",
}  # fmt: skip
ANA = {"X-User": "ana"}
ASKS = 10


@pytest.fixture
def place(three: list[Server], tmp_path: Path) -> str:
    """The address of a cluster with an index."""
    found = address(three)
    build(found, tmp_path / "corpus", "twice")
    return found


@pytest.fixture
def both(place: str, tmp_path: Path) -> Iterator[list[Served]]:
    """Two servers of one worker each, which let nobody in whom they do not know."""
    Tokens(place).create("so that somebody may come", Role.READER)
    with ExitStack() as stack:
        found = []
        for name in ("one", "other"):
            folder = tmp_path / name
            folder.mkdir()
            serve = stack.enter_context(starting(folder, folder))
            settings = {**SETTINGS, "CBD_AUDIT": str(folder / "audit.jsonl")}
            found.append(serve(workers=1, index=place, **settings))  # type: ignore[arg-type]  # an address
        for server in found:
            server.ready(1)
        yield found


def ask(server: Served, token: str) -> int:
    """The status of an answer."""
    told = httpx.post(
        f"{server.url}/api/v1/ask",
        json={"question": "Who counts the wolves?"},
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    return told.status_code


def test_they_are_one_house(
    three: list[Server], place: str, both: list[Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token opens both, and neither when it is revoked; a conversation is found on both, and erased on
    both; while the primary is away no answer fails, what cannot be done is said, and what is noted waits.
    """
    one, other = both
    token, words = Tokens(place).create("x", Role.READER)
    safe_at(place).settle()
    assert [ask(server, words) for server in both] == [200, 200]
    stored = httpx.put(one.url + ONE, json=BODY, headers=ANA, timeout=30)
    assert stored.status_code == 200, stored.text
    found = httpx.get(other.url + ONE, headers=ANA, timeout=30)
    assert found.json() == {**BODY, "id": "c1", "revision": stored.json()["revision"]}
    assert httpx.get(other.url + ONE, headers={"X-User": "bob"}, timeout=30).status_code == 404

    primary = next(server for server in three if not server.follows())
    primary.kill()
    assert [ask(server, words) for server in both * ASKS] == [200] * 2 * ASKS
    assert httpx.get(one.url + ONE, headers=ANA, timeout=30).status_code == 503
    waiting = [Outbox(tmp_path / name / "audit.waiting.db", 16) for name in ("one", "other")]
    assert all(len(outbox) >= ASKS for outbox in waiting)

    primary.start()
    wait_for(lambda: not any(map(len, waiting)), "what waited to be sent")
    log = AuditTable(place, Outbox(tmp_path / "own.db", 1))
    noted = [event for event in log.read() if event["who"] == f"token {token.id}"]
    assert [event["status"] for event in noted] == [200] * 2 * (1 + ASKS)

    monkeypatch.setenv("CBD_CONVERSATIONS", "kept")
    monkeypatch.setenv("CBD_AUDIT", str(tmp_path / "audit.jsonl"))
    assert main(["token", "revoke", token.id, "--index", place]) == 0
    assert [ask(server, words) for server in both] == [401, 401]
    assert main(["erase", "proxy:ana", "--index", place]) == 0
    assert [httpx.get(server.url + ONE, headers=ANA, timeout=30).status_code for server in both] == [404, 404]
