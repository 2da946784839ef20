"""The commands for whoever runs an installation: verify, backup and restore."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from assistant.cli.command import FAILED, Commands, add_command
from assistant.settings import Settings


def add_commands(commands: Commands) -> None:
    """Add verify, backup and restore."""
    verify = add_command(
        commands, "verify", run_verify, "Compare the index, the library and the rest with their digests."
    )
    backup = add_command(
        commands,
        "backup",
        run_backup,
        "Save the library, the feedback, the conversations, the audit log and the access in one file.",
        index=False,
        changes=True,
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="the file to write, such as cbd.zip")
    restore = add_command(
        commands, "restore", run_restore, "Take the state back from a backup. Stop the server first.",
        index=False, changes=True,
    )  # fmt: skip
    restore.add_argument("file", type=Path, metavar="FILE", help="a file that backup wrote")
    restore.add_argument("--replace", action="store_true", help="instead of what is there")
    for parser in (verify, backup, restore):
        parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run_verify(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant verify`: 0 when everything is as it was put there, 2 when something is not."""
    from assistant.library.verification import verify

    findings = list(verify(settings))
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{'ok  ' if finding.good else 'BAD '} {finding.part}: {finding.words}")
    return 0 if all(finding.good for finding in findings) else FAILED


def run_backup(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant backup`."""
    from assistant.cli.progress import build_progress
    from assistant.library.backup import write_backup

    counts = write_backup(settings, options.file, build_progress())
    words = f"Saved {_told(counts)} in {options.file}."
    if not isinstance(settings.index, Path):
        words += " What people gave that lies in the database is saved with it: docs/operate.md."
    print(json.dumps(counts) if options.json else words)
    return 0


def run_restore(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant restore`."""
    from assistant.library.restore import read_backup

    counts = read_backup(settings, options.file, replace=options.replace)
    print(
        json.dumps(counts)
        if options.json
        else f"Restored {_told(counts)}. Run cbd-assistant build to have the index of it."
    )
    return 0


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} files of {name}" for name, count in counts.items())
