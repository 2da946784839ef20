"""The report as one HTML page that needs nothing else: styles, script and figures are inside it."""

from pathlib import Path
from typing import Any

from evaluation.metrics import METRICS
from evaluation.report.plots import category_bars, latency_histogram, risk_coverage_curve
from evaluation.report.record import run_record, write_text
from evaluation.run import Run

NAME = "report.html"
SHOWN = 700  # characters of a quotation; the whole stands in report.json


def write_html(run: Run, folder: Path) -> Path:
    """Write report.html."""
    return write_text(folder / NAME, html(run_record(run)))


def html(record: dict[str, Any]) -> str:
    """The page of a report."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    systems = [system for system in record["systems"] if not system["not_run"]]
    figures = {}
    if systems:
        figures = {
            "categories": Markup(category_bars(systems)),  # noqa: S704 - our own drawing
            "risk": Markup(risk_coverage_curve(systems)),  # noqa: S704
            "latency": Markup(latency_histogram(systems)),  # noqa: S704
        }
    environment = Environment(
        loader=PackageLoader("evaluation.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clip"] = clip
    environment.filters["share"] = share
    return environment.get_template("template.html").render(
        record=record, systems=systems, metrics=METRICS, questions=_questions(systems), figures=figures,
    )  # fmt: skip


def clip(text: str, longest: int = SHOWN) -> str:
    """A text of at most that many characters, with a mark where it goes on."""
    return text if len(text) <= longest else f"{text[: longest - 2].rsplit(' ', 1)[0]} …"


def share(value: float | None) -> str:
    """0.4567 -> "0.457"; a dash for nothing."""
    return "–" if value is None else f"{value:.3f}"


def _questions(systems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each question with the rows of all systems; what the first system missed comes first."""
    if not systems:
        return []
    by_id = [(system["system"], {row["id"]: row for row in system["rows"]}) for system in systems]
    first = sorted(systems[0]["rows"], key=lambda row: (-row["miss"], row["id"]))
    return [
        {
            **row,
            "verdict": verdict(row),
            "rows": [(name, rows[row["id"]], verdict(rows[row["id"]])) for name, rows in by_id],
        }
        for row in first
    ]


def verdict(row: dict[str, Any]) -> str:
    """One word for a row: right, partly, wrong or failed."""
    if row["status"] == "failed":
        return "failed"
    if not row["answerable"]:
        return "right" if row["status"] == "refused" else "wrong"
    recall = row["scores"]["nugget_recall"]
    if not recall:
        return "wrong"
    return (
        "right"
        if recall == 1 and row["scores"]["first_citation"] and row["scores"]["quote_exactness"] == 1
        else "partly"
    )
