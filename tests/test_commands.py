"""Each command that README.md, docs and evaluation/README.md print runs as printed, in a fresh copy of the
project with a home and a library of its own. One index serves all; question sets are cut short; a replica
stands in for the official service.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pptx
import pytest
from reportlab.pdfgen import canvas

from evaluation.cli import exchange
from evaluation.cli.main import main as evaluate
from tests.assistant.api.served import free_port
from tests.assistant.library.replica import Replica, serving

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "evaluation" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
COMMAND = re.compile(r"(?:CBD_\w+=\S+ )*(?:make|cbd-assistant|cbd-evaluate|python|docker|sudo|\.) ")
BLOCK = re.compile(r"^```(?:sh)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCRIPT = """#!{python}
import sys
from {module} import main
if __name__ == "__main__":
    sys.exit(main())
"""
HELD = 4  # questions of a set, and cases of a kind

# What is not run here, and why. Nothing else is left out.
LEFT_OUT = {
    r"make (run|test)": "installs from a registry, then serves without end or runs this very test",
    r"python -m pip install": "installs from a package registry",
    r"cbd-evaluate facts": "wants an index of the four instruments, and is tested in tests/evaluation/facts",
    r"cbd-evaluate fit": "takes hours, and is tested in tests/evaluation/fit",
    r".*docker compose": "no container can be started where tests run; tests/test_deploy.py reads the recipe",
    r".*postgresql://": "asks hosts that are not here, and is tested in tests/postgres",
    r"sudo ": "changes the machine; tests/test_deploy.py has systemd read the unit",
}
# What takes long is stopped after so many seconds, before which it must not have failed.
BOUNDED = {
    r"cbd-evaluate own": 8.0,
    r"cbd-evaluate bench": 8.0,
    r"cbd-evaluate support": 8.0,
}
TEXTS = ("../shared/data/treaties", "../shared/data/un-decisions")


def commands(document: Path) -> list[str]:
    """The command lines of the blocks of a document; of a block that shows a dialogue what is typed."""
    found = []
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        lines = block.splitlines()
        typed = [line[2:] for line in lines if line.startswith("$ ")] or lines
        found += [line for line in typed if COMMAND.match(line)]
    return found


def matching(table: dict[str, object], line: str) -> object | None:
    """What a table says of a command."""
    return next((value for pattern, value in table.items() if re.match(pattern, line)), None)


@dataclass
class House:
    """A copy of the project, and what its commands have left."""

    folder: Path
    home: Path
    replica: str
    ran: list[str] = field(default_factory=list)
    servers: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    port: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """A fresh one: nothing of ours is set, and no command of ours is on the path."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CBD_", "PYTHON"))}
        path = os.pathsep.join(
            part for part in kept["PATH"].split(os.pathsep) if not (Path(part) / "cbd-assistant").exists()
        )
        return {**kept, "HOME": str(self.home), "PATH": path, "VIRTUAL_ENV": ""}

    def start(self, line: str, log: Path) -> "subprocess.Popen[bytes]":
        """Begin a command as it is typed into a shell."""
        with log.open("wb") as out:
            return subprocess.Popen(
                ["bash", "-c", line],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def serve(self, line: str) -> None:
        """Start a server and wait until it answers."""
        self.port = free_port()
        log = self.home / f"server-{self.port}.log"
        process = self.start(f"{line} --port {self.port}", log)
        self.servers.append(process)
        end = time.monotonic() + 90
        while process.poll() is None and time.monotonic() < end:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/health/ready", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        raise AssertionError(log.read_text())

    def stop(self) -> None:
        """End the servers."""
        for process in self.servers:
            end(process)


def end(process: "subprocess.Popen[bytes]", sign: int = signal.SIGTERM) -> None:
    """End a command and all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, sign)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def furnish(folder: Path, index: Path) -> None:
    """Copy what is there after `make run`: the project, its environment and its index."""
    for name in ("assistant", "corpus", "evaluation", "index", "ingest"):
        shutil.copytree(
            ROOT / name,
            folder / name,
            ignore=shutil.ignore_patterns("__pycache__", "*.safetensors"),
            symlinks=True,
        )
    (folder / "index" / "model" / "model.safetensors").symlink_to(
        ROOT / "index" / "model" / "model.safetensors"
    )
    for name in ("README.md", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    for path in [
        *(folder / "evaluation" / "questions").glob("*.jsonl"),
        *(folder / "evaluation" / "kinds").glob("*.jsonl"),
    ]:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:HELD]), encoding="utf-8")
    shutil.copytree(index, folder / "var" / "index")
    (folder / "var" / "index-official").symlink_to("index")
    for name in TEXTS:
        if (ROOT / name).is_dir():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).symlink_to((ROOT / name).resolve())


def install(folder: Path) -> None:
    """The environment that `make run` makes: with its own activate, and the two commands."""
    venv.create(folder / ".venv", with_pip=False)
    packages = next((folder / ".venv" / "lib").glob("python*/site-packages"))
    inherited = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "project.pth").write_text("\n".join([str(folder), *inherited]), encoding="utf-8")
    for name, module in (("cbd-assistant", "assistant.cli.main"), ("cbd-evaluate", "evaluation.cli.main")):
        script = folder / ".venv" / "bin" / name
        script.write_text(SCRIPT.format(python=folder / ".venv/bin/python", module=module))
        script.chmod(0o755)


def provide(folder: Path) -> None:
    """The files of a reader that commands name."""
    texts = folder / "path" / "to" / "texts"
    texts.mkdir(parents=True)
    (texts / "note.md").write_text("---\nid: note\nkind: other\ntitle: A note\n---\n\nParks need wardens.\n")
    sheet = canvas.Canvas(str(folder / "national-strategy.pdf"))
    sheet.drawString(72, 720, "National strategy for living nature")
    sheet.drawString(72, 690, "1. Every district names a person who looks after its wetlands by 2030.")
    sheet.save()
    for name in ("slides.pptx", "my-slides.pptx"):
        deck = pptx.Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = "Training"
        slide.placeholders[1].text = "Article 18(4) of the Convention is about the training of personnel."
        deck.save(str(folder / name))


@pytest.fixture(scope="module")
def house(embedded_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """As after `make run`."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "project"
    folder.mkdir()
    furnish(folder, embedded_index)
    install(folder)
    provide(folder)
    replica = Replica()
    for session in (14, 15, 16):
        replica.add_session(session, 1)
    with ExitStack() as stack:
        stack.enter_context(serving(replica))
        found = House(folder, home, replica.base)
        stack.callback(found.stop)
        yield found


def prepared(line: str, house: House) -> str:
    """The command with what stands in for the world: the official service, a server, an id, a report."""
    if " sync " in line:
        line = f"{line} --base-url {house.replica} --pause 0"
    if "http://127.0.0.1:8000" in line:
        if not house.port:
            house.serve(". .venv/bin/activate; exec cbd-assistant serve --workers 1")
        line = line.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{house.port}")
    if "token revoke" in line:
        listed = subprocess.run(
            [".venv/bin/cbd-assistant", "token", "list"],
            cwd=house.folder, env=house.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        line = re.sub(r"revoke \S+", f"revoke {listed.stdout.split()[0]}", line)
    var = house.folder / "var"
    if "report-before" in line and not (var / "report-before").exists():
        shutil.copytree(var / "report", var / "report-before")
    return line


def cases() -> list[object]:
    """Every command of every document, in the order in which a reader meets them."""
    found = []
    for document in DOCUMENTS:
        name = document.relative_to(ROOT).as_posix()
        for number, line in enumerate(commands(document)):
            why = matching(LEFT_OUT, line)
            if any(name in line and not (ROOT / name).is_dir() for name in TEXTS):
                why = "the official texts are not here"
            marks = [pytest.mark.skip(reason=str(why))] if why else []
            if matching(BOUNDED, line):
                marks.append(pytest.mark.long)
            found.append(pytest.param(name, line, id=f"{name}:{number}:{line[:40]}", marks=marks))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("document", "line"), cases())
def test_a_command_runs_as_printed(house: House, document: str, line: str) -> None:
    """It ends well, or goes on until it is stopped where that is its way, and never with a traceback."""
    activated = document != "README.md" or any(ran.startswith(". ") for ran in house.ran)
    if document == "README.md":
        house.ran.append(line)
    typed = prepared(line, house)
    if activated and not line.startswith(". "):
        typed = f". .venv/bin/activate; {typed}"
    if re.search(r"cbd-assistant serve\b", line):
        house.serve(typed)
        return
    log = house.home / "command.log"
    process = house.start(typed, log)
    bound = matching(BOUNDED, line)
    try:
        status = process.wait(bound if isinstance(bound, float) else 240)
    except subprocess.TimeoutExpired:
        end(process, signal.SIGINT)
        assert bound, f"{line} took too long:\n{log.read_text()}"
        status = 0
    said = log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in said, said
    assert status == 0, said


def test_every_document_is_read() -> None:
    """There are commands to run, and each reason to leave one out is used."""
    lines = [line for document in DOCUMENTS for line in commands(document)]

    assert len(lines) > 40
    assert all(any(re.match(pattern, line) for line in lines) for pattern in (*LEFT_OUT, *BOUNDED))


def test_an_absent_extra_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who has not installed what measuring needs reads what to install, and no traceback."""
    monkeypatch.setattr(exchange, "_check_arguments", lambda parser: parser.set_defaults(command=absent))

    assert evaluate(["check"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("cbd-evaluate: jinja2 is not installed.")
    assert "'.[evaluation]'" in said


def absent(_: object) -> int:
    """A command whose extra is not there."""
    raise ModuleNotFoundError("No module named 'jinja2'", name="jinja2")
