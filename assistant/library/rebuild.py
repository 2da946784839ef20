"""The rebuild of an index in the background: a process of its own that steps back for others, one at a time
however many processes ask for it. What changes while it runs is built by it afterwards.

In `.rebuild` of the library lies a mark that each change makes anew, and a record of what became of which
mark. An index is behind where the two differ.
"""

import json
import logging
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock, Thread
from typing import Literal
from uuid import uuid4

from filelock import FileLock, Timeout

from assistant.guarded import needed
from assistant.library.building import Progress, Texts, build_library
from assistant.library.files import write_record, write_whole
from index.address import Address
from index.turn import FOREVER, turn
from ingest.errors import AssistantError, InputError

log = logging.getLogger("assistant.library")

FOLDER = ".rebuild"
STEPS_BACK = 19
PATIENCE = 2.0  # seconds for somebody who only looks whether a rebuild runs
READING = "reading"  # the first stage; a build tells of the others
TELL_EVERY = 0.5  # seconds between two records of its progress
DIED = "rebuild_died"  # the code of a rebuild that was ended from outside
_PROGRAM = "import sys; from assistant.library.rebuild import main; main(*sys.argv[1:])"
_MODELS = ("HF_HOME", "HF_HUB_OFFLINE", "SENTENCE_TRANSFORMERS_HOME", "TRANSFORMERS_OFFLINE")

Status = Literal["none", "waiting", "running", "done", "failed"]
Barrier = Literal["", "shared", "unknown_texts", "read_only"]
BARRIERS: dict[Barrier, tuple[str, str]] = {
    "shared": (
        "The index of this server is shared by several, and built by none of them.",
        "Add the files where it is built: cbd-assistant add, then cbd-assistant build.",
    ),
    "unknown_texts": (
        "This server does not know of which texts its index was built.",
        "On the server, run once, with the options that it was built with: cbd-assistant build",
    ),
    "read_only": (
        "This server may not write its library or its index.",
        "Add the files where they may be written: cbd-assistant add, then cbd-assistant build.",
    ),
}


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """How far the index is. `mark` says of which changes; `done` of `total` belongs to the stage."""

    status: Status = "none"
    mark: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    code: str = ""
    """Of what went wrong."""
    message: str = ""
    hint: str = ""
    aside: tuple[tuple[str, str], ...] = ()
    """Files that could not be built, with the reason."""
    queued: bool = False
    """Whether something was changed since it began."""


