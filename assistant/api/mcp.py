"""The server of the Model Context Protocol: what is offered to other assistants, on stdio and over HTTP."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.deps import Services, client_of, viewer_in
from assistant.api.errors import RateLimitError, http_error
from assistant.api.limits import LARGEST_BODY
from assistant.api.middleware import send_error
from assistant.api.needs import TRAIN
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


class McpDoor:
    """The server over HTTP, without sessions, so that any worker can answer: one ASGI application to be
    served at /mcp. Who may not train is offered what is left.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._apps: dict[bool, ASGIApp] = {}  # by whether it trains

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve while the application runs."""
        async with AsyncExitStack() as stack:
            for trains in (False, True):
                server = mcp_server(self._services, trains=trains)
                self._apps[trains] = server.streamable_http_app(
                    streamable_http_path="/mcp",
                    json_response=True,
                    stateless_http=True,
                    max_request_body_size=LARGEST_BODY,
                    # the gate looks at Host and Origin
                    transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
                )
                await stack.enter_async_context(server.session_manager.run())
            try:
                yield
            finally:
                self._apps.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in what is a message, and count it like a question."""
        app = self._apps.get(viewer_in(scope).may(TRAIN))
        # without sessions there is nothing to GET or to DELETE
        if app is None or scope["method"] != "POST":
            await http_error(405, {"Allow": "POST"})(scope, receive, send)
            return
        try:
            self._services.questions.take(client_of(scope))
        except RateLimitError as error:
            await send_error(error, send)
            return
        await app(scope, receive, send)


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
