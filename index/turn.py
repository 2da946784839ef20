"""Whose turn it is to write the index of a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import IndexWriteError

LOCK = ".lock"
AT_ONCE = 0.0
FOREVER = -1.0


@contextmanager
def turn(root: Path, patience: float = AT_ONCE) -> Iterator[None]:
    """Nobody else writes the index meanwhile; whoever has the turn may take it once more. A folder that was
    made for it and in which nothing was written goes again. Raises IndexWriteError after so many seconds, or
    where nothing can be written.
    """
    from filelock import FileLock, Timeout

    lock, new = FileLock(root / LOCK, is_singleton=True), not root.exists()
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise IndexWriteError(f"Another build is writing to {root}.", "Wait until it has ended.") from error
    except OSError as error:
        raise unwritable(root, error) from error
    try:
        yield
    finally:
        if new and [entry.name for entry in root.iterdir()] == [LOCK]:
            (root / LOCK).unlink()
            root.rmdir()
        lock.release()


def unwritable(root: Path, error: Exception) -> IndexWriteError:
    """The error of a folder that cannot be written, as on a full disk."""
    return IndexWriteError(
        f"The index in {root} could not be written ({error}).",
        "Free some space or choose another folder with --index; the index before it still serves.",
    )
