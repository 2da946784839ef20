"""The table of the kinds, and the report with every miss: as Markdown and as JSON."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.kinds.cases import Case
from evaluation.kinds.measure import Judged, KindsRun, share
from evaluation.report.markdown import table
from evaluation.report.record import write_text

MARKDOWN, RECORD = "kinds.md", "kinds.json"


def kind_lines(run: KindsRun) -> list[str]:
    """The summary as a Markdown table: a kind a line, with its questions and the share that is right."""
    if run.not_run:
        return [f"{run.system}: not run, {run.not_run}."]
    return table(
        ["kind", "questions", "right"], [[kind, *_counted(rows)] for kind, rows in run.kinds.items()]
    )


def kinds_markdown(run: KindsRun) -> str:
    """The table, the same by language, and every miss: the question, what was expected, what was got."""
    lines = ["# Questions by kind", "", *_about(run), "", *kind_lines(run), ""]
    everything = [row for rows in run.kinds.values() for row in rows]
    lines += _groups(
        "sort", everything, lambda row: f"{row.case.kind}: {row.case.sort}" if row.case.sort else ""
    )
    lines += _groups("language", everything, lambda row: row.case.lang)
    for kind, rows in run.kinds.items():
        missed = [row for row in rows if not row.right]
        lines += [f"## Misses of {kind}", "", *(map(_miss, missed) if missed else ["None."]), ""]
    return "\n".join(lines)


def kinds_record(run: KindsRun) -> dict[str, Any]:
    """The same with all replies, ready for JSON."""
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": run.system,
        "about": run.about,
        "not_run": run.not_run,
        "kinds": {
            kind: {
                "right": asdict(found) if (found := share(rows)) else None,
                "cases": [_record(row) for row in rows],
            }
            for kind, rows in run.kinds.items()
        },
    }


def write_kinds(run: KindsRun, folder: Path) -> list[Path]:
    """Write kinds.md and kinds.json. Raises EvaluationError when the folder cannot be written."""
    record = json.dumps(kinds_record(run), ensure_ascii=False, indent=1)
    return [write_text(folder / MARKDOWN, kinds_markdown(run)), write_text(folder / RECORD, record)]


def wanted(case: Case) -> str:
    """What a right answer shows, in a few words."""
    expect = case.expect
    said = [
        (f"a part of it, {expect.provision}" if expect.part else f"the whole of {expect.provision}")
        if expect.provision
        else "",
        f"the number {expect.number}" if expect.number else "",
        f"the page {expect.pointer}" if expect.pointer else "",
        f"as {expect.role}" if expect.role else "",
        "a question back" if expect.asks else "",
        f"one of {', '.join(expect.any_of)}" if expect.any_of else "",
        f"all of {', '.join(expect.readings)}" if expect.readings else "",
        f"as “{expect.clean}”" if expect.clean else "",
    ]
    return ", ".join(part for part in said if part)


def _groups(title: str, rows: Iterable[Judged], name: Callable[[Judged], str]) -> list[str]:
    groups: dict[str, list[Judged]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    lines = [[group, *_counted(found)] for group, found in groups.items() if group]
    return [f"## By {title}", "", *table([title, "questions", "right"], lines), ""] if lines else []


def _about(run: KindsRun) -> list[str]:
    count = sum(map(len, run.kinds.values()))
    return [f"{count} questions to {run.system}. Shares are means with 95% bootstrap intervals."]


def _counted(rows: Iterable[Judged]) -> list[str]:
    counted = list(rows)
    return [str(len(counted)), _share(counted)]


def _share(rows: Iterable[Judged]) -> str:
    found = share(list(rows))
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]" if found else "-"


def _miss(row: Judged) -> str:
    case = row.case
    return f"- `{case.id}` ({case.lang}) {case.question} Wanted {wanted(case)}; {row.got}."


def _record(row: Judged) -> dict[str, Any]:
    expected = {name: value for name, value in asdict(row.case.expect).items() if value}
    return {
        "id": row.case.id,
        "question": row.case.question,
        "lang": row.case.lang,
        "history": list(row.case.history),
        "half": row.case.half,
        "expected": expected,
        "right": row.right,
        "got": row.got,
        "reply": asdict(row.reply) if row.reply else None,
    }
