"""Where small private records are kept that several processes change: in a folder, or beside the index where
that lies in a database. What opens doors is in them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from filelock import FileLock

from assistant.access.private import Watched, make_private, private_key, write_private
from assistant.settings import Settings
from index.address import Address

T = TypeVar("T")


class Kept(Protocol[T]):
    """One record. Its methods raise InputError for one that is damaged or cannot be used, UnavailableError
    where no database answers.
    """

    def get(self) -> T:
        """The newest one; that of no bytes where there is none."""
        ...

    def change(self, change: Callable[[T], T]) -> T:
        """Put another one in its place, made of the newest while nobody else changes it."""
        ...


class Safe(Protocol):
    """All of them."""

    def kept(self, name: str, read: Callable[[bytes], T], write: Callable[[T], bytes]) -> Kept[T]:
        """The record of that name."""
        ...

    def key(self, name: str) -> bytes:
        """The key of that name; made when it is first asked for. Raises InputError, UnavailableError."""
        ...

    def settle(self) -> None:
        """Wait until whoever reads a record has what was changed. Raises UnavailableError, which names the
        hosts that have not.
        """
        ...


def place_of(settings: Settings) -> Address:
    """Where the settings have them."""
    return settings.access if isinstance(settings.index, Path) else settings.index


def safe_at(place: Address) -> Safe:
    """The one there."""
    if isinstance(place, Path):
        return FolderSafe(place)
    from assistant.access.safe_table import TableSafe

    return TableSafe(place)


class FolderSafe:
    """Implements Safe over files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def kept(self, name: str, read: Callable[[bytes], T], write: Callable[[T], bytes]) -> Kept[T]:
        """See Safe."""
        return KeptFile(self._folder / name, read, write)

    def key(self, name: str) -> bytes:
        """See Safe."""
        return private_key(self._folder / name)

    def settle(self) -> None:
        """See Safe: a file is there at once."""


class KeptFile(Generic[T]):
    """Implements Kept over a file."""

    def __init__(self, path: Path, read: Callable[[bytes], T], write: Callable[[T], bytes]) -> None:
        self._path = path
        self._lock = path.with_name(f".{path.stem}.lock")
        self._watched = Watched(path, read)
        self._write = write

    def get(self) -> T:
        """See Kept."""
        return self._watched.get()

    def change(self, change: Callable[[T], T]) -> T:
        """See Kept."""
        make_private(self._path.parent)
        with FileLock(self._lock, mode=0o600):
            value = change(self._watched.get())
            write_private(self._path, self._write(value))
        return value
