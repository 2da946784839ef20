"""The user's own files: taken into the library under an id, with front matter beside them, and removed
without a trace.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.intake import (
    FRONT_MATTER,
    Recognition,
    check_content,
    check_document_name,
    clean_line,
    described,
    document_bytes,
    embedded_documents,
    front_matter,
    is_document,
    shown,
    unlabelled,
)
from assistant.library.changes import Changes, Plan
from assistant.library.files import digest, write_whole
from assistant.library.lock import Lock
from assistant.library.registry import OwnFile, Registry, upload_source
from assistant.library.sandbox import GuardedReader
from ingest.errors import InputError, NotFoundError, SourceError
from ingest.locator import Locator
from ingest.model import KINDS, Origin
from ingest.vocabulary import vocabulary

KIND_WORDS = {"treaty": "convention", "slides": "training", "document": "other"}
Progress = Callable[[str, int, int], None]  # the name of a file, how many are done, how many there are


@dataclass(frozen=True, slots=True)
class Correction:
    """What the user says against the recognition; "" leaves it as it is.

    `unchecked` is "yes" where a text is to stand for the instrument that it claims to be though it is not as
    the catalogue has that: as a copy, which is never shown as official.
    """

    id: str = ""
    kind: str = ""
    title: str = ""
    language: str = ""
    unchecked: str = ""

    def checked(self) -> "Correction":
        """With the kind as documents have it. Raises InputError."""
        kind = KIND_WORDS.get(self.kind, self.kind)
        if kind and kind not in KINDS:
            raise InputError(
                f"'{self.kind}' is not a kind of document.", f"Use one of {', '.join([*KIND_WORDS, *KINDS])}."
            )
        _refuse_bad_id(self.id)
        return replace(self, kind=kind)

    def values(self) -> dict[str, str]:
        """What is said, by field."""
        return {key: value for key, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that comes in: what its user calls it, its bytes with their SHA-256, and where it came from.
    `held` is the id of one that the library has already, and reads again.
    """

    name: str
    raw: bytes
    sha256: str
    source: str
    held: str = ""

    @property
    def suffix(self) -> str:
        """How its name ends."""
        return Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `status` is new, changed, unchanged, moved, removed, missing or failed."""

    name: str
    status: str
    id: str = ""
    message: str = ""
    kind: str = ""
    title: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    language: str = ""

    @classmethod
    def of(cls, name: str, status: str, identity: str, file: OwnFile) -> "Outcome":
        """That of a file which the library has."""
        return cls(name, status, identity, "", file.kind, file.title, file.reason, file.notes, file.language)


class OwnFiles:
    """The folder `own` of a library."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.folder = library / "own"
        self.registry = Registry(self.folder)
        self._changes = Changes(self.registry)

    @property
    def files(self) -> dict[str, OwnFile]:
        """The files by id."""
        return self.registry.files

    def add(
        self, paths: Sequence[Path], correction: Correction | None = None, progress: Progress | None = None
    ) -> list[Outcome]:
        """Take in files, and the files of folders. One that cannot be read is an outcome, not an error."""
        wanted = (correction or Correction()).checked()
        files = _expanded(paths)
        if len(files) > 1 and (wanted.id or wanted.title):
            raise InputError(
                "An id or a title can be given for one file at a time only.", "Add the files one by one."
            )
        report = progress or (lambda name, done, total: None)
        outcomes = []
        with GuardedReader() as reader:
            for done, path in enumerate(files):
                report(shown(path.name), done, len(files))
                outcomes.append(self._add(path, wanted, reader))
        report("", len(files), len(files))
        return outcomes

    def update(self, progress: Progress | None = None) -> list[Outcome]:
        """Read again what has changed where it came from. A source that is gone is told; its copy stays."""
        report = progress or (lambda name, done, total: None)
        outcomes = []
        with GuardedReader() as reader:
            for done, (identity, file) in enumerate(sorted(self.files.items())):
                report(identity, done, len(self.files))
                path = Path(file.source)
                if file.is_uploaded:
                    outcomes.append(Outcome.of(shown(file.name), "unchanged", identity, file))
                elif path.is_file():
                    outcomes.append(self._add(path, Correction(**file.correction), reader))
                else:
                    message = (
                        f"its source is gone, the copy stays; to drop it: cbd-assistant remove {identity}"
                    )
                    outcomes.append(Outcome(shown(path.name), "missing", identity, message))
        report("", len(self.files), len(self.files))
        return outcomes

    def receive(self, name: str, raw: bytes, correction: Correction, reader: GuardedReader) -> Outcome:
        """Take in a file that lies nowhere on this machine. The same file of that name is there once, however
        often it is sent. Raises SourceError or InputError.
        """
        check_document_name(name)
        check_content(name, raw)
        sha = digest(raw)
        return self._take(Arrival(name, raw, sha, upload_source(name, sha)), correction.checked(), reader)

    def correct(self, identity: str, correction: Correction, reader: GuardedReader) -> Outcome:
        """Take a file for something else than it was taken for: the library's own copy of it is read again.
        Raises NotFoundError, SourceError or InputError.
        """
        self._check_there(identity)
        file = self.files[identity]
        copy = self.folder / file.file
        raw = document_bytes(copy)
        if copy.suffix == ".md":  # what was written into it then is no word of its author
            labels = ("id",) if file.reason == FRONT_MATTER else ("id", "kind")
            raw = unlabelled(copy, raw, *labels)
        arrival = Arrival(file.name, raw, file.sha256, file.source, identity)
        return self._take(arrival, correction.checked(), reader)

    def remove(self, *identities: str) -> None:
        """Remove files of one's own, all or none. Raises NotFoundError."""
        with self._changes.turn():
            for identity in identities:
                self._check_there(identity)
            gone = [name for identity in identities for name in _names(self.files[identity])]
            self._changes.make(Plan(gone=tuple(gone), dropped=identities), {})

    def _check_there(self, identity: str) -> None:
        if identity not in self.files:
            official = "It is an official text, which the next sync would bring back."
            hint = official if identity in self._official() else "cbd-assistant list shows what there is."
            raise NotFoundError(f"There is no file of your own with the id '{shown(identity)}'.", hint)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Nobody changes the files while they are read; what a killed command had begun is ended first. Where
        the library cannot be written nobody changes it anyway.
        """
        if not self.folder.is_dir() or not os.access(self.folder, os.W_OK):
            yield
            return
        with self._changes.turn():
            yield

    # one file

    def _add(self, path: Path, correction: Correction, reader: GuardedReader) -> Outcome:
        try:
            raw = document_bytes(path)
            return self._take(Arrival(path.name, raw, digest(raw), str(path.resolve())), correction, reader)
        except (SourceError, InputError) as error:
            return Outcome(shown(path.name), "failed", message=str(error))

    def _take(self, arrival: Arrival, correction: Correction, reader: GuardedReader) -> Outcome:
        """Read a file, settle its id, write it. Raises SourceError, InputError or NotFoundError."""
        before = self._before(arrival)
        # asked first: to read a file is what takes time
        if before and self._is_same(self.files[before], arrival.sha256, correction):
            return Outcome.of(shown(arrival.name), "unchanged", before, self.files[before])
        correction = _joined(self.files[before].correction if before else {}, correction)
        with self._changes.private() as private:
            # under a name of ours: that of the file may be anything
            staged = private / f"staged{arrival.suffix}"
            try:
                recognised = self._recognised(arrival, correction, staged, reader)
            except InputError as error:
                message = error.message.replace(staged.name, shown(arrival.name))
                raise type(error)(message, error.hint) from error
        with self._changes.turn():
            return self._settle(arrival, recognised, correction)

    def _recognised(
        self, arrival: Arrival, correction: Correction, staged: Path, reader: GuardedReader
    ) -> Recognition:
        """What a file is, corrected; that a build can build what is taken in now is known thereby. Raises
        SourceError or InputError.
        """
        write_whole(staged, arrival.raw)
        recognised = _corrected(reader.recognise(staged, arrival.name), correction, staged)
        for suffix, content in _document(staged, arrival.raw, recognised).items():
            write_whole(staged.with_suffix(suffix), content)
        reader.try_build(staged)
        return recognised

    def _before(self, arrival: Arrival) -> str:
        """The id of the file that this one is anew; "" for a new one. Raises NotFoundError for one that was
        removed meanwhile.
        """
        if arrival.held:
            self._check_there(arrival.held)
            return arrival.held
        return self.registry.find(lambda file: file.source == arrival.source)

    def _settle(self, arrival: Arrival, recognised: Recognition, correction: Correction) -> Outcome:
        """Give a file its id and write it. Raises InputError."""
        before = self._before(arrival)
        self._refuse_change(before, recognised)
        identity, moved = self._identity(recognised, before, arrival.sha256, correction)
        recognised = self._told_apart(identity, recognised)
        name = f"{identity.replace('/', '--')}{arrival.suffix}"
        home = self.folder / name
        contents = {
            home.with_suffix(suffix).name: content
            for suffix, content in _document(home, arrival.raw, replace(recognised, id=identity)).items()
        }
        file = OwnFile(
            name,
            arrival.source,
            arrival.sha256,
            recognised.kind,
            recognised.title,
            recognised.language,
            recognised.reason,
            recognised.provisions,
            correction.values(),
            recognised.notes,
            recognised.origin.value,
        )
        # what this one replaces: the file from the same place, and the one that has its id
        replaced = {one for one in (before, identity) if one in self.files}
        gone = {name for one in replaced for name in _names(self.files[one])} - contents.keys()
        self._changes.make(
            Plan(identity, file, tuple(contents), tuple(sorted(gone)), tuple(sorted(replaced))), contents
        )
        status = "moved" if moved else "changed" if before else "new"
        return Outcome.of(shown(arrival.name), status, identity, file)

    def _told_apart(self, identity: str, recognised: Recognition) -> Recognition:
        """With its id in the labels, where another file is called the same."""
        title = recognised.title.casefold()
        same = any(file.title.casefold() == title for one, file in self.files.items() if one != identity)
        if not same or recognised.short_title != recognised.title:
            return recognised
        return replace(recognised, short_title=f"{recognised.title} ({identity})")

    def _refuse_change(self, before: str, recognised: Recognition) -> None:
        """What was an instrument is not taken for it any more once its words have changed."""
        instrument = vocabulary().instrument(before)
        if instrument and recognised.id != before:
            raise InputError(
                f"The file was taken in as the {instrument.short_title}, and is not that any more: "
                f"{recognised.doubt or 'it does not name itself so'}. What was taken in before stays.",
                f"Undo the change, or take the other text in by its own: cbd-assistant remove {before}, "
                "then add it again.",
            )

    def _is_same(self, file: OwnFile, sha: str, correction: Correction) -> bool:
        return (
            file.sha256 == sha
            and file.origin is not None
            and correction.values().items() <= file.correction.items()
            and (self.folder / file.file).is_file()
        )

    def _identity(
        self, recognised: Recognition, before: str, sha: str, correction: Correction
    ) -> tuple[str, bool]:
        """The id to use, and whether a file that was renamed keeps the one it had. Raises InputError for an
        id that is taken.
        """
        # an instrument stands under its own id, whatever the file was before
        settled = recognised.origin is Origin.CHECKED or correction.unchecked
        chosen = correction.id or (recognised.id if settled else "")
        if before and not chosen:
            return before, False
        same = self.registry.find(lambda file: file.sha256 == sha)
        if same and same != before and not correction.id:
            if Path(self.files[same].source).exists():
                raise InputError(
                    f"The same file is already there as {same}.", "To have it twice, give it another --id."
                )
            return same, True
        identity = chosen or recognised.id
        _refuse_bad_id(identity)
        if identity == before:
            return identity, False
        return self._free(identity, chosen=bool(correction.id)), False

    def _free(self, identity: str, *, chosen: bool) -> str:
        """The id, or the next free one like it. Raises InputError for one that is taken and was chosen, or is
        that of an official text, which a number would make another.
        """
        official = self._official()
        numbered = "/" in identity or identity in vocabulary().treaties
        # an official text may take the place of what the embedded corpus quotes of it
        reserved = self.files.keys() | official | (frozenset() if numbered else embedded_documents())
        if identity not in reserved:
            return identity
        if identity in vocabulary().treaties:
            raise _claimed_twice(identity, self.files.get(identity))
        if numbered or chosen:
            where = "among the official texts" if identity in official else "in the library"
            raise InputError(
                f"{identity} is already there, {where}.",
                "Remove that one first, or give this one another --id and --kind.",
            )
        return next(name for n in range(2, 10_000) if (name := f"{identity}-{n}") not in reserved)

    def _official(self) -> set[str]:
        """Ids of the official texts that are there."""
        names = (
            name
            for name in Lock(self.library / "official").entries
            if name.startswith(("decisions/", "recommendations/", "treaties/"))
        )
        return {re.sub(r"-0*(\d+)", r"-\1", name.partition("/")[2].rpartition(".")[0]) for name in names}


def _names(file: OwnFile) -> list[str]:
    """The files of an entry."""
    path = Path(file.file)
    return [path.name] if path.suffix == ".md" else [path.name, path.with_suffix(".yaml").name]


def _document(path: Path, raw: bytes, recognised: Recognition) -> dict[str, bytes]:
    """What a document is written as, by suffix: Markdown holds its front matter, others have it beside them.
    An official record says itself what it is, but not who brought it. Raises SourceError.
    """
    if path.suffix == ".md":
        return {".md": described(path, raw, _front(recognised))}
    front = {"origin": Origin.COPY.value} if path.suffix == ".json" else _front(recognised)
    return {path.suffix: raw, ".yaml": front_matter(front).encode()}


def _expanded(paths: Sequence[Path]) -> list[Path]:
    """The files, and those of folders in a fixed order; hidden ones and front matter beside a file are no
    documents.
    """
    files: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        below = sorted(
            p
            for p in path.rglob("*")
            if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)
        )
        # our own front matter, in a folder that was taken out of a library
        beside = {p.with_suffix(".yaml") for p in below if is_document(p)}
        files += [p for p in below if p not in beside]
    return list(dict.fromkeys(files))


def _joined(before: dict[str, str], new: Correction) -> Correction:
    """What was said before holds until something else is said."""
    return Correction(**(before | new.values()))


def _corrected(recognised: Recognition, correction: Correction, staged: Path) -> Recognition:
    changes: dict[str, Any] = {**correction.values()}
    unchecked = changes.pop("unchecked", "")
    if staged.suffix == ".json" and changes:
        raise InputError(
            "An official record says itself what it is.", "Leave --id, --kind, --title and --language out."
        )
    if unchecked:
        return _by_force(recognised, correction)
    recognised = _with_way_out(recognised)
    instrument = vocabulary().instrument(correction.id)
    if instrument and recognised.id != instrument.id:
        doubt = recognised.doubt if recognised.claims == instrument.id else "it does not name itself so"
        raise InputError(
            f"This is not the {instrument.short_title} as the catalogue has it: {doubt}.",
            "Give it another --id, or add --unchecked to have it as a copy of the "
            f"{instrument.short_title} that is not shown as official.",
        )
    if not changes:
        return recognised
    if recognised.origin is Origin.CHECKED:
        if changes.get("kind") in {"convention", "protocol"}:
            del changes["kind"]  # which of them it is has been found
        if changes.get("id", recognised.id) == recognised.id and "kind" not in changes:
            return replace(recognised, **changes)
        if "id" not in changes:
            raise InputError(
                f"This is the {recognised.short_title}, word by word.",
                "To have it as something else, give it an --id of its own, too.",
            )
        # whoever calls it something else has a document of their own
        recognised = replace(recognised, origin=Origin.COPY)
    if changes.get("kind") not in {None, "training", "other"}:
        recognised = replace(recognised, origin=Origin.COPY)
    if "title" in changes and recognised.short_title == recognised.title:
        changes["short_title"] = changes["title"]
    return replace(recognised, **changes, reason="you said so" if "kind" in changes else recognised.reason)


def _with_way_out(recognised: Recognition) -> Recognition:
    """With a word on how to have what claims to be an instrument as one, where it does not fit."""
    instrument = vocabulary().instrument(recognised.claims)
    if instrument is None or recognised.id == instrument.id:
        return recognised
    note = (
        f"to have it as a copy of the {instrument.short_title} all the same, which is never shown as "
        "official: cbd-assistant add --unchecked"
    )
    return replace(recognised, notes=(*recognised.notes, note))


def _by_force(recognised: Recognition, correction: Correction) -> Recognition:
    """The text as a copy of the instrument that it claims to be or that the user says. Raises InputError."""
    instrument = vocabulary().instrument(correction.id or recognised.claims)
    if instrument is None:
        raise InputError(
            "The file names no instrument whose copy it could be.",
            f"Say which with --id: {', '.join(vocabulary().treaties)}.",
        )
    language = correction.language or recognised.language
    if language != "en":
        raise InputError(
            f"A copy of the {instrument.short_title} has to be in English, and this one is in '{language}'.",
            f"Give it an id of its own, for example --id {instrument.id}-{language}, without --unchecked.",
        )
    if recognised.origin is Origin.CHECKED and recognised.id == instrument.id:
        return recognised  # nothing has to be forced
    return replace(
        recognised,
        id=instrument.id,
        kind=instrument.kind,
        title=instrument.title,
        short_title=f"{instrument.short_title} (unchecked copy)",
        language=language,
        origin=Origin.COPY,
        reason="you said so",
        claims=instrument.id,
    )


def _claimed_twice(identity: str, held: OwnFile | None) -> InputError:
    """Two files that claim one instrument: which of them is to stand for it is asked, never guessed."""
    instrument = vocabulary().instrument(identity)
    title = instrument.short_title if instrument else identity
    if held is None:
        return InputError(
            f"The {title} is already there, among the official texts that were synced.",
            "That text is used; to have this file too, give it an id of its own, such as "
            f"--id {identity}-copy.",
        )
    return InputError(
        f"The {title} is already there, from {shown(held.name)}: two files claim to be it, and which one "
        "is used is for you to say.",
        f"To keep that one, do nothing. To use this one, first cbd-assistant remove {identity}. To have "
        f"both, give this one an id of its own, such as --id {identity}-copy.",
    )


def _front(recognised: Recognition) -> dict[str, object]:
    """Front matter of a file; text only where it can be printed."""
    record: dict[str, object] = {
        "id": recognised.id,
        "kind": recognised.kind,
        "title": clean_line(recognised.title)[:500] or recognised.id,
        "short_title": clean_line(recognised.short_title)[:200] or recognised.id,
        "language": recognised.language,
        # whatever the file said of itself
        "origin": recognised.origin.value,
        "quoted_in": "",
    }
    return (
        record
        | ({"symbol": recognised.symbol} if recognised.symbol else {})
        | ({"session": recognised.session} if recognised.session else {})
    )


def _refuse_bad_id(identity: str) -> None:
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
