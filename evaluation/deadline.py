"""Calls with a time limit: whoever does not answer in time has failed, and the next question is asked all the
same.
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from time import perf_counter, sleep
from typing import Any

from evaluation.systems.interface import BusyError
from ingest.errors import UnavailableError

BUSY_TRIES = 10


class Deadline:
    """Runs one call at a time in a thread of its own, which is left behind (a daemon) when it takes too
    long.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._worker: _Worker | None = None

    def call(self, work: Callable[[], Any]) -> Any:
        """What `work` returns or raises. Raises TimeoutError when that takes longer than the limit."""
        worker = self._worker or _Worker()
        self._worker = None
        worker.tasks.put(work)
        try:
            value, error = worker.results.get(timeout=self.seconds)
        except Empty:
            worker.tasks.put(None)
            raise TimeoutError(f"no answer within {self.seconds:g} s") from None
        self._worker = worker
        if error is not None:
            raise error
        return value

    def close(self) -> None:
        """End the thread."""
        if self._worker is not None:
            self._worker.tasks.put(None)
            self._worker = None


def patiently(work: Callable[[], Any], deadline: Deadline) -> tuple[Any, float]:
    """What `work` returns and the seconds it took, not counting the waits that a busy server asked for."""
    for _ in range(BUSY_TRIES):
        begun = perf_counter()
        try:
            return deadline.call(work), perf_counter() - begun
        except BusyError as error:
            sleep(error.seconds)
    raise UnavailableError("the server was busy every time")


class _Worker:
    def __init__(self) -> None:
        self.tasks: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        self.results: SimpleQueue[tuple[Any, Exception | None]] = SimpleQueue()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while (task := self.tasks.get()) is not None:
            try:
                self.results.put((task(), None))
            except Exception as error:  # whatever a system raises is its answer to the question
                self.results.put((None, error))