class Rebuild:
    """The rebuild of one index."""

    def __init__(self, library: Path, index: Address, encoder: str = "") -> None:
        self._library = library
        self._index = index
        self._encoder = encoder
        self._folder = library / FOLDER
        self._starting = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    @property
    def barrier(self) -> Barrier:
        """Why this process can have nothing rebuilt; "" where it can."""
        if not isinstance(self._index, Path):
            return "shared"
        if Texts.of(self._index) is None:
            return "unknown_texts"
        return "" if all(map(_may_write, (self._index, self._library))) else "read_only"

    def want(self) -> None:
        """Something was changed: have the index rebuilt. Raises InputError."""
        write_whole(self._folder / "mark", uuid4().hex.encode())
        self.start()

    def resume(self) -> None:
        """Go on with what was wanted and is not done, as after a restart."""
        if not self.barrier and self._is_unfinished() and not self._is_running():
            self.start()

    def state(self) -> Rebuilding:
        """How far it is."""
        record, mark = self._record(), self._mark()
        if self._is_running():
            return replace(record, status="running", queued=mark != record.mark)
        if mark != record.mark:
            return replace(record, status="waiting", queued=True)
        if record.status == "running":
            return replace(record, status="failed", code=DIED)
        return record

    def start(self) -> None:
        """Start the process, unless one of ours runs, which is followed by another where it has to be."""
        with self._starting:
            if self._stopped or (self._process is not None and self._process.poll() is None):
                return
            environment = needed(os.environ) | {k: os.environ[k] for k in _MODELS if k in os.environ}
            environment |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
            place = [str(self._library.resolve()), str(Path(self._index).resolve()), self._encoder]
            self._process = subprocess.Popen(  # noqa: S603  # this very program, with two folders
                [sys.executable, "-c", _PROGRAM, *place], stdin=subprocess.DEVNULL, env=environment
            )
            Thread(target=self._attend, args=(self._process, self._mark()), daemon=True).start()

    def stop(self) -> None:
        """End the process; the next server goes on with what it had begun."""
        with self._starting:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()
                self._process.wait()

    def _attend(self, process: "subprocess.Popen[bytes]", mark: str) -> None:
        """Once a process has ended, start another where something was changed that it has not seen."""
        process.wait()
        if self._mark() not in {mark, self._record().mark}:
            self.start()

    def run(self) -> None:
        """The other side: build until nothing is behind, unless another process does."""
        while self._is_unfinished():
            try:
                with FileLock(self._folder / "lock", timeout=PATIENCE, poll_interval=0.05):
                    while self._is_unfinished():
                        self._build(self._mark())
            except Timeout:  # what runs looks again when it has ended
                return

    def _build(self, mark: str) -> None:
        now = Rebuilding("running", mark)
        self._tell(now)
        try:
            tell = self._teller(now)
            with turn(Path(self._index), FOREVER):  # a build at the terminal is waited for
                texts = Texts.of(Path(self._index))
                if texts is None:
                    raise InputError(*BARRIERS["unknown_texts"])
                tell(READING, 0, 1)
                _, aside = build_library(self._library, self._index, self._encoder, texts, tell)
        except AssistantError as error:
            log.error("the index was not rebuilt: %s", error)
            self._tell(replace(now, status="failed", code=error.code, message=error.message, hint=error.hint))
        except Exception as error:  # whatever it is, it is told, and tried again with the next change
            log.exception("the index was not rebuilt")
            self._tell(replace(now, status="failed", code="internal", message=type(error).__name__))
        else:
            self._tell(replace(now, status="done", aside=tuple((one.name, one.reason) for one in aside)))

    def _teller(self, now: Rebuilding) -> Progress:
        told = -TELL_EVERY
        stage_told = ""

        def tell(stage: str, done: int, total: int) -> None:
            nonlocal told, stage_told
            if stage != stage_told or time.monotonic() - told >= TELL_EVERY:
                told, stage_told = time.monotonic(), stage
                self._tell(replace(now, stage=stage, done=done, total=total))

        return tell

    def _tell(self, now: Rebuilding) -> None:
        record = asdict(now)
        del record["queued"]
        write_record(self._folder / "state.json", record)

    def _is_unfinished(self) -> bool:
        """Whether a change is not in the index and was not tried: a build that failed waits for the next."""
        record = self._record()
        return self._mark() != record.mark or record.status == "running"

    def _mark(self) -> str:
        try:
            return (self._folder / "mark").read_text(encoding="ascii")
        except (OSError, ValueError):
            return ""

    def _record(self) -> Rebuilding:
        with suppress(OSError, ValueError, TypeError, KeyError):
            record = json.loads((self._folder / "state.json").read_bytes())
            return Rebuilding(**(record | {"aside": tuple(map(tuple, record["aside"]))}))
        return Rebuilding()

    def _is_running(self) -> bool:
        if not self._folder.is_dir():
            return False
        lock = FileLock(self._folder / "lock", timeout=0)
        try:
            with lock:
                return False
        except Timeout:
            return True
        except OSError:  # a library that may not be written: nothing is built there
            return False


def _may_write(folder: Path) -> bool:
    """Whether a folder, or the one in which it would be made, may be written."""
    there = next(path for path in (folder, *folder.resolve().parents) if path.is_dir())
    return os.access(there, os.W_OK)


def main(library: str, index: str, encoder: str) -> None:
    """The program of the process."""
    if hasattr(os, "nice"):
        os.nice(STEPS_BACK)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s:     %(message)s")
    Rebuild(Path(library), Path(index), encoder).run()
