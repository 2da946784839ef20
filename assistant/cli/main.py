"""The command line: thin functions over the assistant. Nothing heavy is imported before a command needs
it.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from assistant.access.policy import is_open
from assistant.cli import (
    access,
    answers,
    build,
    feedback,
    guide,
    library,
    provisions,
    schema,
    servers,
    state,
    trainer,
)
from assistant.cli.command import FAILED, Run, json_of
from assistant.settings import Settings
from ingest.errors import AssistantError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it went well, 2 with one sentence on stderr when it did not."""
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # a terminal that lacks a letter shows "?", it does not end the program
        sys.stdout.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment()
        if getattr(options, "index", None):
            settings = replace(settings, index=options.index)
        _finish_restore(settings)
        run: Run = options.run
        status = run(options, settings)
        if options.changes and not is_open(settings):
            access.note(settings, f"cbd-assistant {options.changes}", _subjects(options), status)
        sys.stdout.flush()
        return status
    except AssistantError as error:
        _complain(error, as_json=getattr(options, "json", False))
        return FAILED
    except KeyboardInterrupt:
        print("\nStopped; nothing was left half done.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe went away: that is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    # of the output itself, such as a full disk: what a command reads and writes has errors of its own
    except OSError as error:
        print(f"cbd-assistant: {error}. Check the disk and the permissions.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _subjects(options: argparse.Namespace) -> str:
    """What a command that changes something was given."""
    listed = [getattr(options, name, []) for name in ("files", "ids", "parts")]
    single = [options.file] if hasattr(options, "file") else []
    return " ".join(str(one) for found in (*listed, single) for one in found)


def _finish_restore(settings: Settings) -> None:
    """End a restore that was killed, before anything is read of what it had not yet exchanged."""
    if (settings.library / ".restore.json").exists():
        from assistant.library.restore import finish_restore

        finish_restore(settings)


def _complain(error: AssistantError, *, as_json: bool) -> None:
    if as_json:
        from assistant.api.wire.errors import ErrorOut

        print(json_of(ErrorOut.of(error.code, error.message, error.hint)))
    print(f"cbd-assistant: {error}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cbd-assistant",
        description="Cited answers from the texts of the Convention on Biological Diversity.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for part in (
        build, answers, provisions, library, trainer, guide, servers, access, feedback, state, schema,
    ):  # fmt: skip
        part.add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
