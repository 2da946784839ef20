"""The commands that serve: the chat and the API over HTTP, the tools of the Model Context Protocol."""

import argparse

from assistant.cli.command import Commands, add_command
from assistant.settings import Settings


def add_commands(commands: Commands) -> None:
    """Add serve and mcp."""
    serve = add_command(commands, "serve", run_serve, "Serve the chat and the API.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    add_command(
        commands,
        "mcp",
        run_mcp,
        "Serve the tools of the Model Context Protocol on standard input and output.",
    )


def run_serve(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant serve`."""
    from assistant.api.app import run_server
    from index.manifest import read_manifest

    read_manifest(settings.index)
    run_server(settings, options.host, options.port)
    return 0


def run_mcp(_: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant mcp`."""
    from assistant.api import mcp

    mcp.run_mcp(settings)
    return 0
