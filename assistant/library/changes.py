"""Changes to a folder of documents: one at a time, each whole or not at all, whenever a process is killed.

A change is prepared in `.change`: the new files, then the plan of what becomes of them. Once the plan lies
there it is carried out, by this process or by the next one that changes the folder.
"""

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp

from assistant.library.files import PARTIAL, write_record, write_whole
from assistant.library.registry import OwnFile, Registry, own_file
from ingest.errors import InputError

WAIT = 120.0  # seconds for another command that changes the library
OLD = 3600.0  # seconds after which what lies in a private folder was left by a killed process
LOCK = ".own.lock"  # beside the folder, which may be deleted and made again
_CHANGE = ".change"
_PLAN = "plan.json"
_PRIVATE = ".staging-"


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a folder: `files` come in under their names, `gone` go, `dropped` are ids that are
    forgotten and `entry` is what is known of `identity` (None: nothing comes in).
    """

    identity: str = ""
    entry: OwnFile | None = None
    files: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


class Changes:
    """The folder of a registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.folder = registry.folder

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else changes the folder meanwhile; the registry is as it is on the disk, and what a killed
        process had begun is done or undone. Raises InputError where another one does not end.
        """
        from filelock import FileLock, Timeout

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder.parent / LOCK, timeout=WAIT, poll_interval=0.01)
            lock.acquire()
        except Timeout as error:
            raise InputError(
                "Another command is changing the library.", "Wait until it has ended, and try again."
            ) from error
        except OSError as error:
            raise InputError(
                f"{self.folder.name} cannot be written ({error.strerror}).",
                "Check its permissions, or choose another folder with CBD_LIBRARY.",
            ) from error
        try:
            self.registry.read()
            self._recover()
            yield
        finally:
            lock.release()

    def make(self, plan: Plan, contents: Mapping[str, bytes]) -> None:
        """Carry out a change, within a turn. Raises InputError where it cannot be written; nothing is changed
        then.
        """
        change = self.folder / _CHANGE
        shutil.rmtree(change, ignore_errors=True)
        try:
            for name in plan.files:
                write_whole(change / name, contents[name])
            write_record(change / _PLAN, asdict(plan))
        except InputError:
            shutil.rmtree(change, ignore_errors=True)
            raise
        self._carry_out(plan)

    def _recover(self) -> None:
        """End what a killed process had begun."""
        for path in self.folder.glob(f"{PARTIAL}*"):  # those in private folders are being written
            path.unlink(missing_ok=True)
        change = self.folder / _CHANGE
        try:
            record = json.loads((change / _PLAN).read_bytes())
            entry = record["entry"]
            plan = Plan(
                record["identity"],
                own_file(entry) if entry else None,
                *(tuple(record[name]) for name in ("files", "gone", "dropped")),
            )
        except (OSError, ValueError, TypeError, KeyError):  # not complete: it had not been decided
            shutil.rmtree(change, ignore_errors=True)
            return
        self._carry_out(plan)

    def _carry_out(self, plan: Plan) -> None:
        """Do what is planned; to do it twice is to do it once."""
        change = self.folder / _CHANGE
        for name in plan.files:
            with suppress(FileNotFoundError):
                (change / name).replace(self.folder / name)
        for name in plan.gone:
            (self.folder / name).unlink(missing_ok=True)
        self.registry.change(plan.dropped, plan.identity, plan.entry)
        (change / _PLAN).unlink(missing_ok=True)
        shutil.rmtree(change, ignore_errors=True)

    @contextmanager
    def private(self) -> Iterator[Path]:
        """A folder of this process alone, on the disk of the library. Raises InputError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in self.folder.glob(f"{_PRIVATE}*"):
                with suppress(OSError):
                    if time.time() - path.stat().st_mtime > OLD:
                        shutil.rmtree(path, ignore_errors=True)
            home = Path(mkdtemp(prefix=_PRIVATE, dir=self.folder))
        except OSError as error:
            raise InputError(
                f"{self.folder.name} cannot be written ({error.strerror}).",
                "Free some space or check its permissions; what was there is untouched.",
            ) from error
        try:
            yield home
        finally:
            shutil.rmtree(home, ignore_errors=True)
