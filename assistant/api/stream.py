"""Server-sent events: an answer, piece by piece."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from fastapi.responses import StreamingResponse

from assistant.answer import Answer
from assistant.api.errors import error_out
from assistant.api.wire.answers import AnswerOut, NumberedStatementOut, RetrievalOut
from assistant.api.wire.base import WireModel
from ingest.errors import AssistantError

log = logging.getLogger("assistant.api")

KEEP_ALIVE = 10.0  # seconds of silence after which a comment is sent, so that no proxy closes the connection
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def event(name: str, data: WireModel) -> str:
    """One event. JSON has no line breaks of its own, so one data line is enough."""
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"


def answer_events(answer: AnswerOut) -> Iterator[str]:
    """Tell `retrieval`, then each `statement` after the `citation`s that it is the first to use, then `done`
    with the whole answer.
    """
    yield event("retrieval", RetrievalOut.of(answer))
    citations = {citation.number: citation for citation in answer.citations}
    for number, statement in enumerate(answer.answer, start=1):
        for cited in statement.citations:
            if cited in citations:
                yield event("citation", citations.pop(cited))
        yield event("statement", NumberedStatementOut.from_type(statement, number=number))
    for citation in citations.values():
        yield event("citation", citation)
    yield event("done", answer)


async def answer_stream(asking: Callable[[], Awaitable[Answer]]) -> AsyncIterator[str]:
    """The events of an answer that is still being made; what goes wrong becomes an `error` event."""
    async for piece in waited(asking):
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, AssistantError):
            yield event("error", error_out(piece))
        else:
            for one in answer_events(AnswerOut.of(piece)):
                yield one


async def waited(asking: Callable[[], Awaitable[Answer]]) -> AsyncIterator[str | Answer | AssistantError]:
    """Comments that keep the connection open, then the answer or the error."""
    task = asyncio.ensure_future(asking())
    yield ": working\n\n"  # the headers reach the reader at once
    try:
        while not (await asyncio.wait({task}, timeout=KEEP_ALIVE))[0]:
            yield ": still working\n\n"
        yield task.result()
    except AssistantError as error:
        yield error
    except Exception:
        log.exception("unexpected error in a stream")
        yield AssistantError("unexpected")
    finally:
        task.cancel()


def streamed(pieces: AsyncIterator[str]) -> StreamingResponse:
    """Send the events as an HTTP answer."""
    return StreamingResponse(pieces, media_type="text/event-stream", headers=HEADERS)
