"""Verification: whether what lies on the disk is what was put there, part by part."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.intake import read_guide
from assistant.library.additions import OwnFiles
from assistant.library.files import DOCUMENTS, file_digest
from assistant.library.lock import Lock
from assistant.library.own_guide import own_guides
from assistant.library.state import Part, parts
from assistant.settings import Settings
from index.address import Address
from index.home import home_at
from ingest.errors import AssistantError


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part."""

    part: str
    good: bool
    words: str


def verify(settings: Settings) -> Iterator[Finding]:
    """The index, the own files and what is said of them, the official texts, and the rest of the state. It
    changes nothing.
    """
    yield _index(settings.index)
    yield from _own(settings.library)
    yield from _guide(settings.library)
    yield from _official(settings.library / "official")
    for part in parts(settings):
        if part.form == "database":
            yield _database(part)
        elif part.form == "log":
            yield _log(part)


def _index(place: Address) -> Finding:
    try:
        manifest = home_at(place).verify()
    except AssistantError as error:
        return Finding("index", False, str(error))
    return Finding("index", True, f"{manifest.id}, {len(manifest.files)} files, built {manifest.built_at}")


def _own(library: Path) -> Iterator[Finding]:
    """Each file of the list is there and is the one that was added; nothing else is."""
    try:
        own = OwnFiles(library)
    except AssistantError as error:
        yield Finding("own files", False, str(error))
        return
    bad = 0
    known = set()
    for identity, file in own.files.items():
        path = own.folder / file.file
        beside = path.with_suffix(".yaml")
        known |= {path.name, beside.name}
        if not path.is_file():
            words = f"{identity}: its file {path.name} is not there; add it again"
        # Markdown is written anew, with its front matter
        elif path.suffix != ".md" and file_digest(path) != file.sha256:
            words = f"{identity}: {path.name} is not the file that was added; add it again"
        elif path.suffix not in {".md", ".json"} and not beside.is_file():
            words = f"{identity}: {beside.name} beside its file is not there; add it again"
        else:
            continue
        bad += 1
        yield Finding("own files", False, words)
    for path in sorted(own.folder.glob("[!.]*")):
        if path.name not in known:
            bad += 1
            yield Finding("own files", False, f"{path.name} is not in the list; add it, or take it away")
    if not bad:
        yield Finding("own files", True, f"{len(own.files)} files")


def _guide(library: Path) -> Iterator[Finding]:
    """Each file of the office's own guide can be read."""
    for path in own_guides(library):
        try:
            entries = list(read_guide(path))
        except AssistantError as error:
            yield Finding("guide", False, f"{error} Restore a backup, or import the workbook again.")
        else:
            yield Finding("guide", True, f"{path.stem}: {len(entries)} entries")


def _official(folder: Path) -> Iterator[Finding]:
    """Each official text is the one that was fetched."""
    try:
        entries = Lock(folder).entries
    except AssistantError as error:
        yield Finding("official texts", False, str(error))
        return
    bad = [name for name, entry in entries.items() if file_digest(folder / name) != entry.sha256]
    for name in bad:
        words = f"{name} is not the text that was fetched; cbd-assistant sync fetches it again"
        yield Finding("official texts", False, words)
    unlisted = _unlisted(folder, set(entries))
    for name in unlisted:
        yield Finding("official texts", False, f"{name} was not fetched from the official service")
    if not bad and not unlisted:
        yield Finding("official texts", True, f"{len(entries)} texts")


def _unlisted(folder: Path, names: set[str]) -> list[str]:
    below = [Path(name).relative_to("official") for name in DOCUMENTS if name.startswith("official/")]
    files = (path for part in below for path in (folder / part).rglob("*") if path.is_file())
    found = (path.relative_to(folder).as_posix() for path in files if not path.name.startswith("."))
    return sorted(name for name in found if name not in names and not name.endswith(".yaml"))


def _database(part: Part) -> Finding:
    if not part.path.is_file():
        return Finding(part.name, True, "nothing yet")
    try:
        with closing(sqlite3.connect(f"{part.path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            words = str(db.execute("PRAGMA quick_check").fetchone()[0])
            tables = db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
    except sqlite3.Error as error:
        words, tables = str(error), 0
    if words != "ok":
        return Finding(part.name, False, f"the database is damaged ({words}); restore a backup")
    return Finding(part.name, True, f"{tables} tables")


def _log(part: Part) -> Finding:
    """Every line of a log is a record; the last one may be being written."""
    count = 0
    for name, path in part.files():
        if ".jsonl" not in name:
            continue
        for line in path.read_bytes().splitlines(keepends=True):
            try:
                json.loads(line)
            except ValueError:
                if line.endswith(b"\n"):
                    return Finding(part.name, False, f"{name} has a line that is no record")
            count += 1
    return Finding(part.name, True, f"{count} records")
