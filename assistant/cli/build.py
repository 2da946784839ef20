"""The command that builds the index."""

import argparse
import json
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
    from assistant.library.building import Texts, build_library

    texts = Texts(tuple(options.corpus), not options.no_embedded)
    report, aside = build_library(settings.library, settings.index, settings.encoder, texts, build_progress())
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
