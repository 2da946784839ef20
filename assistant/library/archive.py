"""The archive: the folder of the official texts, kept whole however a sync ends."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import yaml

from assistant.intake import Recognition
from assistant.library.client import Answer, FetchError
from assistant.library.files import digest, write_whole
from assistant.library.lock import Entry, Lock
from assistant.library.report import Report
from assistant.library.sandbox import GuardedReader
from ingest.errors import SourceError

FORMS = (".json", ".pdf", ".docx")  # one text is a tree or a file, never both


def today() -> str:
    """The day, or that of SOURCE_DATE_EPOCH where a build must be repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date().isoformat()


class Archive:
    """Files, the front matter beside them, and the lock file that says where each came from."""

    def __init__(self, folder: Path, reader: GuardedReader, report: Report) -> None:
        self.folder = folder
        self.report = report
        self._reader = reader
        self._lock = Lock(folder)

    @property
    def names(self) -> list[str]:
        """The names of all files, as the lock file has them."""
        return list(self._lock.entries)

    def entry(self, name: str) -> Entry | None:
        """Where a file came from, if it is there and is the one that was fetched."""
        return self._lock.whole(name)

    def content(self, name: str, answer: Answer) -> bytes:
        """What the answer brought, or what is there already where the server says it is the same."""
        return (self.folder / name).read_bytes() if answer.same else answer.body

    def keep(
        self,
        name: str,
        answer: Answer,
        source: str,
        languages: Sequence[str],
        front: Mapping[str, object] | None = None,
    ) -> None:
        """Write the file, its front matter and its entry in the lock file, in this order: a kill between any
        two is mended by the next run.
        """
        if answer.same:
            self._say_origin(name, front)
            self.report.unchanged += 1
            return
        known, sha = name in self._lock.entries, digest(answer.body)
        entry = self.entry(name)
        same = entry is not None and entry.sha256 == sha
        # the day on which the content last changed, not the day of the last look
        fetched = entry.fetched if entry and same else today()
        # before the new form is there: two forms of one text would be two documents of one id
        for other in (f"{name.rpartition('.')[0]}{form}" for form in FORMS):
            if other != name:
                self.remove(other)
        if not same:
            write_whole(self.folder / name, answer.body)
        if front is not None:
            text = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=True)
            write_whole((self.folder / name).with_suffix(".yaml"), text.encode())
        self._lock.put(
            name, Entry(answer.url, sha, fetched, source, tuple(languages), answer.etag, answer.modified)
        )
        if same:
            self.report.unchanged += 1
        else:
            (self.report.changed if known else self.report.new).append(name)

    def _say_origin(self, name: str, front: Mapping[str, object] | None) -> None:
        """Say of a file that an older version fetched that it was fetched: it did not."""
        path = (self.folder / name).with_suffix(".yaml")
        if not front or "origin" not in front or not path.is_file():
            return
        held = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        if "origin" not in held:
            text = yaml.safe_dump({**held, "origin": front["origin"]}, allow_unicode=True, sort_keys=True)
            write_whole(path, text.encode())

    def remove(self, name: str) -> None:
        """Remove a file, its front matter and its entry."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        if not name.endswith(".json"):
            path.with_suffix(".yaml").unlink(missing_ok=True)
        self._lock.drop(name)

    def recognise(self, name: str, body: bytes) -> Recognition:
        """Read a file as a build will, before it comes in. Raises FetchError for one that cannot be read."""
        path = self.folder / ".vetting" / Path(name).name
        try:
            write_whole(path, body)
            return self._reader.recognise(path, path.name)
        except SourceError as error:
            reason = error.message.partition(": ")[2] or error.message
            raise FetchError(f"the file cannot be used: {reason}") from error
        finally:
            path.unlink(missing_ok=True)
