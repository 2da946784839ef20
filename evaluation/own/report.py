"""The table of what was reached over the made documents, and the report with every failure."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.own.cases import ABSENT, LAW
from evaluation.own.measure import MEASURES, Judged, OwnRun, failed
from evaluation.report.markdown import table
from evaluation.report.record import write_text
from evaluation.statistics import Estimate

MARKDOWN, RECORD = "own.md", "own.json"


def own_lines(run: OwnRun) -> list[str]:
    """The summary as a Markdown table: a measure a line, with how many questions it is about."""
    rows = [
        [one.name, str(len(one.values(run.rows))), _share(one.of(run.rows))]
        for one in MEASURES
        if one.values(run.rows)
    ]
    return table(["measure", "questions", "share"], rows)


def failure_lines(run: OwnRun) -> list[str]:
    """Every question that went wrong, with what was got instead."""
    return [
        f"- `{row.case.id}` ({row.case.kind}, {row.case.lang}, {row.case.document or 'law'}) "
        f"{' / '.join((*row.case.history, row.case.question))} Wanted {_wanted(row)}; {words}."
        for row in run.rows
        if (words := failed(row))
    ]


def own_markdown(run: OwnRun) -> str:
    """The table, what is right by kind, language, document and format, and every failure."""
    lines = ["# Questions about made documents", "", f"{len(run.rows)} questions to {run.system}.", ""]
    lines += [*own_lines(run), ""]
    lines += _groups("kind", run, lambda row: row.case.kind)
    lines += _groups("language of the question", run, lambda row: row.case.lang)
    lines += _groups("document", run, lambda row: row.case.document if row.case.gold else "")
    return "\n".join([*lines, "## Failures", "", *(failure_lines(run) or ["None."]), ""])


def own_record(run: OwnRun) -> dict[str, Any]:
    """The same with all replies, ready for JSON."""
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": run.system,
        "about": run.about,
        "documents": run.shelf.ids,
        "measures": {one.name: asdict(found) for one in MEASURES if (found := one.of(run.rows))},
        "cases": [_record(row) for row in run.rows],
    }


def write_own(run: OwnRun, folder: Path) -> list[Path]:
    """Write own.md and own.json. Raises EvaluationError when the folder cannot be written."""
    record = json.dumps(own_record(run), ensure_ascii=False, indent=1)
    return [write_text(folder / MARKDOWN, own_markdown(run)), write_text(folder / RECORD, record)]


def _groups(title: str, run: OwnRun, name: Callable[[Judged], str]) -> list[str]:
    groups: dict[str, list[Judged]] = {}
    for row in run.rows:
        groups.setdefault(name(row), []).append(row)
    lines = [
        [group, str(len(rows)), str(sum(row.right for row in rows)), str(_refused(rows))]
        for group, rows in sorted(groups.items())
        if group
    ]
    return [f"## By {title}", "", *table([title, "questions", "right", "refused"], lines), ""]


def _refused(rows: Sequence[Judged]) -> int:
    return sum(row.refused for row in rows)


def _share(found: Estimate | None) -> str:
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]" if found else "-"


def _wanted(row: Judged) -> str:
    if row.case.kind == ABSENT:
        return "a refusal"
    if row.case.kind == LAW:
        return f"one of {', '.join(row.case.any_of)}"
    said = (
        f"“{'” and “'.join(one.words)}”" + (f" on page {one.page}" if one.page else "")
        for one in row.case.gold
    )
    return " or ".join(said)


def _record(row: Judged) -> dict[str, Any]:
    return asdict(row) | {"refused": row.refused, "got": failed(row)}
