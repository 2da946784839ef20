"""The audit log in a database that goes away and comes back."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from assistant.access.audit import Event
from assistant.access.audit_table import AuditTable
from assistant.access.outbox import Outbox
from index.postgres.schema import upgrade
from ingest.errors import UnavailableError
from tests.postgres.server import Absent, Server, single, wait_for

EVENT = Event("person oidc:1", "POST /api/v1/ask")
AWAY = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with the schema, which a test may stop and start."""
    try:
        with single() as found:
            upgrade(found.address())
            yield found
    except Absent as reason:
        pytest.skip(str(reason))


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    """Nothing waits yet."""
    return Outbox(tmp_path / "deep" / "waiting.db", 16)


@pytest.mark.slow
def test_what_is_noted_while_the_database_is_away_waits(server: Server, outbox: Outbox) -> None:
    """Nobody waits for it, and each event is there once when the database is back, in its order."""
    log = AuditTable(server.address(), outbox)
    log.note(Event("x", "before"))
    wait_for(lambda: log.waiting == 0, "the first event to be sent")
    server.kill()
    begun = time.monotonic()
    for number in range(20):
        log.note(Event("x", str(number)))
    assert time.monotonic() - begun < 2
    assert (log.waiting, log.failures) == (20, 0)
    with pytest.raises(UnavailableError):
        list(log.read())
    server.start()
    wait_for(lambda: log.waiting == 0, "what waited to be sent")
    assert [event["what"] for event in log.read()] == ["before", *map(str, range(20))]
    log.close()


def test_another_process_sends_what_one_left(database: str, outbox: Outbox) -> None:
    """Whoever uses the same outbox next; nobody else reads it meanwhile."""
    log = AuditTable(AWAY, outbox)
    log.note(EVENT)
    log.close()
    assert log.waiting == 1
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in outbox.path.parent.iterdir())
    upgrade(database)
    later = AuditTable(database, Outbox(outbox.path, 16))
    later.note(Event("x", "later"))
    later.close()
    assert [event["what"] for event in later.read()] == [EVENT.what, "later"]
    assert later.waiting == 0


def test_what_has_no_room_is_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The outbox has an end, what it holds stays, and no answer is held up."""
    log = AuditTable(AWAY, Outbox(tmp_path / "waiting.db", 1))
    for _ in range(400):
        log.note(Event("x", "y", question="z" * 10_000))
    kept = log.waiting
    assert 50 < kept < 400
    assert log.failures == 400 - kept
    assert (tmp_path / "waiting.db").stat().st_size < 2 * 1024 * 1024
    assert any("cannot be written to" in record.getMessage() for record in caplog.records)
    log.close()


def test_what_is_too_old_goes(database: str, outbox: Outbox) -> None:
    """After the days that were asked for, but nothing of the last week; nothing of it where that is 0."""
    upgrade(database)
    ages = (1, 6, 8, 40)
    with psycopg.connect(database, autocommit=True) as owner:
        for days in ages:
            owner.execute(
                "INSERT INTO cbd.audit VALUES (now() - make_interval(days => %s), 'x', %s)",
                [days, f'{{"what": "{days}"}}'],
            )
    for days, left in ((0, ages), (30, (8, 6, 1)), (2, (6, 1))):
        log = AuditTable(database, outbox, days)
        log.note(EVENT)
        log.close()
        found = [event["what"] for event in log.read() if event["what"] != EVENT.what]
        assert found == [str(one) for one in sorted(left, reverse=True)]
