"""Chat completions in the form of OpenAI, so that existing chat front ends can use the assistant."""

import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request, Response
from sse_starlette import ServerSentEvent

from assistant.answer import Answer
from assistant.api.deps import Serving, limit_questions, limit_reads, note_question
from assistant.api.errors import RESPONSES, NoSuchModelError, error_out
from assistant.api.stream import LINE, comment, outcome, streamed
from assistant.api.wire.answers import LONGEST_TURN, MOST_TURNS, AnswerOut, FiltersIn
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
from assistant.api.wire.errors import ErrorOut
from assistant.question import Question, Turn
from assistant.rendering import markdown
from ingest.errors import AssistantError, QuestionError

_WORD = re.compile(r"\S+\s*|\s+")

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
    responses={
        200: {
            "description": "The answer, whole or in chunks",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        404: {
            "model": ErrorOut,
            "description": "There is no such model; the hint lists those that there are",
        },
    },
)
async def create_chat_completion(
    request: Request, response: Response, body: ChatRequest, services: Serving
) -> ChatOut | Response:
    """Answer the last user message; what stands before it is the history.

    The content is Markdown with [n] marks and a list of references; `citations` holds them whole. With
    `stream` the content comes as chunks, the last of which carries the citations: block by block, or word by
    word where a language model phrased the answer (each of its sentences was verified before). With
    `stream_options.include_usage` one more chunk holds the usage.
    """
    if body.model != MODEL:
        raise NoSuchModelError(body.model, [MODEL])
    question = to_question(body)
    note_question(request, services, question.text)
    await services.live.assistant()
    completion = Completion(f"chatcmpl-{request.state.request_id}", int(time.time()), question.text)
    if body.stream:
        return streamed(_events(completion, lambda: services.answer(question), usage=body.wants_usage))
    response.headers["Cache-Control"] = "no-store"
    return completion.whole(await services.answer(question))


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
    """One completion, whole or in chunks, which all bear its id and the second in which it was begun; and
    the question that it answers.
    """

    id: str
    created: int
    question: str

    def whole(self, answer: Answer) -> ChatOut:
        """The completion as one message."""
        wire = AnswerOut.of(answer)
        message = ChatMessageOut(role="assistant", content=markdown(answer))
        return ChatOut(
            id=self.id,
            created=self.created,
            model=MODEL,
            object="chat.completion",
            choices=[ChatChoiceOut(index=0, message=message, finish_reason="stop")],
            usage=self._usage(answer),
            citations=wire.citations,
            refusal=wire.refusal,
        )

    def chunks(self, answer: Answer, *, usage: bool = False) -> list[ChatChunkOut]:
        """The completion piece by piece; `usage` adds the chunk that says what it took."""
        deltas = [
            ChatDeltaOut(role="assistant", content=""),
            *(ChatDeltaOut(content=piece) for piece in pieces(answer)),
        ]
        wire = AnswerOut.of(answer)
        told = {"usage": None} if usage else {}
        found = [
            *(
                self._chunk([ChunkChoiceOut(index=0, delta=one, finish_reason=None)], **told)
                for one in deltas
            ),
            self._chunk(
                [ChunkChoiceOut(index=0, delta=ChatDeltaOut(), finish_reason="stop")],
                citations=wire.citations,
                refusal=wire.refusal,
                **told,
            ),
        ]
        return [*found, self._chunk([], usage=self._usage(answer))] if usage else found

    def _usage(self, answer: Answer) -> ChatUsageOut:
        asked, told = len(self.question.split()), len(markdown(answer).split())
        return ChatUsageOut(prompt_tokens=asked, completion_tokens=told, total_tokens=asked + told)

    def _chunk(self, choices: list[ChunkChoiceOut], **more: object) -> ChatChunkOut:
        head = {"id": self.id, "created": self.created, "model": MODEL, "object": "chat.completion.chunk"}
        return ChatChunkOut.model_validate({**head, "choices": choices, **more})


def pieces(answer: Answer) -> list[str]:
    """The answer in Markdown as a stream tells it: a block at a time, a language model's words one by one."""
    blocks = [f"{block}\n\n" for block in markdown(answer).split("\n\n")]
    if not any(statement.kind == "model" for statement in answer.statements):
        return blocks
    return [word for block in blocks for word in _WORD.findall(block)]


async def _events(
    completion: Completion, asking: Callable[[], Awaitable[Answer]], *, usage: bool
) -> AsyncIterator[ServerSentEvent]:
    yield comment("working")  # the headers reach the reader at once
    made = await outcome(asking)
    if isinstance(made, AssistantError):
        yield _data(error_out(made).model_dump_json())
    else:
        for chunk in completion.chunks(made, usage=usage):
            yield _data(chunk.model_dump_json(exclude_unset=True))  # what a chunk does not say is not in it
    yield _data("[DONE]")


def _data(line: str) -> ServerSentEvent:
    return ServerSentEvent(line, sep=LINE)
