"""Backup, restore and verify: nothing is half done, and damage is found."""

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.conversations.file import ConversationFile
from assistant.feedback.file import FeedbackFile
from assistant.feedback.opinion import Opinion
from assistant.library import restore
from assistant.library.additions import OwnFiles
from assistant.library.backup import FORMAT, LIST, write_backup
from assistant.library.changes import Changes, Plan
from assistant.library.registry import OwnFile, Registry
from assistant.library.restore import finish_restore, read_backup
from assistant.library.verification import verify
from assistant.settings import Settings
from ingest.errors import InputError
from tests.assistant.library.kill import Report, killed


def put(library: Path, name: str) -> None:
    """A file of one's own, as `add` leaves it."""
    raw = f"Chairs of {name}.".encode()
    from assistant.library.files import digest

    file = OwnFile(f"{name}.txt", f"/desk/{name}", digest(raw), "other", name, "en", "")
    changes = Changes(Registry(library / "own"))
    with changes.turn():
        contents = {f"{name}.txt": raw, f"{name}.yaml": f"id: {name}".encode()}
        changes.make(Plan(name, file, tuple(contents)), contents)


def say(settings: Settings, words: str) -> int:
    """One feedback."""
    return FeedbackFile(settings.feedback).add(Opinion(rating="up", question=words, answer="b", comment="c"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation with two files of its own and two feedbacks."""
    home = tmp_path / "var"
    found = elsewhere(Settings(index=home / "index"), home)
    found.audit.parent.mkdir(parents=True)
    found.audit.write_text('{"who": "ana"}\n', encoding="utf-8")
    for name in ("one", "two"):
        put(found.library, name)
        say(found, name)
    return found


def elsewhere(settings: Settings, home: Path) -> Settings:
    """The same in another place, where nothing is."""
    return replace(
        settings,
        library=home / "library",
        feedback=home / "feedback.db",
        access=home / "access",
        audit=home / "audit" / "audit.jsonl",
    )


def held(settings: Settings) -> tuple[list[str], list[str]]:
    """The ids and the feedback, with what they stand for compared."""
    own = OwnFiles(settings.library)
    for file in own.files.values():
        assert (own.folder / file.file).read_text(encoding="utf-8").startswith("Chairs of")
    if not settings.feedback.exists():
        return sorted(own.files), []
    with closing(sqlite3.connect(settings.feedback)) as db:
        return sorted(own.files), [row[0] for row in db.execute("SELECT question FROM feedback ORDER BY id")]


def test_a_backup_is_restored_elsewhere(settings: Settings, tmp_path: Path) -> None:
    """Everything is there, for nobody else to read."""
    target = tmp_path / "backup.zip"
    counts = write_backup(settings, target)
    assert counts == {"library": 5, "access": 0, "feedback": 1, "audit": 1}
    assert target.stat().st_mode & 0o077 == 0
    other = elsewhere(settings, tmp_path / "other")
    read_backup(other, target)
    assert held(other) == (["one", "two"], ["one", "two"])
    assert other.audit.read_bytes() == settings.audit.read_bytes()
    assert all(finding.good for finding in verify(other) if finding.part != "index")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_is_there_is_replaced_only_on_demand(settings: Settings, tmp_path: Path) -> None:
    """And then wholly."""
    write_backup(settings, tmp_path / "backup.zip")
    put(settings.library, "three")
    say(settings, "three")
    with pytest.raises(InputError, match="something already: library, feedback.*--replace"):
        read_backup(settings, tmp_path / "backup.zip")
    assert held(settings)[0] == ["one", "three", "two"]
    read_backup(settings, tmp_path / "backup.zip", replace=True)
    assert held(settings) == (["one", "two"], ["one", "two"])


def test_conversations_are_saved_where_they_are_kept(settings: Settings, tmp_path: Path) -> None:
    """Verified, saved and restored like the rest; a place that keeps none says what to set."""
    keeping = replace(settings, conversations=tmp_path / "var" / "conversations.db")
    revision = ConversationFile(tmp_path / "var" / "conversations.db").store("oidc:4711", "c1", b"[]", "")
    target = tmp_path / "backup.zip"
    assert write_backup(keeping, target)["conversations"] == 1
    other = elsewhere(settings, tmp_path / "other")
    with pytest.raises(InputError, match="it holds conversations, and CBD_CONVERSATIONS does not say"):
        read_backup(other, target)
    other = replace(other, conversations=tmp_path / "other" / "conversations.db")
    read_backup(other, target)

    assert ConversationFile(tmp_path / "other" / "conversations.db").revisions("oidc:4711") == {
        "c1": revision
    }
    assert (tmp_path / "other" / "conversations.db").stat().st_mode & 0o077 == 0
    assert {finding.part: finding.good for finding in verify(other)}["conversations"]
    (tmp_path / "other" / "conversations.db").write_bytes(b"no database " * 100)
    assert not {finding.part: finding.good for finding in verify(other)}["conversations"]


def spoilt(path: Path, how: str) -> None:
    """A backup that must not be restored."""
    if how == "cut":
        path.write_bytes(path.read_bytes()[:-200])
        return
    with zipfile.ZipFile(path) as old:
        record = json.loads(old.read(LIST))
        files = {name: old.read(name) for name in record["files"]}
    if how == "altered":
        files["library/own/one.txt"] = b"Lamps."
    elif how == "lacking":
        del files["library/own/one.txt"]
    elif how == "outside":
        record["files"]["library/../../evil"] = ""
        files["library/../../evil"] = b""
    elif how == "foreign":
        record["format"] = 99
    with zipfile.ZipFile(path, "w") as new:
        for name, content in files.items():
            new.writestr(name, content)
        new.writestr(LIST, json.dumps(record))


@pytest.mark.parametrize("how", ["cut", "altered", "lacking", "outside", "foreign"])
def test_a_spoilt_backup_changes_nothing(settings: Settings, tmp_path: Path, how: str) -> None:
    """One sentence; what was there is there."""
    target = tmp_path / "backup.zip"
    write_backup(settings, target)
    spoilt(target, how)
    put(settings.library, "three")
    with pytest.raises(InputError, match=r"backup.zip cannot be restored .*Nothing was changed"):
        read_backup(settings, target, replace=True)
    assert held(settings) == (["one", "three", "two"], ["one", "two"])
    assert not list(tmp_path.rglob("*restor*"))
    assert not list(tmp_path.rglob("evil"))


def crafted(path: Path, *names: str, listed: str = "") -> None:
    """A backup made by somebody else: these files, each with its right digest, or another list."""
    record = {"format": FORMAT, "files": {name: hashlib.sha256(b"[]").hexdigest() for name in names}}
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"[]")
        archive.writestr(LIST, listed or json.dumps(record))


@pytest.mark.parametrize(
    "name",
    [
        "library/../evil.md",
        "library/own/../../evil.md",
        "library//evil.md",
        "library/./evil.md",
        "library/",
        "library/.restore.json",
        "library/.restoring/evil.md",
        "library/own/.change/evil.md",
        "library/.before-restore/evil.md",
        "audit/evil.sh",
        "audit/sub/audit.jsonl",
        "audit/.audit.jsonl",
        "audit/..",
        "feedback/",
        "feedback/sub/feedback.db",
        "evil/evil.md",
        "evil",
    ],
)
def test_a_backup_holds_nothing_but_the_state(settings: Settings, tmp_path: Path, name: str) -> None:
    """Not the plan of a restore, not what runs, nothing elsewhere; and the next command finds no plan."""
    target = tmp_path / "backup.zip"
    crafted(target, "library/own/good.txt", name)
    with pytest.raises(InputError, match=r"nothing of ours.*Nothing was changed"):
        read_backup(settings, target, replace=True)
    finish_restore(settings)
    assert held(settings) == (["one", "two"], ["one", "two"])
    assert not list(tmp_path.rglob("*evil*"))
    assert not list(tmp_path.rglob("*restor*"))


def test_a_backup_larger_than_the_disk_is_not_begun(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a few kilobytes unpack to is known before."""
    target = tmp_path / "backup.zip"
    write_backup(settings, target)
    usage = type(shutil.disk_usage(tmp_path))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1_000_000, 999_000, 1_000))
    monkeypatch.setattr(restore, "_extract", None)  # it would be called
    with pytest.raises(InputError, match=r"it needs 0 MiB, and 0 are free"):
        read_backup(settings, target, replace=True)


