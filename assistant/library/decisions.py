"""Decisions and recommendations: listed, fetched as trees, texts or files, and removed when they are gone."""

from collections.abc import Iterator, Sequence
from functools import partial

from assistant.intake import embedded_documents, languages_of, load_tree
from assistant.library.client import FetchError
from assistant.library.selection import Session
from assistant.library.service import record_decision, record_files
from assistant.library.tasks import Task, Work, folder_of, front_of, keep_file
from ingest.locator import Decision, decision_label
from ingest.references.symbols import from_code

FILE_FORMS = (".pdf", ".docx")


def session_tasks(work: Work, session: Session) -> Iterator[Task]:
    """The decisions of a session, then those that its list no longer has."""
    listed = _listed(work, session)
    for decision, code in listed:
        run = partial(_decision, work, decision, code, "decisions")
        yield Task(f"decisions/{decision.path}", run)
    if listed:
        known = {decision for decision, _ in listed}
        yield Task(f"decisions/{session.folder} (what is gone)", partial(_remove_gone, work, session, known))


def recommendation_tasks(work: Work) -> Iterator[Task]:
    """Every recommendation that the index has: a tree where its code is one, else files."""
    try:
        records = work.service.all_records("recommendation")
    except FetchError as error:
        work.report.failed.append(("recommendations", f"they cannot be listed ({error.message})"))
        return
    codes = {
        decision: str(record.get("dttCode_s") or "")
        for record in records
        if (decision := record_decision(record)) and decision.kind == "recommendation"
    }
    for decision in sorted(codes, key=lambda d: (d.body, d.session, d.number)):
        code = codes[decision]
        name = f"recommendations/{decision.path}"
        if from_code(code) == decision:
            yield Task(name, partial(_decision, work, decision, code, "recommendations"))
        else:
            yield Task(name, partial(_files, work, decision, "recommendations", []))


# which there are


def _listed(work: Work, session: Session) -> list[tuple[Decision, str]]:
    """The decisions of a session with their codes: by the API, else by the index, else those that the
    project's own catalogue knows.
    """
    name = f"decisions/{session.folder}"
    reasons = []
    try:
        listed = work.service.decisions(session.treaty, session.body, session.number)
        if listed:
            return listed
        reasons.append("the list is empty")
    except FetchError as error:
        reasons.append(error.message)
    try:
        indexed = _indexed(work, session)
        if indexed:
            work.report.note(name, f"listed from the index: {reasons[0]}")
            return indexed
        reasons.append("the index knows none")
    except FetchError as error:
        reasons.append(f"the index: {error.message}")
    why = f"the decisions of this session cannot be listed ({'; '.join(reasons)})"
    work.report.failed.append((name, why))
    return [(decision, decision.code) for decision in _catalogued(session)]


def _indexed(work: Work, session: Session) -> list[tuple[Decision, str]]:
    """Raises FetchError."""
    records = work.service.all_records("decision", session.treaty, session.number)
    decisions = {
        decision
        for record in records
        if (decision := record_decision(record))
        and (decision.body, decision.session) == (session.body, session.number)
    }
    return [(decision, decision.code) for decision in sorted(decisions, key=lambda d: d.number)]


def _catalogued(session: Session) -> list[Decision]:
    """Decisions of the session that the catalogue of the project names."""
    known = (decision for identity in embedded_documents() if (decision := Decision.of(identity)))
    of_session = (one for one in known if (one.body, one.session) == (session.body, session.number))
    return sorted(of_session, key=lambda decision: decision.number)


# one decision


