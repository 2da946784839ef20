"""`cbd-evaluate`: the command line. It only reads arguments, calls, and prints."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import AssistantError, EvaluationError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 what was checked is not right, 2 it could not be done (one sentence says why)."""
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except AssistantError as error:
        sys.stderr.write(f"cbd-evaluate: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = argparse.ArgumentParser(prog="cbd-evaluate", description="Measure whether answers cite the right provisions and quote them exactly.")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="put a question set to a system and report")
    run.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    where = run.add_argument_group("what to ask (at least one)")
    where.add_argument("--index", type=Path, metavar="DIR", help="an index; with --url: the corpus that the server's answers are judged against")
    where.add_argument("--url", metavar="URL", help="a running server that speaks the HTTP contract")
    run.add_argument("--system", choices=("assistant", "naive"), default="assistant", help="what to measure (default: assistant)")
    run.add_argument("--beside", choices=("assistant", "naive"), help="a second system in the same report (needs --index)")
    run.add_argument("--half", choices=("dev", "test", "all"), default="all", help="which half of the set (default: all)")
    run.add_argument("--only", nargs="+", metavar="ID", help="only these questions")
    run.add_argument("--report", type=Path, metavar="DIR", help="write report.html, report.json and report.md there")
    run.add_argument("--timeout", type=float, default=30.0, metavar="SECONDS", help="for one answer (default: 30)")
    run.add_argument("--max-citations", type=int, default=5, metavar="N", help="citations an answer may have (default: 5)")
    run.set_defaults(command=_run)
    return top


def _run(options: argparse.Namespace) -> int:
    from evaluation.questions import read_questions
    from evaluation.report.markdown import summary_lines, write_markdown
    from evaluation.report.record import run_record, write_record
    from evaluation.run import Run, run_set
    from evaluation.terminal import progress

    questions = read_questions(options.questions)
    questions = questions if options.half == "all" else questions.half(options.half)
    questions = questions.only(options.only) if options.only else questions
    systems, lookup = _systems(options)
    run = Run(questions, tuple(run_set(questions, system, lookup, options.timeout, progress(system.name)) for system in systems))
    print("\n".join(summary_lines(run_record(run))))  # noqa: T201
    if options.report:
        paths = [write_record(run, options.report), write_markdown(run, options.report)]
        print(f"\nWrote {', '.join(map(str, paths))}")  # noqa: T201
    return 0


def _systems(options: argparse.Namespace):
    from evaluation.lookup import IndexLookup

    names = [options.system, *([options.beside] if options.beside else [])]
    if not options.index and not options.url:
        raise EvaluationError("There is nothing to ask.", "Give --index DIR or --url URL.")
    if "naive" in names and not options.index:
        raise EvaluationError("The naive system is built from an index.", "Give --index DIR.")
    assistant = None
    if options.index:
        from evaluation.systems.local import LocalSystem, open_assistant

        assistant = open_assistant(options.index)
    systems = []
    for name in names:
        if name == "naive":
            from evaluation.systems.naive import NaiveSystem

            systems.append(NaiveSystem(assistant))
        elif options.url:
            from evaluation.systems.http import HttpSystem

            systems.append(HttpSystem(options.url, options.timeout, options.max_citations))
        else:
            systems.append(LocalSystem(assistant, options.max_citations))
    lookup = IndexLookup(assistant.index) if assistant else systems[0]
    return systems, lookup
