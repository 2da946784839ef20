"""The trainers' commands, run as a user runs them."""

import argparse
import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.trainer import add_commands
from assistant.settings import Settings
from ingest.errors import AssistantError, InputError, SourceError
from tests.assistant.conftest import HashingEncoder

ROOT = Path(__file__).parents[3]
PROGRAM = """
import argparse, sys
from pathlib import Path
from assistant.settings import Settings
from assistant.cli.trainer import add_commands
parser = argparse.ArgumentParser(prog="cbd-assistant")
commands = parser.add_subparsers(required=True)
add_commands(commands)
options = parser.parse_args(sys.argv[3:])
status = options.run(options, Settings(index=Path(sys.argv[1]), encoder=sys.argv[2]))
heavy = {"torch", "sentence_transformers", "bm25s", "pypdf", "docx"} & set(sys.modules)
assert not heavy, heavy
sys.exit(status)
"""


def run(folder: Path, *arguments: str) -> int:
    """Run a command in this process."""
    parser = argparse.ArgumentParser(prog="cbd-assistant")
    commands = parser.add_subparsers(required=True)
    add_commands(commands)
    options = parser.parse_args(arguments)
    status: int = options.run(options, Settings(index=folder, encoder=HashingEncoder.name))
    return status


def test_a_session_takes_a_few_seconds(hashed_folder: Path, tmp_path: Path) -> None:
    """`cbd-assistant session "..." --minutes 45 -o session.pptx`, start of Python included, without the
    encoder; of processor time, for other tests run beside it.
    """
    import pptx

    file = tmp_path / "session.pptx"
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        hashed_folder,
        HashingEncoder.name,
        "session",
        "The clearing-house mechanism, for new national focal points",
    ]
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*map(str, command), "--minutes", "45", "-o", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime < 7
    slides = len(pptx.Presentation(str(file)).slides)
    assert 12 <= slides <= 28
    assert re.search(r"\b\d+ parts, 45 minutes", done.stdout), done.stdout


def test_a_pack_is_saved_edited_exported_and_rechecked(
    hashed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pack goes through a file and back."""
    pack = tmp_path / "pack.json"
    assert run(hashed_folder, "session", "CHM", "-o", str(pack)) == 0
    wire = json.loads(pack.read_text(encoding="utf-8"))
    law = next(block for block in wire["blocks"] if block["kind"] == "provision")
    law["items"][0]["text"] = "Rewritten law."
    pack.write_text(json.dumps(wire), encoding="utf-8")

    assert (
        run(
            hashed_folder,
            "session",
            "--from",
            str(pack),
            "-o",
            str(tmp_path / "s.md"),
            "-o",
            str(tmp_path / "s.docx"),
        )
        == 0
    )
    assert (tmp_path / "s.docx").stat().st_size > 10_000
    capsys.readouterr()
    assert run(hashed_folder, "session", "--recheck", str(pack)) == 1
    assert "EDITED" in capsys.readouterr().out


def test_the_outline_is_shown_without_a_file(hashed_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A look before writing."""
    assert run(hashed_folder, "session", "CHM, for ministers", "--minutes", "20") == 0
    assert "20 minutes, ministerial" in capsys.readouterr().out


def test_timelines_are_shown_and_written(
    hashed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text with attributed remarks, JSON, SVG and PNG."""
    assert run(hashed_folder, "timeline", "technology transfer") == 0
    shown = capsys.readouterr().out
    assert "Decision III/16, COP 3 (Buenos Aires, 1996)" in shown
    assert "Trainer's deck: Much more political.. (Training deck (2023), slide 22" in shown
    assert run(hashed_folder, "timeline", "CHM from COP 5 to COP 9", "--json") == 0
    assert [entry["number"] for entry in json.loads(capsys.readouterr().out)["entries"]] == [
        "V/14",
        "VI/18",
        "VII/23",
        "VIII/11",
        "IX/30",
    ]
    for name in ("x.svg", "x.png"):
        assert run(hashed_folder, "timeline", "GTI", "-o", str(tmp_path / name), "--layout", "vertical") == 0
        assert (tmp_path / name).stat().st_size > 1_000
    assert run(hashed_folder, "timeline", "GTI", "-o", str(tmp_path / "x.json")) == 0
    both = [str(tmp_path / "y.svg"), str(tmp_path / "y.json")]
    assert run(hashed_folder, "timeline", "GTI", "-o", both[0], "-o", both[1]) == 0
    assert all(Path(one).stat().st_size for one in both)
    assert json.loads((tmp_path / "x.json").read_bytes())["entries"][0]["number"] == "IV/1"


def test_duties_are_shown_and_written(
    hashed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text with how the actor is known, a filter, CSV and XLSX."""
    assert run(hashed_folder, "duties", "cop-1/dec-3", "--actor", "Secretariat") == 0
    assert capsys.readouterr().out.startswith(
        "Decision I/3, paragraph 3: Secretariat | requests | to prepare"
    )
    both = [str(tmp_path / name) for name in ("x.csv", "x.xlsx")]
    assert run(hashed_folder, "duties", "Article 18", "-o", both[0], "-o", both[1]) == 0
    assert all(Path(name).exists() for name in both)


def test_check_slides_fails_on_slips(
    hashed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 for a deck with slips, 0 for one without, JSON on demand."""
    assert (
        run(
            hashed_folder,
            "check-slides",
            str(ROOT / "corpus" / "training" / "tsc-training-2023.md"),
            "--json",
        )
        == 1
    )
    assert json.loads(capsys.readouterr().out)["counts"] == {"slip": 2, "spelling": 1, "note": 1}
    good = tmp_path / "good.md"
    good.write_text("# Talk\n\nSee Article 18.\n", encoding="utf-8")
    assert run(hashed_folder, "check-slides", str(good)) == 0


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["session"], InputError),
        (["session", "CHM", "-o", "x.odp"], InputError),
        (["timeline", "CHM", "-o", "x.gif"], InputError),
        (["check-slides", "nowhere.pptx"], SourceError),
        (["session", "--from", "nowhere.json"], SourceError),
        (["session", "CHM", "-o", "/no/such/folder/x.md"], InputError),
        (["duties", "nothing at all"], AssistantError),
    ],
)
def test_mistakes_are_told(arguments: list[str], error: type[Exception], hashed_folder: Path) -> None:
    """Each raises an error of the tree, which the command line prints in one sentence."""
    with pytest.raises(error):
        run(hashed_folder, *arguments)
