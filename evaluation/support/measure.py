"""How many statements of a set are kept beside what they cite, in all, by language and by kind of forgery."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evaluation.report.markdown import table
from evaluation.report.record import write_text
from evaluation.statistics import Estimate, estimate
from evaluation.support.statements import FORGERIES, Claimed

MARKDOWN = "support.md"
MOST_FORGED, LEAST_FAITHFUL = 0.02, 0.8  # what is asked for
Check = Callable[[Claimed], tuple[bool, str]]  # whether it is kept, and why not


@dataclass(frozen=True, slots=True)
class Held:
    """A statement, whether it was kept, and the reason where it was not."""

    claimed: Claimed
    kept: bool
    reason: str

    @property
    def right(self) -> bool:
        """Kept where it is faithful, dropped where it is forged."""
        return self.kept == self.claimed.faithful


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of a group was kept."""

    group: str
    count: int
    share: Estimate


def hold_all(
    claimed: Sequence[Claimed], check: Check, progress: Callable[[int, int], None] | None = None
) -> list[Held]:
    """Each statement, held against its provision."""
    held = []
    for number, one in enumerate(claimed, start=1):
        held.append(Held(one, *check(one)))
        if progress:
            progress(number, len(claimed))
    return held


def shares(held: Iterable[Held]) -> Iterator[Kept]:
    """What was kept of the faithful and of the forged: in all, by language, and by kind of forgery."""
    rows = list(held)
    languages = sorted({row.claimed.lang for row in rows})
    for name, faithful in (("faithful", True), ("forged", False)):
        those = [row for row in rows if row.claimed.faithful == faithful]
        yield from _kept(name, those)
        for language in languages:
            yield from _kept(f"{name}, {language}", [row for row in those if row.claimed.lang == language])
    for kind in FORGERIES:
        yield from _kept(f"forged: {kind}", [row for row in rows if row.claimed.forgery == kind])


def _kept(group: str, rows: Sequence[Held]) -> Iterator[Kept]:
    found = estimate([float(row.kept) for row in rows])
    if found:
        yield Kept(group, len(rows), found)


def support_lines(held: Iterable[Held]) -> list[str]:
    """The shares as a Markdown table."""
    rows = [
        [one.group, str(one.count), f"{one.share.value:.3f} [{one.share.low:.3f}, {one.share.high:.3f}]"]
        for one in shares(held)
    ]
    return table(["statements", "number", "kept"], rows)


def write_support(held: Sequence[Held], about: str, folder: Path) -> Path:
    """Write support.md: the table, and every statement that was judged wrongly. Raises EvaluationError when
    the folder cannot be written.
    """
    made = datetime.now(UTC).isoformat(timespec="seconds")
    asked = (
        f"Asked for: at most {MOST_FORGED:.0%} of the forged kept, at least {LEAST_FAITHFUL:.0%} of the "
        f"faithful."
    )
    lines = ["# Statements and what they cite", "", f"{about}, {made}. {asked}", "", *support_lines(held), ""]
    for title, faithful in (("Forged and kept", False), ("Faithful and dropped", True)):
        wrong = [row for row in held if not row.right and row.claimed.faithful == faithful]
        lines += [f"## {title}", "", *(map(_line, wrong) if wrong else ["None."]), ""]
    return write_text(folder / MARKDOWN, "\n".join(lines))


def _line(row: Held) -> str:
    one = row.claimed
    said = one.forgery or row.reason
    return f"- `{one.id}` ({one.lang}) {one.statement} `{one.provision}`: {said}"
