"""A client that a program makes of the OpenAPI document, used against a real server."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import httpx
import pytest

NAME = "generated_cbd_client"
QUESTION = "Who pays for the clearing-house mechanism?"


@pytest.fixture(scope="module")
def generated(server: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give the function that imports a module of the client, made of what the server says of itself."""
    home = tmp_path_factory.mktemp("client")
    document, options = home / "openapi.json", home / "options.yml"
    document.write_bytes(server.get("/openapi.json").content)
    options.write_text("post_hooks: []\n")  # nothing is formatted
    command = [
        sys.executable, "-m", "openapi_python_client", "generate", "--path", str(document),
        "--output-path", str(home / NAME), "--meta", "none", "--config", str(options),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "ERROR" not in done.stdout + done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(home))
        yield lambda name: import_module(f"{NAME}.{name}")


@pytest.fixture(scope="module")
def client(server: httpx.Client, generated: Any) -> Iterator[Any]:
    """The client, talking to the server until it is closed."""
    address = str(server.base_url).rstrip("/")
    with generated("client").Client(base_url=address, timeout=httpx.Timeout(60)) as opened:
        yield opened


def test_it_asks(generated: Any, client: Any) -> None:
    """An answer is typed down to the quotes of its citations."""
    models = generated("models")
    answer = generated("api.answers.ask").sync(client=client, body=models.AskRequest(question=QUESTION))

    assert isinstance(answer, models.AnswerOut)
    assert answer.answerable
    assert answer.citations[0].quote in answer.citations[0].text
    assert answer.answer[0].kind == "quote"


def test_it_reads_an_address_with_slashes(generated: Any, client: Any) -> None:
    """A locator is one parameter."""
    found = generated("api.corpus.get_provision").sync("cbd/art-18/para-4", client=client)
    outline = generated("api.corpus.get_document").sync("cop-1/dec-3", client=client)

    assert found.label == "Convention, Article 18(4)"
    assert "cop-1/dec-3/para-1" in [line.locator for line in outline.outline]


def test_it_searches_with_filters(generated: Any, client: Any) -> None:
    """A list of words is sent as the server reads it."""
    kind = generated("models").Kind
    found = generated("api.corpus.search").sync(
        client=client, q="training of personnel", kinds=[kind.CONVENTION], limit=3
    )

    assert len(found.hits) == 3
    assert {hit.document.kind for hit in found.hits} == {"convention"}


def test_it_chats(generated: Any, client: Any) -> None:
    """In the form of OpenAI."""
    models = generated("models")
    said = models.ChatMessageIn(role=models.ChatMessageInRole.USER, content=QUESTION)
    found = generated("api.open_ai_form.create_chat_completion").sync(
        client=client, body=models.ChatRequest(messages=[said])
    )

    assert found.choices[0].message.content
    assert found.usage.total_tokens == found.usage.prompt_tokens + found.usage.completion_tokens


def test_it_makes_a_session_and_takes_it_back(generated: Any, client: Any) -> None:
    """What one route gives, another takes."""
    models = generated("models")
    subject = models.SessionRequest(subject="The clearing-house mechanism", minutes=30)
    pack = generated("api.training.make_session").sync(client=client, body=subject)
    checked = generated("api.training.recheck_session").sync(client=client, body=pack)

    assert pack.blocks
    assert checked.mismatches == []
    assert checked.same_index


def test_it_says_what_is_wrong(generated: Any, client: Any) -> None:
    """An error has its type, too."""
    models = generated("models")
    found = generated("api.corpus.get_provision").sync_detailed("cbd/art-999", client=client)

    assert found.status_code == 404
    assert isinstance(found.parsed, models.ErrorOut)
    assert found.parsed.error.code == "not_found" or found.parsed.error.hint
    assert json.loads(found.content)["error"]["message"] == found.parsed.error.message
