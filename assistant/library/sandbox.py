"""Reading files of unknown origin in a process of its own, with a limit of memory and time for each."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import IO

from assistant.intake import Recognition, recognise
from ingest.errors import AssistantError, SourceError

MEMORY = 1_536 * 1024 * 1024
SECONDS = 60.0
START = 60.0
_PROGRAM = "import sys; from assistant.library.sandbox import serve; serve(int(sys.argv[1]))"


class GuardedReader:
    """Use it in a `with`. A file that takes too much of either is refused, and the next one gets a fresh
    process.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self._process: subprocess.Popen[str] | None = None
        self._lines: Queue[str] = Queue()

    def __enter__(self) -> "GuardedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def recognise(self, path: Path, name: str) -> Recognition:
        """What a file is, found within the limits. Raises SourceError."""
        self.start()
        answer = self._ask(json.dumps([os.fsencode(path).hex(), name]), self.seconds)
        if answer is None:
            self.stop()
            raise SourceError(
                f"{path.name}: reading it took more than {self.seconds:.0f} seconds.",
                "Print it to a new PDF, or split it.",
            )
        if not answer:
            self.stop()
            raise SourceError(*_too_much(path, self.memory))
        record = json.loads(answer)
        if "error" in record:
            raise SourceError(*record["error"])
        return Recognition(**(record | {"notes": tuple(record["notes"])}))

    def start(self) -> None:
        """Start the process, unless it runs."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", _PROGRAM, str(self.memory)]
        self._process = subprocess.Popen(  # noqa: S603  # this very program, with a number
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
            encoding="utf-8",
        )
        self._lines = Queue()
        Thread(target=_pump, args=(self._process.stdout, self._lines), daemon=True).start()
        if not self._answer(START):
            self.stop()
            raise SourceError("The reading process did not start.", "Try again.")

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:  # the pipe of a killed process cannot be flushed
                        continue
        self._process = None

    def _ask(self, line: str, seconds: float) -> str | None:
        if self._process is None or self._process.stdin is None:
            return ""
        try:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
        except OSError:
            return ""
        return self._answer(seconds)

    def _answer(self, seconds: float) -> str | None:
        """The next line; "" where the process has died, None where it takes too long."""
        try:
            return self._lines.get(timeout=seconds)
        except Empty:
            return None


def _pump(stream: IO[str] | None, lines: "Queue[str]") -> None:
    try:
        for line in stream or ():
            lines.put(line)
    except (OSError, ValueError):  # closed while it was read
        pass
    lines.put("")


def serve(memory: int) -> None:
    """The other side: a file a line in, a recognition or an error a line out."""
    _limit(memory)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        encoded, name = json.loads(line)
        answers.write(json.dumps(_answered(Path(os.fsdecode(bytes.fromhex(encoded))), name, memory)) + "\n")
        answers.flush()


def _answered(path: Path, name: str, memory: int) -> dict[str, object]:
    try:
        return asdict(recognise(path, name))
    except AssistantError as error:
        return {"error": (error.message, error.hint)}
    except (MemoryError, RecursionError):
        return {"error": _too_much(path, memory)}
    except Exception as error:  # a hostile file finds errors that no library names; the batch goes on
        return {
            "error": (
                f"{path.name}: the file is damaged ({type(error).__name__}).",
                "Open it in its program and save it again.",
            )
        }


def _too_much(path: Path, memory: int) -> tuple[str, str]:
    return (
        f"{path.name}: reading it needs more than {memory // 2**20} MiB of memory.",
        "Split it, or leave out its pictures.",
    )


def _limit(memory: int) -> None:
    """Bound the address space, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
