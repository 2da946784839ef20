"""Files that only their owner reads: written whole, read again when they change."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from ingest.errors import InputError

KEY_BYTES = 32
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0)

T = TypeVar("T")


def write_private(path: Path, content: bytes, hint: str = "Check CBD_ACCESS and the disk.") -> None:
    """The file holds all of this or what it held before, and is nobody else's to read from the first byte.
    Raises InputError.
    """
    partial = path.with_name(f".part-{os.getpid()}-{path.name}")
    try:
        make_private(path.parent)
        with os.fdopen(os.open(partial, _NEW, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise InputError(f"{path} could not be written ({error.strerror}).", hint) from error


def make_private(folder: Path) -> None:
    """A folder that is there; one that is made here is for its owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def private_key(path: Path) -> bytes:
    """The key in that file; made when it is first asked for. Raises InputError where it cannot be read."""
    try:
        if not path.exists():
            fresh = path.with_name(f".new-{os.getpid()}-{path.name}")
            write_private(fresh, secrets.token_bytes(KEY_BYTES))
            with suppress(FileExistsError):  # another process was faster: its key is the one
                os.link(fresh, path)
            fresh.unlink()
        key = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The key in {path} cannot be read ({error.strerror}).", "Check CBD_ACCESS."
        ) from error
    if len(key) < KEY_BYTES:
        raise InputError(f"The key in {path} is damaged.", "Delete the file: everybody signs in again.")
    return key


def decoded(content: bytes, read: Callable[[bytes], T], name: str) -> T:
    """What the content says. Raises InputError for one that is damaged."""
    try:
        return read(content)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(
            f"{name} is damaged.", "Restore it from a backup, or delete it and begin anew."
        ) from error


class Watched(Generic[T]):
    """What a file says, read again whenever it was replaced: one look at the file a time."""

    def __init__(self, path: Path, read: Callable[[bytes], T]) -> None:
        self._path = path
        self._read = read
        self._stamp: tuple[int, int, int] | None = None
        self._value: T | None = None

    def get(self) -> T:
        """The newest content; that of an empty file where there is none. Raises InputError."""
        try:
            status = os.stat(self._path)
            stamp = (status.st_mtime_ns, status.st_ino, status.st_size)
        except FileNotFoundError:
            stamp = (0, 0, 0)
        except OSError as error:
            raise InputError(
                f"{self._path} cannot be read ({error.strerror}).", "Check CBD_ACCESS."
            ) from error
        if stamp != self._stamp or self._value is None:
            content = self._path.read_bytes() if stamp != (0, 0, 0) else b""
            self._value = decoded(content, self._read, str(self._path))
            self._stamp = stamp
        return self._value
