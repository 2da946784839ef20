"""A server process and what may be done to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

BODY = {"question": "What is the clearing-house mechanism?"}


class Served:
    """A server process and what may be done to it."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.process = process
        self.address = ("127.0.0.1", port)
        self.url = f"http://127.0.0.1:{port}"
        self.log = log

    def workers(self) -> list[int]:
        """Their process ids."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        found = path.read_text().split() if path.exists() else []
        return [int(pid) for pid in found if b"spawn_main" in command_of(int(pid))]

    def get(self, path: str) -> httpx.Response:
        """Over a connection of its own."""
        return httpx.get(self.url + path, timeout=30)

    def ask(self) -> httpx.Response:
        """Over a connection of its own."""
        return httpx.post(f"{self.url}/api/v1/ask", json=BODY, timeout=30)

    def until(self, condition: Callable[[], bool], seconds: float = 90) -> None:
        """Wait for it; a server that does not answer yet is waited for, too."""
        end = time.monotonic() + seconds
        while True:
            try:
                if condition():
                    return
            except httpx.HTTPError:
                pass
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def ready(self, number: int) -> None:
        """Wait until so many workers serve."""
        served = "serving index"
        self.until(
            lambda: (
                self.log.read_text().count(served) >= number and self.get("/health/ready").status_code == 200
            )
        )

    @contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """While the others stand still; shorter than what makes a worker count as hung."""
        others = [pid for pid in self.workers() if pid != worker]
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in others:
                os.kill(pid, signal.SIGCONT)


def command_of(pid: int) -> bytes:
    """The command line of a process; nothing where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextmanager
def starting(index_folder: Path, folder: Path) -> Iterator[Callable[..., Served]]:
    """Give a function that starts `cbd-assistant serve`; settings are environment variables."""
    with ExitStack() as stack:

        def serve(workers: int | None = 2, index: Path = index_folder, **settings: str) -> Served:
            port, log = free_port(), folder / "serve.log"
            command = [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)]
            if workers is not None:
                command += ["--workers", str(workers)]
            environment = {"CBD_FEEDBACK": str(folder / "feedback.db"), "CBD_RATE_LIMIT": "0"}
            process = subprocess.Popen(
                [*command, "--index", str(index)],
                env={**os.environ, **environment, **settings, "PYTHONPATH": ":".join(sys.path)},
                stderr=stack.enter_context(log.open("wb")),
                stdout=subprocess.DEVNULL,
            )
            stack.callback(_end, process)
            return Served(process, port, log)

        yield serve


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
