"""How many duties are read right: the actor, the action in full, the modal, the deadline; and how many rows
there are where nobody has anything to do.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.trainer.duties import Duty, duties_of
from evaluation.duties.cases import Case, Label
from evaluation.duties.shelf import CorpusShelf
from evaluation.report.markdown import table
from evaluation.report.record import write_text
from evaluation.statistics import estimate
from ingest.errors import EvaluationError

MARKDOWN = "duties.md"
ASKED_FOR = 0.9  # of actors, and of actions
_UNNAMED = re.compile(
    r"^(?:each of the|each|any|the|no|a|an|all|those|such|that|this)\s+"
)  # what a label or a row may say before a name


@dataclass(frozen=True, slots=True)
class Judged:
    """One label beside the row that was read for it, or none."""

    case: Case
    label: Label
    row: Duty | None

    @property
    def actor(self) -> bool:
        """Whether those who act are right, all of them and no others."""
        return self.row is not None and any(_same_actors(one, self.row) for one in self.label.actor)

    @property
    def action(self) -> bool:
        """Whether the action begins and ends where it does, so that nothing of it is left out."""
        return self.row is not None and _begins(self.label, self.row) and _ends(self.label, self.row)

    @property
    def modal(self) -> bool:
        """Whether the modal, or the verb of asking, is right."""
        return self.row is not None and self.row.verb in self.label.modal

    @property
    def deadline(self) -> bool | None:
        """Whether it is told by when, or that nothing is said of it; None where that is not judged."""
        if self.label.deadline is None:
            return None
        if self.row is None:
            return False
        told = _folded(self.row.deadline)
        return any(_folded(one) in told if one else not told for one in self.label.deadline)


@dataclass(frozen=True, slots=True)
class Measured:
    """All labels, and the rows that stand for none of them."""

    cases: tuple[Case, ...]
    judged: tuple[Judged, ...]
    false: tuple[tuple[Case, Duty], ...]
    absent: tuple[Case, ...]


def measure(cases: Sequence[Case], shelf: CorpusShelf) -> Measured:
    """Read each provision that the shelf has. Raises EvaluationError where it has none of them."""
    held = [case for case in cases if (one := shelf.get(case.provision)) and one.text]
    if not held:
        raise EvaluationError(
            "None of the labelled provisions is in this corpus.",
            "Give the folders of the instruments and of the decisions: --corpus DIR, repeatable.",
        )
    judged: list[Judged] = []
    false: list[tuple[Case, Duty]] = []
    for case in held:
        provision = shelf.get(case.provision)
        rows = list(duties_of(provision, shelf)) if provision else []
        beside, left = _beside(case, rows)
        judged += beside
        false += [(case, row) for row in left if not row.rule or not case.rule]
    counted = tuple(one for one in judged if not one.label.open)
    absent = tuple(case for case in cases if case not in held)
    return Measured(tuple(held), counted, tuple(false), absent)


def _beside(case: Case, rows: list[Duty]) -> tuple[list[Judged], list[Duty]]:
    """Each label with the row that fits it best, and the rows that are left."""
    left = list(rows)
    judged = []
    for label in case.duties:
        fits = [
            row for row in left if (_begins(label, row) or _ends(label, row)) and (label.open or not row.rule)
        ]
        row = max(fits, key=lambda one: _fit(case, label, one), default=None)
        if row is not None:
            left.remove(row)
        judged.append(Judged(case, label, row))
    return judged, left


def _fit(case: Case, label: Label, row: Duty) -> int:
    one = Judged(case, label, row)
    return 2 * one.action + _begins(label, row) + one.actor + one.modal


def _begins(label: Label, row: Duty) -> bool:
    """Whether the action begins as the label says, but for "to", an item's letter and articles."""
    task = _start(row.task)
    return any(task.startswith(_start(begun)) for begun in label.begins)


def _start(words: str) -> str:
    return re.sub(r"^(?:(?:to|also|the|a|an|\w) )+", "", _folded(words))


def _ends(label: Label, row: Duty) -> bool:
    return _folded(row.task).endswith(_folded(label.ends))


def _same_actors(label: str, row: Duty) -> bool:
    expected = sorted(_name(one) for one in label.split(";") if one.strip())
    return expected == sorted(map(_name, row.actors))


def _name(actor: str) -> str:
    """An actor's name without what stands before it, in the singular."""
    text = _folded(actor)
    text = _UNNAMED.sub("", text)
    return " ".join(re.sub(r"ies$", "y", word).removesuffix("s") for word in text.split())


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


MEASURES: dict[str, Callable[[Judged], bool | None]] = {
    "actor": lambda one: one.actor,
    "action in full": lambda one: one.action,
    "modal": lambda one: one.modal,
    "deadline": lambda one: one.deadline,
}


def _values(found: Measured, told: Callable[[Judged], bool | None]) -> list[float]:
    return [float(value) for one in found.judged if (value := told(one)) is not None]


def shares(found: Measured) -> dict[str, float | None]:
    """The share of each measure that is right; None where nothing is judged."""
    means = {name: estimate(_values(found, told)) for name, told in MEASURES.items()}
    return {name: mean.value if mean else None for name, mean in means.items()}


def duty_lines(found: Measured) -> list[str]:
    """The shares as a Markdown table."""
    rows = []
    for name, told in MEASURES.items():
        values = _values(found, told)
        mean = estimate(values)
        right = f"{mean.value:.3f} [{mean.low:.3f}, {mean.high:.3f}]" if mean else "-"
        rows.append([name, str(len(values)), right])
    missed = sum(one.row is None for one in found.judged)
    rows.append(["missed", str(len(found.judged)), str(missed)])
    rows.append(["false duties", f"in {len(found.cases)} provisions", str(len(found.false))])
    if found.absent:
        rows.append(["not run, text absent", "provisions", str(len(found.absent))])
    return table(["read off", "number", "right"], rows)


def wrong_lines(found: Measured) -> Iterable[str]:
    """Every label that was read wrongly, and every false duty."""
    for one in found.judged:
        wrong = [name for name in ("actor", "action", "modal", "deadline") if getattr(one, name) is False]
        if wrong:
            got = (
                f"{one.row.actor} | {one.row.verb} | {one.row.task} | {one.row.deadline}"
                if one.row
                else "no row"
            )
            yield f"- `{one.case.id}` `{one.case.provision}` {', '.join(wrong)}: {got}"
    for case, row in found.false:
        yield f"- `{case.id}` `{case.provision}` false: {row.actor} | {row.verb} | {row.task}"


def write_duties(found: Measured, about: str, folder: Path) -> Path:
    """Write duties.md: the table, and all that was read wrongly. Raises EvaluationError when the folder
    cannot be written.
    """
    made = datetime.now(UTC).isoformat(timespec="seconds")
    lines = [
        "# Who must do what",
        "",
        f"{about}, {made}. Asked for: {ASKED_FOR:.0%} of actors and of actions.",
        "",
    ]
    wrong = list(wrong_lines(found)) or ["Nothing."]
    return write_text(
        folder / MARKDOWN, "\n".join([*lines, *duty_lines(found), "", "## Read wrongly", "", *wrong, ""])
    )
