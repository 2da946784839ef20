"""An index in two databases, each with a standby: whole answers or none, whatever dies or is built."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pytest

import index.postgres.generations
from assistant.cli.main import main
from index.home import home_at
from index.interface import Candidates, Filters, Limits, SearchIndex, Words
from index.vectors import best
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.errors import IndexMismatchError, UnavailableError
from tests.postgres.server import Absent, Server, address, servers
from tests.sweep import sweep

Tell = Callable[[str, object], None]
Write = Callable[..., Path]


def corpus_of(write: Write, number: int, paragraphs: int = 20) -> Corpus:
    """A corpus whose words are those of a number."""
    text = "\n\n".join(f"Wolf {number} counts lake {n} of generation {number}." for n in range(paragraphs))
    head = "---\nid: note\nkind: other\ntitle: A note\n---\n"
    return load_corpus([write({"note.md": head + text}, f"shards-{number}-{paragraphs}")], embedded=False)


def parts(place: str) -> list[list[str]]:
    """What each database holds of generations."""
    found = []
    for each in place.split(";"):
        with psycopg.connect(each) as connection:
            rows = connection.execute("SELECT nspname FROM pg_namespace ORDER BY nspname").fetchall()
            found.append([name for (name,) in rows if name.startswith("cbd_")])
    return found


def ask(index: SearchIndex, encoder: Any) -> Candidates:
    """What it finds for one question."""
    return index.candidates(encoder.encode_queries(["wolf"]), Words("wolf lake"), Filters(), Limits(8, 8))


def told(found: Candidates) -> tuple[bytes, ...]:
    """All of it, to be compared."""
    return found.positions.tobytes(), found.dense["text"].tobytes(), found.lexical["text"].tobytes()


def test_the_best_of_several() -> None:
    """By cosine, and equals by row, from whichever part they come."""
    one = np.array([4, 0]), np.array([0.5, 0.25], dtype=np.float32)
    other = np.array([1, 3, 5]), np.array([0.75, 0.5, 0.5], dtype=np.float32)
    rows, cosines = best([one, other], 4)
    assert rows.tolist() == [1, 3, 4, 5]
    assert cosines.tolist() == [0.75, 0.5, 0.5, 0.5]


def test_each_holds_its_passages(shards: str, write: Write, encoder: Any) -> None:
    """Every other one, with its vector; provisions are in the first alone. `verify` looks at both."""
    home = home_at(shards)
    report = home.build(corpus_of(write, 0), encoder)
    numbers = []
    for place, (schema,) in zip(shards.split(";"), parts(shards), strict=True):
        with psycopg.connect(place) as connection:
            rows = connection.execute(
                f"SELECT number FROM {schema}.passages JOIN {schema}.vectors ON passage = number ORDER BY 1"
            ).fetchall()
            ((provisions,),) = connection.execute(f"SELECT count(*) FROM {schema}.provisions").fetchall()
        numbers.append(([number for (number,) in rows], provisions))
    assert numbers == [
        (list(range(0, report.passages, 2)), report.provisions),
        (list(range(1, report.passages, 2)), 0),
    ]
    home.verify()
    with psycopg.connect(shards.split(";")[1], autocommit=True) as connection:
        connection.execute(f"DELETE FROM {schema}.postings WHERE token = 'wolf'")
    with pytest.raises(IndexMismatchError, match="The table postings"):
        home.verify()


def test_fewer_passages_than_shards(shards: str, write: Write, encoder: Any) -> None:
    """One of them holds none, and the answer is the same."""
    index = home_at(shards)
    index.build(corpus_of(write, 0, paragraphs=1), encoder)
    assert index.manifest().counts["passages"] == 1
    assert len(ask(index.open(), encoder)) == 1


def test_the_number_of_shards_changes(shards: str, write: Write, encoder: Any) -> None:
    """The same corpus is built again, nothing of it embedded again; an address that names fewer than hold the
    index is refused, with what to do.
    """
    corpus = corpus_of(write, 0)
    first = shards.split(";")[0]
    assert home_at(first).build(corpus, encoder).embedded > 0
    found = told(ask(home_at(first).open(), encoder))
    with pytest.raises(IndexMismatchError, match="1 databases, and 2 are named"):
        home_at(shards).open()
    report = home_at(shards).build(corpus, encoder)
    assert (report.changed, report.embedded) == (True, 0)
    assert told(ask(home_at(shards).open(), encoder)) == found
    with pytest.raises(IndexMismatchError, match=r"2 databases, and 1 are named.* in the order of the build"):
        home_at(first).open()
    assert home_at(shards).build(corpus, encoder).changed is False


def test_a_shard_that_was_emptied_is_filled(shards: str, write: Write, encoder: Any) -> None:
    """Whoever asks is told that it is gone; a build sees it, though the corpus has not changed."""
    home = home_at(shards)
    home.build(corpus_of(write, 0), encoder)
    expected = told(ask(home.open(), encoder))
    with psycopg.connect(shards.split(";")[1], autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {parts(shards)[1][0]} CASCADE")
    with pytest.raises(IndexMismatchError, match="removed"):
        home.open()
    assert home.build(corpus_of(write, 0), encoder).changed
    assert told(ask(home.open(), encoder)) == expected


def test_old_parts_go_with_their_generation(
    shards: str, write: Write, encoder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everywhere; what another index has in the database of a shard stays."""
    monkeypatch.setattr(index.postgres.generations, "KEPT", "0 seconds")
    other = shards.split(";")[1]
    home_at(other).build(corpus_of(write, 9), encoder)
    for number in range(3):
        home_at(shards).build(corpus_of(write, number), encoder)
    here, there = parts(shards)
    assert [name.partition("_")[2].split("_")[0] for name in here] == ["2", "3"]
    assert there[0] == "cbd_1"
    assert [name.replace("2of2", "1of2") for name in there[1:]] == here
    home_at(other).verify()


