"""The file of conversations: whole whatever is killed, and nobody else's to read."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.conversations.file import ConversationFile
from ingest.errors import NotFoundError, UnavailableError
from tests.assistant.library.kill import Report, killed

ANA, BOB = "oidc:4711", "proxy:bob"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file will lie."""
    return tmp_path / "deep" / "conversations.db"


@pytest.fixture
def kept(path: Path) -> ConversationFile:
    """No conversation yet."""
    return ConversationFile(path)


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What a file holds."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def test_nobody_else_reads_the_file(kept: ConversationFile, path: Path) -> None:
    """Nor what lies beside it."""
    kept.store(ANA, "a", b"one", "")
    assert all(one.stat().st_mode & 0o077 == 0 for one in path.parent.iterdir())


def test_what_is_deleted_is_gone_from_the_disk(kept: ConversationFile, path: Path) -> None:
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


def test_what_is_erased_leaves_no_trace(kept: ConversationFile, path: Path) -> None:
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


def test_a_killed_writer_loses_nothing_that_was_acknowledged(kept: ConversationFile, path: Path) -> None:
    """At several moments: the file is whole, and the next one writes."""
    kept.store(ANA, "first", b"[]", "")

    def work(report: Report) -> None:
        own = ConversationFile(path)
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
        ConversationFile(path).revisions(ANA)
