"""A primary and two standbys under six readers: killed, frozen, promoted, and switched between generations.

The seconds that are allowed are those of a busy machine; what was measured is told at the end of the run.
"""

import time
from collections.abc import Callable

import psycopg
import pytest
from psycopg.errors import UndefinedTable

from index.postgres.connections import Reader, writer
from ingest.errors import UnavailableError
from tests.postgres.load import asking
from tests.postgres.server import Server, address, wait_for

ROWS = 200
NEAREST = """
SELECT generation, id FROM passages WHERE generation = (SELECT generation FROM live)
ORDER BY (embedding <#> %s::halfvec) + 0, id LIMIT 20
"""

Tell = Callable[[str, object], None]


def load_generation(cluster: str, generation: int) -> None:
    """Passages of a new generation beside those that are live, then the switch, in a transaction each."""
    with writer(cluster) as connection:
        connection.execute(
            "INSERT INTO passages "
            "SELECT %s, id, ARRAY[id, 1, 0]::real[]::halfvec FROM generate_series(1, %s) id",
            (generation, ROWS),
        )
        connection.execute("UPDATE live SET generation = %s", (generation,))


@pytest.fixture
def where(three: list[Server]) -> str:
    """The address of the cluster, in which the first generation has arrived everywhere."""
    place = address(three)
    with writer(place) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        connection.execute("DROP TABLE IF EXISTS passages, live")
        connection.execute("CREATE TABLE passages (generation int, id int, embedding halfvec(3))")
        connection.execute("CREATE TABLE live AS SELECT 0 AS generation")
    load_generation(place, 1)
    follow(three, 1)
    return place


def follow(servers: list[Server], generation: int) -> float:
    """Until they all answer from it; how many seconds that took."""
    return wait_for(lambda: all(live(server) == generation for server in servers), f"generation {generation}")


def live(server: Server) -> object:
    """The generation that a server answers from."""
    try:
        return server.execute("SELECT generation FROM live")[0][0]
    except psycopg.Error:
        return None


def roles(servers: list[Server]) -> tuple[Server, Server, Server]:
    """The primary and its standbys."""
    primary, first, second = sorted(servers, key=Server.follows)
    assert not primary.follows()
    assert first.follows()
    return primary, first, second


def ask(reader: Reader) -> None:
    """The nearest passages are those of one generation, whichever."""
    rows = reader.run(NEAREST, ("[1,0,0]",))
    assert len({generation for generation, _ in rows}) == 1
    assert [number for _, number in rows] == list(range(ROWS, ROWS - 20, -1))


def test_readers_go_to_the_standbys(three: list[Server], where: str, record_property: Tell) -> None:
    """To both; the primary is left to those who write."""
    primary, *standbys = roles(three)
    with asking(where, ask) as load:
        load.during(lambda: None, 0.2)  # each reader has met each host
        before = {server.name: server.transactions() for server in three}
        load.during(lambda: None, 2)
        asked = {server.name: server.transactions() - before[server.name] for server in three}
    record_property("transactions of each host", asked)
    assert all(asked[standby.name] > 10 * asked[primary.name] for standby in standbys)
    assert 0.5 < asked[standbys[0].name] / asked[standbys[1].name] < 2


def test_generations_switched(three: list[Server], where: str, record_property: Tell) -> None:
    """Thirty times: every answer is of one generation, and all hosts answer from the last one in the end."""
    with asking(where, ask) as load:
        load.during(lambda: [load_generation(where, generation) for generation in range(2, 32)], 0)
        follow(three, 31)
    record_property("answers during 30 switches", len(load.gaps))


def test_a_standby_that_is_behind(three: list[Server], where: str) -> None:
    """What it has not got yet is read elsewhere, and it is asked for the rest."""
    primary, *standbys = roles(three)
    reader = Reader(where)
    try:
        for standby in standbys:
            standby.execute("SELECT pg_wal_replay_pause()")
        primary.execute("CREATE TABLE fresh AS SELECT 7 AS number")
        assert [reader.run("SELECT number FROM fresh") for _ in range(5)] == [[(7,)]] * 5
        assert [state.answers for state in reader.hosts] == [True] * 3
        assert reader.run("SELECT pg_is_in_recovery()") == [(True,)]
        with pytest.raises(UndefinedTable):
            reader.run("SELECT number FROM never")
    finally:
        primary.execute("DROP TABLE fresh")
        for standby in standbys:
            standby.execute("SELECT pg_wal_replay_resume()")
        reader.close()


def test_a_standby_frozen(three: list[Server], where: str, record_property: Tell) -> None:
    """Its readers go elsewhere within two seconds, and so does one that begins then."""
    _, standby, _ = roles(three)
    with asking(where, ask) as load:
        calm = load.during(lambda: None)
        gap = load.during(standby.freeze, 3)
        record_property("standby frozen", f"longest gap {gap:.3f} s, before {calm:.3f} s")
        begun = time.monotonic()
        late = Reader(where)
        for _ in range(10):
            ask(late)
        late.close()
        begun = time.monotonic() - begun
        standby.thaw()
        record_property("standby frozen", f"a new reader was answered ten times after {begun:.3f} s")
        assert 0.4 < gap < 2 + calm
        assert begun < 2 + calm
        wait_for(
            lambda: all(state.answers for reader in load.readers for state in reader.hosts), "its readers"
        )


def test_a_standby_killed(three: list[Server], where: str, record_property: Tell) -> None:
    """No answer fails, no connection meets it twice, and it is asked again when it is back."""
    _, standby, _ = roles(three)
    with asking(where, ask) as load:
        calm = load.during(lambda: None)
        gap = load.during(standby.kill)
        retried = [reader.retried for reader in load.readers]
        record_property(
            "standby killed", f"longest gap {gap:.3f} s, before {calm:.3f} s; asked again {retried}"
        )
        standby.start()
        assert max(retried) == 1
        assert gap < 1 + calm
        wait_for(
            lambda: all(state.answers for reader in load.readers for state in reader.hosts), "its readers"
        )


def test_the_primary_killed(three: list[Server], where: str, record_property: Tell) -> None:
    """Readers notice nothing. A standby that is promoted takes writes and the other one follows it; the old
    primary is refused as a second one that takes writes, and comes back as one that follows.
    """
    primary, first, second = roles(three)
    with asking(where, ask) as load:
        calm = load.during(lambda: None)
        gap = load.during(primary.kill)
        record_property("primary killed", f"longest gap {gap:.3f} s, before {calm:.3f} s")
        assert gap < 1 + calm
        with pytest.raises(UnavailableError, match="No host of the database takes writes"), writer(where):
            pass

        begun = time.monotonic()
        gap = load.during(lambda: (first.promote(), load_generation(where, 2)), 0)
        written = time.monotonic() - begun
        followed = follow([second], 2)
        record_property(
            "standby promoted",
            f"written after {written:.3f} s, followed {followed:.3f} s later, longest gap {gap:.3f} s",
        )
        assert written < 5

        primary.start()
        with pytest.raises(UnavailableError, match="More than one host of the database"), writer(where):
            pass
        primary.stop()
        primary.rejoin(first, three)
        primary.start()
        load_generation(where, 3)
        follow(three, 3)
    assert roles(three)[0] is first
