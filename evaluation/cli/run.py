"""`cbd-evaluate run`: a question set put to a system."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.cli.command import (
    Commands,
    add_half,
    add_timeout,
    assistant_over,
    measured,
    questions_in,
    system_at,
    tell,
)
from index.address import address
from ingest.errors import EvaluationError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from evaluation.lookup import Lookup
    from evaluation.systems.interface import System

_PARTS = ("guide", "guide-questions", "words", "ranker", "selector")  # of evaluation.systems.ablated


def add_commands(commands: Commands) -> None:
    """Add run."""
    _run_arguments(commands.add_parser("run", help="put a question set to a system and report"))


def _run_arguments(run: argparse.ArgumentParser) -> None:
    run.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    run.add_argument(
        "--index",
        type=address,
        metavar="DIR",
        help="an index; with --url or --answers: the corpus that answers are judged against",
    )
    run.add_argument("--url", metavar="URL", help="a running server that speaks the HTTP contract")
    run.add_argument(
        "--answers",
        type=Path,
        metavar="ALCE.json",
        help="answers of an outside system (ALCE-style JSON), judged against --index",
    )
    run.add_argument(
        "--ranking",
        type=Path,
        metavar="RUN.trec",
        help="what the outside system retrieved (a TREC run), with --answers",
    )
    run.add_argument(
        "--system",
        choices=("assistant", "naive"),
        default="assistant",
        help="what to measure (default: assistant)",
    )
    run.add_argument(
        "--beside", choices=("assistant", "naive"), help="a second system in the same report (needs --index)"
    )
    add_half(run)
    run.add_argument(
        "--without", choices=_PARTS, help="take this part of the assistant away (guide: the law alone)"
    )
    run.add_argument("--only", nargs="+", metavar="ID", help="only these questions")
    run.add_argument(
        "--report", type=Path, metavar="DIR", help="write report.html, report.json and report.md there"
    )
    add_timeout(run)
    run.add_argument(
        "--max-citations", type=int, default=5, metavar="N", help="citations an answer may have (default: 5)"
    )
    run.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from evaluation.report.html import write_html
    from evaluation.report.markdown import summary_lines, write_markdown
    from evaluation.report.record import run_record, write_record

    questions = questions_in(options.questions, options.half, options.only)
    systems, lookup = _systems(options)
    run = measured(questions, systems, lookup, options.timeout)
    record = run_record(run)
    writers = (write_html, write_record, write_markdown) if options.report else ()
    tell(options, summary_lines(record), record, [write(run, options.report) for write in writers])
    return 0


def _systems(options: argparse.Namespace) -> tuple[list["System"], "Lookup"]:
    from evaluation.lookup import IndexLookup

    names = [
        options.system,
        *([options.beside] if options.beside and options.beside != options.system else []),
    ]
    if not options.index and not options.url:
        raise EvaluationError("There is nothing to ask.", "Give --index DIR or --url URL.")
    if not options.index and ("naive" in names or options.answers):
        raise EvaluationError("The naive system and recorded answers need a corpus.", "Give --index DIR.")
    assistant = assistant_over(options.index) if options.index else None
    systems = [_system(name, options, assistant) for name in names]
    if assistant is not None:
        return systems, IndexLookup(assistant.index)
    from evaluation.systems.http import HttpSystem

    return systems, next(system for system in systems if isinstance(system, HttpSystem))


def _system(name: str, options: argparse.Namespace, assistant: "Assistant | None") -> "System":
    if name == "assistant" and options.without and assistant is not None:
        from evaluation.systems.ablated import ablated

        assistant = ablated(assistant, options.without)
    if name == "naive" and assistant is not None:
        from evaluation.systems.naive import NaiveSystem

        return NaiveSystem(assistant)
    if options.answers and assistant is not None:
        from evaluation.exchange import RecordedSystem, import_alce, import_run

        return RecordedSystem(
            import_alce(options.answers),
            import_run(options.ranking) if options.ranking else None,
            assistant.index,
        )
    return system_at(options.url, assistant, options.timeout, options.max_citations)
