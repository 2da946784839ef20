"""Reading files of unknown origin in a process of its own, with a limit of memory and time for each."""

import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

from ingest.errors import AssistantError, SourceError
from ingest.recognise import Recognition, recognise

MEMORY = 1_536 * 1024 * 1024
SECONDS = 60.0
START = 30.0


class GuardedReader:
    """Use it in a `with`. A file that takes too much of either is refused, and the next one gets a fresh process."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> "GuardedReader":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def recognise(self, path: Path, name: str) -> Recognition:
        """As `ingest.recognise.recognise`, within the limits. Raises SourceError."""
        pipe = self._started()
        try:
            pipe.send((path, name))
            if not pipe.poll(self.seconds):
                self._stop()
                raise SourceError(f"{path.name}: reading it took more than {self.seconds:.0f} seconds.", "Print it to a new PDF, or split it.")
            found = pipe.recv()
        except (EOFError, OSError) as error:
            self._stop()
            raise SourceError(*_too_much(path, self.memory)) from error
        if isinstance(found, Recognition):
            return found
        raise SourceError(*found)

    def _started(self) -> Connection:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self._stop()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self.memory), daemon=True)
            self._process.start()
            theirs.close()
            if not self._pipe.poll(START):
                self._stop()
                raise SourceError("The reading process did not start.", "Try again.")
            self._pipe.recv()
        return self._pipe

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _too_much(path: Path, memory: int) -> tuple[str, str]:
    return f"{path.name}: reading it needs more than {memory // 2**20} MiB of memory.", "Split it, or leave out its pictures."


def _serve(pipe: Connection, memory: int) -> None:
    _limit(memory)
    pipe.send("ready")
    while True:
        try:
            path, name = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            pipe.send(recognise(path, name))
        except AssistantError as error:
            pipe.send((error.message, error.hint))
        except (MemoryError, RecursionError):
            pipe.send(_too_much(path, memory))
        except Exception as error:  # a hostile file finds errors that no library names; the batch goes on
            pipe.send((f"{path.name}: the file is damaged ({type(error).__name__}).", "Open it in its program and save it again."))


def _limit(memory: int) -> None:
    """Bound the address space, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
