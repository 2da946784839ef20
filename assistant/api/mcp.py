"""The server of the Model Context Protocol: the assistant's tools for other assistants, on stdio and over
HTTP.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from typing import Annotated, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.address import provision_at
from assistant.api.deps import Services, client_of
from assistant.api.errors import RateLimitError, http_error, public_words
from assistant.api.limits import LARGEST_BODY
from assistant.api.middleware import send_error
from assistant.api.wire.answers import LONGEST_TURN, AnswerOut
from assistant.api.wire.base import MOST_FILTERS, Kind, Language, base_language
from assistant.api.wire.checks import CheckOut
from assistant.api.wire.provisions import ProvisionOut
from assistant.api.wire.search import SearchOut
from assistant.question import LONGEST_QUESTION, Question
from assistant.reading.evidence import check_citation
from assistant.reading.resolve import resolve
from assistant.rendering import markdown
from assistant.settings import Settings
from assistant.words.store import ENGLISH
from index.interface import Filters
from ingest.errors import AssistantError

INSTRUCTIONS = (
    "Texts of the Convention on Biological Diversity, its protocols and decisions. Quote provisions "
    "only as get_provision or a citation of ask gives "
    "them, and name their label. What is marked official: false (guide, catalogue, a trainer's words) "
    "is not the law."
)
T = TypeVar("T")
Reader = Annotated[
    Language | None,
    Field(description="Language of the reader, in which the plain words come where they are written in it"),
]
Reference = Annotated[
    str,
    Field(
        min_length=1,
        max_length=300,
        description="A locator (cbd/art-8/item-j) or a reference in words (Article 8(j))",
    ),
]


def mcp_server(services: Services) -> MCPServer[object]:
    """Make the server with its four tools, over the services of an application."""
    server: MCPServer[object] = MCPServer(
        "cbd-assistant", title="CBD Assistant", instructions=INSTRUCTIONS, version="1", log_level="WARNING"
    )
    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

    @server.tool(title="Search provisions", annotations=reads)
    async def search_provisions(
        query: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)],
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
        kinds: Annotated[list[Kind], Field(max_length=MOST_FILTERS)] | None = None,
        documents: Annotated[list[str], Field(max_length=MOST_FILTERS)] | None = None,
        sessions: Annotated[list[int], Field(max_length=MOST_FILTERS)] | None = None,
        language: Reader = None,
    ) -> SearchOut:
        """Find the provisions nearest to a query, best first, with their verbatim text and the guide's plain
        words.
        """
        filters = Filters(
            tuple(kind.value for kind in kinds or ()), tuple(documents or ()), tuple(sessions or ())
        )
        return await explained(services.search(query, filters, limit, base_language(language) or ENGLISH))

    @server.tool(title="Get a provision", annotations=reads)
    async def get_provision(reference: Reference, language: Reader = None) -> ProvisionOut:
        """Read a provision: its verbatim text, what it completes, its plain-language guide, its neighbours
        and its cross-references.
        """
        index = (await explained(services.live.assistant(warm=False))).index

        def read() -> ProvisionOut:
            locators = resolve(reference, index) or [reference]
            address = next((locator for locator in locators if index.knows(locator)), locators[0])
            spoken = base_language(language) or ENGLISH
            return ProvisionOut.of(provision_at(address, index), index, spoken)

        return await explained(services.live.work(read))

    @server.tool(title="Ask", annotations=reads)
    async def ask(
        question: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)],
        language: Language | None = None,
        max_citations: Annotated[int, Field(ge=1, le=20)] = 5,
    ) -> Annotated[CallToolResult, AnswerOut]:
        """Answer a question with verified citations, or refuse with the reason."""
        whole = Question(question, language=base_language(language), max_citations=max_citations)
        answer = await explained(services.answer(whole))
        return CallToolResult(
            content=[TextContent(type="text", text=markdown(answer))],
            structured_content=AnswerOut.of(answer).model_dump(mode="json"),
        )

    @server.tool(name="check_citation", title="Check a citation", annotations=reads)
    async def check(
        statement: Annotated[
            str,
            Field(
                min_length=1,
                max_length=LONGEST_TURN,
                description="What somebody says the provision says",
            ),
        ],
        reference: Reference,
    ) -> CheckOut:
        """Check what somebody wrote: does the reference exist, are the words in it verbatim, is the statement
        supported by it?
        """
        assistant = await explained(services.live.assistant())

        def hold() -> CheckOut:
            return CheckOut.of(check_citation(statement, reference, assistant.index, assistant.encoder))

        return await explained(services.live.work(hold))

    return server


async def explained(pending: Awaitable[T]) -> T:
    """Turn our errors into what a model reads."""
    try:
        return await pending
    except AssistantError as error:
        raise ToolError(" ".join(public_words(error)).strip()) from None


class McpDoor:
    """The server over HTTP, without sessions, so that any worker can answer: one ASGI application to be
    served at /mcp.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._app: ASGIApp | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve while the application runs."""
        server = mcp_server(self._services)
        self._app = server.streamable_http_app(
            streamable_http_path="/mcp",
            json_response=True,
            stateless_http=True,
            max_request_body_size=LARGEST_BODY,
            # the gate looks at Host and Origin
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        try:
            async with server.session_manager.run():
                yield
        finally:
            self._app = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in what is a message, and count it like a question."""
        # without sessions there is nothing to GET or to DELETE
        if self._app is None or scope["method"] != "POST":
            await http_error(405, {"Allow": "POST"})(scope, receive, send)
            return
        try:
            self._services.questions.take(client_of(scope))
        except RateLimitError as error:
            await send_error(error, send)
            return
        await self._app(scope, receive, send)


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
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
