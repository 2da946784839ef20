"""Risk and coverage: what would happen if the system answered only above a threshold of its own
confidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.run import Row


@dataclass(frozen=True, slots=True)
class Point:
    """Answering only questions with at least `threshold` confidence: the share answered, and the mean risk of
    those answers.

    The risk of an answer is 1 minus its nugget recall; any answer to an unanswerable question is wholly
    wrong.
    """

    threshold: float
    coverage: float
    risk: float


def risk_coverage(rows: Sequence[Row]) -> list[Point]:
    """One point for each distinct confidence, the highest first. Refusals and failures are never answered,
    but count as questions.
    """
    answered = sorted((row for row in rows if row.status == "answered"), key=lambda row: -_confidence(row))
    points: list[Point] = []
    wrong = 0.0
    for count, row in enumerate(answered, start=1):
        wrong += risk(row)
        last = count == len(answered) or _confidence(answered[count]) < _confidence(row)
        if last:
            points.append(Point(_confidence(row), count / len(rows), wrong / count))
    return points


def risk(row: Row) -> float:
    """How wrong an answer is, 0 to 1."""
    return 1.0 - (row.scores.get("nugget_recall") or 0.0) if row.item.answerable else 1.0


def _confidence(row: Row) -> float:
    return row.reply.confidence if row.reply else 0.0
