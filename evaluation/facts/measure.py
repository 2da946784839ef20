"""How many false sentences of a set are called wrong, and how many true ones: precision and recall by kind
and by language.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evaluation.facts.statements import KINDS, Said
from evaluation.report.markdown import table
from evaluation.report.record import write_text

MARKDOWN = "facts.md"
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.85  # what is asked for
Check = Callable[[Said], Sequence[str]]  # what is found wrong with it, in words


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and what was found wrong with it."""

    said: Said
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Called wrong where it is false, let pass where it is true."""
        return bool(self.wrong) != self.said.true


@dataclass(frozen=True, slots=True)
class Score:
    """Of a group: how many sentences are true and false, and how many of either are called wrong."""

    group: str
    true: int
    false: int
    accused: int
    found: int

    @property
    def precision(self) -> float | None:
        """Which share of those called wrong is; None where none is called so."""
        called = self.accused + self.found
        return self.found / called if called else None

    @property
    def recall(self) -> float | None:
        """Which share of the false is called wrong; None where there are none."""
        return self.found / self.false if self.false else None


def judge_all(
    said: Sequence[Said], check: Check, progress: Callable[[int, int], None] | None = None
) -> list[Judged]:
    """Each sentence, checked as a slide."""
    judged = []
    for number, one in enumerate(said, start=1):
        judged.append(Judged(one, tuple(check(one))))
        if progress:
            progress(number, len(said))
    return judged


def scores(judged: Iterable[Judged]) -> Iterator[Score]:
    """In all, by kind, and by language."""
    rows = list(judged)
    yield _score("all", rows)
    for kind in KINDS:
        yield _score(kind, [row for row in rows if row.said.kind == kind])
    for language in sorted({row.said.lang for row in rows}):
        yield _score(f"in {language}", [row for row in rows if row.said.lang == language])


def _score(group: str, rows: Sequence[Judged]) -> Score:
    true = [row for row in rows if row.said.true]
    false = [row for row in rows if not row.said.true]
    return Score(
        group,
        len(true),
        len(false),
        sum(bool(row.wrong) for row in true),
        sum(bool(row.wrong) for row in false),
    )


def facts_lines(judged: Iterable[Judged]) -> list[str]:
    """The scores as a Markdown table."""
    rows = [
        [
            one.group,
            f"{one.accused} of {one.true}",
            f"{one.found} of {one.false}",
            _shown(one.precision),
            _shown(one.recall),
        ]
        for one in scores(judged)
    ]
    return table(["sentences", "true, called wrong", "false, called wrong", "precision", "recall"], rows)


def _shown(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def write_facts(judged: Sequence[Judged], about: str, folder: Path) -> Path:
    """Write facts.md: the table, and every sentence that was judged wrongly. Raises EvaluationError when the
    folder cannot be written.
    """
    made = datetime.now(UTC).isoformat(timespec="seconds")
    asked = f"Asked for: precision {LEAST_PRECISION:.2f}, recall {LEAST_RECALL:.2f}."
    lines = ["# Facts on slides", "", f"{about}, {made}. {asked}", "", *facts_lines(judged), ""]
    for title, true in (("True and called wrong", True), ("False and let pass", False)):
        missed = [row for row in judged if not row.right and row.said.true == true]
        lines += [f"## {title}", "", *(map(_line, missed) if missed else ["None."]), ""]
    return write_text(folder / MARKDOWN, "\n".join(lines))


def _line(row: Judged) -> str:
    one = row.said
    found = f" ({' '.join(row.wrong)})" if row.wrong else ""
    return f"- `{one.id}` ({one.lang}) {one.statement}{found}"
