"""Two servers over one cluster, while builds switch the index under them."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.address import shards_of
from index.postgres.connections import writer
from tests.assistant.api.served import Served, starting
from tests.postgres.server import Server, address

ASKED = (
    "What does paragraph 1 of decision 15/8 say?",
    "Who counts the wolves?",
    "What shall each Party do about genetic resources?",
)
LAW = """---
id: law
kind: convention
title: The Law
short_title: Law
---
## Article 1. Genetic resources
Each Party shall provide access to genetic resources.
"""
DECISION = """---
id: cop-15/dec-8
kind: decision
title: Wolves
---
1. Decides to count the wolves {};

2. Requests the Secretariat to report on genetic resources.
"""

Answers = list[dict[str, Any]]


def build(cluster: str, folder: Path, words: str) -> str:
    """Build the index of two small documents, with these words in one of them; its id."""
    folder.mkdir(exist_ok=True)
    (folder / "law.md").write_text(LAW)
    (folder / "decision.md").write_text(DECISION.format(words))
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "build", "--index", cluster, "--no-embedded", "--json",
         "--corpus", str(folder)],
        env={**os.environ, "CBD_LIBRARY": str(folder / "library"), "PYTHONPATH": ":".join(sys.path)},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with writer(shards_of(cluster)[0]) as connection:
        ((found,),) = connection.execute(
            "SELECT manifest::json ->> 'id' FROM cbd.generations ORDER BY number DESC LIMIT 1"
        ).fetchall()
    return str(found)


def answers(server: Served) -> Answers:
    """What it says to each question, but for how long that took."""
    found = []
    for question in ASKED:
        told = httpx.post(f"{server.url}/api/v1/ask", json={"question": question}, timeout=30)
        assert told.status_code == 200, told.text
        found.append({name: value for name, value in told.json().items() if name != "timings_ms"})
    return found


@pytest.fixture(scope="module", params=["one", "two shards"])
def cluster(
    request: pytest.FixtureRequest, three: list[Server], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The address of an index: of one database of a cluster, or of two that hold it between them."""
    place = address(three)
    if request.param != "one":
        primary = next(server for server in three if not server.follows())
        for name in ("first", "second"):
            primary.execute(f"CREATE DATABASE {name}")
        place = ";".join(address(three, name) for name in ("first", "second"))
    build(place, tmp_path_factory.mktemp("corpus"), "twice")
    return place


@pytest.fixture(scope="module")
def both(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """Two servers of one worker each, with nothing in common but the database."""
    with ExitStack() as stack:
        found = []
        for name in ("one", "other"):
            folder = tmp_path_factory.mktemp(name)
            found.append(stack.enter_context(starting(folder, folder))(workers=1, index=cluster))
            found[-1].ready(1)
        yield found


def test_two_servers_answer_alike(
    cluster: str, both: list[Served], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Before a build, after it and meanwhile: each answer is whole, of the one index or of the other."""
    one, other = both
    before = answers(one)
    met = answers(other)
    with ThreadPoolExecutor(1) as beside:
        building = beside.submit(build, cluster, tmp_path, "three times")
        while not building.done():
            met += answers(one) + answers(other)
    for server in both:
        server.until(lambda server=server: answers(server)[0]["index"]["id"] == building.result())
    after = answers(one)
    met += answers(other)

    assert any("twice" in str(answer["citations"]) for answer in before)
    assert any("three times" in str(answer["citations"]) for answer in after)
    assert all(answer in before + after for answer in met)
    record_property("answers while a build switched the index under two servers", len(met))


def test_hosts_that_die_are_not_noticed(three: list[Server], both: list[Served]) -> None:
    """A standby, then the primary: the last host gives the same answers."""
    expected = answers(both[0])
    primary, standby, _ = sorted(three, key=Server.follows)
    for host in (standby, primary):
        host.kill()
        for server in both:
            assert answers(server) == expected
            assert server.get("/health/ready").status_code == 200
    for host in (primary, standby):
        host.start()
