"""Restore: the state of a backup takes the place of what is there, all of it or nothing.

Everything is unpacked and compared beside its place first; then a plan is written, and what it says is done,
by this process or by the next command.
"""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from assistant.library.backup import FORMAT, LIST
from assistant.library.changes import LOCK
from assistant.library.files import write_record
from assistant.library.state import PLACES, Part, parts
from assistant.settings import Settings
from ingest.errors import InputError

_INCOMING, _BEFORE, _CLEARED, _PLAN = ".restoring", ".before-restore", ".restore-cleared", ".restore.json"
_UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    RuntimeError,  # of a file that is encrypted
)
MOST_LIST = 64 * 1024 * 1024  # bytes of the list of files


def read_backup(settings: Settings, source: Path, *, replace: bool = False) -> dict[str, int]:
    """Restore the state from a backup; how many files of each part came. Raises InputError for what is no
    whole backup, and where something is there that may not be replaced; nothing is changed then.
    """
    places = {part.name: part for part in parts(settings)}
    finish_restore(settings)
    held = [part.name for part in places.values() if next(part.files(), None)]
    if held and not replace:
        raise InputError(
            f"There is something already: {', '.join(held)}.", "Say --replace to have the backup instead."
        )
    _forget(settings)
    try:
        digests = _unpack(source, places)
        steps = _steps(places, digests)
        write_record(_plan(settings), steps)
    except _UNREADABLE as error:
        _forget(settings)
        raise InputError(
            f"{source.name} cannot be restored ({error}).", "Nothing was changed. Give another backup."
        ) from error
    except InputError:
        _forget(settings)
        raise
    finish_restore(settings)
    return {name: sum(one.startswith(f"{name}/") for one in digests) for name in places}


def finish_restore(settings: Settings) -> None:
    """Carry out what a restore has decided and did not end; to do it twice is to do it once."""
    plan = _plan(settings)
    try:
        steps = json.loads(plan.read_bytes())
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise InputError(
            f"{plan.name} is not readable.", "Delete it, and restore the backup again."
        ) from error
    for place in map(Path, steps):
        _exchange(place)
    plan.unlink(missing_ok=True)


def _exchange(place: Path) -> None:
    """Put what was unpacked in its place."""
    if place.is_dir():
        _exchange_within(place)
        return
    incoming = _beside(place)
    if incoming.is_file():
        for suffix in ("-wal", "-shm"):  # what SQLite had not yet written to the file that goes
            place.with_name(place.name + suffix).unlink(missing_ok=True)
        incoming.replace(place)


def _exchange_within(folder: Path) -> None:
    """The same inside a folder, which may be mounted and cannot be renamed: first what is there goes aside,
    then what was unpacked comes.
    """
    incoming, before, cleared = folder / _INCOMING, folder / _BEFORE, folder / _CLEARED
    if incoming.is_dir():
        if not cleared.exists():
            before.mkdir(exist_ok=True)
            for child in list(folder.iterdir()):
                if child.name not in {_INCOMING, _BEFORE, _PLAN, LOCK}:
                    child.rename(before / child.name)
            cleared.touch()
        for child in list(incoming.iterdir()):
            child.rename(folder / child.name)
        incoming.rmdir()
    cleared.unlink(missing_ok=True)
    shutil.rmtree(before, ignore_errors=True)


def _steps(places: dict[str, Part], digests: dict[str, str]) -> list[str]:
    """The places that are exchanged, each once."""
    found = []
    for name in digests:
        part = places[name.partition("/")[0]]
        found.append(part.path if part.form == "folder" else part.place_of(name.partition("/")[2]))
    return list(dict.fromkeys(str(path.absolute()) for path in found))


def _unpack(source: Path, places: dict[str, Part]) -> dict[str, str]:
    """Every file of a backup beside its place, compared with its digest. Raises one of
    _UNREADABLE.
    """
    with zipfile.ZipFile(source) as archive:
        _refuse_too_much(archive, places)
        record = json.loads(archive.read(LIST))
        if record["format"] != FORMAT:
            raise ValueError(f"its format is {record['format']}, this version reads {FORMAT}")
        digests: dict[str, str] = dict(record["files"])
        for name, digest in digests.items():
            kind, _, within = name.partition("/")
            part = places.get(kind)
            if part is None and kind in dict(PLACES):
                raise ValueError(f"it holds {kind}, and CBD_{kind.upper()} does not say where they go")
            if part is None or not part.may_hold(within):
                raise ValueError(f"it holds {name[:100]!r}, which is nothing of ours")
            if part.form == "folder":
                target = part.path / _INCOMING / within
            else:
                target = _beside(part.place_of(within))
            target.parent.mkdir(parents=True, exist_ok=True)
            if _extract(archive, name, target) != digest:
                raise ValueError(f"{name} is not what was saved")
    return digests


def _refuse_too_much(archive: zipfile.ZipFile, places: dict[str, Part]) -> None:
    """Raises ValueError where the files are larger than the room that is left. No more is unpacked of a file
    than it says here.
    """
    if archive.getinfo(LIST).file_size > MOST_LIST:
        raise ValueError("its list of files is too long")
    size = sum(one.file_size for one in archive.infolist())
    free = min(shutil.disk_usage(_home(part)).free for part in places.values())
    if size > free:
        raise ValueError(f"it needs {size / 2**20:,.0f} MiB, and {free / 2**20:,.0f} are free")


def _home(part: Part) -> Path:
    """The folder that a part is unpacked in, which may be mounted, or the nearest above it that is there."""
    path = part.path.absolute()
    folders = [path, *path.parents] if part.form == "folder" else path.parents
    return next(folder for folder in folders if folder.is_dir())


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    found = hashlib.sha256()
    descriptor = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with archive.open(name) as source, os.fdopen(descriptor, "wb") as sink:
        while chunk := source.read(1 << 20):
            found.update(chunk)
            sink.write(chunk)
        sink.flush()
        os.fsync(sink.fileno())
    return found.hexdigest()


def _forget(settings: Settings) -> None:
    """Remove what a restore had unpacked before it was decided."""
    for part in parts(settings):
        if part.form == "folder":
            shutil.rmtree(part.path / _INCOMING, ignore_errors=True)
            continue
        for path in part.path.parent.glob(f".{part.path.stem}*{_INCOMING}"):
            with suppress(OSError):
                path.unlink()


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}{_INCOMING}")


def _plan(settings: Settings) -> Path:
    return settings.library.absolute() / _PLAN
