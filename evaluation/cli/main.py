"""`cbd-evaluate`: the command line. It only reads arguments, calls, and prints; heavy libraries are imported
by what needs them.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence

from evaluation.cli import bench, compare, exchange, fit, kinds, own, run, statements
from ingest.errors import AssistantError

INSTALL = (
    "Measuring needs more than answering: python -m pip install --constraint constraints.txt --editable "
    "'.[evaluation]' (fitting: '.[evaluation,training]')"
)
_OWN = {"assistant", "evaluation", "index", "ingest"}


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
    for part in (run, kinds, statements, own, compare, bench, exchange, fit):
        part.add_commands(commands)
    for command in commands.choices.values():
        command.add_argument("--json", action="store_true", help="print what was found as one JSON value")
    return top


if __name__ == "__main__":
    sys.exit(main())
