"""The form of OpenAI: what existing front ends send and read."""

import json
from typing import Any

import httpx
import pytest

from assistant.answer import Answer, Statement
from assistant.api.routes.chat import to_question
from assistant.api.wire.chat import ChatOut, ChatRequest, ModelsOut
from index.interface import Snapshot
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


def chunks_of(response: httpx.Response) -> list[dict[str, Any]]:
    """The chunks of a stream."""
    lines = [line.removeprefix("data: ") for line in response.text.split("\n") if line.startswith("data: ")]
    assert lines[-1] == "[DONE]"
    return [json.loads(line) for line in lines[:-1]]


def test_a_stream_ends_with_the_usage_where_it_is_asked_for(server: httpx.Client) -> None:
    """In a chunk of its own without a choice; in every other it is null, and unasked it is in none."""
    chunks = chunks_of(complete(server, stream=True, stream_options={"include_usage": True}))

    assert [chunk["usage"] for chunk in chunks[:-1]] == [None] * (len(chunks) - 1)
    assert chunks[-1]["choices"] == []
    assert chunks[-1]["usage"] == complete(server).json()["usage"]
    assert not any("usage" in chunk for chunk in chunks_of(complete(server, stream=True)))


@pytest.mark.parametrize("stream", [False, True])
def test_a_model_that_is_not_here_is_refused(server: httpx.Client, stream: bool) -> None:
    """By its name, with those that are here, before a stream begins."""
    response = complete(server, model="gpt-4o", stream=stream)

    assert response.status_code == 404
    error = response.json()["error"]
    assert error["code"] == "model_not_found"
    assert "gpt-4o" in error["message"]
    assert "cbd-assistant" in error["hint"]


def test_the_words_of_a_language_model_come_one_by_one(serve: Any, fake: Any) -> None:
    """And join to the very message that comes whole."""
    snapshot = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})
    said = (Statement("Parties shall cooperate  in training.", (), "model"), Statement("Twice.", (), "model"))
    client = serve(opener=lambda _: fake(lambda q: Answer(q.text, "en", said, (), None, (), snapshot)))
    deltas = [
        chunk["choices"][0]["delta"].get("content", "") for chunk in chunks_of(complete(client, stream=True))
    ]

    whole = complete(client).json()["choices"][0]["message"]["content"]
    assert "".join(deltas).strip() == whole
    assert [delta.split() for delta in deltas if delta] == [[word] for word in whole.split()]
