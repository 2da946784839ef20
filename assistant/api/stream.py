"""Server-sent events: an answer, told piece by piece."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

from fastapi.responses import StreamingResponse

from assistant.api.errors import error_body
from ingest.errors import AssistantError

log = logging.getLogger("assistant.api")

KEEP_ALIVE = 10.0  # seconds of silence after which a comment is sent, so that no proxy closes the connection
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
Wire = dict[str, Any]


def event(name: str, data: object) -> str:
    """One event. JSON has no line breaks of its own, so one data line is enough."""
    return f"event: {name}\ndata: {as_json(data)}\n\n"


def as_json(data: object) -> str:
    """Write compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def indented_json(data: object) -> str:
    """Write JSON for people."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def answer_events(wire: Wire) -> Iterator[str]:
    """Tell `retrieval`, then each `statement` after the `citation`s that it is the first to use, then `done`
    with the whole answer.
    """
    about = {name: wire[name] for name in ("question", "language", "answerable", "rewritten", "index")}
    yield event("retrieval", {**about, "found": [citation["id"] for citation in wire["citations"]]})
    citations = {citation["number"]: citation for citation in wire["citations"]}
    for number, statement in enumerate(wire["answer"], start=1):
        for cited in statement["citations"]:
            if cited in citations:
                yield event("citation", citations.pop(cited))
        yield event("statement", {"number": number, **statement})
    for citation in citations.values():
        yield event("citation", citation)
    yield event("done", wire)


async def told(asking: Callable[[], Awaitable[Wire]]) -> AsyncIterator[str]:
    """Tell the events of an answer that is still being made; what goes wrong becomes an `error` event."""
    async for piece in waited(asking):
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, AssistantError):
            yield event("error", error_body(piece))
        else:
            for one in answer_events(piece):
                yield one


async def waited(asking: Callable[[], Awaitable[Wire]]) -> AsyncIterator[str | Wire | AssistantError]:
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
