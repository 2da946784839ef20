"""The archive: files, front matter and lock file change together."""

from pathlib import Path

import pytest

from assistant.library.archive import Archive
from assistant.library.client import Answer
from assistant.library.report import Report
from assistant.library.sandbox import GuardedReader

NAME = "decisions/cop-14/dec-01.json"
FILE = "decisions/cop-14/dec-01.pdf"
FRONT = {"id": "cop-14/dec-1"}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty one."""
    return Archive(tmp_path, GuardedReader(), Report())


def put(archive: Archive, name: str, body: bytes, front: dict[str, object] | None = None) -> None:
    """Keep a file of that content."""
    archive.keep(name, Answer("https://h/x", body), "tree", ("en",), front)


def test_new_changed_and_unchanged_are_told_apart(archive: Archive) -> None:
    """By the digest, whatever the server says of dates."""
    put(archive, NAME, b"one")
    put(archive, NAME, b"one")
    put(archive, NAME, b"two")
    archive.keep(NAME, Answer("https://h/x", same=True), "tree", ("en",))

    report = archive.report
    assert (report.new, report.changed, report.unchanged) == ([NAME], [NAME], 2)
    assert (archive.folder / NAME).read_bytes() == b"two"


def test_a_text_has_one_form(archive: Archive) -> None:
    """A tree takes the place of a file and of its front matter, and the other way round."""
    put(archive, FILE, b"%PDF", FRONT)
    assert (archive.folder / FILE).with_suffix(".yaml").read_text(encoding="utf-8") == "id: cop-14/dec-1\n"
    put(archive, NAME, b"{}")
    assert archive.names == [NAME]
    assert [path.name for path in (archive.folder / "decisions/cop-14").iterdir()] == ["dec-01.json"]
    put(archive, FILE, b"%PDF", FRONT)
    assert archive.names == [FILE]


def test_a_file_that_was_changed_by_others_is_not_believed(archive: Archive) -> None:
    """Its digest is not the one that was fetched: it is fetched again."""
    put(archive, NAME, b"one")
    (archive.folder / NAME).write_bytes(b"edited")

    assert archive.entry(NAME) is None


def test_what_is_removed_leaves_nothing(archive: Archive) -> None:
    """Neither front matter nor an entry."""
    put(archive, FILE, b"%PDF", FRONT)
    archive.remove(FILE)

    assert list((archive.folder / "decisions/cop-14").iterdir()) == []
    assert Archive(archive.folder, GuardedReader(), Report()).names == []
