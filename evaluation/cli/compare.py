"""Two of a kind side by side: two reports, two indexes, a run and the baseline."""

import argparse
from dataclasses import asdict
from pathlib import Path

from evaluation.cli.command import BASELINE, EMBEDDED, Commands, assistant_over, measured, questions_in, tell
from index.address import address
from ingest.errors import EvaluationError


def add_commands(commands: Commands) -> None:
    """Add compare, same and baseline."""
    _compare_arguments(
        commands.add_parser(
            "compare", help="two reports: what got better and what got worse, and is it chance"
        )
    )
    _same_arguments(
        commands.add_parser("same", help="two indexes of the same texts: do they give the same answers")
    )
    _baseline_arguments(
        commands.add_parser(
            "baseline", help="write the baseline of the regression gate, or hold a run against it"
        )
    )


def _compare_arguments(compare: argparse.ArgumentParser) -> None:
    compare.add_argument("a", type=Path, metavar="A", help="a report.json, or the folder that holds it")
    compare.add_argument("b", type=Path, metavar="B")
    compare.add_argument(
        "--system",
        default="",
        metavar="NAME",
        help="which system of the reports (default: the first of each)",
    )
    compare.add_argument(
        "--against", default="", metavar="NAME", help="which system of B, where it is another one"
    )
    compare.set_defaults(command=_compare)


def _compare(options: argparse.Namespace) -> int:
    from evaluation.compare import compare, lines
    from evaluation.report.record import read_record, system_of

    a = system_of(read_record(options.a), options.system)
    b = system_of(read_record(options.b), options.against or options.system)
    names = ("A", "B") if a["system"] == b["system"] else (f"A: {a['system']}", f"B: {b['system']}")
    found = compare(a, b, names)
    changes = [
        {"metric": one.metric.name, "a": one.a, "b": one.b, "verdict": one.verdict, **asdict(one.difference)}
        for one in found.changes
    ]
    record = {"names": found.names, "changes": changes, "wins": found.wins, "losses": found.losses}
    tell(options, lines(found), record)
    return 0


def _same_arguments(same: argparse.ArgumentParser) -> None:
    same.add_argument("questions", type=Path, nargs="+", metavar="QUESTIONS.jsonl")
    same.add_argument(
        "--index",
        type=address,
        action="append",
        required=True,
        metavar="DIR",
        help="an index, a folder or a database; given twice",
    )
    same.set_defaults(command=_same)


def _same(options: argparse.Namespace) -> int:
    from evaluation.same import same, same_lines
    from evaluation.systems.local import LocalSystem
    from evaluation.terminal import progress

    if len(options.index) != 2:
        raise EvaluationError("Two indexes are compared.", "Give --index twice.")
    sets = [questions_in(path, "all") for path in options.questions]
    one, other = (LocalSystem(assistant_over(place)) for place in options.index)
    if one.describe()["index"] != other.describe()["index"]:
        raise EvaluationError(
            "The two indexes are not of the same texts.",
            "Build both from the same corpus with the same encoder.",
        )
    found = same(sets, one, other, progress("same"))
    tell(options, same_lines(found), asdict(found))
    return 1 if found.unlike else 0


def _baseline_arguments(baseline: argparse.ArgumentParser) -> None:
    baseline.add_argument(
        "--questions",
        type=Path,
        default=EMBEDDED,
        metavar="QUESTIONS.jsonl",
        help="default: the embedded set",
    )
    baseline.add_argument(
        "--index",
        type=Path,
        required=True,
        metavar="DIR",
        help="an index of the corpus that the set is about",
    )
    baseline.add_argument(
        "--half", choices=("dev", "test", "all"), default="test", help="which half of the set (default: test)"
    )
    baseline.add_argument(
        "--to", type=Path, default=BASELINE, metavar="FILE", help="default: evaluation/baseline.json"
    )
    baseline.add_argument(
        "--compare",
        action="store_true",
        help="do not write; exit with 1 when a metric fell by more than its noise",
    )
    baseline.set_defaults(command=_baseline)


def _baseline(options: argparse.Namespace) -> int:
    from evaluation.lookup import IndexLookup
    from evaluation.regression import read_baseline, regressions, write_baseline
    from evaluation.systems.local import LocalSystem

    questions = questions_in(options.questions, options.half)
    before = read_baseline(options.to) if options.compare else None
    assistant = assistant_over(options.index)
    run = measured(questions, [LocalSystem(assistant)], IndexLookup(assistant.index), 30.0)
    if before is not None:
        fallen = regressions(run, before)
        tell(options, fallen or ["Nothing fell by more than its noise."], {"fallen": fallen})
        return 1 if fallen else 0
    write_baseline(run, options.to)
    tell(options, [f"Wrote {options.to}"], {"wrote": [options.to]})
    return 0
