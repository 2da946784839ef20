"""Work on files of unknown origin, in a process of its own with limits of memory and time for each.

The process is this program with one function, named as "module:function". It is given words and gives back
what JSON can say; it is kept for the next file, and replaced where one has ended it.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from math import ceil
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import IO, Any, Self

from ingest.errors import AssistantError, SourceError

START = 60.0
_PROGRAM = "import sys; from assistant.guarded import serve; serve(*sys.argv[1:])"
# One file at a time needs one thread. Libraries reserve address space for each that they could use, and the
# allocator an arena for each: with them the check of a small deck came to 1,131 MiB, without to 741.
_SPARING = {"MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_NEEDED = re.compile(r"PATH|HOME|TMPDIR|TZ|LANG|LC_\w+|LD_LIBRARY_PATH|PYTHON\w+|SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Budget:
    """What one file may cost."""

    seconds: float = 60.0
    """Until the answer, waiting included."""
    computing: float = 60.0
    """Seconds of processor time."""
    memory: int = 1_536 * 1024 * 1024
    """Bytes of address space of the process."""
    written: int = 512 * 1024 * 1024
    """Bytes of the largest file that it may write."""
    nice: int = 0
    """How far it steps back for other processes."""


class Guarded:
    """Use it in a `with`, or `stop` it. For one thread at a time."""

    def __init__(self, job: str, budget: Budget) -> None:
        self.job = job
        self.budget = budget
        self._process: subprocess.Popen[str] | None = None
        self._lines: Queue[str] = Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def ask(self, name: str, *words: str) -> Any:
        """What the job makes of these words; `name` is what the user calls the file. Raises SourceError for
        what the job refuses, and for what costs too much.
        """
        self.start()
        answer = self._ask(json.dumps([name, *words]))
        if answer is None:
            self.stop()
            raise SourceError(*_too_slow(name, self.budget.seconds))
        if not answer:
            slow = self._status() == -getattr(signal, "SIGXCPU", 0)
            self.stop()
            raise SourceError(
                *(_too_slow(name, self.budget.computing) if slow else _too_much(name, self.budget.memory))
            )
        record = json.loads(answer)
        if "error" in record:
            raise SourceError(*record["error"])
        return record["value"]

    def start(self) -> None:
        """Start the process, unless it runs."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        path = os.pathsep.join(filter(None, sys.path))
        environment = needed(os.environ) | _SPARING | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
        budget = self.budget
        limits = (budget.memory, budget.computing, budget.written, budget.nice)
        self._process = subprocess.Popen(  # noqa: S603  # this very program, with numbers
            [sys.executable, "-c", _PROGRAM, self.job, *map(str, limits)],
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

    def _status(self) -> int | None:
        """How the process ended, which it has: its pipe is closed a moment before."""
        try:
            return self._process.wait(5) if self._process is not None else None
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # the pipe of a killed process cannot be flushed
                    continue

    def _ask(self, line: str) -> str | None:
        if self._process is None or self._process.stdin is None:
            return ""
        try:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
        except OSError:
            return ""
        return self._answer(self.budget.seconds)

    def _answer(self, seconds: float) -> str | None:
        """The next line; "" where the process has died, None where it takes too long."""
        try:
            return self._lines.get(timeout=seconds)
        except Empty:
            return None


def needed(environment: Mapping[str, str]) -> dict[str, str]:
    """What a program needs of an environment to run. The files that it reads are strangers': should one take
    the process over, there is no key, secret or password there.
    """
    return {name: value for name, value in environment.items() if _NEEDED.fullmatch(name)}


def _pump(stream: IO[str] | None, lines: "Queue[str]") -> None:
    try:
        for line in stream or ():
            lines.put(line)
    except (OSError, ValueError):  # closed while it was read
        pass
    lines.put("")


def serve(job: str, memory: str, computing: str, written: str, nice: str) -> None:
    """The other side: the words for a file a line in, a value or an error a line out."""
    if hasattr(os, "nice"):
        os.nice(int(nice))
    module, _, name = job.partition(":")
    work: Callable[..., object] = getattr(import_module(module), name)
    _limit(int(memory), int(written))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        name, *words = json.loads(line)
        _limit_computing(float(computing))
        answers.write(json.dumps(_answered(work, name, words, int(memory))) + "\n")
        answers.flush()


def _answered(work: Callable[..., object], name: str, words: list[str], memory: int) -> dict[str, object]:
    try:
        return {"value": work(name, *words)}
    except AssistantError as error:
        return {"error": (error.message, error.hint)}
    except (MemoryError, RecursionError):
        return {"error": _too_much(name, memory)}
    except Exception as error:  # a hostile file finds errors that no library names; the batch goes on
        return {
            "error": (
                f"{name}: the file is damaged ({type(error).__name__}).",
                "Open it in its program and save it again.",
            )
        }


def _too_slow(name: str, seconds: float) -> tuple[str, str]:
    return (
        f"{name}: reading it took more than {seconds:.0f} seconds.",
        "Print it to a new PDF, or split it.",
    )


def _too_much(name: str, memory: int) -> tuple[str, str]:
    return (
        f"{name}: reading it needs more than {memory // 2**20} MiB of memory.",
        "Split it, or leave out its pictures.",
    )


def _limit(memory: int, written: int) -> None:
    """Bound what the process may hold and write, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_computing(seconds: float) -> None:
    """Bound the processor time from now on: the system counts that of the whole process."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = ceil(used.ru_utime + used.ru_stime + seconds)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))
