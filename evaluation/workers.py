"""`bench-workers`: how many answers a second a server gives with so many workers, next to one, in turns.

Each round asks a real server of each kind for a few seconds from the same clients; the best round of each
counts, since whatever else runs on the machine only takes away.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from threading import Thread
from time import monotonic, perf_counter, sleep
from typing import Any

from evaluation.report.markdown import table
from evaluation.statistics import percentile
from ingest.errors import EvaluationError

START_SECONDS = 120.0
STOP_SECONDS = 30.0

Record = dict[str, Any]


def bench_workers(
    index: Path,
    questions: Sequence[str],
    *,
    counts: Sequence[int] = (1, 2),
    clients: int = 32,
    seconds: float = 5.0,
    rounds: int = 4,
    say: Callable[[str], None] = lambda text: None,
) -> list[Record]:
    """The best round of each number of workers: answers a second, p50 and p99 in milliseconds, failures, and
    how many times the answers of the first number. Raises EvaluationError where a server does not start.
    """
    best: dict[int, Record] = {}
    for number in range(rounds):
        for workers in counts:
            with serving(index, workers) as port:
                load(
                    port, questions, clients, min(seconds, 2.0)
                )  # every worker has answered before it counts
                found = load(port, questions, clients, seconds)
            say(f"round {number + 1}, {workers} workers: {found['per_second']:.1f} answers a second")
            if workers not in best or found["per_second"] > best[workers]["per_second"]:
                best[workers] = {"workers": workers, **found}
    one = best[counts[0]]["per_second"]
    return [{**best[workers], "times": best[workers]["per_second"] / one} for workers in counts]


@contextmanager
def serving(index: Path, workers: int) -> Iterator[int]:
    """A server of its own on a free port, ready."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "assistant.cli", "serve", "--index", str(index), "--port", str(port)]
    server = subprocess.Popen(  # noqa: S603  # this very program
        [*command, "--workers", str(workers)],
        env={**os.environ, "CBD_RATE_LIMIT": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_ready(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(STOP_SECONDS)


def _wait_until_ready(port: int, server: "subprocess.Popen[bytes]") -> None:
    end = monotonic() + START_SECONDS
    while monotonic() < end and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        sleep(0.2)
    raise EvaluationError("The server did not start.", "Run cbd-assistant serve to see why.")


@dataclass(slots=True)
class _Seen:
    times: list[float]
    failures: int = 0


def load(port: int, questions: Sequence[str], clients: int, seconds: float) -> Record:
    """So many clients, each asking the next question over its connection as soon as it has its answer."""
    seen = _Seen([])
    begun = perf_counter()
    end = begun + seconds
    threads = [
        Thread(target=_client, args=(port, questions, number * 7 % len(questions), end, seen))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = perf_counter() - begun
    p50, p99 = percentile(seen.times, 0.5) or 0.0, percentile(seen.times, 0.99) or 0.0
    return {
        "clients": clients,
        "per_second": len(seen.times) / took,
        "p50_ms": 1000 * p50,
        "p99_ms": 1000 * p99,
        "failures": seen.failures,
    }


def _client(port: int, questions: Sequence[str], offset: int, end: float, seen: _Seen) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for question in islice(cycle(questions), offset, None):
        started = perf_counter()
        if started >= end:
            break
        try:
            body = json.dumps({"question": question})
            connection.request("POST", "/api/v1/ask", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            seen.failures += 1
            connection.close()
            continue
        if answer.status == 200:
            seen.times.append(perf_counter() - started)
        else:
            seen.failures += 1
    connection.close()


def workers_lines(records: Sequence[Record]) -> list[str]:
    """The results as a Markdown table."""
    head = ["workers", "clients", "answers a second", "times", "p50 ms", "p99 ms", "p99/p50", "failures"]
    rows = [
        [
            str(r["workers"]),
            str(r["clients"]),
            f"{r['per_second']:.1f}",
            f"{r['times']:.2f}",
            f"{r['p50_ms']:.0f}",
            f"{r['p99_ms']:.0f}",
            f"{r['p99_ms'] / r['p50_ms']:.1f}" if r["p50_ms"] else "-",
            str(r["failures"]),
        ]
        for r in records
    ]
    return table(head, rows)
