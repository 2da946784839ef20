"""The server of the Model Context Protocol: what is offered to other assistants, on stdio and over HTTP."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from assistant.api.deps import Services
from assistant.api.limits import LARGEST_BODY
from assistant.api.tools.prompts import add_prompts
from assistant.api.tools.resources import add_resources
from assistant.api.tools.texts import add_texts
from assistant.api.tools.training import add_training
from assistant.settings import Settings

INSTRUCTIONS = (
    "Texts of the Convention on Biological Diversity, its protocols and decisions. Quote provisions "
    "only as get_provision or a citation of ask gives "
    "them, and name their label. What is marked official: false (guide, catalogue, a trainer's words) "
    "is not the law."
)


def mcp_server(services: Services, *, trains: bool = True) -> MCPServer[object]:
    """Make the server over the services of an application; `trains` offers the trainers' tools, too.

    Its lists never change while it runs, so that it announces no notice of a change.
    """
    server: MCPServer[object] = MCPServer(
        "cbd-assistant",
        title="CBD Assistant",
        instructions=INSTRUCTIONS,
        version="1",
        log_level="WARNING",
        subscriptions=False,
    )
    add_texts(server, services)
    if trains:
        add_training(server, services)
    add_resources(server, services)
    add_prompts(server, trains=trains)
    return server


@asynccontextmanager
async def served(services: Services, trains: bool) -> AsyncIterator[ASGIApp]:
    """The server over HTTP, without sessions, as an ASGI application to be served at /mcp."""
    server = mcp_server(services, trains=trains)
    app = server.streamable_http_app(
        streamable_http_path="/mcp",
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST_BODY,
        # the gate looks at Host and Origin
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    async with server.session_manager.run():
        yield app


def run_mcp(settings: Settings) -> None:
    """Serve the tools on standard input and output until it is closed; whatever is logged goes to standard
    error.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    asyncio.run(_stdio(Services.of(settings)))


async def _stdio(services: Services) -> None:
    watching = asyncio.create_task(services.live.watch())
    try:
        await mcp_server(services).run_stdio_async()
    finally:
        services.uploads.stop()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
