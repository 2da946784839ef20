"""`--json` for programs: every command that prints results has it, and prints one value."""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.cli import main as assistant_cli
from evaluation.cli import main as evaluation_cli
from evaluation.cli.command import HOME

SERVE = {("serve",), ("mcp",)}  # speak to others, and print nothing


def leaves(
    parser: argparse.ArgumentParser, name: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every command with its parser."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield name, parser
    for action in below:
        for word, one in action.choices.items():
            yield from leaves(one, (*name, word))


@pytest.mark.parametrize(
    "parser", [assistant_cli._parser, evaluation_cli.parser], ids=["cbd-assistant", "cbd-evaluate"]
)
def test_every_command_has_it(parser: Callable[[], argparse.ArgumentParser]) -> None:
    """But those that serve."""
    without = {
        name
        for name, command in leaves(parser())
        if not any("--json" in action.option_strings for action in command._actions)
    }
    assert without == (SERVE if parser is assistant_cli._parser else set())


def test_of_several_provisions_one_list_is_printed(
    hashed_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of one an object, as before."""
    for words, locators in (
        ("Articles 16 to 17 of the Convention", ["cbd/art-16", "cbd/art-17"]),
        ("cbd/art-16", "cbd/art-16"),
    ):
        assert assistant_cli.main(["show", words, "--index", str(hashed_folder), "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        said = [one["locator"] for one in found] if isinstance(found, list) else found["locator"]
        assert said == locators


def test_a_file_that_is_written_does_not_silence_it(
    hashed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rows are written and printed."""
    command = ["duties", "cbd/art-18", "-o", str(tmp_path / "d.csv"), "--index", str(hashed_folder), "--json"]
    assert assistant_cli.main(command) == 0
    assert json.loads(capsys.readouterr().out)
    assert (tmp_path / "d.csv").exists()


def test_a_workbook_of_the_guide_is_reported(
    hashed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was written, and what an import would do."""
    file = tmp_path / "fr.xlsx"
    index = ["--index", str(hashed_folder)]
    assert assistant_cli.main(["guide", "export", "--lang", "fr", "-o", str(file), *index, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(file)
    assert assistant_cli.main(["guide", "import", str(file), *index, "--check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"changed": False, "entries": 0, "remarks": []}


def test_measuring_tells_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was found, or the error in the one shape."""
    sets = HOME / "questions" / "embedded.jsonl"
    assert evaluation_cli.main(["export", "qrels", str(sets), str(tmp_path / "q.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"wrote": [str(tmp_path / "q.txt")]}
    assert evaluation_cli.main(["check", "absent.jsonl", "--json"]) == 2
    assert set(json.loads(capsys.readouterr().out)["error"]) == {"code", "message", "hint"}
