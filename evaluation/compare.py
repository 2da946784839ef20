"""Two reports side by side: what got better, what got worse, and whether that is more than chance."""

from dataclasses import dataclass
from typing import Any

from evaluation.metrics import METRICS, Metric
from evaluation.report.markdown import table
from evaluation.statistics import Difference, difference
from ingest.errors import EvaluationError

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in A and B on the questions that say something about it in both."""

    metric: Metric
    a: float
    b: float
    difference: Difference

    @property
    def verdict(self) -> str:
        """ "better", "worse" or "" where the difference may be chance."""
        if self.difference.p >= SIGNIFICANT:
            return ""
        return "better" if self.difference.value * self.metric.better > 0 else "worse"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, and the questions that were won and lost by nugget recall (or by refusing rightly)."""

    names: tuple[str, str]
    changes: tuple[Change, ...]
    wins: tuple[tuple[str, str], ...]
    losses: tuple[tuple[str, str], ...]
    left_out: int


def compare(a: dict[str, Any], b: dict[str, Any], names: tuple[str, str] = ("A", "B")) -> Comparison:
    """Compare the systems of two reports, question by question. Raises EvaluationError when they share no
    question.
    """
    rows_a, rows_b = ({row["id"]: row for row in system["rows"]} for system in (a, b))
    shared = [
        identity
        for identity in rows_a
        if identity in rows_b and rows_a[identity]["question"] == rows_b[identity]["question"]
    ]
    if not shared:
        raise EvaluationError(
            "The two reports have no question in common.", "Compare runs of the same question set."
        )
    pairs = [(rows_a[identity], rows_b[identity]) for identity in shared]
    changes = [change for metric in METRICS if (change := _change(metric, pairs))]
    return Comparison(
        names,
        tuple(changes),
        _moved(pairs, +1),
        _moved(pairs, -1),
        len(rows_a.keys() | rows_b.keys()) - len(shared),
    )


def _change(metric: Metric, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> Change | None:
    values = [(a["scores"].get(metric.name), b["scores"].get(metric.name)) for a, b in pairs]
    known = [(x, y) for x, y in values if x is not None and y is not None]
    if not known:
        return None
    before, after = [x for x, _ in known], [y for _, y in known]
    return Change(metric, sum(before) / len(known), sum(after) / len(known), difference(before, after))


def _moved(pairs: list[tuple[dict[str, Any], dict[str, Any]]], sign: int) -> tuple[tuple[str, str], ...]:
    return tuple((b["id"], b["question"]) for a, b in pairs if (right(b) - right(a)) * sign > 0)


def right(row: dict[str, Any]) -> float:
    """How right a row is: nugget recall, or whether the unanswerable question was refused."""
    return float(row["scores"].get("nugget_recall" if row["answerable"] else "correct_refusals") or 0.0)


def lines(found: Comparison) -> list[str]:
    """The comparison as Markdown."""
    a, b = found.names
    rows = [
        [
            change.metric.title,
            f"{change.a:.3f}",
            f"{change.b:.3f}",
            f"{change.difference.value:+.3f} [{change.difference.low:+.3f}, {change.difference.high:+.3f}]",
            f"{change.difference.p:.4f}",
            f"{change.difference.wins}/{change.difference.losses}",
            change.verdict,
        ]
        for change in found.changes
    ]
    out = table(["Metric", a, b, "B - A [95%]", "p", "up/down", ""], rows)
    out += [
        "",
        "p: Fisher's randomisation test (ranx), paired by question; no correction for the number of metrics.",
    ]
    if found.left_out:
        out.append(f"{found.left_out} questions are in one report only and were left out.")
    for title, moved in (("Won", found.wins), ("Lost", found.losses)):
        out += [
            "",
            f"{title} by {b}: {len(moved)}",
            *(f"- `{identity}` {question}" for identity, question in moved),
        ]
    return out
