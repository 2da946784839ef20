"""The form of OpenAI: what existing front ends send and read."""

import json
from typing import Any

import httpx
import pytest

from assistant.api.routes.chat import to_question
from assistant.api.wire.chat import ChatOut, ChatRequest, ModelsOut
from ingest.errors import QuestionError

MESSAGES = [{"role": "user", "content": "What did the first COP decide about the clearing-house mechanism?"}]


def complete(client: httpx.Client, **body: Any) -> httpx.Response:
    """Ask for a completion."""
    return client.post("/v1/chat/completions", json={"model": "cbd-assistant", "messages": MESSAGES, **body})


def test_a_completion_has_its_fields(server: httpx.Client) -> None:
    """Those of OpenAI, and the citations whole."""
    response = complete(server)
    body = ChatOut.model_validate_json(response.content, strict=True, extra="forbid")
    content = body.choices[0].message.content

    assert body.citations
    assert all(f"[{citation.number}]" in content for citation in body.citations)
    assert "**References**" in content


def test_a_french_question_is_answered_with_french_labels(server: httpx.Client) -> None:
    """The law stays in its language, what is said around it does not."""
    question = "Que dit l'article 15 sur l'accès aux ressources génétiques ?"
    body = complete(server, messages=[{"role": "user", "content": question}]).json()

    content = body["choices"][0]["message"]["content"]
    assert "**Références**" in content
    assert "(guide, texte non officiel)" in content
    assert "official text" not in content


def test_a_stream_says_the_same(server: httpx.Client) -> None:
    """Chunks that join to the same content, the citations in the last, then [DONE]."""
    response = complete(server, stream=True)
    lines = [line.removeprefix("data: ") for line in response.text.split("\n") if line.startswith("data: ")]
    chunks = [json.loads(line) for line in lines[:-1]]

    assert lines[-1] == "[DONE]"
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    joined = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
    whole = complete(server).json()
    assert joined.strip() == whole["choices"][0]["message"]["content"].strip()
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"
    assert chunks[-1]["citations"] == whole["citations"]


def test_the_models(server: httpx.Client) -> None:
    """There is one."""
    models = ModelsOut.model_validate_json(server.get("/v1/models").content, strict=True, extra="forbid")

    assert [model.id for model in models.data] == ["cbd-assistant"]


def test_history_is_read_and_cut() -> None:
    """System messages are left out, parts are joined, and a long history is cut, not refused."""
    messages: list[Any] = [{"role": "system", "content": "be nice"}]
    messages += [{"role": "user", "content": "x" * 9000}, {"role": "assistant", "content": None}] * 30
    messages += [
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Who"},
                {"type": "image_url"},
                {"type": "text", "text": "pays?"},
            ],
        }
    ]
    question = to_question(ChatRequest.model_validate({"messages": messages}))

    assert question.text == "Who pays?"
    assert len(question.history) == 20
    assert {turn.role for turn in question.history} == {"user", "assistant"}
    assert max(len(turn.content) for turn in question.history) == 4000


@pytest.mark.parametrize(
    "messages",
    [
        [{"role": "system", "content": "x"}],
        [{"role": "user", "content": ""}],
        [{"role": "user", "content": None}],
    ],
)
def test_no_question_is_refused(messages: list[Any]) -> None:
    """As a bad question."""
    with pytest.raises(QuestionError):
        to_question(ChatRequest.model_validate({"messages": messages}))


def test_a_long_question_is_refused(server: httpx.Client) -> None:
    """In the one shape."""
    response = complete(server, messages=[{"role": "user", "content": "x" * 2001}])

    assert response.status_code == 422
    assert response.json()["error"]["code"] == "bad_question"
