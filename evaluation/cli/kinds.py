"""`cbd-evaluate kinds`: the sets by kind of question."""

import argparse
from pathlib import Path

from evaluation.cli.command import Commands, add_timeout, assistant_over, system_at, tell
from index.address import address

KINDS = (
    "whole", "concept", "count", "pointer", "help", "ambiguous", "typed", "language", "articles", "names",
)  # fmt: skip  # of evaluation.kinds.checks


def add_commands(commands: Commands) -> None:
    """Add kinds."""
    _kinds_arguments(commands.add_parser("kinds", help="the sets by kind of question: how many are right"))


def _kinds_arguments(kinds: argparse.ArgumentParser) -> None:
    kinds.add_argument(
        "--index",
        type=address,
        required=True,
        metavar="DIR",
        help="an index that holds the four instruments; with --url: what answers are judged against",
    )
    kinds.add_argument("--url", metavar="URL", help="a running server that speaks the HTTP contract")
    kinds.add_argument(
        "--half",
        choices=("dev", "test", "all"),
        default="all",
        help="which half of the sets (default: all); generated cases belong to both",
    )
    kinds.add_argument(
        "--kind",
        action="append",
        metavar="K",
        choices=KINDS,
        help="only this kind; repeatable (default: all)",
    )
    kinds.add_argument("--report", type=Path, metavar="DIR", help="write kinds.md and kinds.json there")
    add_timeout(kinds)
    kinds.set_defaults(command=_kinds)


def _kinds(options: argparse.Namespace) -> int:
    from evaluation.kinds.measure import cases_of, measure, not_run
    from evaluation.kinds.report import kind_lines, kinds_record, write_kinds
    from evaluation.lookup import IndexLookup
    from evaluation.terminal import progress

    assistant = assistant_over(options.index)
    system = system_at(options.url, assistant, options.timeout)
    cases = cases_of(options.kind, options.half, assistant.index)
    run = not_run(system, assistant.index) or measure(
        cases, system, IndexLookup(assistant.index), options.timeout, progress("kinds")
    )
    wrote = write_kinds(run, options.report) if options.report else []
    tell(options, kind_lines(run), kinds_record(run), wrote)
    return 0
