"""The tasks of a sync: catalogue and treaties, text by text; the rest is in `decisions.py`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from assistant.library.archive import Archive
from assistant.library.client import Answer, FetchError
from assistant.library.lock import Entry
from assistant.library.report import Report
from assistant.library.selection import Selection
from assistant.library.service import Service
from assistant.library.thesaurus import DOMAINS
from ingest.model import Origin
from ingest.names import Instrument
from ingest.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to bring up to date. `run` raises StopError where going on makes no sense."""

    name: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Work:
    """What every task works with: whom to ask, where to keep what comes, and what is asked for."""

    service: Service
    archive: Archive
    selection: Selection

    @property
    def report(self) -> Report:
        """Where it is written what became of each file."""
        return self.archive.report


def catalogue_tasks(work: Work) -> Iterator[Task]:
    """The thesaurus domains, then the records of the treaties."""
    for domain in DOMAINS.values():
        name = f"catalogue/{domain}"
        yield Task(name, partial(_record, work, f"{name}.json", work.service.terms, domain, "thesaurus"))
    for identity, code in vocabulary().treaty_codes.items():
        name = f"catalogue/{identity}"
        yield Task(name, partial(_record, work, f"{name}.json", work.service.treaty, code, "treaty record"))


def _record(
    work: Work, name: str, fetch: Callable[[str, Entry | None], Answer], key: str, source: str
) -> None:
    try:
        work.archive.keep(name, fetch(key, work.archive.entry(name)), source, ("en",))
    except FetchError as error:
        work.report.fail(name, error)


def treaty_tasks(work: Work) -> Iterator[Task]:
    """Every treaty in every language."""
    for treaty in vocabulary().with_text:
        for language in work.selection.languages:
            yield Task(f"treaties/{treaty.id} {language}", partial(_treaty, work, treaty, language))


def _treaty(work: Work, treaty: Instrument, language: str) -> None:
    name = f"{folder_of(language)}treaties/{treaty.id}.pdf"
    url = work.service.site + treaty.file.format(language=language)
    front = front_of(treaty.id, treaty.kind, treaty.title, treaty.short_title, language, url)
    front |= {"date": treaty.date} if treaty.date else {}
    try:
        keep_file(work, name, url, language, front)
    except FetchError as error:
        if error.missing and language != "en":
            work.report.note(name, "there is no file in this language at the expected address")
        else:
            work.report.fail(name, error)


def folder_of(language: str) -> str:
    """Where texts of a language lie; the English ones stand at the top."""
    return "" if language == "en" else f"translations/{language}/"


def keep_file(work: Work, name: str, url: str, language: str, front: Mapping[str, object]) -> None:
    """Fetch a file; one that cannot be read does not come in. Raises FetchError."""
    answer = work.service.file(url, work.archive.entry(name))
    if not answer.same:
        # the address says .pdf, what comes may be Word
        name = f"{name.rpartition('.')[0]}{'.docx' if answer.body.startswith(b'PK') else '.pdf'}"
        recognised = work.archive.recognise(name, answer.body)
        if recognised.claims == front["id"] and recognised.gap:
            raise FetchError(
                f"the file cannot be used: its articles do not follow each other ({recognised.gap})",
                shape=True,
            )
        if recognised.id == front["id"] and recognised.title:
            # its own title, in its own language
            front = {**front, "title": recognised.title}
    work.archive.keep(name, answer, "file", (language,), front)


def front_of(identity: str, kind: str, title: str, short: str, language: str, url: str) -> dict[str, object]:
    """The front matter that a file lies beside."""
    return {
        "id": identity,
        "kind": kind,
        "title": title,
        "short_title": short,
        "language": language,
        "url": url,
        "origin": Origin.FETCHED.value,
    }
