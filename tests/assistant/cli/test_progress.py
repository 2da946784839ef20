"""Progress where nobody looks at a terminal: whole lines with counts and seconds, on standard error."""

import io
import json
import subprocess
import sys
from pathlib import Path

from assistant.cli.progress import Lines
from assistant.library.backup import write_backup
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """What it says."""
        return self.now


def test_a_step_is_told_at_its_end_and_now_and_then() -> None:
    """Not more often than every ten seconds, and once when it is done."""
    out, clock = io.StringIO(), Clock()
    lines = Lines(out, clock)
    for second in range(26):
        clock.now = float(second)
        lines.show("embedding", second * 4, 100)
    lines.show("embedding", 100, 100)

    assert out.getvalue().splitlines() == [
        "embedding: 40 of 100, 10 s",
        "embedding: 80 of 100, 20 s",
        "embedding: 100 of 100, 25 s",
    ]


def test_each_step_has_its_own_time_and_note() -> None:
    """What takes no time is told by one line, what has nothing to do by none."""
    out, clock = io.StringIO(), Clock()
    lines = Lines(out, clock)
    lines.show("reading", 0, 0)
    lines.show("sync", 1, 2, "cop-14/dec-8")
    clock.now = 3.0
    lines.show("sync", 2, 2, "cop-14/dec-9")
    lines.show("storing", 5, 5)

    assert out.getvalue().splitlines() == ["sync: 2 of 2, 3 s: cop-14/dec-9", "storing: 5 of 5, 0 s"]


def test_a_command_in_a_log_tells_its_steps(tmp_path: Path) -> None:
    """In lines, without a carriage return; what it found is alone on standard output."""
    (tmp_path / "strategy.md").write_text("# A strategy\n\n1. Every district names a warden.\n")
    command = [sys.executable, "-m", "assistant.cli", "add", str(tmp_path / "strategy.md"), "--json"]
    environment = {"PYTHONPATH": ":".join([str(ROOT), *sys.path]), "CBD_LIBRARY": str(tmp_path / "library")}
    done = subprocess.run(
        command, env=environment, capture_output=True, check=True, timeout=120, cwd=tmp_path
    )

    assert [outcome["status"] for outcome in json.loads(done.stdout)] == ["new"]
    assert b"\r" not in done.stderr
    assert done.stderr.decode().startswith("add: 1 of 1, ")


def test_a_backup_tells_its_parts(tmp_path: Path) -> None:
    """File by file, each part by its name."""
    library = tmp_path / "library"
    (library / "own").mkdir(parents=True)
    for name in ("a.md", "b.md"):
        (library / "own" / name).write_text("x")
    told: list[tuple[str, int, int]] = []
    settings = Settings(
        library=library, feedback=tmp_path / "f.db", access=tmp_path / "a", audit=tmp_path / "l"
    )
    write_backup(settings, tmp_path / "backup.zip", lambda *step: told.append(step))

    assert [step for step in told if step[0] == "library"][-1][1:] == (len(told), len(told))
    assert [done for _, done, _ in told] == list(range(1, len(told) + 1))
