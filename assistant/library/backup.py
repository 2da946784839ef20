"""Backup: one file that holds the whole state, with a digest for every file in it, written whole or not at
all.
"""

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.library.additions import OwnFiles
from assistant.library.files import PARTIAL
from assistant.library.state import Part, parts
from assistant.settings import Settings
from ingest.errors import InputError

LIST = "backup.json"  # the last entry: a file without it was cut short
FORMAT = 1
Progress = Callable[[str, int, int], None]  # the name of a part, how many files are done, how many there are


def write_backup(settings: Settings, target: Path, progress: Progress | None = None) -> dict[str, int]:
    """Write the state to `target`; how many files of each part it holds. Raises InputError where it cannot be
    read or written; a file that was there before stays then.
    """
    partial = target.with_name(f"{PARTIAL}{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with OwnFiles(settings.library).quiet(), _no_sync(settings.library):
            digests = _write(parts(settings), partial, progress or _unseen)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except (OSError, sqlite3.Error, ValueError) as error:
        raise InputError(
            f"The backup could not be written ({error}).", "Free some space or choose another place for it."
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return {part.name: sum(name.startswith(f"{part.name}/") for name in digests) for part in parts(settings)}


@contextmanager
def _no_sync(library: Path) -> Iterator[None]:
    """Nobody fetches official texts meanwhile. Raises InputError."""
    from filelock import FileLock, Timeout

    official = library / "official"
    if not official.is_dir() or not os.access(official, os.W_OK):
        yield
        return
    try:
        with FileLock(official / ".sync", timeout=0):
            yield
    except Timeout as error:
        raise InputError("A sync is at work in the library.", "Wait until it has ended.") from error


def _unseen(_part: str, _done: int, _total: int) -> None:
    """Nobody looks."""


def _write(found: list[Part], partial: Path, progress: Progress) -> dict[str, str]:
    digests: dict[str, str] = {}
    # for nobody else to read: it holds what people wrote, and keys
    os.close(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    with (
        zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        TemporaryDirectory(prefix=PARTIAL, dir=partial.parent) as home,
    ):
        for part in found:
            files = list(part.files())
            for done, (name, path) in enumerate(files, start=1):
                source = _still(path, Path(home)) if part.form == "database" else path
                digests[f"{part.name}/{name}"] = _pack(archive, f"{part.name}/{name}", source)
                progress(part.name, done, len(files))
        record = {
            "format": FORMAT,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": digests,
        }
        archive.writestr(LIST, json.dumps(record, indent=1))
    return digests


def _still(database: Path, home: Path) -> Path:
    """A copy of a database as it is at one moment, whoever writes to it."""
    copy = home / "copy.db"
    copy.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(copy)) as still,
    ):
        live.backup(still)
    return copy


def _pack(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Put a file into the archive; its SHA-256 as it was written."""
    found = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as sink:
        while chunk := source.read(1 << 20):
            found.update(chunk)
            sink.write(chunk)
    return found.hexdigest()
