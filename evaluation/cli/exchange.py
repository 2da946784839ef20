"""Question sets and reports checked, written for others and read from them."""

import argparse
import sys
from pathlib import Path

from evaluation.cli.command import Commands, tell
from index.address import address
from ingest.errors import EvaluationError


def add_commands(commands: Commands) -> None:
    """Add check, export and import."""
    _check_arguments(commands.add_parser("check", help="does a question set fit its corpus"))
    _export_arguments(commands.add_parser("export", help="write BEIR, TREC qrels or run, or ALCE-style JSON"))
    _import_arguments(commands.add_parser("import", help="make a question set from BEIR or TREC qrels"))


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
    tell(options, [*notes, summary(found)], record)
    sys.stderr.writelines(f"{problem}\n" for problem in found.problems)
    return 1 if found.problems else 0


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
    tell(options, [f"Wrote {', '.join(map(str, written))}"], {"wrote": written})
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
    tell(options, [words], {"wrote": [options.to], "questions": len(items)})
    return 0
