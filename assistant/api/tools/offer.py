"""What every kind of offer shares: the types of arguments, and how an error is told to a model."""

from collections.abc import Awaitable
from typing import Annotated, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from assistant.api.address import provision_at
from assistant.api.deps import Services
from assistant.api.errors import public_words
from assistant.api.wire.base import Language
from assistant.reading.resolve import resolve
from index.interface import SearchIndex
from ingest.errors import AssistantError, NotFoundError
from ingest.model import Provision

Server = MCPServer[object]
T = TypeVar("T")
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
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


async def explained(pending: Awaitable[T]) -> T:
    """Turn our errors into what a model reads."""
    try:
        return await pending
    except AssistantError as error:
        raise ToolError(_told(error)) from None


async def found(pending: Awaitable[T]) -> T:
    """The same for what is read by its address."""
    try:
        return await pending
    except NotFoundError as error:
        raise ResourceNotFoundError(_told(error)) from None
    except AssistantError as error:
        raise ResourceError(_told(error)) from None


def _told(error: AssistantError) -> str:
    return " ".join(public_words(error)).strip()


async def index_of(services: Services) -> SearchIndex:
    """The index that serves now."""
    return (await services.live.assistant(warm=False)).index


def named(reference: str, index: SearchIndex) -> Provision:
    """The provision that a reference names. Raises NotFoundError."""
    locators = resolve(reference, index) or [reference]
    address = next((locator for locator in locators if index.knows(locator)), locators[0])
    return provision_at(address, index)
