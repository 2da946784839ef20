"""A run: every question of a set put to a system, judged against the corpus, one row a question whatever
happens.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from evaluation.cover import GoldText
from evaluation.deadline import Deadline, patiently
from evaluation.gold import missing_texts, resolve_all
from evaluation.lookup import Lookup
from evaluation.metrics import METRICS, Scores, Verdict, judge, score
from evaluation.questions import Item, QuestionSet
from evaluation.reply import Cited, Reply, read_reply
from evaluation.retrieval import DEPTH, NAMES, matched, ranked, retrieval_scores
from evaluation.statistics import Estimate, estimate, percentile
from evaluation.systems.interface import Retrieved, System

TIMEOUT = 30.0
FORMAT = 1
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what the system did. `failure` says why there is no reply."""

    item: Item
    gold: tuple[GoldText, ...]
    reply: Reply | None
    verdicts: tuple[Verdict, ...]
    scores: Scores
    latency_ms: float
    failure: str = ""
    retrieved: tuple[tuple[str, bool], ...] = ()

    @property
    def status(self) -> str:
        """ "answered", "refused" or "failed"."""
        return "failed" if self.reply is None else "refused" if self.reply.refused else "answered"

    @property
    def miss(self) -> float:
        """How badly it went, for sorting: 0 is right in every way."""
        if self.reply is None:
            return 9.0
        if not self.item.answerable:
            return 0.0 if self.reply.refused else 2.5
        parts = [
            self.scores[name] or 0.0 for name in ("nugget_recall", "first_citation", "citation_precision")
        ]
        broken = sum(
            (self.scores[name] if self.scores[name] is not None else 1.0) or 0.0
            for name in ("quote_exactness", "existence")
        )
        return (1 - parts[0]) * 1.5 + (1 - parts[1]) * 0.5 + (1 - parts[2]) * 0.1 + (2 - broken)


@dataclass(frozen=True, slots=True)
class SystemRun:
    """All rows of one system. `not_run` is the reason where the set could not be put to it; then there is no
    row.
    """

    system: str
    about: dict[str, Any]
    rows: tuple[Row, ...] = ()
    not_run: str = ""
    seconds: float = 0.0

    def estimates(self, keep: Callable[[Row], bool] = lambda row: True) -> dict[str, Estimate | None]:
        """Each metric over the rows to keep."""
        rows = [row for row in self.rows if keep(row)]
        return {metric.name: estimate([row.scores.get(metric.name) for row in rows]) for metric in METRICS}

    def latency(self) -> dict[str, float | None]:
        """Milliseconds of an answer, and questions a second."""
        times = [row.latency_ms for row in self.rows]
        return {
            "p50_ms": percentile(times, 0.5),
            "p95_ms": percentile(times, 0.95),
            "max_ms": max(times, default=None),
            "per_second": len(times) / (sum(times) / 1000) if times and sum(times) else None,
        }


@dataclass(frozen=True, slots=True)
class Run:
    """The runs of several systems on one set."""

    questions: QuestionSet
    systems: tuple[SystemRun, ...]
    made_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


def run_set(
    questions: QuestionSet,
    system: System,
    lookup: Lookup,
    timeout: float = TIMEOUT,
    progress: Progress | None = None,
) -> SystemRun:
    """Put every question to the system. A crash, a time-out or an answer outside the contract is a failed
    row.
    """
    missing = missing_texts(questions, lookup)
    if missing:
        return SystemRun(system.name, system.describe(), not_run=_reason(missing))
    begun = perf_counter()
    deadline = Deadline(timeout)
    rows: list[Row] = []
    runs: dict[str, list[str]] = {}
    searchable = True
    for number, item in enumerate(questions, start=1):
        row, found = _ask(item, system, lookup, deadline)
        searchable = searchable and found is not None
        rows.append(row)
        runs[item.id] = ranked(found or (), row.gold)
        if progress:
            progress(number, len(questions))
    deadline.close()
    golds = {item.id: len(item.gold) for item in questions if item.answerable}
    retrieval = retrieval_scores(golds, runs) if searchable else {}
    for row in rows:
        row.scores.update(retrieval.get(row.item.id, dict.fromkeys(NAMES)))
    return SystemRun(system.name, system.describe(), tuple(rows), seconds=perf_counter() - begun)


def _reason(missing: dict[str, list[str]]) -> str:
    parts = [
        f"{source} ({len(locators)} provisions, such as {locators[0]})"
        for source, locators in sorted(missing.items())
    ]
    return f"the corpus does not hold the official words of {'; '.join(parts)}"


def _ask(
    item: Item, system: System, lookup: Lookup, deadline: Deadline
) -> tuple[Row, Sequence[Retrieved] | None]:
    """The row of one question, and what the search found (None: the system has no search; empty: it
    failed).
    """
    gold = resolve_all(item, lookup)
    reply: Reply | None = None
    failure = ""
    elapsed, begun = 0.0, perf_counter()
    try:
        wire, elapsed = patiently(lambda: system.ask(item), deadline)
        reply = read_reply(wire)
    except Exception as error:  # a system may fail in any way, and each is a wrong answer
        elapsed = elapsed or perf_counter() - begun
        failure = f"{type(error).__name__}: {error}"
    verdicts = tuple(_verdict(citation, gold, lookup) for citation in reply.citations) if reply else ()
    query = (reply.rewritten if reply else "") or item.question
    found: Sequence[Retrieved] | None = ()
    try:
        found, _ = patiently(lambda: system.search(query, DEPTH), deadline)
    except Exception as error:
        failure = failure or f"search: {type(error).__name__}: {error}"
    shown = tuple((hit.id, bool(matched(hit, gold))) for hit in found or ())
    scores = score(item.answerable, reply, gold, verdicts, item.reason)
    return Row(item, gold, reply, verdicts, scores, 1000 * elapsed, failure, shown), found


def _verdict(citation: Cited, gold: Sequence[GoldText], lookup: Lookup) -> Verdict:
    known = lookup.provision(citation.id)
    return judge(
        citation, gold, known.text if known else None, known is not None and known.addresses(citation.text)
    )


def groups(rows: Iterable[Row]) -> dict[str, dict[str, list[Row]]]:
    """The rows by category, by language and by half, each in the order of first appearance."""
    found: dict[str, dict[str, list[Row]]] = {"category": {}, "lang": {}, "half": {}}
    for row in rows:
        for kind, name in (("category", row.item.category), ("lang", row.item.lang), ("half", row.item.half)):
            if name:
                found[kind].setdefault(name, []).append(row)
    return found
