"""The file of conversations: each person's own, whoever writes beside, whatever is killed."""

import json
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant import conversations
from assistant.conversations import Conversations, FullError, StaleError
from ingest.errors import NotFoundError, UnavailableError
from tests.assistant.library.kill import Report, killed

ANA, BOB = "oidc:4711", "proxy:bob"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file will lie."""
    return tmp_path / "deep" / "conversations.db"


@pytest.fixture
def kept(path: Path) -> Conversations:
    """No conversation yet."""
    return Conversations(path)


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What a file holds."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def test_what_is_stored_comes_back(kept: Conversations, path: Path) -> None:
    """With a revision that changes with each change, in a file that nobody else reads."""
    first = kept.store(ANA, "a", b"one", "")
    second = kept.store(ANA, "a", b"two", first)
    found = kept.read(ANA, "a")

    assert (found.id, found.revision, found.content) == ("a", second, b"two")
    assert first != second
    assert kept.revisions(ANA) == {"a": second}
    assert path.stat().st_mode & 0o077 == 0


def test_nobody_has_what_is_anothers(kept: Conversations) -> None:
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


def test_nothing_is_overwritten_unseen(kept: Conversations) -> None:
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


def test_what_is_deleted_is_gone_from_the_disk(kept: Conversations, path: Path) -> None:
    """One, then all; nothing of their words is left in the file or beside it."""
    for name in "abc":
        kept.store(ANA, name, b"secret-words " * 2_000, "")
    kept.delete(ANA, "a")
    assert kept.revisions(ANA)["a"] == ""
    assert kept.delete_all(ANA) == 2
    with pytest.raises(NotFoundError):
        kept.delete(ANA, "a")
    assert kept.revisions(ANA) == {"a": "", "b": "", "c": ""}
    assert not any(b"secret-words" in one.read_bytes() for one in path.parent.iterdir())


def test_what_is_erased_leaves_no_trace(kept: Conversations, path: Path) -> None:
    """Neither of the conversations nor of those that were deleted, nor of whose they were."""
    for name in ("a", "b"):
        kept.store(ANA, name, b"a secret word", "")
    kept.store(BOB, "c", b"another", "")
    kept.delete(ANA, "b")

    assert kept.erase(ANA) == 1
    assert rows(path, "SELECT owner FROM conversations") == [(BOB,)]
    held = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"secret" not in held
    assert ANA.encode() not in held


def test_each_person_has_so_much_room(kept: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    """In number and in bytes; what is there may be changed and deleted, and others have theirs."""
    monkeypatch.setattr(conversations, "MOST", 2)
    monkeypatch.setattr(conversations, "MOST_BYTES", 100)
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


def test_what_is_too_old_is_deleted(kept: Conversations, path: Path) -> None:
    """Whosever it is, when anybody comes; what was changed since stays, and without days everything."""
    kept.store(ANA, "old", b"x", "")
    kept.store(BOB, "old", b"x", "")
    kept.store(ANA, "new", b"x", "")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE conversations SET at = '2020-01-01T00:00:00+00:00' WHERE id = 'old'")
    assert set(kept.revisions(ANA)) == {"old", "new"}
    found = Conversations(path, 30).revisions(ANA)
    assert (bool(found["new"]), found["old"]) == (True, "")
    assert kept.revisions(BOB) == {"old": ""}
    assert sum(len(one) for (one,) in rows(path, "SELECT content FROM conversations")) == 1


def test_so_many_that_were_deleted_are_remembered(
    kept: Conversations, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each person the latest, so that nobody fills the disk by deleting; what is kept is not touched."""
    monkeypatch.setattr(conversations, "MOST_DELETED", 3)
    kept.store(ANA, "stays", b"x", "")
    kept.store(BOB, "his", b"x", "")
    kept.delete(BOB, "his")
    for number in range(6):
        kept.store(ANA, f"c{number}", b"x", "")
        kept.delete(ANA, f"c{number}")
    assert len(kept.revisions(ANA)) == 4
    assert kept.read(ANA, "stays").content == b"x"
    assert kept.revisions(BOB) == {"his": ""}


def test_two_processes_write_at_once(kept: Conversations, path: Path) -> None:
    """Of two that replace one revision one is told; none that was acknowledged is lost."""

    def add(number: int) -> Callable[[Report], None]:
        def work(report: Report) -> None:
            own = Conversations(path)
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


def test_a_killed_writer_loses_nothing_that_was_acknowledged(kept: Conversations, path: Path) -> None:
    """At several moments: the file is whole, and the next one writes."""
    kept.store(ANA, "first", b"[]", "")

    def work(report: Report) -> None:
        own = Conversations(path)
        for number in range(100):
            own.store(ANA, f"{os.getpid()}-{number}", b"x" * 10_000, "")
            report(f"{os.getpid()}-{number}")

    for seconds in (0.02, 0.05, 0.08, 0.11):
        was, said = killed(work, seconds=seconds)
        assert was
        assert set(said) <= set(kept.revisions(ANA))
        kept.delete_all(ANA)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_file_that_is_none_is_told(path: Path) -> None:
    """In one sentence that says which setting to look at."""
    path.parent.mkdir()
    path.write_bytes(b"no database " * 100)
    with pytest.raises(UnavailableError, match=r"cannot be used .*CBD_CONVERSATIONS"):
        Conversations(path).revisions(ANA)
