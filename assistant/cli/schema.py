"""The command that makes the schema of a shared index."""

import argparse

from assistant.cli.command import Commands, add_command, answer
from assistant.settings import Settings


def add_commands(commands: Commands) -> None:
    """Add schema."""
    parser = add_command(
        commands,
        "schema",
        run_schema,
        "Make the schema of a shared index in PostgreSQL, or bring it up to date, as the role that owns it.",
        index=False,
    )
    parser.add_argument("address", metavar="ADDRESS", help="such as postgresql://cbd_owner@db1,db2,db3/cbd")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run_schema(options: argparse.Namespace, _: Settings) -> int:
    """`cbd-assistant schema`."""
    from index.postgres.schema import upgrade

    applied = upgrade(options.address)
    answer(options, f"Applied: {', '.join(applied)}." if applied else "The schema is up to date.", applied)
    return 0
