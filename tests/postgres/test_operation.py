"""What docs/operate.md and deploy/postgres tell an administrator to do, done: a cluster by the scripts of the
compose file, and the way back to a moment before a mistake.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from assistant.access.roles import Role
from assistant.access.tokens import Tokens
from assistant.conversations.database import ConversationTable
from assistant.feedback.database import FeedbackTable
from assistant.feedback.opinion import Opinion
from index.postgres.connections import Reader, writer
from index.postgres.schema import upgrade
from ingest.errors import UnavailableError
from tests.postgres.server import Absent, Server, address, servers, wait_for

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "operate.md"
NAMES = ("owner", "builder", "reader", "standby")
PASSWORDS = {f"CBD_{name.upper()}_PASSWORD": f"it's {name}" for name in NAMES}
WHO = "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


@pytest.fixture
def two() -> Iterator[list[Server]]:
    """Two servers that are not made yet."""
    try:
        with servers("first", "second") as found:
            yield found
    except Absent as reason:
        pytest.skip(str(reason))


def told(name: str) -> str:
    """The value of a setting as docs/operate.md prints it."""
    (value,) = re.findall(rf"^{name} = '(.*)'$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert isinstance(value, str)
    return value


def test_the_scripts_make_a_cluster(two: list[Server]) -> None:
    """Each role comes in by its password alone, and the standby has what the owner made on the primary."""
    primary, standby = two
    primary.create()
    (primary.folder / "pg_hba.conf").write_text(WHO)
    primary.start()
    primary.execute("CREATE DATABASE cbd")
    primary.installation.script(
        "primary.sh",
        PGDATA=str(primary.folder), PGHOST="127.0.0.1", PGPORT=str(primary.port),
        POSTGRES_USER="postgres", POSTGRES_DB="cbd", **PASSWORDS,
    )  # fmt: skip
    primary.stop()
    primary.start()
    primary.installation.script(
        "standby.sh", "true",
        PGDATA=str(standby.folder), PGPASSWORD=PASSWORDS["CBD_STANDBY_PASSWORD"],
        CBD_HOSTS_OF_INDEX="127.0.0.1,127.0.0.1", CBD_PORTS_OF_INDEX=f"{primary.port},{standby.port}",
    )  # fmt: skip
    standby.start(PGPASSWORD=PASSWORDS["CBD_STANDBY_PASSWORD"])

    both = address([standby, primary], "cbd", "cbd_owner")
    with pytest.raises(UnavailableError, match="password"), writer(both):
        pass
    upgrade(make_conninfo(both, password=PASSWORDS["CBD_OWNER_PASSWORD"]))
    reader = Reader(address([standby], "cbd", "cbd_reader") + "?password=it's%20reader")
    wait_for(
        lambda: reader.run("SELECT to_regclass('cbd.migrations') IS NOT NULL") == [(True,)], "the schema"
    )
    assert reader.run("SELECT count(*) > 0 FROM cbd.migrations") == [(True,)]
    assert [state.standby for state in reader.hosts] == [True]
    reader.close()
    assert primary.execute("SELECT usename FROM pg_stat_replication") == [("cbd_standby",)]
    assert standby.execute("SHOW hot_standby_feedback") == [("on",)]


def test_back_to_a_moment_before_a_mistake(two: list[Server]) -> None:
    """By a copy of the server and what it wrote since, with the settings that the page prints."""
    server, restored = two
    archive = server.installation.home / "archive"
    server.create()
    server.set(
        f"archive_mode = on\narchive_command = '{told('archive_command')}'\n".replace(
            "/srv/cbd-archive", str(archive)
        )
    )
    archive.mkdir()
    archive.chmod(0o777)
    server.start()
    server.execute("CREATE TABLE kept AS SELECT 1 AS number")
    server.installation.run(
        "pg_basebackup",
        "--pgdata",
        str(restored.folder),
        "--dbname",
        server.address(),
        "--checkpoint",
        "fast",
    )
    server.execute("INSERT INTO kept VALUES (2)")
    ((moment,),) = server.execute("SELECT clock_timestamp()::text")
    server.execute("DROP TABLE kept")
    server.execute("SELECT pg_switch_wal()")
    server.stop()

    restored.set(
        f"archive_mode = off\nrestore_command = '{told('restore_command')}'\n".replace(
            "/srv/cbd-archive", str(archive)
        )
        + f"recovery_target_time = '{moment}'\nrecovery_target_action = '{told('recovery_target_action')}'\n"
    )
    (restored.folder / "recovery.signal").touch()
    restored.start()
    assert restored.execute("SELECT number FROM kept ORDER BY number") == [(1,), (2,)]
    wait_for(lambda: not restored.follows(), "it to take writes")
    with psycopg.connect(restored.address()) as connection:
        connection.execute("INSERT INTO kept VALUES (3)")


def test_what_people_gave_is_put_back(two: list[Server]) -> None:
    """By the two lines that the page prints: all of it, instead of what is there, and no generation."""
    server, _ = two
    server.create()
    server.start()
    places = []
    for name in ("first", "second"):
        server.execute(f"CREATE DATABASE {name}")
        places.append(server.address(name))
        upgrade(places[-1])
    first, second = places
    token, words = Tokens(first).create("x", Role.READER)
    revision = ConversationTable(first).store("oidc:1", "a", b"{}", "")
    FeedbackTable(first).add(Opinion(rating="up", question="Why?"))
    server.execute("INSERT INTO cbd.generations (manifest) VALUES ('{}')", "first")
    _, other = Tokens(second).create("other", Role.READER)

    lines = re.findall(r"^(pg_dump|pg_restore) (.*)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert [program for program, _ in lines] == ["pg_dump", "pg_restore"]
    for (program, arguments), place in zip(lines, places, strict=True):
        given = shlex.split(arguments)
        given[given.index("--dbname") + 1] = place
        server.installation.run(program, *given)

    assert Tokens(second).find(words) == token
    assert Tokens(second).find(other) is None
    assert ConversationTable(second).revisions("oidc:1") == {"a": revision}
    assert [one.question for one in FeedbackTable(second).newest(5)] == ["Why?"]
    assert server.execute("SELECT count(*) FROM cbd.generations", "second") == [(0,)]
    assert upgrade(second) == []
