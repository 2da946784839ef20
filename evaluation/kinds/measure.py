"""Put the cases of every kind to a system and check what it says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.deadline import Deadline, patiently
from evaluation.kinds.cases import Case, read_kinds
from evaluation.kinds.checks import CHECKS, Desk
from evaluation.kinds.generated import GENERATED, generated
from evaluation.lookup import Lookup
from evaluation.questions import Item
from evaluation.reply import Reply, read_reply
from evaluation.statistics import Estimate, estimate
from evaluation.systems.interface import System
from index.interface import SearchIndex
from ingest.model import Provenance
from ingest.vocabulary import vocabulary

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what the system made of it: `got` is "" where that is right; `failure` says why there is no
    reply.
    """

    case: Case
    got: str
    reply: Reply | None = None
    failure: str = ""

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return not self.got


@dataclass(frozen=True, slots=True)
class KindsRun:
    """The judged cases of every kind. `not_run` is the reason where none could be put to the system."""

    system: str
    about: dict[str, Any]
    kinds: Mapping[str, tuple[Judged, ...]]
    not_run: str = ""


def share(rows: Sequence[Judged]) -> Estimate | None:
    """The share that is right, with its interval; None for no rows."""
    return estimate([float(row.right) for row in rows])


def measure(
    kinds: Mapping[str, Sequence[Case]],
    system: System,
    lookup: Lookup,
    timeout: float,
    progress: Progress | None = None,
) -> KindsRun:
    """Ask everything. A crash, a time-out or an answer outside the contract is a wrong answer."""
    asker = _Asker(system, timeout)
    desk = Desk(lookup, asker)
    total, done = sum(map(len, kinds.values())), 0
    judged: dict[str, tuple[Judged, ...]] = {}
    for kind, cases in kinds.items():
        rows = []
        for case in cases:
            rows.append(judge(case, desk))
            done += 1
            if progress:
                progress(done, total)
        judged[kind] = tuple(rows)
    asker.close()
    return KindsRun(system.name, system.describe(), judged)


def judge(case: Case, desk: Desk) -> Judged:
    """One case, asked and checked."""
    try:
        reply = desk.ask(case.item)
    except Exception as error:  # a system may fail in any way, and each is a wrong answer
        failure = f"{type(error).__name__}: {error}"
        return Judged(case, f"failed: {failure}", failure=failure)
    try:
        return Judged(case, CHECKS[case.kind](case, reply, desk), reply)
    except Exception as error:  # what the check asked besides: the clean form, what is offered
        failure = f"{type(error).__name__}: {error}"
        return Judged(case, f"failed on a second question: {failure}", reply, failure)


def cases_of(kinds: Iterable[str] | None, half: str, index: SearchIndex) -> dict[str, tuple[Case, ...]]:
    """The cases of these kinds (None: of all) in the order of CHECKS: of a half of each set, or of both
    ("all"); what is generated has no halves. Raises EvaluationError for a set that cannot be read.
    """
    wanted = [kind for kind in CHECKS if not kinds or kind in kinds]
    return {
        kind: generated(kind, index) if kind in GENERATED else read_kinds([kind], half)[kind]
        for kind in wanted
    }


def not_run(system: System, index: SearchIndex) -> KindsRun | None:
    """What is reported instead where the index does not hold the articles of all instruments in their
    official words, which the cases are about; None where it does.
    """
    lacking = [document for document in vocabulary().treaties if not _has_articles(document, index)]
    reason = f"the corpus does not hold the official words of {', '.join(lacking)}"
    return KindsRun(system.name, system.describe(), {}, reason) if lacking else None


def _has_articles(document: str, index: SearchIndex) -> bool:
    provisions = index.in_document(document) if document in index.documents else ()
    return any(one.kind == "art" and one.provenance is Provenance.OFFICIAL for one in provisions)


class _Asker:
    """Asks a system; what was asked already is not asked again, for the same help is offered many times."""

    def __init__(self, system: System, timeout: float) -> None:
        self._system, self._deadline = system, Deadline(timeout)
        self._known: dict[tuple[str, tuple[str, ...]], Reply] = {}

    def __call__(self, item: Item) -> Reply:
        """See Ask."""
        key = item.question, item.history
        if key not in self._known:
            wire, _ = patiently(lambda: self._system.ask(item), self._deadline)
            self._known[key] = read_reply(wire)
        return self._known[key]

    def close(self) -> None:
        """End the thread that waits."""
        self._deadline.close()
