"""Progress on standard error, so that what a command prints stays clean: bars at a terminal; where there is
none, as in a log, a line a step, and one now and then while a step takes long.
"""

import sys
import time
from collections.abc import Callable
from typing import Any, TextIO

Progress = Callable[[str, int, int], None]  # stage or file, how much is done, how much there is
SHOWN = 40  # characters of the name
EVERY = 10.0  # seconds between two lines of one step


class Lines:
    """Steps told line by line: how much of how much is done, and after how many seconds."""

    def __init__(self, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._clock = clock
        self._begun: dict[str, float] = {}
        self._told: dict[str, float] = {}
        self._done: set[str] = set()

    def show(self, step: str, done: int, total: int, note: str = "") -> None:
        """So far a step has come; `note` is what else is to be said of it."""
        now = self._clock()
        begun = self._begun.setdefault(step, now)
        ended = done >= total
        if step in self._done or not (total and (ended or now - self._told.get(step, begun) >= EVERY)):
            return
        self._told[step] = now
        if ended:
            self._done.add(step)
        beside = f": {note}" if note else ""
        print(
            f"{step}: {done} of {total}, {now - begun:.0f} s{beside}",
            file=self._out or sys.stderr,
            flush=True,
        )


def at_terminal() -> bool:
    """Whether somebody looks at what goes to standard error."""
    return sys.stderr.isatty()


def build_progress() -> Progress:
    """A bar, or lines, for each stage of a build."""
    if not at_terminal():
        return Lines().show
    from tqdm import tqdm

    bars: dict[str, tqdm[Any]] = {}

    def show(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            bars[stage] = tqdm(
                total=total, desc=stage, file=sys.stderr, leave=stage == "embedding", position=0
            )
        bar = bars[stage]
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show


def file_progress(step: str) -> Progress:
    """One bar, or lines, over all files, with the name of the last one."""
    if not at_terminal():
        lines = Lines()
        return lambda name, done, total: lines.show(step, done, total, name)
    from tqdm import tqdm

    bars: list[tqdm[Any]] = []

    def show(name: str, done: int, total: int) -> None:
        if not bars:
            bars.append(tqdm(total=total, file=sys.stderr, leave=False, unit="text"))
        bar = bars[0]
        bar.total = total
        bar.set_postfix_str(name[-SHOWN:], refresh=False)
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show
