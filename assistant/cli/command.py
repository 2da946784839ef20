"""How a command joins the command line, and what commands share."""

import argparse
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from index.address import address

if TYPE_CHECKING:
    from assistant.api.wire.base import WireModel
    from index.interface import SearchIndex

FAILED = 2

Run = Callable[[argparse.Namespace, Settings], int]
Commands = Any  # what ArgumentParser.add_subparsers gives; its type has no public name


def add_command(
    commands: Commands, name: str, run: Run, words: str, *, index: bool = True, changes: bool = False
) -> argparse.ArgumentParser:
    """Add a command that `run` carries out, and give its parser. `index` lets it choose another index;
    what `changes` texts or index is noted in the audit log, where one is kept.
    """
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run, changes=name if changes else "")
    if index:
        parser.add_argument(
            "--index",
            type=address,
            metavar="DIR",
            help="folder of the index, or its database, postgresql://... (CBD_INDEX, default var/index)",
        )
    return parser


def open_index(settings: Settings) -> "SearchIndex":
    """The index for commands that embed nothing, whichever encoder it was built with.

    Raises IndexMissingError or IndexMismatchError.
    """
    from index.home import home_at

    return home_at(settings.index).open()


def answer(options: argparse.Namespace, words: str, record: object) -> None:
    """Print what a command found: words for people, with `--json` one value for programs."""
    print(json.dumps(record, ensure_ascii=False, default=str) if options.json else words)


def json_of(record: "WireModel | Sequence[WireModel]") -> str:
    """What the HTTP contract says, for people to read."""
    whole = (
        [one.model_dump(mode="json") for one in record]
        if isinstance(record, Sequence)
        else (record.model_dump(mode="json"))
    )
    return json.dumps(whole, ensure_ascii=False, indent=2)
