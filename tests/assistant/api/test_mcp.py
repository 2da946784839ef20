"""The Model Context Protocol, spoken by the official client, over HTTP and on stdio."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

TOOLS = {"search_provisions", "get_provision", "ask", "check_citation"}
TRAINING = {"make_session", "get_timeline", "list_references", "list_duties", "check_slides"}
PROMPTS = {"answer_with_citations", "check_my_citations"}


def talk(target: Any, scene: Callable[[Client], Any]) -> Any:
    """Connect, play the scene, and disconnect."""

    async def play() -> Any:
        async with Client(target) as client:
            return await scene(client)

    return asyncio.run(play())


async def use_every_tool(client: Client) -> None:
    """Do what an assistant does with the tools."""
    listed = (await client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS | TRAINING
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


async def use_the_trainers_tools(client: Client) -> None:
    """One call of each."""
    pack = await client.call_tool("make_session", {"subject": "The clearing-house mechanism", "minutes": 30})
    assert pack.structured_content["blocks"]
    timeline = await client.call_tool("get_timeline", {"subject": "technology transfer", "language": "fr"})
    assert len(timeline.structured_content["entries"]) > 2
    references = await client.call_tool("list_references", {"reference": "Article 18"})
    assert references.structured_content["locator"] == "cbd/art-18"
    duties = await client.call_tool("list_duties", {"reference": "cbd/art-18", "verb": "shall"})
    assert duties.structured_content["total"] == len(duties.structured_content["duties"]) > 0
    slides = "Article 18(4) of the Convention and Article 999 of the Convention."
    report = (await client.call_tool("check_slides", {"text": slides})).structured_content
    assert [mention["status"] for mention in report["references"]] == ["found", "no such provision"]


async def read_every_resource(client: Client) -> None:
    """What is listed can be read, and what it lists, too."""
    listed = (await client.list_resources()).resources
    assert {str(one.uri) for one in listed} == {"cbd://documents", "cbd://concepts"}
    templates = (await client.list_resource_templates()).resource_templates
    assert {one.uri_template for one in templates} == {"cbd://provision/{+locator}", "cbd://concept/{id}"}
    assert all(one.description for one in (*listed, *templates))
    documents = json.loads(await text_at(client, "cbd://documents"))
    assert "cbd" in [one["id"] for one in documents]
    concepts = json.loads(await text_at(client, "cbd://concepts"))
    concept = await text_at(client, concepts[0]["uri"])
    assert concept.startswith(f"# {concepts[0]['name']}")
    assert "not the words of an official text" in concept
    provision = await text_at(client, "cbd://provision/cop-1/dec-3/para-2")
    held = await client.call_tool("get_provision", {"reference": "cop-1/dec-3/para-2"})
    assert provision.startswith("# Decision I/3, paragraph 2\n\n" + held.structured_content["text"])
    for address in ("cbd://provision/cbd/art-999", "cbd://concept/nothing"):
        with pytest.raises(MCPError, match="no provision|no such entry"):
            await client.read_resource(address)


async def text_at(client: Client, address: str) -> str:
    """The text of a resource."""
    (content,) = (await client.read_resource(address)).contents
    return str(content.text)


async def use_every_prompt(client: Client) -> None:
    """Each takes what it says it takes, and tells the model to quote."""
    listed = (await client.list_prompts()).prompts
    assert {prompt.name for prompt in listed} == {*PROMPTS, "prepare_session"}
    for prompt in listed:
        assert prompt.description
        values = {argument.name: "7 things" for argument in prompt.arguments or []}
        (message,) = (await client.get_prompt(prompt.name, values)).messages
        assert "7 things" in message.content.text
        assert "word for word" in message.content.text


async def hold_to_what_is_announced(client: Client) -> None:
    """Tools, resources and prompts, and no notices of changes, which never come."""
    told = client.server_capabilities
    announced = told.model_dump(exclude_none=True, exclude_defaults=True)
    assert set(announced) <= {"tools", "resources", "prompts"}
    for part in (told.tools, told.resources, told.prompts):
        assert part is not None
        assert not part.list_changed
    assert not told.resources.subscribe


async def use_everything(client: Client) -> None:
    """Whatever the server offers."""
    await hold_to_what_is_announced(client)
    await use_every_tool(client)
    await use_the_trainers_tools(client)
    await read_every_resource(client)
    await use_every_prompt(client)


def test_who_may_not_train_is_not_offered_it(serve: Any, index_folder: Path) -> None:
    """Neither tools nor prompts."""
    client = serve(index=index_folder, public="reader", hosts=("cbd.example.org",))

    async def scene(client: Client) -> Any:
        tools, prompts = await client.list_tools(), await client.list_prompts()
        called = await client.call_tool("make_session", {"subject": "The clearing-house mechanism"})
        return {one.name for one in tools.tools}, {one.name for one in prompts.prompts}, called.is_error

    assert talk(f"{client.base_url}/mcp", scene) == (TOOLS, PROMPTS, True)


def test_over_http(server: httpx.Client) -> None:
    """Everything answers at /mcp."""
    talk(f"{server.base_url}/mcp", use_everything)


def test_over_stdio(index_folder: Path) -> None:
    """Everything answers on standard input and output, where nothing else is written."""
    script = (
        "import sys; from pathlib import Path; from assistant.api.mcp import run_mcp; from "
        "assistant.settings import Settings; "
        "run_mcp(Settings(index=Path(sys.argv[1])))"
    )
    target = StdioServerParameters(
        command=sys.executable, args=["-c", script, str(index_folder)], env={"PYTHONPATH": ":".join(sys.path)}
    )
    talk(target, use_everything)


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
