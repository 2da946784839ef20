"""The commands that serve: the chat and the API over HTTP, the tools of the Model Context Protocol."""

import argparse

from assistant.cli.command import Commands, add_command
from assistant.settings import Settings

MOST_WORKERS = 256


def add_commands(commands: Commands) -> None:
    """Add serve and mcp."""
    serve = add_command(commands, "serve", run_serve, "Serve the chat and the API.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument(
        "--workers", type=workers, default=0, help="processes that answer (default: one a core)"
    )
    add_command(
        commands,
        "mcp",
        run_mcp,
        "Serve the tools of the Model Context Protocol on standard input and output.",
    )


def run_serve(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant serve`."""
    from assistant.api.workers import run_server
    from index.home import home_at

    home_at(settings.index).manifest()
    return run_server(settings, options.host, options.port, options.workers)


def workers(text: str) -> int:
    """A number of workers. Raises ArgumentTypeError."""
    if text.isdecimal() and 1 <= int(text) <= MOST_WORKERS:
        return int(text)
    raise argparse.ArgumentTypeError(f"give a number from 1 to {MOST_WORKERS}")


def run_mcp(_: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant mcp`."""
    from assistant.api import mcp

    mcp.run_mcp(settings)
    return 0
