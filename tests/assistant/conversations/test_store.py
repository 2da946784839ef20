"""Conversations in a file and in a database: each person's own, whoever writes beside."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.conversations import kept as limits
from assistant.conversations.kept import FullError, StaleError
from assistant.conversations.store import ConversationStore, conversation_store
from assistant.settings import Settings
from index.postgres.schema import upgrade
from ingest.errors import NotFoundError, UnavailableError
from tests.assistant.library.kill import Report, killed

ANA, BOB = "oidc:4711", "proxy:bob"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
Make = Callable[..., ConversationStore]


@pytest.fixture(params=["file", "database"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes a store over what is kept in one place."""
    place: dict[str, Any] = {"conversations": tmp_path / "deep" / "conversations.db"}
    if request.param == "database":
        place["index"] = request.getfixturevalue("database")
        upgrade(place["index"])

    def found(days: int = 0) -> ConversationStore:
        store = conversation_store(Settings(**place, conversations_days=days))
        assert store is not None
        return store

    return found


@pytest.fixture
def kept(make: Make) -> ConversationStore:
    """No conversation yet."""
    return make()


def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what follows happen then."""
    for module in ("file", "database"):
        monkeypatch.setattr(f"assistant.conversations.{module}.moment", lambda before=0: moment)


def test_what_is_stored_comes_back(kept: ConversationStore, make: Make) -> None:
    """With a revision that changes with each change, whoever asks; the latest changed first."""
    first = kept.store(ANA, "a", b"one\0", "")
    other = kept.store(ANA, "b", b"", "")
    second = kept.store(ANA, "a", b"two\0\xff", first)
    found = make().read(ANA, "a")

    assert (found.id, found.revision, found.content) == ("a", second, b"two\0\xff")
    assert len({first, second, other}) == 3
    assert list(make().revisions(ANA).items()) == [("a", second), ("b", other)]


def test_nobody_has_what_is_anothers(kept: ConversationStore) -> None:
    """Not by its id, not in the list, not by deleting; the same id is another conversation."""
    revision = kept.store(ANA, "a", b"hers", "")
    with pytest.raises(NotFoundError):
        kept.read(BOB, "a")
    with pytest.raises(NotFoundError):
        kept.delete(BOB, "a")
    assert kept.revisions(BOB) == {}
    assert kept.delete_all(BOB) == 0
    with pytest.raises(StaleError):
        kept.store(BOB, "a", b"his", revision)
    kept.store(BOB, "a", b"his", "")
    assert kept.read(ANA, "a").content == b"hers"


def test_nothing_is_overwritten_unseen(kept: ConversationStore) -> None:
    """What was stored, deleted, or deleted and stored again since: each is told, nothing is changed."""
    first = kept.store(ANA, "a", b"one", "")
    with pytest.raises(StaleError, match="from elsewhere"):
        kept.store(ANA, "a", b"other", "")
    kept.delete(ANA, "a")
    with pytest.raises(StaleError):
        kept.store(ANA, "a", b"other", first)
    assert kept.revisions(ANA) == {"a": ""}
    assert kept.store(ANA, "a", b"anew", "") != first
    with pytest.raises(StaleError):
        kept.store(ANA, "a", b"other", first)
    assert kept.read(ANA, "a").content == b"anew"


def test_each_person_has_so_much_room(kept: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """In number and in bytes; what is there may be changed and deleted, and others have theirs."""
    monkeypatch.setattr(limits, "MOST", 2)
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    first = kept.store(ANA, "a", b"x" * 60, "")
    with pytest.raises(FullError, match="Delete some"):
        kept.store(ANA, "b", b"x" * 41, "")
    first = kept.store(ANA, "a", b"x" * 100, first)
    kept.store(ANA, "a", b"x", first)
    kept.store(ANA, "b", b"x", "")
    with pytest.raises(FullError):
        kept.store(ANA, "c", b"", "")
    kept.store(BOB, "c", b"x" * 100, "")
    kept.delete(ANA, "a")
    kept.store(ANA, "c", b"x", "")


def test_what_is_deleted_is_remembered(kept: ConversationStore) -> None:
    """One, then all: they are no more, and their ids are told."""
    for name in "abc":
        kept.store(ANA, name, b"words", "")
    kept.delete(ANA, "a")
    assert kept.revisions(ANA)["a"] == ""
    assert kept.delete_all(ANA) == 2
    with pytest.raises(NotFoundError):
        kept.delete(ANA, "a")
    with pytest.raises(NotFoundError):
        kept.read(ANA, "b")
    assert kept.revisions(ANA) == {"a": "", "b": "", "c": ""}


def test_what_is_erased_is_as_if_it_never_was(kept: ConversationStore) -> None:
    """Of one person alone, and of the deleted ones, too."""
    for name in ("a", "b"):
        kept.store(ANA, name, b"words", "")
    kept.store(BOB, "c", b"words", "")
    kept.delete(ANA, "b")
    assert kept.erase(ANA) == 1
    assert kept.revisions(ANA) == {}
    assert list(kept.revisions(BOB)) == ["c"]
    assert kept.erase(ANA) == 0


def test_what_is_too_old_is_deleted(
    kept: ConversationStore, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whosever it is, when anybody comes; what was changed since stays, and without days everything."""
    with monkeypatch.context() as then:
        at(LONG_AGO, then)
        kept.store(ANA, "old", b"x", "")
        kept.store(BOB, "old", b"x", "")
    kept.store(ANA, "new", b"x", "")
    assert all(kept.revisions(ANA).values())
    found = make(30).revisions(ANA)
    assert (bool(found["new"]), found["old"]) == (True, "")
    assert kept.revisions(BOB) == {"old": ""}
    with pytest.raises(NotFoundError):
        kept.read(BOB, "old")