def test_the_schema_is_made_in_each(shards: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By one command."""
    assert main(["schema", shards]) == 0
    assert "Applied: 0001" in capsys.readouterr().out
    for place in shards.split(";"):
        assert main(["schema", place]) == 0
        assert "up to date" in capsys.readouterr().out


BUILD = """
import sys
from pathlib import Path
from index.home import home_at
from ingest.corpus.load import load_corpus
from tests.conftest import WordEncoder

def progress(stage, done, total):
    print(stage, done, total, flush=True)
    if stage == "writing" and done == int(sys.argv[3]):
        sys.stdin.read()

home_at(sys.argv[1]).build(load_corpus([Path(sys.argv[2])], embedded=False), WordEncoder(), progress)
"""


@pytest.mark.parametrize("step", sweep([2, 3, 8, 13], 2))
def test_a_builder_killed_between_the_shards(shards: str, write: Write, encoder: Any, step: int) -> None:
    """While it writes the other one, at its end, while it writes the first one, and when all is written but
    nothing is switched: the generation before answers, and the next build removes what was left.
    """
    home = home_at(shards)
    home.build(corpus_of(write, 0), encoder)
    expected = told(ask(home.open(), encoder))
    corpus_of(write, 1)
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, shards, str(write({}, "shards-1-20")), str(step)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).resolve().parents[2], env=dict(os.environ),
    )  # fmt: skip
    with process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith(f"writing {step} "):
                break
        process.send_signal(signal.SIGKILL)
    assert told(ask(home.open(), encoder)) == expected
    home.build(corpus_of(write, 2), encoder)
    here, there = parts(shards)
    assert [name.replace("2of2", "1of2") for name in there] == here
    assert len(here) == 2


@pytest.fixture(scope="module")
def two_shards() -> Iterator[list[list[Server]]]:
    """Two clusters, each of a primary and a standby."""
    try:
        with servers("one", "one-standby", "other", "other-standby") as (one, follower, other, second):
            pairs = [[one, follower], [other, second]]
            for primary, standby in pairs:
                primary.create()
                primary.start()
                standby.copy(primary, [primary, standby])
                standby.start()
            yield pairs
    except Absent as reason:
        pytest.skip(str(reason))


def place_of(pairs: list[list[Server]]) -> str:
    """Their address."""
    return ";".join(address(each) for each in pairs)


def test_no_answer_is_of_two_generations(
    two_shards: list[list[Server]], write: Write, encoder: Any, record_property: Tell
) -> None:
    """While builds switch them under readers who open the index anew for each question."""
    home = home_at(place_of(two_shards))
    primaries = home_at(";".join(primary.address() for primary, _ in two_shards))
    expected = set()
    for number in range(2):
        home.build(corpus_of(write, number, 20 + number), encoder)
        expected.add(told(ask(primaries.open(), encoder)))
    assert len(expected) == 2
    with ThreadPoolExecutor(4) as pool:
        building = True

        def read() -> list[tuple[bytes, ...]]:
            found = []
            while building:
                found.append(told(ask(home.open(), encoder)))
            return found

        reading = [pool.submit(read) for _ in range(3)]
        for number in range(10):
            home.build(corpus_of(write, number % 2, 20 + number % 2), encoder)
        building = False
        met = [one for each in reading for one in each.result()]
    record_property("answers while ten builds switched two shards", len(met))
    assert set(met) == expected


def test_the_primary_of_a_shard_dies(
    two_shards: list[list[Server]], write: Write, encoder: Any, record_property: Tell
) -> None:
    """Its standby answers for it, the same. When that dies, too, there is no answer, and a sentence that says
    which shard is missing; when it is back there are answers again.
    """
    primary, standby = two_shards[1]
    home = home_at(place_of(two_shards))
    home.build(corpus_of(write, 0), encoder)
    index = home.open()
    expected = told(ask(index, encoder))
    for victim in (standby, primary):  # readers are on the standby until it dies
        longest = 0.0
        victim.kill()
        for _ in range(20):
            begun = time.monotonic()
            assert told(ask(index, encoder)) == expected
            longest = max(longest, time.monotonic() - begun)
        record_property(f"{victim.name} killed", f"longest answer {longest:.3f} s")
        assert longest < 3
        victim.start()
    for victim in (standby, primary):
        victim.kill()
    with pytest.raises(UnavailableError, match="Shard 2 of 2 did not answer"):
        ask(index, encoder)
    assert [state for state in home.hosts().values() if state == "lost"]
    primary.start()
    standby.start()
    assert told(ask(index, encoder)) == expected


def test_a_shard_that_takes_no_writes_stops_a_build(
    two_shards: list[list[Server]], write: Write, encoder: Any
) -> None:
    """Before anything is embedded; the generation before goes on serving."""
    primary, _ = two_shards[1]
    home = home_at(place_of(two_shards))
    home.build(corpus_of(write, 0), encoder)
    expected = told(ask(home.open(), encoder))
    primary.kill()
    encoder.asked.clear()
    with pytest.raises(UnavailableError, match="No host of the database takes writes"):
        home.build(corpus_of(write, 5), encoder)
    assert encoder.asked == []
    assert told(ask(home.open(), encoder)) == expected
    primary.start()
