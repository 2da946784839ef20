"""Killing: a piece of work in a process of its own that dies at a given step or moment."""

import os
import signal
import sys
import time
from collections.abc import Callable

COUNT = 1_000_000_000  # a step that is never reached
CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "sqlite3.connect")
Report = Callable[[str], None]


def _is_change(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether an audit event of Python is a change of the disk."""
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in CHANGING


def killed(work: Callable[[Report], None], step: int = 0, seconds: float = 0.0) -> tuple[bool, list[str]]:
    """Do the work in a child that is killed before the given change of the disk, or after so many seconds;
    whether it was, and what it had acknowledged until then.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, step, seconds, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as lines:
        said = [line.strip() for line in lines if line.endswith("\n")]
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, -signal.SIGKILL, -signal.SIGALRM):
        raise AssertionError(f"the work failed by itself ({code}): {said}")
    return code != 0, said


def steps_of(work: Callable[[Report], None]) -> tuple[int, float]:
    """How many changes of the disk the work makes, and how many seconds it takes; done in a child."""
    begun = time.monotonic()
    _, said = killed(work, COUNT)
    return int(said[-1].removeprefix("steps ")), time.monotonic() - begun


def _work(work: Callable[[Report], None], step: int, seconds: float, writing: int) -> None:
    """The child: it never returns."""
    left = step

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if _is_change(event, arguments):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        if step:
            sys.addaudithook(hook)
        if seconds:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process wherever it is
            signal.setitimer(signal.ITIMER_REAL, seconds)
        work(lambda words: os.write(writing, f"{words}\n".encode()) and None)
        if step == COUNT:
            os.write(writing, f"steps {COUNT - left}\n".encode())
        code = 0
    except BaseException as error:  # said to the parent, which fails
        os.write(writing, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)
