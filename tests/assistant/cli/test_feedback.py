"""The commands of feedback: list and export."""

import json
import stat
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.feedback.file import FeedbackFile
from assistant.feedback.opinion import Opinion
from evaluation.cli.main import main as evaluate

RIGHT = "cop-1/dec-3/para-2"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FeedbackFile:
    """A file with three feedbacks, which the settings name."""
    monkeypatch.setenv("CBD_FEEDBACK", str(tmp_path / "feedback.db"))
    found = FeedbackFile(tmp_path / "feedback.db")
    found.add(Opinion(rating="up", question="What is the CHM?"))
    found.add(Opinion(rating="down", question="Who pays?", comment="Not\x1b[2J this.", provision=RIGHT))
    found.add(Opinion(rating="down", question="Who?", provision="cbd/art-15/para-3", history=("Then?",)))
    return found


def test_it_is_listed(store: FeedbackFile, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest first, one a line; what was sent cannot steer the terminal."""
    assert main(["feedback", "list"]) == 0
    third, second, first = capsys.readouterr().out.splitlines()

    assert third.startswith("3  20")
    assert third.endswith("down  “Then? / Who?” -> cbd/art-15/para-3")
    assert second.endswith(f"“Who pays?” -> {RIGHT} (Not [2J this.)")
    assert first.endswith("up  “What is the CHM?”")


def test_programs_read_the_last_ones(store: FeedbackFile, capsys: pytest.CaptureFixture[str]) -> None:
    """Every field, as JSON."""
    assert main(["feedback", "list", "--last", "1", "--json"]) == 0
    [one] = json.loads(capsys.readouterr().out)

    assert (one["id"], one["provision"], one["history"]) == (3, "cbd/art-15/para-3", ["Then?"])


def test_the_harness_takes_the_export(
    store: FeedbackFile, hashed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`cbd-evaluate check` finds nothing wrong with it; it is nobody else's to read, and what could not be
    held against this index is named.
    """
    out = tmp_path / "set.jsonl"
    assert main(["feedback", "export", "-o", str(out), "--index", str(hashed_folder)]) == 0
    words = capsys.readouterr().out
    assert evaluate(["check", str(out)]) == 0

    assert words.startswith("Wrote 1 questions")
    assert "cbd/art-15/para-3" in words
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "0 problems" in capsys.readouterr().out


def test_an_export_that_cannot_be_written(
    store: FeedbackFile, hashed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, and what to do."""
    (tmp_path / "set.jsonl").mkdir()
    assert main(["feedback", "export", "-o", str(tmp_path / "set.jsonl"), "--index", str(hashed_folder)]) == 2
    assert "could not be written" in capsys.readouterr().err