def test_the_room_is_that_of_a_mounted_folder(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library on a full volume of its own is refused, however much is free where it is mounted."""
    target = tmp_path / "backup.zip"
    write_backup(settings, target)
    usage = type(shutil.disk_usage(tmp_path))
    full = settings.library.absolute()
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 0, 1_000 if path == full else 10**9))
    with pytest.raises(InputError, match=r"it needs 0 MiB, and 0 are free"):
        read_backup(settings, target, replace=True)


@pytest.mark.parametrize("listed", ["[" * 100_000, "[]", '{"format": 1, "files": [1]}', " " * 2_000 + "{}"])
def test_a_list_that_is_none(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: str
) -> None:
    """Too deep, too long or of another form."""
    monkeypatch.setattr(restore, "MOST_LIST", 1_000 if listed.startswith(" ") else 1_000_000)
    crafted(tmp_path / "backup.zip", listed=listed)
    with pytest.raises(InputError, match="cannot be restored"):
        read_backup(settings, tmp_path / "backup.zip", replace=True)
    assert held(settings) == (["one", "two"], ["one", "two"])


def every_step(
    work: Callable[[Report], None], check: Callable[[bool], None], reset: Callable[[], None]
) -> int:
    """Kill the work before each of its changes of the disk in turn; how many there were."""
    for step in range(1, 300):
        reset()
        was, _ = killed(work, step)
        check(was)
        if not was:
            return step - 1
    raise AssertionError("it never came to its end")


def test_a_restore_that_is_killed_is_ended_or_did_not_begin(settings: Settings, tmp_path: Path) -> None:
    """Before each change of the disk in turn: the state of before, or that of the backup."""
    write_backup(settings, tmp_path / "backup.zip")
    put(settings.library, "three")
    say(settings, "three")
    kept = tmp_path / "kept"
    shutil.copytree(tmp_path / "var", kept)
    seen = set()

    def reset() -> None:
        shutil.rmtree(tmp_path / "var")
        shutil.copytree(kept, tmp_path / "var")

    def check(was: bool) -> None:
        finish_restore(settings)
        state = held(settings)
        assert state in ((["one", "three", "two"], ["one", "two", "three"]), (["one", "two"], ["one", "two"]))
        assert was or state == (["one", "two"], ["one", "two"])
        seen.add(len(state[0]))
        assert all(finding.good for finding in verify(settings) if finding.part != "index")

    steps = every_step(
        lambda _: read_backup(settings, tmp_path / "backup.zip", replace=True) and None, check, reset
    )
    assert steps > 15
    assert seen == {2, 3}


def test_a_backup_that_is_killed_leaves_the_one_before(settings: Settings, tmp_path: Path) -> None:
    """Or is there whole."""
    target = tmp_path / "backup.zip"
    write_backup(settings, target)
    before = target.read_bytes()
    put(settings.library, "three")

    def check(was: bool) -> None:
        new = target.read_bytes() != before
        other = elsewhere(settings, tmp_path / "other")
        read_backup(other, target)
        assert held(other)[0] == (["one", "three", "two"] if new else ["one", "two"])
        assert was or new
        shutil.rmtree(tmp_path / "other")

    every_step(lambda _: write_backup(settings, target) and None, check, lambda: None)


def test_verify_names_what_is_wrong(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each damage in a line of its own, and a status that is not 0."""
    for name in ("library", "feedback", "index", "access", "audit"):
        monkeypatch.setenv(f"CBD_{name.upper()}", str(getattr(settings, name)))
    own = settings.library / "own"
    (own / "one.txt").write_text("Lamps.", encoding="utf-8")
    (own / "two.yaml").unlink()
    (own / "stray.txt").write_text("Whose?", encoding="utf-8")
    os.truncate(settings.feedback, 5000)
    assert main(["verify", "--json"]) == 2
    found = {(one["part"], one["words"].split(";")[0]) for one in json.loads(capsys.readouterr().out)}
    assert ("own files", "one: one.txt is not the file that was added") in found
    assert ("own files", "two: two.yaml beside its file is not there") in found
    assert ("own files", "stray.txt is not in the list") in found
    assert any(part == "feedback" and "damaged" in words for part, words in found)
    assert any(part == "index" and "There is no index" in words for part, words in found)


def test_the_commands(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One for each, with a word of what was done."""
    for name in ("library", "feedback", "index", "access", "audit"):
        monkeypatch.setenv(f"CBD_{name.upper()}", str(getattr(settings, name)))
    assert main(["backup", str(tmp_path / "b.zip")]) == 0
    assert "5 files of library" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "b.zip")]) == 2
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", "--replace", "--json", str(tmp_path / "b.zip")]) == 0
    assert json.loads(capsys.readouterr().out)["library"] == 5
