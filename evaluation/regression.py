"""The regression gate: a run against a committed baseline, failing when a metric falls by more than its
noise.

Noise is the 95% bootstrap interval of the paired difference, question by question: a fall counts when the
whole interval lies on the wrong side of zero. Where the questions have changed since, the new mean is held
against the baseline's interval instead. What must hold for every answer has no noise: any fall of EXACT
metrics counts.
"""

import json
from pathlib import Path
from typing import Any

from evaluation.metrics import BY_NAME, METRICS
from evaluation.report.record import run_record, system_of, write_text
from evaluation.run import FORMAT, Run
from evaluation.statistics import difference
from ingest.errors import EvaluationError

PLACES = 6  # to which a baseline is rounded, so that a diff of it can be read
EXACT = ("quote_exactness", "existence", "failed")
# A share of what was answered, not of all questions: it may fall because more is answered.
IGNORED = ("refusal_reason",)


def baseline_record(run: Run) -> dict[str, Any]:
    """What a later run is held against: each metric's estimate, and each question's scores."""
    record = run_record(run)
    system = system_of(record)
    return {
        "format": FORMAT,
        "questions": record["questions"],
        "summary": system["summary"],
        "rows": {
            row["id"]: {name: value for name, value in row["scores"].items() if value is not None}
            for row in system["rows"]
        },
    }


def write_baseline(run: Run, path: Path) -> None:
    """Write the baseline, rounded to PLACES."""
    record = _rounded(baseline_record(run))
    write_text(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def read_baseline(path: Path) -> dict[str, Any]:
    """A baseline. Raises EvaluationError for anything else."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvaluationError(
            f"{path.name}: not a readable baseline.", "Make it with: cbd-evaluate baseline"
        ) from error
    if not isinstance(record, dict) or record.get("format") != FORMAT or "rows" not in record:
        raise EvaluationError(
            f"{path.name}: not a baseline of this version.", "Make it with: cbd-evaluate baseline"
        )
    return record


def regressions(run: Run, baseline: dict[str, Any]) -> list[str]:
    """One sentence a metric that fell by more than its noise; nothing when all is well."""
    system = system_of(run_record(run))
    # Held against rounded numbers it must be rounded too, or a last digit alone looks like a steady fall.
    rows = _rounded({row["id"]: row["scores"] for row in system["rows"]})
    same = run.questions.digest == baseline["questions"]["digest"]
    found = []
    for metric in METRICS:
        before, after = baseline["summary"].get(metric.name), system["summary"].get(metric.name)
        if before is None or metric.name in IGNORED:
            continue
        if after is None:
            found.append(f"{metric.title}: was {before['value']:.3f}, is not measured any more.")
        elif _fell(metric.name, before, after, baseline["rows"], rows if same else None):
            found.append(
                f"{metric.title}: {before['value']:.3f} -> "
                f"{after['value']:.3f}{_culprits(metric.name, baseline['rows'], rows)}."
            )
    return found


def _rounded(record: dict[str, Any]) -> dict[str, Any]:
    rounded: dict[str, Any] = json.loads(
        json.dumps(record), parse_float=lambda text: round(float(text), PLACES)
    )
    return rounded


def _fell(
    name: str, before: dict[str, Any], after: dict[str, Any], old: dict[str, Any], new: dict[str, Any] | None
) -> bool:
    sign = BY_NAME[name].better
    change = sign * (after["value"] - before["value"])
    if name in EXACT:
        return bool(change < -1e-6)
    if new is None:
        return bool(sign * after["value"] < sign * (before["low"] if sign > 0 else before["high"]))
    shared = [
        identity
        for identity in old
        if old[identity].get(name) is not None and new.get(identity, {}).get(name) is not None
    ]
    if not shared:
        return bool(change < 0)
    paired = difference([old[i][name] for i in shared], [new[i][name] for i in shared], test=False)
    return paired.high < 0 if sign > 0 else paired.low > 0


def _culprits(name: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    sign = BY_NAME[name].better
    worse = [
        i
        for i in old
        if sign * ((new.get(i, {}).get(name) or 0.0) - (old[i].get(name) or 0.0)) < 0 and i in new
    ]
    return f" (worse on {', '.join(worse[:10])}{' and more' if len(worse) > 10 else ''})" if worse else ""
