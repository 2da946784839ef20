"""What opens doors, in a folder and in a database: the same promises."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from assistant.access.roles import Person, Role
from assistant.access.safe import place_of, safe_at
from assistant.access.sessions import Sessions
from assistant.access.tokens import Tokens
from assistant.settings import Settings
from index.address import Address
from index.postgres.schema import upgrade
from ingest.errors import InputError, NotFoundError, UnavailableError
from tests.assistant.access.test_sessions import ANA
from tests.assistant.access.test_tokens import Clock

RECORDS = ("tokens.json", "ended.json", "sessions.json")


@pytest.fixture(params=["folder", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Where nothing is kept yet."""
    if request.param == "folder":
        return place_of(Settings(access=tmp_path))
    database = str(request.getfixturevalue("database"))
    upgrade(database)
    return place_of(Settings(index=database, access=tmp_path))


@pytest.fixture
def put(place: Address) -> Callable[[str, bytes], None]:
    """Puts a record there, as nobody of ours would."""

    def write(name: str, content: bytes) -> None:
        if isinstance(place, Path):
            (place / name).write_bytes(content)
            return
        with psycopg.connect(place, autocommit=True) as owner:
            owner.execute(
                "INSERT INTO cbd.access AS held (name, content) VALUES (%s, %s) ON CONFLICT (name) "
                "DO UPDATE SET content = EXCLUDED.content, revision = EXCLUDED.revision, "
                "changes = held.changes + 1",
                [name, content],
            )

    return write


def test_a_token_opens_on_every_machine_until_it_is_revoked(place: Address) -> None:
    """From the next look on, without a restart; it is listed, and cannot be shown again."""
    clock = Clock()
    tokens, other = Tokens(place, clock), Tokens(place, clock)
    assert (other.all(), other.any_good()) == ([], False)
    token, words = tokens.create("intranet", Role.TRAINER, ("read",), days=1)
    assert other.find(words) == token
    assert other.find(words[:-1]) is None
    assert other.any_good()
    tokens.revoke(token.id)
    assert other.find(words) is None
    assert [one.revoked for one in other.all()] == [clock.now]
    with pytest.raises(NotFoundError):
        other.revoke("nobody")
    fresh, words = other.create("another", Role.READER, days=1)
    assert tokens.find(words) == fresh
    clock.now += 86_400
    assert tokens.find(words) is None


def test_the_secret_of_a_token_is_kept_nowhere(place: Address) -> None:
    """The secret of a token is nowhere: neither in its record, nor in what is told of it."""
    token, words = Tokens(place).create("x", Role.READER)
    kept = safe_at(place).kept("tokens.json", bytes, bytes).get()
    assert token.digest.encode() in kept
    assert words.split("_", 2)[2].encode() not in kept
    assert Tokens(place).find(f"cbda_{token.id}_{token.digest[:43]}") is None


def test_makers_on_several_machines_lose_no_token(place: Address) -> None:
    """Each is there."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: Tokens(place).create(f"n{number}", Role.READER), range(8)))
    assert {token.name for token in Tokens(place).all()} == {f"n{number}" for number in range(8)}


def test_who_signed_in_on_one_machine_is_known_on_another(place: Address) -> None:
    """By a key that all of them have; whoever signs out is out on all of them, and nobody else."""
    clock = Clock()
    sessions, other = Sessions(place, 2, clock), Sessions(place, 2, clock)
    first, second = sessions.begin(ANA), other.begin(ANA)
    bob = sessions.begin(Person("oidc:2", "Bob"))
    session = other.read(first)
    assert session is not None
    assert session.person == ANA
    sessions.end(session.id)
    assert other.read(first) is None
    assert other.read(second) is not None
    other.end_all(ANA.id)
    assert sessions.read(second) is None
    assert sessions.read(bob) is not None
    other.end_all()
    assert sessions.read(bob) is None


def test_a_key_is_made_once(place: Address) -> None:
    """Whoever asks next has the same; another name is another key."""
    key = safe_at(place).key("one.key")
    assert len(key) == 32
    assert safe_at(place).key("one.key") == key != safe_at(place).key("other.key")


@pytest.mark.parametrize("name", RECORDS)
def test_a_damaged_record_opens_nothing(place: Address, put: Callable[[str, bytes], None], name: str) -> None:
    """It is told; nobody comes in meanwhile."""
    sessions = Sessions(place, 2)
    cookie, token = sessions.begin(ANA), "cbda_00000000_" + "A" * 43
    asked = {"tokens.json": lambda: Tokens(place).find(token), "ended.json": lambda: sessions.read(cookie)}
    asked["sessions.json"] = lambda: sessions.of(ANA.id)
    put(name, b"{")
    with pytest.raises(InputError, match="damaged"):
        asked[name]()


def test_a_database_that_is_away_lets_nobody_in() -> None:
    """It is said in one sentence, and soon."""
    away = "postgresql://nobody@127.0.0.1:1/none"
    with pytest.raises(UnavailableError, match="did not answer"):
        Tokens(away).find("cbda_00000000_" + "A" * 43)
    with pytest.raises(UnavailableError):
        Sessions(away, 2)
