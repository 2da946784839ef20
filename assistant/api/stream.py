"""Server-sent events: an answer, piece by piece. sse-starlette frames them, keeps the connection open and
notices who goes away; what is told, and in which order, is ours.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.answer import Answer
from assistant.api.errors import error_out
from assistant.api.wire.answers import AnswerOut, NumberedStatementOut, RetrievalOut
from assistant.api.wire.base import WireModel
from ingest.errors import AssistantError

log = logging.getLogger("assistant.api")

KEEP_ALIVE = 10.0  # seconds between two comments, so that no proxy closes the connection
GRACE = 9.0  # seconds in which an answer that is being made is still told when the server stops
LINE = "\n"  # ends a line of an event


def event(name: str, data: WireModel) -> ServerSentEvent:
    """One event. JSON has no line breaks of its own, so that its data is one line."""
    return ServerSentEvent(data.model_dump_json(), event=name, sep=LINE)


def comment(words: str) -> ServerSentEvent:
    """What no reader is told: it shows that somebody is there."""
    return ServerSentEvent(comment=words, sep=LINE)


def answer_events(answer: AnswerOut) -> Iterator[ServerSentEvent]:
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


async def answer_stream(asking: Callable[[], Awaitable[Answer]]) -> AsyncIterator[ServerSentEvent]:
    """The events of an answer that is still being made; what goes wrong becomes an `error` event."""
    yield comment("working")  # the headers reach the reader at once
    made = await outcome(asking)
    if isinstance(made, AssistantError):
        yield event("error", error_out(made))
        return
    for one in answer_events(AnswerOut.of(made)):
        yield one


async def outcome(asking: Callable[[], Awaitable[Answer]]) -> Answer | AssistantError:
    """The answer, or what went wrong: the headers are out, so that no status can say it."""
    try:
        return await asking()
    except AssistantError as error:
        return error
    except Exception:
        log.exception("unexpected error in a stream")
        return AssistantError("unexpected")


def streamed(events: AsyncIterator[ServerSentEvent]) -> EventSourceResponse:
    """Send the events as an HTTP answer."""
    return EventSourceResponse(
        events,
        sep=LINE,
        ping=KEEP_ALIVE,
        ping_message_factory=lambda: comment("still working"),
        shutdown_grace_period=GRACE,
    )
