"""Feedback in a file and in a database: the same promises."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import conninfo_to_dict

from assistant.cli.main import main
from assistant.feedback.opinion import Opinion
from assistant.feedback.store import FeedbackStore, feedback_store
from assistant.settings import Settings
from index.postgres.schema import upgrade
from ingest.errors import UnavailableError

NAMED = Opinion(
    rating="down", question="And who?", provision="cbd/art-18/para-3", history=("What is it?", "“Where”?")
)
Make = Callable[..., FeedbackStore]


@pytest.fixture(params=["file", "database"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes a store over what is kept in one place."""
    place: dict[str, Any] = {"feedback": tmp_path / "feedback.db"}
    if request.param == "database":
        place["index"] = request.getfixturevalue("database")
        upgrade(place["index"])
    return lambda **settings: feedback_store(Settings(**place, **settings))


def test_what_is_stored_comes_back(make: Make) -> None:
    """Every field, with a number that grows and the moment in UTC; another process sees it."""
    numbers = [make().add(NAMED), make().add(Opinion(rating="up", question="Why?"))]
    newest, oldest = make().newest(5)

    assert numbers == [oldest.id, newest.id] == sorted(numbers)
    assert {name: getattr(oldest, name) for name in Opinion.__slots__} == {
        name: getattr(NAMED, name) for name in Opinion.__slots__
    }
    assert oldest.at.endswith("+00:00")
    assert len(oldest.at) == len("2026-11-28T09:30:00+00:00")


def test_pages_of_it(make: Make) -> None:
    """So many, and those before a number; nothing where nothing was said."""
    store = make()
    assert store.newest(5) == []
    first, second, third = (store.add(NAMED) for _ in range(3))
    assert [one.id for one in store.newest(2)] == [third, second]
    assert [one.id for one in store.newest(5, before=second)] == [first]


def test_a_full_store_refuses(make: Make) -> None:
    """What comes after is refused with a sentence; what is there stays."""
    store = make(feedback_megabytes=1)
    noise = "".join(chr(0x4E00 + (number * 7919) % 20_000) for number in range(60_000))
    large = Opinion(rating="up", question="Why?", comment=noise)
    with pytest.raises(UnavailableError, match="has reached 1 MB"):
        deque((store.add(large) for _ in range(10)), maxlen=0)
    kept = len(store.newest(20))
    assert 0 < kept < 10
    assert len(make(feedback_megabytes=1).newest(20)) == kept


def test_a_zero_byte_ends_nothing(make: Make) -> None:
    """The words around it are kept."""
    make().add(Opinion(rating="up", question="Wh\0y?"))
    assert make().newest(1)[0].question.replace("\0", "") == "Why?"


def test_the_command_lists_what_a_database_holds(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By the address of the index; a schema of before is told with what to do."""
    place = conninfo_to_dict(database)
    database = f"postgresql://{place['user']}@{place['host']}:{place['port']}/{place['dbname']}"
    assert main(["feedback", "list", "--index", database]) == 2
    assert "cbd-assistant schema" in capsys.readouterr().err
    upgrade(database)
    feedback_store(Settings(index=database)).add(NAMED)
    assert main(["feedback", "list", "--index", database]) == 0
    assert "cbd/art-18/para-3" in capsys.readouterr().out


def test_a_database_that_is_away_is_said() -> None:
    """In one sentence, and soon."""
    with pytest.raises(UnavailableError, match="No host of the database takes writes"):
        feedback_store(Settings(index="postgresql://nobody@127.0.0.1:1/none")).add(NAMED)
