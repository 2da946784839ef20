"""A run as JSON, and back as far as a comparison needs it."""

import json
import os
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluation.metrics import METRICS
from evaluation.questions import item_record
from evaluation.run import FORMAT, Row, Run, SystemRun, groups
from evaluation.selective import risk_coverage
from evaluation.statistics import Estimate, estimate
from ingest.errors import EvaluationError

NAME = "report.json"


def run_record(run: Run) -> dict[str, Any]:
    """Everything that the reports show, ready for JSON; it holds no path of this machine."""
    return {
        "format": FORMAT,
        "made_at": run.made_at,
        "machine": {
            "processors": os.cpu_count(),
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "questions": {
            "name": run.questions.name,
            "count": len(run.questions),
            "digest": run.questions.digest,
        },
        "metrics": {m.name: {"title": m.title, "meaning": m.meaning, "better": m.better} for m in METRICS},
        "systems": [system_record(system) for system in run.systems],
    }


def system_record(system: SystemRun) -> dict[str, Any]:
    """One system's part of the report."""
    if system.not_run:
        return {
            "system": system.system,
            "about": system.about,
            "not_run": system.not_run,
            "summary": {},
            "groups": {},
            "rows": [],
        }
    return {
        "system": system.system,
        "about": system.about,
        "not_run": "",
        "summary": _estimates(list(system.rows)),
        "groups": {
            kind: {name: _estimates(rows) for name, rows in named.items()}
            for kind, named in groups(system.rows).items()
        },
        "latency": system.latency(),
        "seconds": system.seconds,
        "risk_coverage": [asdict(point) for point in risk_coverage(system.rows)],
        "rows": [row_record(row) for row in system.rows],
    }


def _estimates(rows: list[Row]) -> dict[str, Any]:
    found: dict[str, Estimate | None] = {
        m.name: estimate([row.scores.get(m.name) for row in rows]) for m in METRICS
    }
    return {name: asdict(value) for name, value in found.items() if value is not None}


def row_record(row: Row) -> dict[str, Any]:
    """One question with its gold, its answer and how each citation was judged."""
    reply = row.reply
    return {
        **item_record(row.item),
        "gold_texts": [{"locator": g.locator, "texts": list(g.texts)} for g in row.gold],
        "status": row.status,
        "failure": row.failure,
        "refusal": {"reason": reply.reason, "message": reply.message} if reply and reply.refused else None,
        "rewritten": reply.rewritten if reply else "",
        "statements": [{"text": text, "citations": list(cited)} for text, cited in reply.statements]
        if reply
        else [],
        "citations": [
            {
                **asdict(citation),
                "covers": list(verdict.covers),
                "exact": verdict.exact,
                "exists": verdict.exists,
            }
            for citation, verdict in zip(reply.citations if reply else (), row.verdicts, strict=True)
        ],
        "retrieved": [{"id": identity, "gold": gold} for identity, gold in row.retrieved],
        "confidence": reply.confidence if reply else 0.0,
        "scores": row.scores,
        "miss": row.miss,
        "latency_ms": row.latency_ms,
    }


def write_record(run: Run, folder: Path) -> Path:
    """Write report.json. Raises EvaluationError when the folder cannot be written."""
    return write_text(folder / NAME, json.dumps(run_record(run), ensure_ascii=False, indent=1))


def write_text(path: Path, text: str) -> Path:
    """Write a file and the folders above it. Raises EvaluationError when that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(
            f"{path}: cannot be written ({error.strerror}).", "Choose another folder."
        ) from error
    return path


def read_record(path: Path) -> dict[str, Any]:
    """A report.json, given as the file or as its folder. Raises EvaluationError for anything else."""
    file = path / NAME if path.is_dir() else path
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvaluationError(
            f"{file}: cannot be read ({error.strerror}).", "Make it with: cbd-evaluate run --report DIR"
        ) from error
    except ValueError as error:
        raise EvaluationError(
            f"{file}: not JSON.", "Give a report.json, or the folder that holds it."
        ) from error
    if (
        not isinstance(record, dict)
        or record.get("format") != FORMAT
        or not isinstance(record.get("systems"), list)
    ):
        raise EvaluationError(
            f"{file}: not a report of this version.", "Make it with: cbd-evaluate run --report DIR"
        )
    return record


def system_of(record: dict[str, Any], name: str = "") -> dict[str, Any]:
    """The named system of a report, or its first. Raises EvaluationError where it is not there or was not
    run.
    """
    systems: list[dict[str, Any]] = record["systems"]
    found = next((system for system in systems if not name or system["system"] == name), None)
    if found is None:
        raise EvaluationError(
            f"The report has no system '{name}'.",
            f"It has {', '.join(s['system'] for s in systems) or 'none'}.",
        )
    if found["not_run"]:
        raise EvaluationError(
            f"The set was not run on {found['system']}: {found['not_run']}.", "Compare runs that took place."
        )
    return found
