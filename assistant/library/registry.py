"""The registry of the user's own files: under which id each is kept, where it came from, what it is."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.library.files import write_record
from ingest.errors import InputError

NAME = ".own.json"
_UPLOADED = "upload:"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the library: where it came from and what it is. `correction` is what the user said of it.

    `origin` is that of ingest.model.Origin; None for a file that was added before files said it.
    """

    file: str
    source: str
    sha256: str
    kind: str
    title: str
    language: str
    reason: str
    provisions: int = 0
    correction: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    origin: str | None = None

    @property
    def name(self) -> str:
        """What its user calls it."""
        return self.source.rpartition("/")[2] if self.is_uploaded else Path(self.source).name

    @property
    def is_uploaded(self) -> bool:
        """Whether it came over HTTP: it lies nowhere else, so that nothing can be read again."""
        return self.source.startswith(_UPLOADED)


def upload_source(name: str, sha256: str) -> str:
    """Where a file came from that was uploaded: the same for the same file of that name."""
    return f"{_UPLOADED}{sha256}/{name}"


def own_file(record: dict[str, Any]) -> OwnFile:
    """One that was written down. Raises TypeError, KeyError or AttributeError for what is none."""
    return OwnFile(**(record | {"notes": tuple(record["notes"])}))


class Registry:
    """The files by id. Raises InputError for a list that cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / NAME
        self.files: dict[str, OwnFile] = {}
        self.read()

    def read(self) -> None:
        """Take what is on the disk: another process may have changed it."""
        self.files = {}
        if self._path.exists():
            try:
                records = json.loads(self._path.read_text(encoding="utf-8"))
                self.files = {identity: own_file(record) for identity, record in records.items()}
            except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
                hint = "Delete the folder 'own' of the library and add the files again."
                raise InputError(f"The list of your own files ({NAME}) is not readable.", hint) from error

    def find(self, is_it: Callable[[OwnFile], bool]) -> str:
        """The id of the first file that is it; "" for none."""
        return next((identity for identity, file in self.files.items() if is_it(file)), "")

    def put(self, identity: str, file: OwnFile) -> None:
        """Take in a file, on disk too."""
        self.files[identity] = file
        self._write()

    def drop(self, identity: str) -> None:
        """Forget a file, on disk too."""
        del self.files[identity]
        self._write()

    def change(self, dropped: Iterable[str], identity: str, file: OwnFile | None) -> None:
        """Forget some files and take in another, if any, with one write."""
        before = dict(self.files)
        for name in dropped:
            self.files.pop(name, None)
        if file is not None:
            self.files[identity] = file
        if self.files != before:
            self._write()

    def _write(self) -> None:
        write_record(self._path, {identity: asdict(file) for identity, file in self.files.items()})
