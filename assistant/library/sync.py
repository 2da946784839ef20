"""Sync: bring the official texts up to date, one file at a time, so that it can stop at any point and go on
from there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.library.archive import Archive, today
from assistant.library.decisions import recommendation_tasks, session_tasks
from assistant.library.files import sweep
from assistant.library.journal import Journal
from assistant.library.report import Report
from assistant.library.sandbox import GuardedReader
from assistant.library.selection import Selection
from assistant.library.service import Service
from assistant.library.tasks import Task, Work, catalogue_tasks, treaty_tasks
from ingest.errors import InputError

Progress = Callable[[str, int, int], None]  # the name of a task, how many are done, how many there are


def sync(service: Service, folder: Path, selection: Selection, progress: Progress | None = None) -> Report:
    """Bring `folder` up to date. Raises StopError where the service is away, InputError where another sync is
    at work.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".sync", timeout=0), GuardedReader() as reader:
            sweep(folder)
            work = Work(service, Archive(folder, reader, Report()), selection)
            return _run(work, folder, progress or (lambda name, done, total: None))
    except Timeout as error:
        raise InputError("Another sync is at work in this folder.", "Wait until it has ended.") from error
    except OSError as error:
        raise InputError(
            f"{folder.name} cannot be written ({error.strerror}).", "Choose another folder with --dest."
        ) from error


def _run(work: Work, folder: Path, progress: Progress) -> Report:
    """Every part, task by task; what an unfinished run of today had done is not done again."""
    report, service = work.report, work.service
    journal = Journal(folder, f"{today()} {service.base} {work.selection.key}")
    # all of them before the first is run: how many there are is told
    tasks = [task for part in work.selection.parts for task in _tasks(part, work)]
    for number, task in enumerate(tasks):
        progress(task.name, number, len(tasks))
        if task.name in journal:
            report.unchanged += 1
            continue
        failures = len(report.failed)
        task.run()
        # what failed is tried again by the next run of the day
        if len(report.failed) == failures:
            journal.add(task.name)
    progress("", len(tasks), len(tasks))
    journal.close()
    report.requests = service.client.requests
    return report


def _tasks(part: str, work: Work) -> Iterator[Task]:
    """The tasks of one of `selection.PARTS`."""
    if part == "catalogue":
        yield from catalogue_tasks(work)
    elif part == "treaties":
        yield from treaty_tasks(work)
    elif part == "decisions":
        for session in work.selection.sessions:
            yield from session_tasks(work, session)
    else:
        yield from recommendation_tasks(work)
