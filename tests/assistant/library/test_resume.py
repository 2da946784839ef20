"""A sync that is killed goes on where it was, and ends as if it had never been killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.library.journal import Journal
from tests.assistant.library.replica import Replica, serving
from tests.assistant.library.test_sync import contents

COMMAND = [
    sys.executable,
    "-m",
    "assistant.cli.main",
    "sync",
    "decisions",
    "treaties",
    "--cop",
    "13-15",
    "--lang",
    "en,fr",
    "--pause",
    "0",
    "--json",
]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def three() -> Iterator[Replica]:
    """Three meetings, of which one has decisions as files only."""
    replica = Replica()
    for session, decisions in ((13, 6), (14, 6), (15, 6)):
        replica.add_session(session, decisions)
    replica.delay = 0.01
    with serving(replica):
        yield replica


def start(replica: Replica, folder: Path) -> "subprocess.Popen[bytes]":
    """The command as a user runs it."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1790000000"}
    command = [*COMMAND, "--dest", str(folder), "--base-url", replica.base]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


@pytest.mark.long
def test_killed_ten_times_it_ends_byte_identical(three: Replica, tmp_path: Path) -> None:
    """SIGKILL at ten random points of requests, then one run to the end."""
    whole = start(three, tmp_path / "whole")
    whole.communicate()
    assert whole.returncode == 0
    expected = contents(tmp_path / "whole")
    assert len(expected) == 18 + 4 * 4 + 1
    chance = random.Random(6)
    points = chance.sample(range(2, len(three.requests)), 10)
    killed = 0
    for point in points:
        seen = len(three.requests)
        run = start(three, tmp_path / "killed")
        while run.poll() is None and len(three.requests) - seen < point // 4 + 1:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.02)
        killed += run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.communicate()
    last = start(three, tmp_path / "killed")
    last.communicate()
    assert last.returncode == 0
    assert killed >= 8
    assert contents(tmp_path / "killed") == expected


def test_the_journal_believes_only_whole_lines_of_the_same_request(tmp_path: Path) -> None:
    """A cut last line, or another request, counts for nothing."""
    journal = Journal(tmp_path, "today cop-15")
    journal.add("a")
    with (tmp_path / ".unfinished").open("a", encoding="utf-8") as file:
        file.write("b")
    again = Journal(tmp_path, "today cop-15")
    assert ("a" in again, "b" in again) == (True, False)
    assert "a" not in Journal(tmp_path, "tomorrow cop-15")
