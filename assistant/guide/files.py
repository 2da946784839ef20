"""The files of the guide in one language: what they say of each provision, and corrections written into them.

What is not corrected stays as it is, byte for byte, and so does what a line holds beside the words.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.intake import read_guide, read_translations
from assistant.words.store import ENGLISH, languages
from ingest.errors import InputError, SourceError
from ingest.locator import Locator
from ingest.model import GuideEntry, PlainWords

SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the guide says of a provision in a language.

    `file` is the name of the English file without its ending, `held_in` that of the file in the language;
    `words` is None where nothing was written yet; `remark` is for editors, and shown to nobody else.
    """

    english: GuideEntry
    file: str
    held_in: str
    words: PlainWords | None = None
    remark: str = ""

    @property
    def provision(self) -> str:
        """Its locator."""
        return self.english.provision


def read_language(folder: Path, language: str) -> dict[str, Entry]:
    """The entries of a guide folder by locator, in the order of the English.

    Raises InputError for a language or a folder that there is none of, SourceError for a file that cannot be
    used.
    """
    if language == ENGLISH or language not in languages():
        known = ", ".join(code for code in languages() if code != ENGLISH)
        raise InputError(f"The guide is not translated into '{language}'.", f"Choose one of {known}.")
    entries = {
        entry.provision: Entry(entry, path.stem, path.stem)
        for path in sorted(folder.glob(f"*{SUFFIX}"))
        for entry in read_guide(path)
    }
    if not entries:
        raise InputError(
            f"{folder}: there is no guide in this folder.",
            "Name one with --guide, such as a copy of corpus/guide.",
        )
    for locator, words in read_translations(folder / language):
        if locator in entries:
            entries[locator] = replace(entries[locator], words=words)
    for path in sorted((folder / language).glob(f"*{SUFFIX}")):
        for locator, record in _records(path.read_bytes()):
            if locator in entries:
                remark = str(record.get("remark", ""))
                entries[locator] = replace(entries[locator], held_in=path.stem, remark=remark)
    return entries


def _records(raw: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in raw.splitlines():
        if line.strip():
            record: dict[str, Any] = json.loads(line)
            yield str(Locator.parse(record["provision"])), record


def write_language(folder: Path, language: str, corrected: Iterable[Entry], order: Sequence[str]) -> None:
    """Write corrected entries, each into its file: all of them or, where one cannot be written, none.

    `order` are all provisions as the English has them: there stands one that has no line yet. Raises
    InputError where the folder cannot be written to.
    """
    ranks = {provision: rank for rank, provision in enumerate(order)}
    by_file: dict[str, dict[str, Entry]] = {}
    for entry in corrected:
        by_file.setdefault(entry.held_in, {})[entry.provision] = entry
    home = folder / language
    try:
        home.mkdir(exist_ok=True)
        _replace_all(
            {
                path: _rewritten(path.read_bytes() if path.exists() else b"", language, entries, ranks)
                for name, entries in by_file.items()
                for path in [home / f"{name}{SUFFIX}"]
            }
        )
    except OSError as error:
        raise InputError(
            f"{home}: the guide cannot be written ({error.strerror}); nothing was changed.",
            "An installed package may be read-only: copy its corpus/guide and name the copy with --guide.",
        ) from error


def _rewritten(raw: bytes, language: str, entries: Mapping[str, Entry], ranks: Mapping[str, int]) -> bytes:
    """A file with these entries in the place of those it has; new ones stand where the English has them."""
    waiting = dict(entries)
    lines: list[tuple[int, bytes]] = []
    last = 0
    for line in raw.splitlines(keepends=True):
        if line.strip():
            record = json.loads(line)
            locator = str(Locator.parse(record["provision"]))
            last = ranks.get(locator, last)
            if locator in waiting:
                body = line.rstrip(b"\r\n")
                line = _line(record, language, waiting.pop(locator)) + line[len(body) :]
        lines.append((last, line))
    if lines and waiting and not lines[-1][1].endswith(b"\n"):
        lines[-1] = (lines[-1][0], lines[-1][1] + b"\n")
    for locator, entry in waiting.items():
        place = ranks[locator]
        before = sum(1 for rank, _ in lines if rank < place)
        lines.insert(before, (place, _line({"provision": locator}, language, entry) + b"\n"))
    return b"".join(line for _, line in lines)


def _line(record: dict[str, Any], language: str, entry: Entry) -> bytes:
    """The line of an entry; fields that are not known here stay as they were."""
    words = entry.words
    if words is None:
        raise SourceError(f"{entry.provision}: there are no words to write.", "Give a summary and questions.")
    record |= {
        "summary": words.summary,
        "questions": list(words.questions),
        "lang": language,
        "state": words.state,
    }
    if entry.remark:
        record["remark"] = entry.remark
    else:
        record.pop("remark", None)
    return json.dumps(record, ensure_ascii=False).encode()


def _replace_all(contents: Mapping[Path, bytes]) -> None:
    """Write files beside those there are, then put each in its place; if that stops, what was there is put
    back.
    """
    made: list[tuple[Path, Path]] = []
    kept = {path: path.read_bytes() for path in contents if path.exists()}
    done: list[Path] = []
    try:
        for path, content in contents.items():
            made.append((_beside(path, content), path))
        for fresh, path in made:
            os.replace(fresh, path)
            done.append(path)
    except OSError:
        for path in done:
            if path in kept:
                path.write_bytes(kept[path])
            else:
                path.unlink()
        raise
    finally:
        for fresh, _ in made:
            fresh.unlink(missing_ok=True)


def _beside(path: Path, content: bytes) -> Path:
    """A file of that content in the same folder, with the permissions of the one that it will replace."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(number, "wb") as file:
        file.write(content)
        os.fchmod(number, path.stat().st_mode & 0o777 if path.exists() else 0o644)
    return Path(name)
