"""Chat completions in the form of OpenAI, so that existing chat front ends can use the assistant."""

import re
import time
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from assistant.api import wire
from assistant.api.deps import Serving, limit_questions
from assistant.api.errors import error_body
from assistant.api.routes.answers import ERRORS
from assistant.api.stream import as_json, streamed, waited
from assistant.question import Question, Turn
from ingest.errors import AssistantError, QuestionError

MODEL = "cbd-assistant"
_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+=]|\d+[.)])(?=\s|$)")

router = APIRouter(prefix="/v1", tags=["OpenAI form"], responses=ERRORS)


@router.get("/models", operation_id="list_models", response_model=wire.ModelsOut)
async def list_models() -> Response:
    """List the only model."""
    return JSONResponse(
        {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}]}
    )


@router.post(
    "/chat/completions",
    operation_id="create_chat_completion",
    response_model=wire.ChatOut,
    dependencies=[Depends(limit_questions)],
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def create_chat_completion(request: Request, body: wire.ChatRequest, services: Serving) -> Response:
    """Answer the last user message; what stands before it is the history.

    The content is Markdown with [n] marks and a list of references; `citations` holds them whole. With
    `stream` the content
    comes as chunks, the last of which carries the citations.
    """
    question = to_question(body)
    await services.live.assistant()
    head = {"id": f"chatcmpl-{request.state.request_id}", "created": int(time.time()), "model": MODEL}
    if body.stream:
        return streamed(_chunks(head, waited(lambda: services.answer(question))))
    answer = await services.answer(question)
    content = markdown(answer)
    asked, told = len(question.text.split()), len(content.split())
    return JSONResponse(
        {
            **head,
            "object": "chat.completion",
            "choices": [
                {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
            ],
            "usage": {"prompt_tokens": asked, "completion_tokens": told, "total_tokens": asked + told},
            "citations": answer["citations"],
            "refusal": answer["refusal"],
        },
        headers={"Cache-Control": "no-store"},
    )


def to_question(body: wire.ChatRequest) -> Question:
    """Read the question off the messages. Raises QuestionError. Long histories are cut, since front ends send
    all they have.
    """
    turns = [
        Turn(message.role, _text(message))
        for message in body.messages
        if message.role in {"user", "assistant"}
    ]
    while turns and turns[-1].role != "user":
        turns.pop()
    if not turns:
        raise QuestionError(
            "There is no message of the user.", 'Send {"messages": [{"role": "user", "content": "..."}]}.'
        )
    history = tuple(
        Turn(turn.role, turn.content[: wire.LONGEST_TURN]) for turn in turns[:-1][-wire.MOST_TURNS :]
    )
    filters = (body.filters or wire.FiltersIn()).to_filters()
    return Question(turns[-1].content, history, None, filters, body.max_citations).checked()


def _text(message: wire.ChatMessageIn) -> str:
    if isinstance(message.content, list):
        parts = [part.get("text") for part in message.content if part.get("type") == "text"]
        return "\n".join(part for part in parts if isinstance(part, str))
    return message.content or ""


async def _chunks(
    head: dict[str, Any], pieces: AsyncIterator[str | dict[str, Any] | AssistantError]
) -> AsyncIterator[str]:
    async for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, AssistantError):
            yield _data(error_body(piece))
        else:
            yield _chunk(head, {"role": "assistant", "content": ""})
            for block in markdown(piece).split("\n\n"):
                yield _chunk(head, {"content": f"{block}\n\n"})
            yield _chunk(head, {}, "stop", citations=piece["citations"], refusal=piece["refusal"])
    yield "data: [DONE]\n\n"


def _chunk(head: dict[str, Any], delta: dict[str, str], reason: str | None = None, **more: object) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    return _data({**head, "object": "chat.completion.chunk", "choices": [choice], **more})


def _data(value: object) -> str:
    return f"data: {as_json(value)}\n\n"


def markdown(answer: dict[str, Any]) -> str:
    """Write an answer as Markdown: statements with [n] marks, notes, and the references with their exact
    quotes.

    Markup in a text stays text.
    """
    blocks = []
    for statement in answer["answer"]:
        marks = "".join(f"[{number}]" for number in statement["citations"])
        blocks.append(f"{escaped(statement['text'])} {marks}".strip())
        if statement["plain"]:
            blocks.append(f"*In plain words (guide, not official text):* {escaped(statement['plain'])}")
    if answer["refusal"]:
        blocks.append(escaped(answer["refusal"]["message"]))
    blocks += [f"*{escaped(note)}*" for note in answer["notes"]]
    if answer["citations"]:
        blocks.append("**References**")
        blocks.append("\n".join(_reference(citation) for citation in answer["citations"]))
    return "\n\n".join(blocks)


def _reference(citation: dict[str, Any]) -> str:
    label = escaped(citation["label"])
    named = (
        f"[{label}](<{_address(citation['url'])}>)"
        if citation["url"].startswith(("https://", "http://"))
        else label
    )
    official = "" if citation["official"] else " (not official text)"
    return f"[{citation['number']}] {named}{official}: “{escaped(citation['quote'])}”  "


def _address(url: str) -> str:
    return re.sub(r"[\s<>\\]", lambda match: f"%{ord(match[0]):02X}", url)


def escaped(text: str) -> str:
    """Keep Markdown and HTML from reading markup into a text; a line break stays one line."""
    plain = _ACTIVE.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", plain)
