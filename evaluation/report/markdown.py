"""The report as Markdown, and as the table that the terminal shows."""

from pathlib import Path
from typing import Any

from evaluation.metrics import METRICS, Metric
from evaluation.report.record import run_record, write_text
from evaluation.run import Run

NAME = "report.md"


def write_markdown(run: Run, folder: Path) -> Path:
    """Write report.md."""
    return write_text(folder / NAME, markdown(run_record(run)))


def summary_lines(record: dict[str, Any]) -> list[str]:
    """The summary as a Markdown table: one line a metric, one column a system, the lift over the last one
    where there are two.
    """
    systems = [system for system in record["systems"] if not system["not_run"]]
    lines = [f"{s['system']}: not run, {s['not_run']}." for s in record["systems"] if s["not_run"]]
    if not systems:
        return lines
    names = [system["system"] for system in systems]
    head = ["Metric", *names, *(["lift"] if len(systems) > 1 else [])]
    rows = [
        [_title(metric), *(_cell(s["summary"].get(metric.name)) for s in systems), *_lift(metric, systems)]
        for metric in METRICS
    ]
    rows = [row for row in rows if any(cell not in {"", "-"} for cell in row[1:])]
    for key, title in (("p50_ms", "Latency p50"), ("p95_ms", "Latency p95")):
        rows.append(
            [
                title,
                *(_number(s["latency"][key], " ms") for s in systems),
                *([""] if len(systems) > 1 else []),
            ]
        )
    rows.append(
        [
            "Throughput",
            *(_number(s["latency"]["per_second"], " /s") for s in systems),
            *([""] if len(systems) > 1 else []),
        ]
    )
    return [*lines, *table(head, rows)]


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table whose columns are aligned, so that it can be read as it is."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]

    def line(cells: list[str]) -> str:
        padded = [
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = "|".join(["", "-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:]), ""])
    return [line(head), rule, *map(line, rows)]


def markdown(record: dict[str, Any]) -> str:
    """The whole report but the answers themselves: summary, groups, misses."""
    questions = record["questions"]
    lines = [
        f"# Evaluation: {questions['name']}",
        "",
        f"{questions['count']} questions (digest {questions['digest']}), {record['made_at']}. Values "
        f"are means with 95% bootstrap intervals.",
        "",
        *summary_lines(record),
        "",
    ]
    for system in record["systems"]:
        if system["not_run"]:
            continue
        for kind, title in (("category", "category"), ("lang", "language")):
            lines += [
                f"## {system['system']} by {title}",
                "",
                *_group_lines(system["groups"][kind], title),
                "",
            ]
        lines += [f"## Misses of {system['system']}", "", *_misses(system["rows"]), ""]
    return "\n".join(lines)


def _group_lines(groups: dict[str, Any], title: str) -> list[str]:
    shown = (
        "nugget_recall",
        "citation_precision",
        "first_citation",
        "recall@5",
        "wrong_refusals",
        "correct_refusals",
    )
    titles = [metric.title for metric in METRICS if metric.name in shown]
    names = [metric.name for metric in METRICS if metric.name in shown]
    rows = [
        [name, str(found["failed"]["n"]), *(_cell(found.get(metric), interval=False) for metric in names)]
        for name, found in groups.items()
    ]
    return table([title, "n", *titles], rows)


def _misses(rows: list[dict[str, Any]]) -> list[str]:
    missed = sorted((row for row in rows if row["miss"] > 0), key=lambda row: (-row["miss"], row["id"]))
    if not missed:
        return ["None."]
    return [
        f"- `{row['id']}` ({row['category']}, {row['status']}) {row['question']} {_wanted(row)}"
        for row in missed
    ]


def _wanted(row: dict[str, Any]) -> str:
    if row["failure"]:
        return f"Failed: {row['failure']}"
    wanted = ", ".join(map(_places, row["gold"])) or "a refusal"
    got = ", ".join(citation["id"] for citation in row["citations"]) or "nothing"
    return f"Wanted {wanted}; cited {got}."


def _places(entry: dict[str, Any]) -> str:
    """One entry of gold: its place, or all that are equally good."""
    return " or ".join(place["locator"] for place in entry.get("any_of", [entry]))


def _title(metric: Metric) -> str:
    return f"{metric.title}{' (less is better)' if metric.better < 0 else ''}"


def _cell(value: dict[str, Any] | None, *, interval: bool = True) -> str:
    if value is None:
        return "-"
    text = f"{value['value']:.3f}"
    return f"{text} [{value['low']:.3f}, {value['high']:.3f}]" if interval else text


def _number(value: float | None, unit: str) -> str:
    return "-" if value is None else f"{value:.1f}{unit}"


def _lift(metric: Metric, systems: list[dict[str, Any]]) -> list[str]:
    if len(systems) < 2:
        return []
    ours, other = systems[0]["summary"].get(metric.name), systems[-1]["summary"].get(metric.name)
    return [f"{ours['value'] - other['value']:+.3f}" if ours and other else ""]
