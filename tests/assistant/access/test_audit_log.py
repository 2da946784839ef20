"""The audit log in files and in a database: the same promises."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.access.audit import Event
from assistant.access.audit_log import AuditLog, audit_log
from assistant.settings import Settings
from index.postgres.schema import upgrade
from tests.assistant.library.kill import Report, killed

EVENT = Event("person oidc:1", "POST /api/v1/ask", "192.0.2.1", "Ana", "reader", 200, "r1")
Make = Callable[..., AuditLog]


@pytest.fixture(params=["files", "database"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes a log over what is kept in one place."""
    place: dict[str, Any] = {"audit": tmp_path / "sub" / "audit.jsonl"}
    if request.param == "database":
        place["index"] = request.getfixturevalue("database")
        upgrade(place["index"])
    return lambda **settings: audit_log(Settings(**place, **settings))


def test_what_is_noted_comes_back(make: Make) -> None:
    """Each event once, in its order, as it was; what is empty is left out, and nothing forges another."""
    one, other = make(), make()
    one.note(EVENT)
    other.note(Event("anybody", "GET /x\0", name='a\n{"who": "forged"}\u2028'))
    one.note(EVENT)
    one.close()
    other.close()
    found = list(make().read())

    assert [event["who"] for event in found] == ["person oidc:1", "anybody", "person oidc:1"]
    assert found[0]["at"].endswith("+00:00")
    assert {name: value for name, value in found[0].items() if name != "at"} == {
        "who": "person oidc:1", "name": "Ana", "role": "reader", "what": "POST /api/v1/ask", "status": 200,
        "from": "192.0.2.1", "request": "r1",
    }  # fmt: skip
    assert found[1]["what"] == "GET /x\0"
    assert (one.failures, one.waiting) == (0, 0)


def test_a_time_of_it_is_read(make: Make) -> None:
    """From a moment on, before another; nothing where nothing was noted."""
    assert list(make().read()) == []
    log = make()
    log.note(EVENT)
    log.close()
    (at,) = (event["at"] for event in make().read())
    day = at[:10]
    assert len(list(make().read(since=f"{day}T00:00:00.000+00:00"))) == 1
    assert list(make().read(until=f"{day}T00:00:00.000+00:00")) == []
    assert list(make().read(since="2999-01-01T00:00:00.000+00:00")) == []


def test_many_are_read_in_their_order(make: Make) -> None:
    """However many that is."""
    log = make()
    for number in range(1_200):
        log.note(Event("anybody", str(number)))
    log.close()
    assert [event["what"] for event in make().read()] == [str(number) for number in range(1_200)]


def test_a_killed_writer_loses_nothing_that_was_noted(make: Make) -> None:
    """What it had noted is there, at the latest when the next one has noted something."""

    def work(report: Report) -> None:
        log = make()
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process wherever it is
        for number in range(10**6):
            log.note(Event("x", str(number)))
            report(str(number))
            if number == 0:  # a busy machine takes long to come so far
                signal.setitimer(signal.ITIMER_REAL, 0.5)

    was, said = killed(work)
    assert was
    assert said
    log = make()
    log.note(EVENT)
    log.close()
    assert {event["what"] for event in make().read()} >= set(said)
