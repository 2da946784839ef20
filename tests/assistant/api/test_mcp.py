"""The Model Context Protocol, spoken by the official client, over HTTP and on stdio."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters

TOOLS = {"search_provisions", "get_provision", "ask", "check_citation"}


def talk(target: Any, scene: Callable[[Client], Any]) -> Any:
    """Connect, play the scene, and disconnect."""

    async def play() -> Any:
        async with Client(target) as client:
            return await scene(client)

    return asyncio.run(play())


async def use_every_tool(client: Client) -> None:
    """Do what an assistant does with the tools."""
    listed = (await client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS
    assert all(tool.description and tool.output_schema for tool in listed)
    found = await client.call_tool(
        "search_provisions",
        {"query": "training of personnel", "limit": 3, "kinds": ["convention"], "language": "ar"},
    )
    assert not found.is_error
    assert {hit["plain_language"] for hit in found.structured_content["hits"]} <= {"ar", ""}
    assert len(found.structured_content["hits"]) == 3
    provision = await client.call_tool("get_provision", {"reference": "cbd/art-18/para-4"})
    assert provision.structured_content["label"] == "Convention, Article 18(4)"
    spoken = {"reference": "cbd/art-18/para-4", "language": "fr-CA"}
    guide = (await client.call_tool("get_provision", spoken)).structured_content["guide"]
    assert (guide["language"], guide["summary"]) != ("en", provision.structured_content["guide"]["summary"])
    answer = await client.call_tool("ask", {"question": "What must Parties do about training of personnel?"})
    assert answer.structured_content["answerable"]
    assert "**References**" in answer.content[0].text  # what a model reads is the answer as Markdown
    checked = await client.call_tool(
        "check_citation",
        {"statement": "promote cooperation in the training of personnel", "reference": "cbd/art-18/para-4"},
    )
    assert checked.structured_content["exists"]
    assert checked.structured_content["verbatim"]
    assert checked.structured_content["supported"]
    assert checked.structured_content["provision"]["text"] == provision.structured_content["text"]


def test_over_http(server: httpx.Client) -> None:
    """Every tool answers at /mcp."""
    talk(f"{server.base_url}/mcp", use_every_tool)


def test_over_stdio(index_folder: Path) -> None:
    """Every tool answers on standard input and output, where nothing else is written."""
    script = (
        "import sys; from pathlib import Path; from assistant.api.mcp import run_mcp; from "
        "assistant.settings import Settings; "
        "run_mcp(Settings(index=Path(sys.argv[1])))"
    )
    target = StdioServerParameters(
        command=sys.executable, args=["-c", script, str(index_folder)], env={"PYTHONPATH": ":".join(sys.path)}
    )
    talk(target, use_every_tool)


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("get_provision", {"reference": "cbd/art-999"}, "no provision"),
        ("get_provision", {"reference": "the moon treaty"}, "no address"),
        ("ask", {"question": "?!"}, "empty"),
        ("search_provisions", {"query": "!"}, "empty"),
    ],
)
def test_an_error_is_told_to_the_model(
    server: httpx.Client, tool: str, arguments: dict[str, Any], words: str
) -> None:
    """In a sentence, as an error of the tool."""

    async def scene(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = talk(f"{server.base_url}/mcp", scene)
    assert result.is_error
    assert words in result.content[0].text


def test_arguments_are_limited(server: httpx.Client) -> None:
    """Too long a question is refused."""

    async def scene(client: Client) -> Any:
        return await client.call_tool("ask", {"question": "x" * 2001})

    assert talk(f"{server.base_url}/mcp", scene).is_error


@pytest.mark.parametrize(("origin", "status"), [("https://evil.org", 403), ("null", 403)])
def test_foreign_sites_may_not_call(server: httpx.Client, origin: str, status: int) -> None:
    """A browser on another site is turned away in the one shape."""
    response = server.post(
        "/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"}, headers={"Origin": origin}
    )

    assert response.status_code == status
    assert response.json()["error"]["code"] == "forbidden_origin"
