"""Ask the questions about the made documents, and judge each answer by what it cites first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.cover import LARGEST, fold
from evaluation.deadline import Deadline, patiently
from evaluation.kinds.checks import got, within
from evaluation.own.cases import ABSENT, LAW, Case, Passage
from evaluation.own.library import Shelf
from evaluation.reply import Cited, Reply, read_reply
from evaluation.statistics import Estimate, estimate
from evaluation.systems.interface import System

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what became of it.

    `right`: the first citation holds the passage (or is the provision) that answers, or what the documents do
    not say is refused. `page`: whether the first citation that holds the passage names its page; None where
    there is none to name. `document`: whether the first citation is of the right document. `covered`: the
    share of the gold passages that any citation holds.
    """

    case: Case
    right: bool
    reply: Reply | None = None
    page: bool | None = None
    document: bool = False
    covered: float = 0.0
    failure: str = ""

    @property
    def refused(self) -> bool:
        """Whether it was refused; what failed was not."""
        return self.reply is not None and self.reply.refused


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of the report: its name, and of each question that it is about 1 or 0."""

    name: str
    values: Callable[[Sequence[Judged]], list[float]]

    def of(self, rows: Sequence[Judged]) -> Estimate | None:
        """Its mean with an interval; None where no question is of it."""
        values = self.values(rows)
        return estimate(values) if values else None


@dataclass(frozen=True, slots=True)
class OwnRun:
    """All judged questions, what was asked, and the ids that the library gave the documents."""

    system: str
    about: Mapping[str, Any]
    shelf: Shelf
    rows: tuple[Judged, ...]


def measure(
    cases: Sequence[Case], system: System, shelf: Shelf, timeout: float, progress: Progress | None = None
) -> OwnRun:
    """Ask everything. A crash, a time-out or an answer outside the contract is a wrong answer."""
    deadline = Deadline(timeout)
    rows = []
    for done, case in enumerate(cases, start=1):
        rows.append(_asked(case, system, shelf, deadline))
        if progress:
            progress(done, len(cases))
    deadline.close()
    return OwnRun(system.name, system.describe(), shelf, tuple(rows))


def _asked(case: Case, system: System, shelf: Shelf, deadline: Deadline) -> Judged:
    try:
        wire, _ = patiently(lambda: system.ask(case.item), deadline)
        return judge(case, read_reply(wire), shelf)
    except Exception as error:  # a system may fail in any way, and each is a wrong answer
        return Judged(case, False, failure=f"{type(error).__name__}: {error}")


def judge(case: Case, reply: Reply, shelf: Shelf) -> Judged:
    """One answer, held against what is expected of it."""
    if case.kind == ABSENT:
        return Judged(case, reply.refused, reply)
    if not reply.citations:
        return Judged(case, False, reply)
    first = reply.citations[0]
    if case.kind == LAW:
        return Judged(case, within(first.id, case.any_of), reply, document=not shelf.made(first.source))
    held = [(one, passage) for one in reply.citations for passage in case.gold if _holds(one, passage, shelf)]
    paged = [_names_page(one, passage.page) for one, passage in held if passage.page]
    return Judged(
        case,
        bool(held) and held[0][0] is first,
        reply,
        page=paged[0] if paged else None,
        document=shelf.made(first.source) in {passage.document for passage in case.gold},
        covered=len({passage for _, passage in held}) / len(case.gold),
    )


def _holds(citation: Cited, passage: Passage, shelf: Shelf) -> bool:
    """Whether the words stand in what is cited; where that is long, in what is quoted of it."""
    text = fold(citation.text)
    shown = text if len(text) <= LARGEST else fold(citation.quote)
    own = shelf.made(citation.source) == passage.document
    return own and all(fold(words) in shown for words in passage.words)


def _names_page(citation: Cited, page: int) -> bool:
    """Whether the citation names the page, alone or as one of two over which its quote runs."""
    last = citation.last_page or citation.page
    return citation.page <= page <= last <= citation.page + 1


def failed(row: Judged) -> str:
    """What was got instead, in a few words; "" where all is right."""
    if row.failure:
        return f"failed: {row.failure}"
    if row.reply is None or (row.right and row.page is not False):
        return ""
    cited = row.reply.citations
    shown = (
        f"; first “{fold(cited[0].quote)[:140]}” ({cited[0].label}, page {cited[0].page})" if cited else ""
    )
    return ("the wrong page; " if row.right else "") + got(row.reply) + shown


def _own(rows: Iterable[Judged]) -> list[Judged]:
    return [row for row in rows if row.case.gold]


MEASURES = (
    Measure("first citation right", lambda rows: [float(row.right) for row in _own(rows)]),
    Measure("first citation of the right document", lambda rows: [float(row.document) for row in _own(rows)]),
    Measure("passages covered by any citation", lambda rows: [row.covered for row in _own(rows)]),
    Measure("page right", lambda rows: [float(row.page) for row in _own(rows) if row.page is not None]),
    Measure("refused though answerable", lambda rows: [float(row.refused) for row in _own(rows)]),
    Measure(
        "refused of the unanswerable",
        lambda rows: [float(row.right) for row in rows if row.case.kind == ABSENT],
    ),
    Measure("law questions right", lambda rows: [float(row.right) for row in rows if row.case.kind == LAW]),
)
