"""The check of a trainer's slides, on the wire."""

from typing import Self

from assistant.api.wire.base import WireModel
from assistant.trainer.report import Report


class FindingOut(WireModel):
    """One thing to look at: where, what, why, and what the source says."""

    severity: str
    """One of "slip", "spelling" or "note"."""
    kind: str
    place: str
    text: str
    message: str
    locator: str
    label: str
    expected: str
    url: str


class MentionOut(WireModel):
    """A reference of the file."""

    place: str
    words: str
    locator: str
    label: str
    status: str
    """One of "found", "not confirmed" or "no such provision"."""
    url: str


class ReportOut(WireModel):
    """What the check of one file found."""

    file: str
    pieces: int
    references: list[MentionOut]
    quotations: int
    """So many there are,"""
    exact: int
    """and so many of them are exact."""
    findings: list[FindingOut]
    counts: dict[str, int]
    """Findings by severity."""

    @classmethod
    def of(cls, report: Report) -> Self:
        """The report, finding by finding."""
        return cls.from_type(report)
