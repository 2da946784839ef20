"""The lock file: what was fetched, from where, when, and its digest. It is rewritten whole after every
file.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.library.files import file_digest, write_record
from ingest.errors import InputError

NAME = "lock.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One fetched file. `languages` are those asked for that it holds; `fetched` is the day its content last
    changed.
    """

    url: str
    sha256: str
    fetched: str
    source: str
    languages: tuple[str, ...] = ("en",)
    etag: str = ""
    modified: str = ""


class Lock:
    """The entries by path below the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, Entry] = {}
        path = folder / NAME
        if path.exists():
            try:
                record = json.loads(path.read_text(encoding="utf-8"))
                self.entries = {
                    name: Entry(**(entry | {"languages": tuple(entry["languages"])}))
                    for name, entry in record["files"].items()
                }
            except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
                hint = "Delete it: the next sync fetches and compares every file again."
                raise InputError(f"{path.name} in {folder.name} is not readable.", hint) from error

    def whole(self, name: str) -> Entry | None:
        """The entry, if its file is there and is the one that was fetched."""
        entry = self.entries.get(name)
        return entry if entry and file_digest(self.folder / name) == entry.sha256 else None

    def put(self, name: str, entry: Entry) -> None:
        """Take in an entry, on disk too."""
        # a sync that changes nothing leaves every byte as it was
        if self.entries.get(name) != entry:
            self.entries[name] = entry
            self._write()

    def drop(self, name: str) -> None:
        """Forget an entry, on disk too."""
        if self.entries.pop(name, None):
            self._write()

    def _write(self) -> None:
        write_record(
            self.folder / NAME,
            {"format": FORMAT, "files": {name: asdict(entry) for name, entry in self.entries.items()}},
        )
