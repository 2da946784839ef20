"""Sync: bring the official texts up to date, one file at a time, so that it can stop at any point and go on
from there.
"""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import yaml

from assistant.library.client import Answer, FetchError
from assistant.library.files import digest, sweep, write_whole
from assistant.library.journal import Journal
from assistant.library.lock import Entry, Lock
from assistant.library.sandbox import GuardedReader
from assistant.library.selection import Selection, Session
from assistant.library.service import DOMAINS, Service, record_decision, record_files
from ingest.corpus.recognise import Recognition
from ingest.embedded import embedded_folder
from ingest.errors import InputError, SourceError
from ingest.locator import Decision, decision_label
from ingest.references.symbols import from_code
from ingest.structure.decision_tree import languages_of, load_tree
from ingest.vocabulary import Instrument, vocabulary

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Report:
    """What a sync did, by file; `failed` and `notes` say why."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    requests: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to bring up to date."""

    name: str
    run: Callable[[], None]


def today() -> str:
    """The day, or that of SOURCE_DATE_EPOCH where a build must be repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date().isoformat()


def sync(service: Service, folder: Path, selection: Selection, progress: Progress | None = None) -> Report:
    """Bring `folder` up to date. Raises StopError where the service is away, InputError where another sync is
    at work.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".sync", timeout=0), GuardedReader() as reader:
            sweep(folder)
            run = _Sync(service, folder, selection, reader, progress or (lambda name, done, total: None))
            return run.all()
    except Timeout as error:
        raise InputError("Another sync is at work in this folder.", "Wait until it has ended.") from error
    except OSError as error:
        raise InputError(
            f"{folder.name} cannot be written ({error.strerror}).", "Choose another folder with --dest."
        ) from error