def _decision(work: Work, decision: Decision, code: str, part: str) -> None:
    """The tree, else the older texts, else a file; a server in trouble changes nothing of what is there."""
    stem = f"{part}/{decision.path}"
    name = f"{stem}.json"
    before = work.archive.entry(name)
    reasons: list[str] = []
    for source, fetch in (("tree", work.service.tree), ("texts", work.service.texts)):
        try:
            answer = fetch(decision, code, before)
        except FetchError as error:
            # the server is in trouble: what another form would bring is not asked for
            if not (error.missing or error.shape):
                work.report.fail(stem, error)
                return
            reasons.append(f"{source}: {error.message}")
            if error.shape:
                work.report.note(stem, f"the {source} cannot be used: {error.message}")
            continue
        there = languages_of(load_tree(name, work.archive.content(name, answer)))
        languages = [language for language in there if language in work.selection.languages]
        work.archive.keep(name, answer, source, languages)
        missing = [language for language in work.selection.languages if language not in languages]
        _translations(work, decision, part, missing)
        return
    _files(work, decision, part, reasons)


def _files(work: Work, decision: Decision, part: str, reasons: Sequence[str]) -> None:
    """Files in each language: the index record's, else at the expected address."""
    stem = f"{part}/{decision.path}"
    addresses = _addresses(work, decision)
    for language in work.selection.languages:
        target = f"{folder_of(language)}{stem}"
        error = _first_file(work, decision, target, addresses.get(language, []), language)
        if error and language == "en":
            work.report.failed.append((stem, "; ".join([*reasons, f"file: {error}"])))
            return
        if error:
            work.report.note(target, error)


def _translations(work: Work, decision: Decision, part: str, languages: Sequence[str]) -> None:
    """Files for languages that a tree lacks. Their absence is a note, not a failure."""
    addresses = _addresses(work, decision) if languages else {}
    for language in languages:
        target = f"{folder_of(language)}{part}/{decision.path}"
        error = _first_file(work, decision, target, addresses.get(language, []), language)
        if error:
            work.report.note(target, f"not offered in this language ({error})")


def _addresses(work: Work, decision: Decision) -> dict[str, list[str]]:
    """The addresses of its files by language, as its record in the index has them."""
    try:
        _, records = work.service.index(decision.kind, treaty=decision.treaty, session=decision.session)
    except FetchError:
        return {}
    return next((record_files(record) for record in records if record_decision(record) == decision), {})


def _first_file(work: Work, decision: Decision, stem: str, urls: Sequence[str], language: str) -> str:
    """Take the first address that gives a file; the reason where none does."""
    printed = str(decision_label(decision.id))
    front = front_of(decision.id, decision.kind, printed, printed, language, decision.url)
    front |= {"symbol": decision.symbol, "session": decision.session}
    # as it is kept already, so that it is asked for conditionally
    forms = [f"{stem}{form}" for form in FILE_FORMS]
    reason = ""
    for url in dict.fromkeys([*urls, decision.file_url(language, site=work.service.site)]):
        name = next((form for form in forms if form in work.archive.names), forms[0])
        try:
            keep_file(work, name, url, language, front)
            return ""
        except FetchError as error:
            reason = error.message
    return reason


# what is gone


def _remove_gone(work: Work, session: Session, listed: set[Decision]) -> None:
    """Remove what the list no longer has, and the service itself says it has no longer."""
    for name in work.archive.names:
        decision = _decision_of(name) if name.startswith(f"decisions/{session.folder}/") else None
        if decision is None or decision in listed:
            continue
        try:
            work.service.tree(decision, decision.code, None)
        except FetchError as error:
            if not error.missing:
                work.report.fail(name, error)
                continue
            stem = name.rpartition(".")[0]
            for other in work.archive.names:
                if other.rpartition(".")[0].endswith(stem):  # its translations too
                    work.archive.remove(other)
            work.report.gone.append(name)


def _decision_of(name: str) -> Decision | None:
    """`decisions/cop-15/dec-08.json` is decision 15/8."""
    body, _, session = name.split("/")[1].rpartition("-")
    number = name.rpartition("-")[2].partition(".")[0]
    return Decision(body, int(session), int(number)) if session.isdigit() and number.isdigit() else None
