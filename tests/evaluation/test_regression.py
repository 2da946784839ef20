"""The regression gate: the embedded corpus, the test half, the committed baseline."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from evaluation.cli.command import BASELINE, EMBEDDED
from evaluation.cli.main import main
from evaluation.lookup import IndexLookup
from evaluation.questions import read_questions
from evaluation.regression import read_baseline, regressions
from evaluation.report.record import read_record
from evaluation.run import Run, run_set
from evaluation.systems.local import LocalSystem


def test_nothing_fell_by_more_than_its_noise(assistant: Assistant) -> None:
    """No metric of the test half is below the committed baseline by more than chance explains."""
    questions = read_questions(EMBEDDED).half("test")
    run = Run(questions, (run_set(questions, LocalSystem(assistant), IndexLookup(assistant.index)),))
    assert regressions(run, read_baseline(BASELINE)) == []


@pytest.mark.long
def test_a_run_from_the_command_line(
    embedded_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command writes the three reports, with the naive system's column beside ours; another command
    compares the two.
    """
    ids = [item.id for item in read_questions(EMBEDDED).half("dev")][:3]
    given = [
        "run",
        str(EMBEDDED),
        "--index",
        str(embedded_index),
        "--beside",
        "naive",
        "--only",
        *ids,
        "--report",
        str(tmp_path),
    ]
    assert main(given) == 0
    shown = capsys.readouterr().out
    assert " assistant |" in shown
    assert " naive |" in shown
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "report.json", "report.md"}
    record = read_record(tmp_path)
    assert [system["system"] for system in record["systems"]] == ["assistant", "naive"]
    assert str(embedded_index) not in (tmp_path / "report.json").read_text(encoding="utf-8")
    assert main(["compare", str(tmp_path), str(tmp_path), "--system", "naive", "--against", "assistant"]) == 0
    assert "B: assistant" in capsys.readouterr().out
