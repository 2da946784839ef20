"""The report of a check: what a trainer's file names, and what in it is to be mended or looked at.

What is found has one of three weights. A **slip** is wrong or misleading and must be mended: a reference that
cannot be, a title that is another's or points to the wrong article, a quotation with other words, a
definition cut short. A **spelling** is one letter in a quoted word: it is shown, and does not count as a
slip, because it misleads nobody about the law. A **note** is for the trainer to judge: an excerpt that stops
before the end of its sentence, a provision that the Secretariat's review marks superseded, a link of a form
that the official site has given up, a reference that this corpus cannot confirm.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from assistant.reading.topics import fold
from assistant.words.store import say

SLIP, SPELLING, NOTE = "slip", "spelling", "note"
UNCHECKED = "not checked"  # the kind of what could be neither confirmed nor denied
_WEIGHTS = (SLIP, SPELLING, NOTE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: where, what, why, and what the source says."""

    severity: str
    kind: str
    place: str
    text: str
    message: str
    locator: str = ""
    label: str = ""
    expected: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference of the file: `status` is "found", "not confirmed" or "no such provision"."""

    place: str
    words: str
    locator: str
    label: str
    status: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the check of one file found; `quotations` and `exact` are numbers of them."""

    file: str
    pieces: int
    references: tuple[Mention, ...]
    quotations: int
    exact: int
    findings: tuple[Finding, ...]
    unchecked: tuple[Finding, ...] = ()
    """What could be neither confirmed nor denied; the message says what would be needed."""

    @property
    def slips(self) -> tuple[Finding, ...]:
        """What is wrong."""
        return tuple(finding for finding in self.findings if finding.severity == SLIP)

    @property
    def counts(self) -> dict[str, int]:
        """Findings by weight."""
        return {weight: sum(one.severity == weight for one in self.findings) for weight in _WEIGHTS}


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give what several slides repeat once, with all the places; slips first."""
    places: dict[tuple[str, ...], list[str]] = {}
    first: dict[tuple[str, ...], Finding] = {}
    folded = cache(fold)  # hundreds of findings may be of one long sentence
    for finding in findings:
        # "ARTICLE 18" in a title and "Article 18" below it are one finding
        key = finding.severity, finding.kind, finding.message, finding.locator, folded(finding.text)
        first.setdefault(key, finding)
        places.setdefault(key, []).append(finding.place)
    whole = [replace(finding, place=", ".join(dict.fromkeys(places[key]))) for key, finding in first.items()]
    return tuple(sorted(whole, key=lambda finding: _WEIGHTS.index(finding.severity)))


def format_report(report: Report, language: str = "en") -> str:
    """For a terminal, in that language: slips first, each with its place, what is wrong and what the source
    says.
    """
    counts = report.counts
    summary = say(
        "check.summary",
        language,
        file=report.file,
        references=len(report.references),
        quotations=report.quotations,
        exact=report.exact,
        slips=counts[SLIP],
        spellings=counts[SPELLING],
        notes=counts[NOTE],
    )
    here, source = (say(f"check.{name}", language) for name in ("here", "source"))
    lines = [summary]
    for finding in report.findings:
        lines += [
            "",
            f"{say(f'page.severity.{finding.severity}', language).upper()} ({finding.place}): "
            f"{finding.message}",
            f"    {here:<7} {finding.text[:300]}",
        ]
        if finding.expected and finding.severity != NOTE:
            lines.append(f"    {source:<7} {finding.expected[:300]}")
        if finding.url:
            lines.append(f"    {finding.url}")
    for one in report.unchecked:
        unread = say("check.unchecked", language).upper()
        lines += ["", f"{unread} ({one.place}): {one.message}", f"    {here:<7} {one.text[:300]}"]
    return "\n".join(lines)
