"""What it costs: time, memory, growth."""

import argparse
import os
import sys
from pathlib import Path

from evaluation.cli.command import EMBEDDED, Commands, assistant_over, positive, system_at, tell


def add_commands(commands: Commands) -> None:
    """Add bench, bench-shared, bench-workers, bench-scale and bench-reading."""
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
    _reading_arguments(
        commands.add_parser("bench-reading", help="files read whole, beside the bare parser: time and memory")
    )


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
        "--seconds", type=positive, default=5.0, metavar="SECONDS", help="for each measurement (default: 5)"
    )
    bench.add_argument(
        "--report", type=Path, metavar="DIR", help="write bench.json, bench.md and the plots there"
    )
    bench.set_defaults(command=_bench)


def _bench(options: argparse.Namespace) -> int:
    from evaluation.bench import bench, bench_lines, write_bench
    from evaluation.questions import read_questions

    path = options.questions or (EMBEDDED if EMBEDDED.is_file() else None)
    asked = [item.question for item in read_questions(path)] if path else []
    assistant = assistant_over(options.index)
    record = bench(
        assistant,
        options.index,
        system_at(options.url, assistant),
        clients=options.clients,
        sizes=options.sizes,
        seconds=options.seconds,
        questions=asked,
        say=lambda text: print(f"measuring {text}", file=sys.stderr),
    )
    tell(options, bench_lines(record), record, write_bench(record, options.report) if options.report else ())
    return 0


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
        "--seconds", type=positive, default=5.0, metavar="SECONDS", help="for each measurement (default: 5)"
    )
    bench.add_argument("--report", type=Path, metavar="DIR", help="write bench-shared.md there")
    bench.set_defaults(command=_bench_shared)


def _bench_shared(options: argparse.Namespace) -> int:
    from evaluation.report.record import write_text
    from evaluation.shared import bench_shared, shared_lines

    records = list(
        bench_shared(
            assistant_over(options.index),
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
    tell(options, lines, records, wrote)
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
        "--seconds", type=positive, default=5.0, metavar="SECONDS", help="for each measurement (default: 5)"
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
    tell(options, workers_lines(records), records)
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
    tell(options, list(scale_lines(record)), record)
    return 0


def _reading_arguments(reading: argparse.ArgumentParser) -> None:
    reading.add_argument("files", type=Path, nargs="+", metavar="FILE", help="PDF, Word, slides or web page")
    reading.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="of which the middle one counts (default: 3)"
    )
    reading.set_defaults(command=_bench_reading)


def _bench_reading(options: argparse.Namespace) -> int:
    from evaluation.reading import bench_reading, reading_lines

    records = bench_reading(
        options.files, rounds=options.rounds, say=lambda text: print(text, file=sys.stderr)
    )
    tell(options, list(reading_lines(records)), records)
    return 0
