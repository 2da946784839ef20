"""The audit log: whole lines, private, rotated, kept as long as asked, whole after kills."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

import assistant.access.audit as audit_module
from assistant.access.audit import Audit, Event, read_audit, set_aside
from tests.assistant.access.test_tokens import Clock

EVENT = Event("person oidc:1", "POST /api/v1/ask", "192.0.2.1", "Ana", "reader", 200, "r1")


def test_an_event_is_one_private_line(tmp_path: Path) -> None:
    """Who, what, when, from where; what is empty is left out; control characters cannot forge a line."""
    path = tmp_path / "sub" / "audit.jsonl"
    audit = Audit(path, 0, 1)
    audit.note(EVENT)
    audit.note(Event("anybody", "GET /x", name='a\n{"who": "forged"}\u2028'))
    lines = path.read_bytes().splitlines()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(lines) == 2
    first = json.loads(lines[0])
    assert first.pop("at").endswith("+00:00")
    assert first == {
        "who": "person oidc:1", "name": "Ana", "role": "reader", "what": "POST /api/v1/ask", "status": 200,
        "from": "192.0.2.1", "request": "r1",
    }  # fmt: skip
    assert [event["who"] for event in read_audit(path)] == ["person oidc:1", "anybody"]


def test_a_file_of_yesterday_is_set_aside_and_later_deleted(tmp_path: Path) -> None:
    """After the days that were asked for; nothing of it where that is 0."""
    path, clock = tmp_path / "audit.jsonl", Clock()
    clock.now = time.time()
    Audit(path, 2, 1, clock).note(EVENT)
    for days in (1, 2, 3, 4):
        os.utime(path, (clock.now, clock.now))
        clock.now += 86_400
        audit = Audit(path, 2, 1, clock)
        audit.note(EVENT)
        assert len(set_aside(path)) == min(days, 2)
    assert len(list(read_audit(path))) == 3


def test_a_full_file_is_set_aside_by_all(tmp_path: Path) -> None:
    """Processes that had it open go on in the new one, and nothing is lost."""
    path = tmp_path / "audit.jsonl"
    one, other = Audit(path, 0, 1), Audit(path, 0, 1)
    large = Event("x", "y", question="z" * 20_000)
    for _ in range(80):
        one.note(large)
        other.note(large)

    assert len(set_aside(path)) >= 2
    assert len(list(read_audit(path))) == 160
    assert all(file.stat().st_size < 1_100_000 for file in (path, *set_aside(path)))


def test_the_log_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes much pushes out the oldest files, and fills no disk."""
    monkeypatch.setattr(audit_module, "MOST_FULL", 3)
    audit = Audit(tmp_path / "audit.jsonl", 0, 1)
    for number in range(6 * 1_600):
        audit.note(Event("anybody", f"GET /{number}", detail="x" * 500))
    files = set_aside(tmp_path / "audit.jsonl")
    assert 2 <= len(files) <= 3
    assert sum(path.stat().st_size for path in files) < 4 * 1024 * 1024
    last = [event["what"] for event in read_audit(tmp_path / "audit.jsonl")][-1]
    assert last == f"GET /{6 * 1_600 - 1}"


def test_small_files_are_kept_as_long_as_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many days that is."""
    monkeypatch.setattr(audit_module, "MOST_FULL", 3)
    clock = Clock()
    audit = Audit(tmp_path / "audit.jsonl", 365, 1, clock)
    for _ in range(20):
        audit.note(EVENT)
        written = tmp_path / "audit.jsonl"
        os.utime(written, (clock.now, clock.now))
        clock.now += 86_400
    assert len(list(read_audit(tmp_path / "audit.jsonl"))) == 20


def test_a_log_that_cannot_be_written_ends_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is counted, and told once."""
    (tmp_path / "file").write_text("")
    audit = Audit(tmp_path / "file" / "audit.jsonl", 0, 1)
    for _ in range(3):
        audit.note(EVENT)
    assert audit.failures == 3
    assert sum("cannot be written" in record.getMessage() for record in caplog.records) == 1


def test_a_half_written_line_spoils_no_other(tmp_path: Path) -> None:
    """It is given as damaged."""
    path = tmp_path / "audit.jsonl"
    Audit(path, 0, 1).note(EVENT)
    with path.open("ab") as file:
        file.write(b'{"at": "2026')
    Audit(path, 0, 1).note(EVENT)
    assert ["damaged" in event for event in read_audit(path)] == [False, True, False]


def test_a_line_cut_under_an_open_log_spoils_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Who has the file open begins on a new line, and says so; what was cut is told in any span of time."""
    path = tmp_path / "audit.jsonl"
    audit = Audit(path, 0, 1)
    audit.note(EVENT)
    audit.note(EVENT)
    os.truncate(path, path.stat().st_size - 9)
    audit.note(EVENT)
    audit.note(EVENT)
    assert ["damaged" in event for event in audit.read()] == [False, True, False, False]
    assert [event.get("damaged", "")[:5] for event in audit.read(since="2999")] == ['{"at"']
    assert b"\n\n" not in path.read_bytes()
    assert sum("was cut" in record.getMessage() for record in caplog.records) == 1


CUT = """
import os, sys
from pathlib import Path
import assistant.access.audit as audit
write = os.write
audit.os.write = lambda descriptor, line: (write(descriptor, line[:40]), os.kill(os.getpid(), 9))
audit.Audit(Path(sys.argv[1]), 0, 1).note(audit.Event("one who is killed", "x"))
"""


def test_a_writer_killed_inside_a_line_spoils_no_other(tmp_path: Path) -> None:
    """While another process has the log open: its lines are whole, and the cut one is given as damaged."""
    path = tmp_path / "audit.jsonl"
    audit = Audit(path, 0, 1)
    audit.note(EVENT)
    done = subprocess.run(
        [sys.executable, "-c", CUT, str(path)],
        cwd=Path(__file__).resolve().parents[3], env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
        check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    audit.note(EVENT)
    assert [event.get("who", "damaged") for event in audit.read()] == [EVENT.who, "damaged", EVENT.who]


WRITER = """
import sys
from pathlib import Path
from assistant.access.audit import Audit, Event
audit = Audit(Path(sys.argv[1]), 0, 1)
for number in range(10**9):
    audit.note(Event(sys.argv[2], str(number), question="q" * 3000))
    print(number, flush=True)
"""


@pytest.mark.slow
def test_killed_writers_lose_nothing_that_was_noted(tmp_path: Path) -> None:
    """Three processes write, and set files aside, until they are killed; what was noted is there, beside one
    line of each at most that the kill has cut.
    """
    path = tmp_path / "audit.jsonl"
    root = Path(__file__).resolve().parents[3]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(n)],
            stdout=subprocess.PIPE,
            cwd=root,
            env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
        )
        for n in range(3)
    ]
    said = []
    for writer in writers:
        assert writer.stdout is not None
        for _ in range(300):
            last = writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split()
        said.append(int(rest[-1]) if rest else int(last))
        writer.wait()
        writer.stdout.close()
    noted: dict[str, set[int]] = {}
    events = list(read_audit(path))
    whole = [event for event in events if "damaged" not in event]
    assert len(events) - len(whole) <= len(writers)
    for event in whole:
        noted.setdefault(event["who"], set()).add(int(event["what"]))
    for number, last_said in enumerate(said):
        assert noted[str(number)] >= set(range(last_said + 1))
    assert set_aside(path)
