"""The check of a trainer's slides, on the wire."""

from typing import Self

from assistant.api.wire.base import WireModel
from assistant.trainer.report import Finding, Mention, Report


class FindingOut(WireModel):
    """One thing to look at: where, what, why, and what the source says."""

    severity: str
    """One of "slip", "spelling" or "note"."""
    kind: str
    """What it is about: a reference, a quotation, a status, a name."""
    place: str
    """The slide, the page or the paragraph."""
    text: str
    """What stands there."""
    message: str
    """What is wrong with it."""
    locator: str
    """The provision that it is about; empty where there is none."""
    label: str
    """What that is called in print."""
    expected: str
    """What the source says."""
    url: str
    """The official page of the provision."""


class MentionOut(WireModel):
    """A reference of the file."""

    place: str
    """The slide, the page or the paragraph."""
    words: str
    """The words that refer."""
    locator: str
    """What they name."""
    label: str
    """What that is called in print."""
    status: str
    """One of "found", "not confirmed" or "no such provision"."""
    url: str
    """Its official page."""


class ReportOut(WireModel):
    """What the check of one file found."""

    file: str
    """The name of the file."""
    pieces: int
    """How many slides, pages or paragraphs were read."""
    references: list[MentionOut]
    """Every reference in it."""
    quotations: int
    """So many there are,"""
    exact: int
    """and so many of them are exact."""
    findings: list[FindingOut]
    """What to look at."""
    unchecked: list[FindingOut]
    """What could be neither confirmed nor denied; the message says what would be needed."""
    counts: dict[str, int]
    """Findings by severity."""

    def report(self) -> Report:
        """The report that it was made of."""
        return Report(
            self.file,
            self.pieces,
            tuple(Mention(**one.model_dump()) for one in self.references),
            self.quotations,
            self.exact,
            tuple(Finding(**one.model_dump()) for one in self.findings),
            tuple(Finding(**one.model_dump()) for one in self.unchecked),
        )

    @classmethod
    def of(cls, report: Report) -> Self:
        """The report, finding by finding."""
        return cls.from_type(report)
