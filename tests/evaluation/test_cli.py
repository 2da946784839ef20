import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.cli.command import HOME
from evaluation.cli.main import main, parser

README = (HOME / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^cbd-evaluate (.+)$", README, re.M)


def commands() -> dict[str, argparse.ArgumentParser]:
    """The sub-commands by name."""
    (action,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_readme_parses(line):
    """What the README shows is accepted by the command line."""
    assert callable(parser().parse_args(shlex.split(line)).command)


def test_every_command_and_option_is_in_the_readme():
    """No command is left undocumented."""
    assert set(commands()) == {line.split()[0] for line in COMMANDS}


def test_readme_names_every_metric():
    """Each metric of a report is explained."""
    from evaluation.metrics import METRICS

    table = README[README.index("## Metrics") :]
    for metric in METRICS:
        name = (
            "Retrieval recall@1"
            if metric.name.startswith("recall@")
            else metric.title.removeprefix("Retrieval ")
        )
        assert name in table, metric.title


def test_every_option_has_help():
    """`--help` says what each option is for, or the option's name says it (a file, a folder)."""
    for command in commands().values():
        for action in command._actions:
            assert action.help or action.metavar or action.choices, action


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "absent.jsonl", "--index", "absent"], "absent.jsonl: cannot be read"),
        (["run", "{set}"], "Give --index DIR or --url URL."),
        (["run", "{set}", "--index", "{empty}"], "There is no index"),
        (["run", "{set}", "--url", "http://127.0.0.1:9"], "Nothing answers"),
        (["run", "{set}", "--url", "http://127.0.0.1:9", "--system", "naive"], "Give --index DIR."),
        (["run", "{set}", "--half", "dev"], "no question belongs to the half"),
        (["kinds", "--index", "{empty}"], "There is no index"),
        (["compare", "{empty}", "{empty}"], "cannot be read"),
        (["check", "{set}", "--corpus", "{empty}", "--no-embedded"], "there is no document in the folder"),
        (["baseline", "--index", "{empty}", "--questions", "{set}", "--half", "all"], "There is no index"),
        (["bench", "--index", "{empty}"], "There is no index"),
        (["fit", "models"], "Give QUESTIONS.jsonl and --index DIR."),
        (["fit", "models", "{set}"], "Give QUESTIONS.jsonl and --index DIR."),
        (["fit", "models", "--index", "{empty}"], "Give QUESTIONS.jsonl and --index DIR."),
        (["fit", "encoder"], "Give --out DIR."),
        (["fit", "cross", "--out", "{empty}"], "Give --index DIR and --out DIR."),
        (["export", "beir", "{set}", "{empty}"], "Give --index DIR."),
        (["export", "run", "{set}", "out"], "not JSON"),
        (["import", "beir", "{empty}", "out"], "cannot be read"),
        (["import", "qrels", "{set}", "out"], "Give --queries"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments, message, write_set, make, tmp_path, capsys, monkeypatch
):
    """Status 2, the reason on stderr, nothing on stdout, no traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    places = {
        "set": str(write_set(make.question("q1"), make.question("q2"))),
        "empty": str(tmp_path / "empty"),
    }
    assert main([argument.format(**places) for argument in arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err
    assert "Traceback" not in shown.err


def test_known_words_need_the_lists_that_they_are_made_from(capsys, monkeypatch):
    """What is missing is named, with the command that installs it."""
    monkeypatch.setitem(sys.modules, "simplemma.strategies.dictionaries", None)
    assert main(["fit", "words"]) == 2
    shown = capsys.readouterr().err
    assert "simplemma" in shown
    assert "[training]" in shown


def test_an_index_is_opened_once_for_all_sets_asked_over_it(monkeypatch):
    """Else what is learnt from each index, the refusals, would be learnt once a set."""
    given = []
    monkeypatch.setattr("evaluation.cli.fit.assistant_over", lambda folder: object())
    monkeypatch.setattr(
        "evaluation.fit.models.fit_models", lambda asked, *_: given.extend(over for _, over in asked)
    )
    questions = str(HOME / "questions" / "embedded.jsonl")
    beside = [part for folder in ("b", "c", "b") for part in ("--beside", questions, folder)]
    assert main(["fit", "models", questions, "--index", "a", *beside]) == 0
    first, second, third, again = given
    assert again is second
    assert len({id(one) for one in (first, second, third)}) == 3


def test_what_is_taught_is_asked_over_its_own_index(monkeypatch):
    """Its dev questions alone; nothing else is fitted with such sets."""
    given = []
    monkeypatch.setattr("evaluation.cli.fit.assistant_over", str)
    monkeypatch.setattr(
        "evaluation.fit.models.fit_answerability_alone", lambda *arguments: given.extend(arguments[3])
    )
    questions = str(HOME / "questions" / "embedded.jsonl")
    asked = [questions, "--index", "a", "--teach", questions, "b"]
    assert main(["fit", "answerability", *asked]) == 0
    ((items, over),) = given
    assert (over, {item.half for item in items}) == ("b", {"dev"})
    assert main(["fit", "models", *asked]) == 2


def test_wrong_usage_exits_with_2(capsys):
    """Argparse's own errors have status 2 as well."""
    for arguments in (
        [],
        ["fly"],
        ["run"],
        ["run", "x", "--timeout", "-1"],
        ["kinds", "--index", "x", "--kind", "y"],
    ):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2
    capsys.readouterr()


def test_check_passes(write_set, make, corpus_folder, capsys):
    """A good set: status 0 and one line of summary."""
    assert (
        main(
            [
                "check",
                str(write_set(make.question("q1"))),
                "--corpus",
                str(corpus_folder),
                "--no-embedded",
                "--quiet",
            ]
        )
        == 0
    )
    assert capsys.readouterr().out.startswith("set: 1 questions")


def test_importing_and_help_are_light():
    """Neither the module nor --help imports what is heavy."""
    code = (
        "import sys, evaluation.cli.main\n"
        "try: evaluation.cli.main.main(['run', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'faiss', 'plotly', 'ranx', 'numba', 'matplotlib', 'ir_measures', "
        "'sentence_transformers', 'numpy', 'httpx'}\n"
        "sys.exit(f'imported {sorted(heavy & set(sys.modules))}' if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path(HOME).parent
    )
    assert done.returncode == 0, done.stderr
