"""The user's own files: taken into the library under an id, with front matter beside them, and removed
without a trace.
"""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from assistant.library.files import digest, sweep, write_record, write_whole
from assistant.library.lock import Lock
from assistant.library.sandbox import GuardedReader
from ingest.corpus.load import load_corpus
from ingest.corpus.recognise import Recognition
from ingest.errors import InputError, NotFoundError, SourceError
from ingest.locator import Locator
from ingest.model import KINDS
from ingest.readers.clean import clean_line, shown
from ingest.readers.formats import FORMATS
from ingest.readers.front_matter import split_front_matter
from ingest.readers.text import MAX_BYTES, decode
from ingest.vocabulary import vocabulary

REGISTRY = ".own.json"
STAGING = ".staging"
KIND_WORDS = {"treaty": "convention", "slides": "training", "document": "other"}
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Correction:
    """What the user says against the recognition; "" leaves it as it is."""

    id: str = ""
    kind: str = ""
    title: str = ""
    language: str = ""

    def checked(self) -> "Correction":
        """With the kind as documents have it. Raises InputError."""
        kind = KIND_WORDS.get(self.kind, self.kind)
        if kind and kind not in KINDS:
            raise InputError(
                f"'{self.kind}' is not a kind of document.", f"Use one of {', '.join([*KIND_WORDS, *KINDS])}."
            )
        _check_id(self.id)
        return replace(self, kind=kind)


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the library: where it came from and what it is."""

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `status` is new, changed, unchanged, moved, missing or failed."""

    name: str
    status: str
    id: str = ""
    message: str = ""
    kind: str = ""
    title: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()


