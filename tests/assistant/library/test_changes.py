"""Changes to the library: one at a time, each whole or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.library.additions import OwnFiles
from assistant.library.changes import Changes, Plan
from assistant.library.registry import OwnFile, Registry
from ingest.errors import InputError, NotFoundError

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-m", "assistant.cli.main"]
DIES = """
import os, signal, sys
from pathlib import Path
from assistant.library import changes
from assistant.library.changes import Changes, Plan
from assistant.library.registry import OwnFile, Registry

left = int(sys.argv[2])

def counted(real):
    def call(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    return call

for name in ("open", "replace", "unlink", "mkdir"):
    setattr(Path, name, counted(getattr(Path, name)))
registry = Registry(Path(sys.argv[1]))
new = OwnFile("new.txt", "/desk/new.txt", "1" * 64, "other", "New", "en", "")
with Changes(registry).turn():
    Changes(registry).make(
        Plan("new", new, ("new.txt", "new.yaml"), ("old.txt", "old.yaml"), ("old",)),
        {"new.txt": b"new", "new.yaml": b"id: new"},
    )
print("done")
"""
OLD = OwnFile("old.txt", "/desk/new.txt", "0" * 64, "other", "Old", "en", "")


def laid_out(folder: Path) -> None:
    """A folder with one file in it."""
    folder.mkdir()
    (folder / "old.txt").write_text("old", encoding="utf-8")
    (folder / "old.yaml").write_text("id: old", encoding="utf-8")
    Registry(folder).put("old", OLD)


def state(folder: Path) -> tuple[list[str], list[str]]:
    """The ids that are known and the files that are there, hidden ones too."""
    return sorted(Registry(folder).files), sorted(path.name for path in folder.iterdir())


@pytest.mark.long
def test_killed_at_any_step_a_change_is_whole_or_did_not_happen(tmp_path: Path) -> None:
    """SIGKILL before each call to the file system in turn; the next command finds one of two states."""
    before = (["old"], [".own.json", "old.txt", "old.yaml"])
    after = (["new"], [".own.json", "new.txt", "new.yaml"])
    found = []
    for step in range(60):
        folder = tmp_path / str(step) / "own"
        folder.parent.mkdir()
        laid_out(folder)
        run = subprocess.run(
            [sys.executable, "-c", DIES, str(folder), str(step)], cwd=ROOT, capture_output=True, check=False
        )
        killed = run.returncode == -signal.SIGKILL
        assert killed or run.returncode == 0, run.stderr
        with Changes(Registry(folder)).turn():
            found.append(state(folder))
        assert found[-1] in (before, after), (step, found[-1])
        if not killed:
            assert found[-1] == after  # what was acknowledged is there
            break
    assert before in found
    assert found.count(after) > 2  # also where it was killed after it was decided
    assert not killed


def test_two_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two `add` of six files each, started together: twelve are there."""
    for half in ("one", "two"):
        (tmp_path / half).mkdir()
        for number in range(6):
            words = f"# The {half} note {number}\n\nChairs of the {half} kind, number {number}.\n"
            (tmp_path / half / f"{half}-{number}.md").write_text(words, encoding="utf-8")
    environment = os.environ | {"CBD_LIBRARY": str(tmp_path / "library")}
    runs = [
        subprocess.Popen(
            [*COMMAND, "add", str(tmp_path / half), "--json"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for half in ("one", "two")
    ]  # fmt: skip
    for run in runs:
        out, err = run.communicate()
        assert run.returncode == 0, (out, err)
    own = OwnFiles(tmp_path / "library")
    assert sorted(own.files) == sorted(f"{half}-{number}" for half in ("one", "two") for number in range(6))
    assert all((own.folder / file.file).is_file() for file in own.files.values())


def test_a_turn_that_does_not_come_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and nothing is changed."""
    monkeypatch.setattr("assistant.library.changes.WAIT", 0.05)
    one, two = (Changes(Registry(tmp_path / "own")) for _ in range(2))
    with one.turn(), pytest.raises(InputError, match="Another command is changing the library"), two.turn():
        pass


def test_removing_is_all_or_nothing(tmp_path: Path) -> None:
    """An id that is not there keeps those that are."""
    laid_out(tmp_path / "own")
    own = OwnFiles(tmp_path)
    with pytest.raises(NotFoundError, match="'nothing'"):
        own.remove("old", "nothing")
    assert state(tmp_path / "own") == (["old"], [".own.json", "old.txt", "old.yaml"])
    own.remove("old")
    assert state(tmp_path / "own") == ([], [".own.json"])


def test_a_plan_that_was_cut_is_no_plan(tmp_path: Path) -> None:
    """What it had prepared is removed."""
    laid_out(tmp_path / "own")
    change = tmp_path / "own" / ".change"
    change.mkdir()
    (change / "new.txt").write_text("new", encoding="utf-8")
    (change / "plan.json").write_text('{"identity": "new", "entry"', encoding="utf-8")
    with Changes(Registry(tmp_path / "own")).turn():
        assert state(tmp_path / "own") == (["old"], [".own.json", "old.txt", "old.yaml"])


def test_a_disk_that_is_full_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second file cannot be written: one sentence, and the first is not there either."""
    laid_out(tmp_path / "own")
    changes = Changes(Registry(tmp_path / "own"))
    from assistant.library.files import write_whole

    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".yaml":
            raise InputError("No space left on device.")
        write_whole(path, content)

    monkeypatch.setattr("assistant.library.changes.write_whole", full)
    plan = Plan("new", OLD, ("new.txt", "new.yaml"), ("old.txt",), ("old",))
    with changes.turn(), pytest.raises(InputError, match="No space"):
        changes.make(plan, {"new.txt": b"new", "new.yaml": b"id: new"})
    assert state(tmp_path / "own") == (["old"], [".own.json", "old.txt", "old.yaml"])