class _Sync:
    """One run."""

    def __init__(
        self, service: Service, folder: Path, selection: Selection, reader: GuardedReader, progress: Progress
    ) -> None:
        self.service = service
        self.folder = folder
        self.selection = selection
        self.reader = reader
        self.progress = progress
        self.lock = Lock(folder)
        self.report = Report()
        self.journal = Journal(folder, f"{today()} {service.base} {selection.key}")

    def all(self) -> Report:
        """Every part, task by task; what an unfinished run of today had done is not done again."""
        tasks = [task for part in self.selection.parts for task in self._tasks(part)]
        for done, task in enumerate(tasks):
            self.progress(task.name, done, len(tasks))
            if task.name in self.journal:
                self.report.unchanged += 1
                continue
            failures = len(self.report.failed)
            task.run()
            if len(self.report.failed) == failures:
                self.journal.add(task.name)
        self.progress("", len(tasks), len(tasks))
        self.journal.close()
        self.report.requests = self.service.client.requests
        return self.report

    def _tasks(self, part: str) -> Iterator[Task]:
        if part == "catalogue":
            yield from self._catalogue()
        elif part == "treaties":
            for treaty in vocabulary().with_text:
                for language in self.selection.languages:
                    yield Task(
                        f"treaties/{treaty.id} {language}", self._bound(self._treaty, treaty, language)
                    )
        elif part == "decisions":
            for session in self.selection.sessions:
                yield from self._session(session)
        else:
            yield from self._recommendations()

    @staticmethod
    def _bound(method: Callable[..., None], *arguments: object) -> Callable[[], None]:
        return lambda: method(*arguments)

    def _fail(self, name: str, error: FetchError | SourceError) -> None:
        self.report.failed.append((name, error.message))

    # one file

    def _keep(
        self,
        name: str,
        answer: Answer,
        source: str,
        languages: Sequence[str],
        front: dict[str, object] | None = None,
    ) -> None:
        """Write the file, its front matter and its entry in the lock file, in this order: a kill between any
        two is mended by the next run.
        """
        held = self.lock.entries.get(name)
        if answer.same:
            self.report.unchanged += 1
            return
        sha = digest(answer.body)
        whole = self.lock.whole(name)
        same = whole is not None and whole.sha256 == sha
        fetched = whole.fetched if same and whole else today()
        self._replace_siblings(name)
        if not same:
            write_whole(self.folder / name, answer.body)
        if front is not None:
            write_whole(
                (self.folder / name).with_suffix(".yaml"),
                yaml.safe_dump(front, allow_unicode=True, sort_keys=True).encode(),
            )
        self.lock.put(
            name, Entry(answer.url, sha, fetched, source, tuple(languages), answer.etag, answer.modified)
        )
        if same:
            self.report.unchanged += 1
        else:
            (self.report.changed if held else self.report.new).append(name)

    def _replace_siblings(self, name: str) -> None:
        """The same text in another form gives way: a decision is a tree or a file, never both."""
        stem = name.rpartition(".")[0]
        for other in (f"{stem}{suffix}" for suffix in (".json", ".pdf", ".docx")):
            if other != name:
                self._remove(other)

    def _remove(self, name: str) -> bool:
        """Remove a file, its front matter and its entry."""
        path = self.folder / name
        there = path.exists()
        path.unlink(missing_ok=True)
        if not name.endswith(".json"):
            path.with_suffix(".yaml").unlink(missing_ok=True)
        self.lock.drop(name)
        return there

    # catalogue

    def _catalogue(self) -> Iterator[Task]:
        for domain in DOMAINS:
            name = f"catalogue/{domain.lower()}"
            yield Task(
                name, self._bound(self._plain, f"{name}.json", self.service.terms, domain, "thesaurus")
            )
        for identity, code in vocabulary().treaty_codes.items():
            yield Task(
                f"catalogue/{identity}",
                self._bound(
                    self._plain, f"catalogue/{identity}.json", self.service.treaty, code, "treaty record"
                ),
            )

    def _plain(self, name: str, fetch: Callable[[str, Entry | None], Answer], key: str, source: str) -> None:
        try:
            self._keep(name, fetch(key, self.lock.whole(name)), source, ("en",))
        except FetchError as error:
            self._fail(name, error)

    # treaties and other files

    def _treaty(self, treaty: Instrument, language: str) -> None:
        name = (
            f"treaties/{treaty.id}.pdf"
            if language == "en"
            else f"translations/{language}/treaties/{treaty.id}.pdf"
        )
        url = self.service.site + treaty.file.format(language=language)
        front = _front(treaty.id, treaty.kind, treaty.title, treaty.short_title, language, url, treaty.date)
        try:
            self._file(name, url, "file", language, front)
        except FetchError as error:
            if error.missing and language != "en":
                self.report.notes.append((name, "there is no file in this language at the expected address"))
            else:
                self._fail(name, error)

    def _file(self, name: str, url: str, source: str, language: str, front: dict[str, object]) -> None:
        """Fetch a file; one that cannot be read does not come in. Raises FetchError."""
        answer = self.service.file(url, self.lock.whole(name))
        if not answer.same:
            name = f"{name.rpartition('.')[0]}{'.docx' if answer.body.startswith(b'PK') else '.pdf'}"
            recognised = self._vet(name, answer.body)
            if recognised.id == front["id"] and recognised.title:
                front = front | {"title": recognised.title}
        self._keep(name, answer, source, (language,), front)

    def _vet(self, name: str, body: bytes) -> Recognition:
        """Read the file as a build will. Raises FetchError for one that cannot be read."""
        path = self.folder / ".vetting" / Path(name).name
        try:
            write_whole(path, body)
            return self.reader.recognise(path, path.name)
        except SourceError as error:
            raise FetchError(
                f"the file cannot be used: {error.message.partition(': ')[2] or error.message}"
            ) from error
        finally:
            path.unlink(missing_ok=True)

    # decisions

    def _session(self, session: Session) -> Iterator[Task]:
        listed = self._listed(session)
        for decision, code in listed:
            yield Task(f"decisions/{decision.path}", self._bound(self._decision, decision, code, "decisions"))
        if listed:
            yield Task(
                f"decisions/{session.folder} (what is gone)",
                self._bound(self._gone, session, {decision for decision, _ in listed}),
            )

    def _listed(self, session: Session) -> list[tuple[Decision, str]]:
        """The decisions of a session by the API, else by the index, else those that the project's own
        catalogue knows.
        """
        name = f"decisions/{session.folder}"
        reasons = []
        try:
            found = self.service.decisions(session.treaty, session.body, session.number)
            if found:
                return found
            reasons.append("the list is empty")
        except FetchError as error:
            reasons.append(error.message)
        try:
            records = self.service.all_records("decision", session.treaty, session.number)
            named = {
                d
                for record in records
                if (d := record_decision(record)) and (d.body, d.session) == (session.body, session.number)
            }
            found = [(decision, decision.code) for decision in sorted(named, key=lambda d: d.number)]
            if found:
                self.report.notes.append((name, f"listed from the index: {reasons[0]}"))
                return found
            reasons.append("the index knows none")
        except FetchError as error:
            reasons.append(f"the index: {error.message}")
        self.report.failed.append(
            (name, f"the decisions of this session cannot be listed ({'; '.join(reasons)})")
        )
        return [(decision, decision.code) for decision in _known(session)]

    def _decision(self, decision: Decision, code: str, part: str) -> None:
        """The tree, else the older texts, else a file; a server in trouble changes nothing of what is
        there.
        """
        stem = f"{part}/{decision.path}"
        name = f"{stem}.json"
        before = self.lock.whole(name)
        reasons: list[str] = []
        for source, fetch in (("tree", self.service.tree), ("texts", self.service.texts)):
            try:
                answer = fetch(decision, code, before)
            except FetchError as error:
                if not (error.missing or error.shape):
                    self._fail(stem, error)
                    return
                reasons.append(f"{source}: {error.message}")
                if error.shape:
                    self.report.notes.append((stem, f"the {source} cannot be used: {error.message}"))
                continue
            languages = self._tree_languages(name, answer)
            self._keep(name, answer, source, languages)
            self._translations(
                decision,
                part,
                [language for language in self.selection.languages if language not in languages],
            )
            return
        self._decision_files(decision, part, reasons)

    def _tree_languages(self, name: str, answer: Answer) -> list[str]:
        body = (self.folder / name).read_bytes() if answer.same else answer.body
        return [
            language
            for language in languages_of(load_tree(name, body))
            if language in self.selection.languages
        ]

    def _decision_files(self, decision: Decision, part: str, reasons: list[str]) -> None:
        """Files in each language: the index record's, else at the expected address."""
        stem = f"{part}/{decision.path}"
        addresses = self._addresses(decision)
        for language in self.selection.languages:
            target = stem if language == "en" else f"translations/{language}/{stem}"
            error = self._first_file(decision, target, addresses.get(language, []), language)
            if error and language == "en":
                self.report.failed.append((stem, "; ".join([*reasons, f"file: {error}"])))
                return
            if error:
                self.report.notes.append((target, error))

    def _translations(self, decision: Decision, part: str, languages: Sequence[str]) -> None:
        """Files for languages that a tree lacks. Their absence is a note, not a failure."""
        addresses = self._addresses(decision) if languages else {}
        for language in languages:
            target = f"translations/{language}/{part}/{decision.path}"
            error = self._first_file(decision, target, addresses.get(language, []), language)
            if error:
                self.report.notes.append((target, f"not offered in this language ({error})"))

    def _addresses(self, decision: Decision) -> dict[str, list[str]]:
        try:
            _, records = self.service.index(decision.kind, treaty=decision.treaty, session=decision.session)
        except FetchError:
            return {}
        return next((record_files(record) for record in records if record_decision(record) == decision), {})

    def _first_file(self, decision: Decision, stem: str, urls: Sequence[str], language: str) -> str:
        """Take the first address that gives a file; the reason where none does."""
        printed = str(decision_label(decision.id))
        why = ""
        for url in dict.fromkeys([*urls, decision.file_url(language, site=self.service.site)]):
            held = next(
                (f"{stem}{s}" for s in (".pdf", ".docx") if f"{stem}{s}" in self.lock.entries), f"{stem}.pdf"
            )
            front = _front(decision.id, decision.kind, printed, printed, language, decision.url)
            front |= {"symbol": decision.symbol, "session": decision.session}
            try:
                self._file(held, url, "file", language, front)
                return ""
            except FetchError as error:
                why = error.message
        return why

    def _gone(self, session: Session, listed: set[Decision]) -> None:
        """What the list no longer has, and the service itself says it has no longer, is removed."""
        for name in [name for name in self.lock.entries if name.startswith(f"decisions/{session.folder}/")]:
            decision = _of_name(name)
            if decision is None or decision in listed:
                continue
            try:
                self.service.tree(decision, decision.code, None)
            except FetchError as error:
                if error.missing:
                    for other in [
                        n for n in self.lock.entries if n.rpartition(".")[0].endswith(name.rpartition(".")[0])
                    ]:
                        self._remove(other)
                    self.report.gone.append(name)
                else:
                    self._fail(name, error)

    # recommendations

    def _recommendations(self) -> Iterator[Task]:
        try:
            records = self.service.all_records("recommendation")
        except FetchError as error:
            self.report.failed.append(("recommendations", f"they cannot be listed ({error.message})"))
            return
        found = {d: r for r in records if (d := record_decision(r)) and d.kind == "recommendation"}
        for decision, record in sorted(
            found.items(), key=lambda pair: (pair[0].body, pair[0].session, pair[0].number)
        ):
            code = str(record.get("dttCode_s") or "")
            run = (
                self._bound(self._decision, decision, code, "recommendations")
                if from_code(code) == decision
                else None
            )
            yield Task(
                f"recommendations/{decision.path}",
                run or self._bound(self._decision_files, decision, "recommendations", []),
            )


def _front(
    identity: str, kind: str, title: str, short: str, language: str, url: str, date: str = ""
) -> dict[str, object]:
    found: dict[str, object] = {
        "id": identity,
        "kind": kind,
        "title": title,
        "short_title": short,
        "language": language,
        "url": url,
    }
    return found | ({"date": date} if date else {})


def _of_name(name: str) -> Decision | None:
    """`decisions/cop-15/dec-08.json` is decision 15/8."""
    body, _, session = name.split("/")[1].rpartition("-")
    number = name.rpartition("-")[2].partition(".")[0]
    return Decision(body, int(session), int(number)) if session.isdigit() and number.isdigit() else None


def _known(session: Session) -> list[Decision]:
    """Decisions of the session that the catalogue of the project names."""
    if session.body != "cop":
        return []
    with (embedded_folder() / "catalogue" / "decisions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["id"] for row in csv.DictReader(file) if row["id"].startswith(f"cop-{session.number}/")]
    return sorted(
        (Decision("cop", session.number, int(row.rpartition("-")[2])) for row in rows), key=lambda d: d.number
    )