class OwnFiles:
    """The folder `own` of a library."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.folder = library / "own"
        self.held: dict[str, Held] = {}
        path = self.folder / REGISTRY
        if path.exists():
            try:
                records = json.loads(path.read_text(encoding="utf-8"))
                self.held = {
                    name: Held(**(record | {"notes": tuple(record["notes"])}))
                    for name, record in records.items()
                }
            except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
                hint = "Delete the folder 'own' of the library and add the files again."
                raise InputError(f"The list of your own files ({REGISTRY}) is not readable.", hint) from error

    def add(
        self, paths: Sequence[Path], correction: Correction | None = None, progress: Progress | None = None
    ) -> list[Outcome]:
        """Take in files, and the files of folders. One that cannot be read is an outcome, not an error."""
        wanted = (correction or Correction()).checked()
        files = list(_expanded(paths))
        if len(files) > 1 and (wanted.id or wanted.title):
            raise InputError(
                "An id or a title can be given for one file at a time only.", "Add the files one by one."
            )
        found = []
        sweep(self.folder) if self.folder.is_dir() else None
        with GuardedReader() as reader:
            for done, path in enumerate(files):
                if progress:
                    progress(shown(path.name), done, len(files))
                found.append(self._add(path, wanted, reader))
        if progress:
            progress("", len(files), len(files))
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        return found

    def update(self, progress: Progress | None = None) -> list[Outcome]:
        """Read again what has changed where it came from. A source that is gone is told; its copy stays."""
        found = []
        with GuardedReader() as reader:
            for done, (identity, held) in enumerate(sorted(self.held.items())):
                if progress:
                    progress(identity, done, len(self.held))
                path = Path(held.source)
                if path.is_file():
                    found.append(self._add(path, Correction(**held.correction), reader))
                else:
                    message = (
                        f"its source is gone, the copy stays; to drop it: cbd-assistant remove {identity}"
                    )
                    found.append(Outcome(shown(path.name), "missing", identity, message))
        if progress:
            progress("", len(self.held), len(self.held))
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        return found

    def remove(self, identity: str) -> None:
        """Remove a file of one's own. Raises NotFoundError."""
        held = self.held.get(identity)
        if held is None:
            official = "It is an official text, which the next sync would bring back."
            hint = official if identity in self._official() else "cbd-assistant list shows what there is."
            raise NotFoundError(f"There is no file of your own with the id '{shown(identity)}'.", hint)
        self._drop_files(held)
        del self.held[identity]
        self._write()

    # one file

    def _add(self, path: Path, correction: Correction, reader: GuardedReader) -> Outcome:
        try:
            return self._taken(path, correction, reader)
        except (SourceError, InputError) as error:
            message = str(error).replace("staged" + path.suffix.lower(), shown(path.name))
            return Outcome(shown(path.name), "failed", message=message)

    def _taken(self, path: Path, correction: Correction, reader: GuardedReader) -> Outcome:
        raw = _read(path)
        sha = digest(raw)
        source = str(path.resolve())
        before = next((name for name, held in self.held.items() if held.source == source), "")
        if before and self._is_same(before, sha, correction):
            held = self.held[before]
            return Outcome(
                shown(path.name), "unchanged", before, "", held.kind, held.title, held.reason, held.notes
            )
        correction = _joined(self.held[before].correction if before else {}, correction)
        staged = self.folder / STAGING / f"staged{path.suffix.lower()}"
        write_whole(staged, raw)
        recognised = _corrected(reader.recognise(staged, path.name), correction, raw, staged)
        identity, moved = self._identity(recognised, before, sha, correction)
        if before and before != identity:
            self._drop_files(self.held.pop(before))
        elif identity in self.held:
            self._drop_files(self.held[identity])
        file = f"{identity.replace('/', '--')}{path.suffix.lower()}"
        self._write_document(file, raw, replace(recognised, id=identity))
        self.held[identity] = Held(
            file,
            source,
            sha,
            recognised.kind,
            recognised.title,
            recognised.language,
            recognised.reason,
            recognised.provisions,
            {key: value for key, value in asdict(correction).items() if value},
            recognised.notes,
        )
        self._write()
        status = "moved" if moved else "changed" if before else "new"
        return Outcome(
            shown(path.name),
            status,
            identity,
            "",
            recognised.kind,
            recognised.title,
            recognised.reason,
            recognised.notes,
        )

    def _is_same(self, identity: str, sha: str, correction: Correction) -> bool:
        held = self.held[identity]
        wanted = {key: value for key, value in asdict(correction).items() if value}
        return (
            held.sha256 == sha
            and wanted.items() <= held.correction.items()
            and (self.folder / held.file).is_file()
        )

    def _identity(
        self, recognised: Recognition, before: str, sha: str, correction: Correction
    ) -> tuple[str, bool]:
        """The id to use, and whether a file that was renamed keeps the one it had. Raises InputError for an
        id that is taken.
        """
        if before and not correction.id:
            return before, False
        same = next((name for name, held in self.held.items() if held.sha256 == sha), "")
        if same and not correction.id:
            if Path(self.held[same].source).exists():
                raise InputError(
                    f"The same file is already there as {same}.", "To have it twice, give it another --id."
                )
            return same, True
        identity = correction.id or recognised.id
        _check_id(identity)
        if identity == before:
            return identity, False
        numbered = "/" in identity or identity in vocabulary().treaties
        taken = (
            identity in self.held
            or identity in self._official()
            or (not numbered and identity in _embedded())
        )
        if taken and (numbered or correction.id):
            where = "among the official texts" if identity in self._official() else "in the library"
            raise InputError(
                f"{identity} is already there, {where}.",
                "Remove that one first, or give this one another --id and --kind.",
            )
        reserved = self.held.keys() | self._official() | (frozenset() if numbered else _embedded())
        candidates = (identity, *(f"{identity}-{number}" for number in range(2, 10_000)))
        return next(name for name in candidates if name not in reserved), False

    def _official(self) -> set[str]:
        """Ids of the official texts that are there."""
        names = (
            name
            for name in Lock(self.library / "official").entries
            if name.startswith(("decisions/", "recommendations/", "treaties/"))
        )
        return {re.sub(r"-0*(\d+)", r"-\1", name.partition("/")[2].rpartition(".")[0]) for name in names}

    def _write_document(self, file: str, raw: bytes, recognised: Recognition) -> None:
        path = self.folder / file
        front = yaml.safe_dump(_front(recognised), allow_unicode=True, sort_keys=False)
        if path.suffix == ".md":
            given, body = split_front_matter(path, decode(path, raw))
            own = yaml.safe_dump({**given, **_front(recognised)}, allow_unicode=True, sort_keys=False)
            write_whole(path, f"---\n{own}---\n\n{body.lstrip()}".encode())
        else:
            write_whole(path, raw)
            if path.suffix != ".json":
                write_whole(path.with_suffix(".yaml"), front.encode())

    def _drop_files(self, held: Held) -> None:
        path = self.folder / held.file
        path.unlink(missing_ok=True)
        if path.suffix != ".md":
            path.with_suffix(".yaml").unlink(missing_ok=True)

    def _write(self) -> None:
        write_record(self.folder / REGISTRY, {name: asdict(held) for name, held in self.held.items()})


