"""The command that builds the index."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from assistant.cli.command import Commands, add_command
from assistant.settings import Settings


def add_commands(commands: Commands) -> None:
    """Add build."""
    build = add_command(
        commands, "build", run_build, "Build the index, or bring it up to date.", changes=True
    )
    build.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="folder of documents to add; may be repeated",
    )
    build.add_argument(
        "--no-embedded", action="store_true", help="leave out the corpus that comes with the project"
    )
    build.add_argument("--json", action="store_true", help="print the report as JSON")


def run_build(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant build`."""
    from assistant.cli.progress import build_progress
    from assistant.library.additions import OwnFiles
    from assistant.library.files import library_folders
    from assistant.library.own_guide import own_guides
    from index.encoder import open_encoder
    from index.home import home_at
    from ingest.corpus.load import load_library

    with OwnFiles(settings.library).quiet():
        corpus, aside = load_library(
            library_folders(settings.library),
            options.corpus,
            embedded=not options.no_embedded,
            guides=own_guides(settings.library),
        )
    encoder = open_encoder(settings.encoder, threads=os.cpu_count() or 1)
    report = home_at(settings.index).build(corpus, encoder, build_progress())
    if options.json:
        record = asdict(report) | {"set_aside": [asdict(one) for one in aside]}
        print(json.dumps(record, default=str))
    elif report.changed:
        print(
            f"Indexed {report.documents} documents, {report.provisions} provisions, {report.passages} "
            f"passages ({report.embedded} embedded)."
        )
    else:
        print(f"The index is up to date: {report.documents} documents, {report.provisions} provisions.")
    for one in aside:
        print(f"SET ASIDE: {one.name}: {one.reason}", file=sys.stderr)
    return 0
