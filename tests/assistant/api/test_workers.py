"""`serve --workers`: a real server, its processes killed, stopped and starved."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.api.workers import STARTUP_FAILURE, cores
from tests.assistant.api.served import Served, command_of
from tests.assistant.api.test_rotation import next_generation

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found in /proc"),
    pytest.mark.slow,
]

CHANGING = {"timings_ms"}


Start = Callable[..., Served]


def same(response: httpx.Response) -> dict[str, Any]:
    """An answer without what differs from one to the next."""
    assert response.status_code == 200, response.text
    return {name: value for name, value in response.json().items() if name not in CHANGING}


def test_workers_answer_alike_and_count_together(start: Start) -> None:
    """Each alone gives the same answer; four questions a minute are four for both; metrics are of both."""
    served = start(CBD_RATE_LIMIT="4")
    served.ready(2)
    first, second = served.workers()
    with served.only(first):
        one = same(served.ask())
        served.ask()
    with served.only(second):
        other = same(served.ask())
        statuses = [served.ask().status_code for _ in range(3)]

    assert one == other
    assert statuses == [200, 429, 429]
    counted = 'cbd_http_requests_total{method="POST",route="/api/v1/ask",status="200"} 4.0'
    for worker in (first, second):
        with served.only(worker):
            assert counted in served.get("/metrics").text


def test_a_killed_worker_is_replaced(start: Start) -> None:
    """The other one answers meanwhile, and is not replaced."""
    served = start()
    served.ready(2)
    killed, well = served.workers()
    os.kill(killed, signal.SIGKILL)
    assert [served.ask().status_code for _ in range(5)] == [200] * 5
    served.ready(3)
    assert well in served.workers()
    assert killed not in served.workers()
    assert "exit status -9" in served.log.read_text()


@pytest.mark.long
def test_a_worker_that_hangs_is_replaced(start: Start) -> None:
    """The other one is not, and the server answers."""
    served = start()
    served.ready(2)
    hung, well = served.workers()
    os.kill(hung, signal.SIGSTOP)
    served.until(lambda: hung not in served.workers())
    served.ready(3)
    assert well in served.workers()
    assert len(served.workers()) == 2
    assert served.ask().status_code == 200


def test_a_new_index_is_taken_up_by_all(start: Start, index_folder: Path, tmp_path: Path) -> None:
    """While questions come; none fails."""
    root = tmp_path / "index"
    shutil.copytree(index_folder, root)
    served = start(index=root)
    served.ready(2)
    next_generation(root, "second")
    seen: list[tuple[int, str]] = []

    def taken_up() -> bool:
        answer = served.ask()
        seen.append((answer.status_code, answer.json()["index"]["id"]))
        return served.log.read_text().count("serving index second") == 2

    served.until(taken_up)
    for worker in served.workers():
        with served.only(worker):
            assert served.ask().json()["index"]["id"] == "second"
    assert {status for status, _ in seen} == {200}


@pytest.mark.long
def test_a_truncated_index_ends_no_server(start: Start, index_folder: Path, tmp_path: Path) -> None:
    """Whatever that does to the workers: the server lives, says what is wrong, and takes up the next."""
    root = tmp_path / "index"
    shutil.copytree(index_folder, root)
    current = root / (root / "current").read_text().strip()
    shutil.copytree(current, tmp_path / "whole")
    served = start(index=root)
    served.ready(2)
    for path in current.rglob("*"):
        if path.is_file() and path.suffix != ".json":
            os.truncate(path, 0)
    for _ in range(6):
        try:
            served.ask()
        except httpx.HTTPError:
            continue  # the worker that was asked died
    served.until(lambda: served.get("/health/live").status_code == 200)
    assert served.process.poll() is None
    shutil.copytree(tmp_path / "whole", root / "whole")
    (root / "next").write_text("whole")
    os.replace(root / "next", root / "current")
    for _ in range(5):
        served.until(lambda: served.ask().status_code == 200)


def test_workers_that_die_again_and_again_end_the_server(start: Start) -> None:
    """With a status that a supervisor of the system takes for a failure."""
    served = start(workers=1)
    end = time.monotonic() + 60
    while served.process.poll() is None and time.monotonic() < end:
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)

    assert served.process.wait(1) == STARTUP_FAILURE
    assert "no worker can serve" in served.log.read_text()


def free(address: tuple[str, int]) -> bool:
    """Whether one can listen there; a process that ends loses its command line before its sockets."""
    try:
        socket.create_server(address).close()
    except OSError:
        return False
    return True


def test_workers_end_with_their_supervisor(start: Start) -> None:
    """Killed, it leaves nobody who keeps the address."""
    served = start()
    served.ready(2)
    workers = served.workers()
    served.process.kill()
    served.process.wait()

    served.until(lambda: not any(b"spawn_main" in command_of(pid) for pid in workers))
    served.until(lambda: free(served.address), 10)


def test_asked_to_stop_it_ends_well(start: Start) -> None:
    """With status 0, while it starts and while it serves."""
    early = start()
    early.until(lambda: len(early.workers()) == 2)
    early.process.terminate()
    assert early.process.wait(60) == 0
    served = start(workers=1)
    served.ready(1)
    served.process.terminate()
    assert served.process.wait(60) == 0


def test_an_address_that_is_taken(index_folder: Path) -> None:
    """One sentence and what to do, no traceback."""
    command = [sys.executable, "-m", "assistant.cli", "serve", "--index", str(index_folder), "--port"]
    with socket.create_server(("127.0.0.1", 0)) as door:
        taken = str(door.getsockname()[1])
        done = subprocess.run([*command, taken], capture_output=True, text=True, timeout=60)

    assert done.returncode == 2
    assert done.stderr.startswith("cbd-assistant: The server cannot listen on 127.0.0.1")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", ["0", "-1", "two", "1000", "²"])
def test_a_number_of_workers_that_is_none(number: str) -> None:
    """It is refused before anything starts."""
    command = [sys.executable, "-m", "assistant.cli", "serve", f"--workers={number}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)

    assert done.returncode == 2
    assert "give a number from 1 to 256" in done.stderr


def test_by_default_one_worker_a_core(start: Start) -> None:
    """As many as this process may use."""
    served = start(workers=None)
    served.until(lambda: f"with {cores()} workers" in served.log.read_text())