def _expanded(paths: Sequence[Path]) -> list[Path]:
    """The files, and those of folders in a fixed order; hidden ones and front matter beside a file are no
    documents.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        below = sorted(
            p
            for p in path.rglob("*")
            if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)
        )
        beside = {p.with_suffix(".yaml") for p in below if p.suffix.lower() in FORMATS}
        found += [p for p in below if p not in beside]
    return list(dict.fromkeys(found))


def _read(path: Path) -> bytes:
    name = shown(path.name)
    if path.suffix.lower() not in FORMATS:
        raise SourceError(
            f"{name}: files of type {shown(path.suffix) or '(none)'} are not read.",
            f"Save it as one of {', '.join(sorted(FORMATS))}.",
        )
    try:
        if not path.is_file():
            raise SourceError(f"{name}: there is no such file.", "Check the name.")
        if path.stat().st_size > MAX_BYTES:
            size = f"{path.stat().st_size / 2**20:,.0f} MiB, more than {MAX_BYTES // 2**20} are not read."
            raise SourceError(f"{name}: {size}", "Split it and give the parts.")
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name}: cannot be read ({error.strerror}).", "Check the file and its permissions."
        ) from error
    if not raw.strip(b" \t\r\n\0"):
        raise SourceError(f"{name}: the file is empty.", "Give it content.")
    return raw


def _joined(held: dict[str, str], new: Correction) -> Correction:
    """What was said before holds until something else is said."""
    return Correction(**(held | {key: value for key, value in asdict(new).items() if value}))


def _corrected(found: Recognition, correction: Correction, raw: bytes, staged: Path) -> Recognition:
    changes = {key: value for key, value in asdict(correction).items() if value}
    if staged.suffix == ".json" and changes:
        raise InputError(
            "An official record says itself what it is.", "Leave --id, --kind, --title and --language out."
        )
    if not changes:
        return found
    if "title" in changes and found.short_title == found.title:
        changes["short_title"] = changes["title"]
    return replace(found, **changes, reason="you said so" if "kind" in changes else found.reason)


def _front(recognised: Recognition) -> dict[str, object]:
    """Front matter of a file; text only where it can be printed."""
    record: dict[str, object] = {
        "id": recognised.id,
        "kind": recognised.kind,
        "title": clean_line(recognised.title)[:500] or recognised.id,
        "short_title": clean_line(recognised.short_title)[:200] or recognised.id,
        "language": recognised.language,
    }
    return (
        record
        | ({"symbol": recognised.symbol} if recognised.symbol else {})
        | ({"session": recognised.session} if recognised.session else {})
    )


def _check_id(identity: str) -> None:
    if not identity:
        return
    try:
        good = not Locator.parse(identity).steps and ".." not in identity
    except ValueError:
        good = False
    if not good:
        raise InputError(
            f"'{shown(identity)}' cannot be an id.", "Use small letters, digits and dashes, or cop-15/dec-8."
        )


@cache
def _embedded() -> frozenset[str]:
    """Ids of the corpus that comes with the project."""
    return frozenset(load_corpus([]).documents)
