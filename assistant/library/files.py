"""Files of the library: written whole or not at all, and known by their digest."""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from assistant.intake import is_document
from ingest.errors import InputError

PARTIAL = ".part-"
DOCUMENTS = ("official/treaties", "official/decisions", "official/recommendations", "own")


def write_whole(path: Path, content: bytes) -> None:
    """The file holds either all of this or what it held before, whenever the machine stops."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # beside the file: only within one file system a rename is one step
    partial = path.parent / f"{PARTIAL}{path.name}"
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            # or the name could be on the disk before the content is
            os.fsync(file.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        hint = "Free some space or choose another folder; what was there is untouched."
        raise InputError(f"{path.name} could not be written ({error.strerror}).", hint) from error


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_record(path: Path, record: object) -> None:
    """JSON that is the same for the same record."""
    write_whole(path, (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def sweep(folder: Path) -> None:
    """Remove what a stopped run left half written."""
    for path in folder.rglob(f"{PARTIAL}*"):
        path.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    """SHA-256."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file; "" where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def library_folders(library: Path) -> list[Path]:
    """The folders of the library that hold documents, as `load_corpus` takes them."""
    return [folder for name in DOCUMENTS if (folder := library / name).is_dir() and any(_documents(folder))]


def _documents(folder: Path) -> Iterable[Path]:
    return (
        path
        for path in folder.rglob("*")
        if is_document(path) and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
