"""Where an index is kept: a folder of this machine, or a database that machines share."""

from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.address import Address
from index.contents import BuildReport, Progress
from index.encoder import Encoder
from index.interface import SearchIndex
from index.local import LocalIndex
from index.manifest import POINTER, Manifest, read_manifest, verify_files
from ingest.errors import InputError

if TYPE_CHECKING:
    from ingest.corpus.merge import Corpus  # with all readers of files: who asks an index reads none


class Home(Protocol):
    """What holds one index, generation after generation. `name` is its address as people may see it."""

    name: str

    def hosts(self) -> Mapping[str, str]:
        """What is known of each host that is asked: "primary", "standby", "lost" or "unknown"; none of a
        folder.
        """
        ...

    def live(self) -> Hashable | None:
        """A value for the generation that serves, another one after each build; None where there is none."""
        ...

    def manifest(self) -> Manifest:
        """What the index says of itself. Raises IndexMissingError or IndexMismatchError."""
        ...

    def open(self, encoder: str = "") -> SearchIndex:
        """The generation that serves, if it was built with that encoder ("" for whichever it was). Raises
        IndexMissingError or IndexMismatchError.
        """
        ...

    def build(self, corpus: "Corpus", encoder: Encoder, progress: Progress | None = None) -> BuildReport:
        """Bring it up to date. Raises IndexWriteError; then the generation before it goes on serving."""
        ...

    def verify(self) -> Manifest:
        """Compare all of it with its digests. Raises IndexMissingError or IndexMismatchError."""
        ...


class Folder:
    """Implements Home over files."""

    def __init__(self, root: Path) -> None:
        self.name = str(root)
        self._root = root

    def hosts(self) -> Mapping[str, str]:
        """See Home."""
        return {}

    def live(self) -> Hashable | None:
        """See Home."""
        try:
            status = (self._root / POINTER).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size

    def manifest(self) -> Manifest:
        """See Home."""
        return read_manifest(self._root)[1]

    def open(self, encoder: str = "") -> LocalIndex:
        """See Home."""
        return LocalIndex(self._root, encoder or self.manifest().encoder)

    def build(self, corpus: "Corpus", encoder: Encoder, progress: Progress | None = None) -> BuildReport:
        """See Home."""
        from index.build import build_index

        return build_index(corpus, self._root, encoder, progress)

    def verify(self) -> Manifest:
        """See Home."""
        folder, manifest = read_manifest(self._root)
        verify_files(folder, manifest)
        return manifest


def home_at(place: Address) -> Home:
    """The index at that address. Raises InputError for one that is none, and where the extra that reads
    databases is not installed.
    """
    return Folder(place) if isinstance(place, Path) else _database(place)


@cache
def _database(place: str) -> Home:
    """One a process, with its connections."""
    try:
        from index.postgres.home import Database
    except ImportError as error:
        raise InputError(
            f"The index in PostgreSQL needs what is not installed ({error.name}).",
            "Run: pip install 'cbd-assistant[postgres]'",
        ) from error
    return Database(place)
