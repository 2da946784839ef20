"""Readers that ask a cluster all the time, and what became of their questions."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

from index.postgres.connections import Reader

READERS = 6


@dataclass(slots=True)
class Load:
    """What some readers met: the seconds between one answer and the next, and what went wrong."""

    readers: list[Reader]
    gaps: list[float] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    def during(self, work: Callable[[], object], seconds: float = 1.0) -> float:
        """Do it, wait so long; the longest time in which a reader got no answer."""
        self.gaps.clear()
        work()
        time.sleep(seconds)
        assert not self.failures, self.failures[0]
        assert len(self.gaps) > READERS
        return max(self.gaps)


@contextmanager
def asking(address: str, ask: Callable[[Reader], None]) -> Iterator[Load]:
    """Six readers who ask, each with connections of its own, until the end. `ask` raises where an answer is
    not right.
    """
    load = Load([Reader(address) for _ in range(READERS)])
    going = True

    def go(reader: Reader) -> None:
        last = time.monotonic()
        while going:
            try:
                ask(reader)
            except Exception as error:
                load.failures.append(error)
            now = time.monotonic()
            load.gaps.append(now - last)
            last = now

    threads = [Thread(target=go, args=[reader]) for reader in load.readers]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        going = False
        for thread in threads:
            thread.join()
        for reader in load.readers:
            reader.close()
    assert not load.failures, load.failures[0]
