"""`cbd-evaluate own`: questions about made files of an office."""

import argparse
import os
from pathlib import Path

from evaluation.cli.command import Commands, add_half, add_timeout, assistant_over, tell
from evaluation.own.documents import FOLDERS


def add_commands(commands: Commands) -> None:
    """Add own."""
    _own_arguments(
        commands.add_parser("own", help="questions about made files that are added beside the law")
    )


def _own_arguments(own: argparse.ArgumentParser) -> None:
    add_half(own)
    own.add_argument(
        "--documents",
        choices=tuple(FOLDERS),
        default="made",
        help="lessons: those that the encoder learns from; training: those that models are fitted on; "
        "everyday: those that colleagues ask about in words far from theirs (default: made, which measure)",
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
    add_timeout(own)
    own.set_defaults(command=_own)


def _own(options: argparse.Namespace) -> int:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="cbd-own-") as temporary:
        return _own_in(options.home or Path(temporary), options)


def _own_in(home: Path, options: argparse.Namespace) -> int:
    from evaluation.own.cases import read_cases
    from evaluation.own.documents import read_documents
    from evaluation.own.export import as_items
    from evaluation.own.library import furnish
    from evaluation.own.measure import measure
    from evaluation.own.report import failure_lines, own_lines, own_record, write_own
    from evaluation.systems.local import LocalSystem
    from evaluation.terminal import progress
    from index.encoder import open_encoder

    folder = FOLDERS[options.documents]
    documents = read_documents(folder)
    cases = read_cases(documents, options.half, folder)
    encoder = open_encoder(threads=os.cpu_count() or 1)
    shelf = furnish(documents, home, encoder, corpus=tuple(options.corpus), before=options.index)
    assistant = assistant_over(shelf.index)
    if options.questions:
        from evaluation.exchange import write_questions

        write_questions(as_items(cases, shelf, assistant.index), options.questions)
    run = measure(cases, LocalSystem(assistant), shelf, options.timeout, progress("own"))
    wrote = write_own(run, options.report) if options.report else []
    tell(options, [*own_lines(run), "", *failure_lines(run)], own_record(run), wrote)
    return 0