def test_so_many_that_were_deleted_are_remembered(
    kept: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each person the latest, so that nobody fills the disk by deleting; what is kept is not touched."""
    monkeypatch.setattr(limits, "MOST_DELETED", 3)
    kept.store(ANA, "stays", b"x", "")
    kept.store(BOB, "his", b"x", "")
    kept.delete(BOB, "his")
    for number in range(6):
        kept.store(ANA, f"c{number}", b"x", "")
        kept.delete(ANA, f"c{number}")
    assert len(kept.revisions(ANA)) == 4
    assert kept.read(ANA, "stays").content == b"x"
    assert kept.revisions(BOB) == {"his": ""}


def test_two_processes_write_at_once(kept: ConversationStore, make: Make) -> None:
    """Of two that replace one revision one is told; none that was acknowledged is lost."""

    def add(number: int) -> Callable[[Report], None]:
        def work(report: Report) -> None:
            own = make()
            for turn in range(20):
                while True:
                    found = own.read(ANA, "a")
                    told = [*json.loads(found.content), f"{number}.{turn}"]
                    try:
                        own.store(ANA, "a", json.dumps(told).encode(), found.revision)
                    except StaleError:
                        report("stale")
                        continue
                    break

        return work

    kept.store(ANA, "a", b"[]", "")
    with ThreadPoolExecutor(2) as pool:
        assert [was for was, _ in pool.map(lambda number: killed(add(number)), range(2))] == [False, False]
    assert sorted(json.loads(kept.read(ANA, "a").content)) == sorted(
        f"{n}.{turn}" for n in range(2) for turn in range(20)
    )


def test_a_database_that_is_away_is_said() -> None:
    """In one sentence, and soon."""
    place = "postgresql://nobody@127.0.0.1:1/none"
    store = conversation_store(Settings(index=place, conversations=Path("kept")))
    assert store is not None
    with pytest.raises(UnavailableError, match="No host of the database takes writes"):
        store.revisions(ANA)


def test_nothing_is_kept_where_nobody_said_so(tmp_path: Path) -> None:
    """Neither in a folder nor in a database."""
    for place in (tmp_path, "postgresql://nobody@127.0.0.1:1/none"):
        assert conversation_store(Settings(index=place)) is None
