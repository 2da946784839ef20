"""Chat completions in the form of OpenAI, so that existing chat front ends can use the assistant."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request, Response

from assistant.answer import Answer
from assistant.api.deps import Serving, limit_questions, limit_reads, note_question
from assistant.api.errors import RESPONSES, error_out
from assistant.api.stream import streamed, waited
from assistant.api.wire.answers import LONGEST_TURN, MOST_TURNS, AnswerOut, FiltersIn
from assistant.api.wire.base import WireModel
from assistant.api.wire.chat import (
    MODEL,
    ChatChoiceOut,
    ChatChunkOut,
    ChatDeltaOut,
    ChatMessageOut,
    ChatOut,
    ChatRequest,
    ChatUsageOut,
    ChunkChoiceOut,
    ModelOut,
    ModelsOut,
)
from assistant.question import Question, Turn
from assistant.rendering import markdown
from ingest.errors import AssistantError, QuestionError

router = APIRouter(prefix="/v1", tags=["OpenAI form"], responses=RESPONSES)


@router.get("/models", operation_id="list_models", dependencies=[Depends(limit_reads)])
async def list_models() -> ModelsOut:
    """List the only model."""
    return ModelsOut(object="list", data=[ModelOut(id=MODEL, object="model", created=0, owned_by=MODEL)])


@router.post(
    "/chat/completions",
    operation_id="create_chat_completion",
    response_model=ChatOut,
    dependencies=[Depends(limit_questions)],
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def create_chat_completion(
    request: Request, response: Response, body: ChatRequest, services: Serving
) -> ChatOut | Response:
    """Answer the last user message; what stands before it is the history.

    The content is Markdown with [n] marks and a list of references; `citations` holds them whole. With
    `stream` the content comes as chunks, the last of which carries the citations.
    """
    question = to_question(body)
    note_question(request, services, question.text)
    await services.live.assistant()
    completion = Completion(f"chatcmpl-{request.state.request_id}", int(time.time()))
    if body.stream:
        return streamed(_lines(completion, waited(lambda: services.answer(question))))
    response.headers["Cache-Control"] = "no-store"
    return completion.whole(question, await services.answer(question))


def to_question(body: ChatRequest) -> Question:
    """Read the question off the messages. Raises QuestionError. Long histories are cut, since front ends send
    all they have.
    """
    turns = [
        Turn(message.role, message.text) for message in body.messages if message.role in {"user", "assistant"}
    ]
    while turns and turns[-1].role != "user":
        turns.pop()
    if not turns:
        raise QuestionError(
            "There is no message of the user.", 'Send {"messages": [{"role": "user", "content": "..."}]}.'
        )
    history = tuple(Turn(turn.role, turn.content[:LONGEST_TURN]) for turn in turns[:-1][-MOST_TURNS:])
    filters = (body.filters or FiltersIn()).to_filters()
    return Question(turns[-1].content, history, None, filters, body.max_citations).checked()


@dataclass(frozen=True, slots=True)
class Completion:
    """One completion, whole or in chunks, which all bear its id and the second in which it was begun."""

    id: str
    created: int

    def whole(self, question: Question, answer: Answer) -> ChatOut:
        """The completion as one message."""
        content = markdown(answer)
        wire = AnswerOut.of(answer)
        prompt, completion = len(question.text.split()), len(content.split())
        message = ChatMessageOut(role="assistant", content=content)
        return ChatOut(
            id=self.id,
            created=self.created,
            model=MODEL,
            object="chat.completion",
            choices=[ChatChoiceOut(index=0, message=message, finish_reason="stop")],
            usage=ChatUsageOut(
                prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion
            ),
            citations=wire.citations,
            refusal=wire.refusal,
        )

    def chunks(self, answer: Answer) -> list[ChatChunkOut]:
        """The completion block by block."""
        deltas = [
            ChatDeltaOut(role="assistant", content=""),
            *(ChatDeltaOut(content=f"{block}\n\n") for block in markdown(answer).split("\n\n")),
        ]
        wire = AnswerOut.of(answer)
        return [
            *(self._chunk(ChunkChoiceOut(index=0, delta=delta, finish_reason=None)) for delta in deltas),
            self._chunk(
                ChunkChoiceOut(index=0, delta=ChatDeltaOut(), finish_reason="stop"),
                citations=wire.citations,
                refusal=wire.refusal,
            ),
        ]

    def _chunk(self, choice: ChunkChoiceOut, **more: object) -> ChatChunkOut:
        head = {"id": self.id, "created": self.created, "model": MODEL, "object": "chat.completion.chunk"}
        return ChatChunkOut.model_validate({**head, "choices": [choice], **more})


async def _lines(
    completion: Completion, pieces: AsyncIterator[str | Answer | AssistantError]
) -> AsyncIterator[str]:
    async for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, AssistantError):
            yield _data(error_out(piece))
        else:
            for chunk in completion.chunks(piece):
                yield _data(chunk)
    yield "data: [DONE]\n\n"


def _data(value: WireModel) -> str:
    """One line of the stream; what a chunk does not say is not in it."""
    return f"data: {value.model_dump_json(exclude_unset=True)}\n\n"
