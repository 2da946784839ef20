"""The sets of statements: of answers, of slides, of who must do what."""

import argparse
from dataclasses import asdict
from pathlib import Path

from evaluation.cli.command import Commands, add_half, assistant_over, tell
from index.address import address


def add_commands(commands: Commands) -> None:
    """Add support, facts and duties."""
    _support_arguments(
        commands.add_parser(
            "support", help="forged and faithful statements: which are kept beside what they cite"
        )
    )
    _facts_arguments(
        commands.add_parser("facts", help="true and false sentences of slides: which are called wrong")
    )
    _duties_arguments(
        commands.add_parser("duties", help="who must do what: actors, actions, modals, deadlines read right")
    )


def _support_arguments(support: argparse.ArgumentParser) -> None:
    support.add_argument(
        "--index", type=address, required=True, metavar="DIR", help="an index that holds the four instruments"
    )
    add_half(support)
    support.add_argument("--report", type=Path, metavar="DIR", help="write support.md there")
    support.set_defaults(command=_support)


def _support(options: argparse.Namespace) -> int:
    from assistant.reading.evidence import check_citation
    from evaluation.support.measure import hold_all, shares, support_lines, write_support
    from evaluation.support.statements import STATEMENTS, Claimed, read_claimed
    from evaluation.terminal import progress

    assistant = assistant_over(options.index)

    def check(one: Claimed) -> tuple[bool, str]:
        found = check_citation(one.statement, one.provision, assistant.index, assistant.encoder)
        return found.supported, found.reason

    held = hold_all(read_claimed(STATEMENTS, options.half), check, progress("support"))
    about = f"{len(held)} statements ({options.half}), index {assistant.index.snapshot.id}"
    wrote = [write_support(held, about, options.report)] if options.report else []
    record = {"about": about, "kept": [asdict(one) for one in shares(held)]}
    tell(options, support_lines(held), record, wrote)
    return 0


def _facts_arguments(facts: argparse.ArgumentParser) -> None:
    facts.add_argument(
        "statements", type=Path, nargs="?", metavar="STATEMENTS.jsonl", help="a set (default: the first one)"
    )
    facts.add_argument(
        "--index", type=address, required=True, metavar="DIR", help="an index that holds the four instruments"
    )
    add_half(facts)
    facts.add_argument("--report", type=Path, metavar="DIR", help="write facts.md there")
    facts.set_defaults(command=_facts)


def _facts(options: argparse.Namespace) -> int:
    from evaluation.facts.check import checker
    from evaluation.facts.measure import facts_lines, judge_all, scores, write_facts
    from evaluation.facts.statements import STATEMENTS, read_said
    from evaluation.terminal import progress

    assistant = assistant_over(options.index)
    said = read_said(options.statements or STATEMENTS, options.half)
    judged = judge_all(said, checker(assistant), progress("facts"))
    about = f"{len(judged)} sentences ({options.half}), index {assistant.index.snapshot.id}"
    wrote = [write_facts(judged, about, options.report)] if options.report else []
    record = {"about": about, "scores": [asdict(one) for one in scores(judged)]}
    tell(options, facts_lines(judged), record, wrote)
    return 0


def _duties_arguments(duties: argparse.ArgumentParser) -> None:
    duties.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="the instruments, the decisions of the other convention; repeatable. What is absent is not run",
    )
    add_half(duties)
    duties.add_argument("--report", type=Path, metavar="DIR", help="write duties.md there")
    duties.set_defaults(command=_duties)


def _duties(options: argparse.Namespace) -> int:
    from evaluation.duties.cases import read_cases
    from evaluation.duties.measure import duty_lines, measure, shares, write_duties
    from evaluation.duties.shelf import open_shelf

    found = measure(read_cases(half=options.half), open_shelf(options.corpus))
    about = f"{len(found.cases)} provisions ({options.half})"
    wrote = [write_duties(found, about, options.report)] if options.report else []
    record = {"about": about, "right": shares(found), "false": len(found.false), "absent": len(found.absent)}
    tell(options, duty_lines(found), record, wrote)
    return 0
