"""Asking, and saying what one thinks of the answer."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from assistant.api.address import provisions_called
from assistant.api.deps import Serving, example, limit_opinions, limit_questions, note_question
from assistant.api.errors import RESPONSES
from assistant.api.stream import answer_stream, streamed
from assistant.api.wire.answers import AnswerOut, AskRequest
from assistant.api.wire.feedback import FeedbackIn, FeedbackOut, FeedbacksOut, GivenFeedbackOut

MOST_FEEDBACKS = 200

router = APIRouter(
    prefix="/api/v1", tags=["answers"], responses=RESPONSES, dependencies=[Depends(limit_questions)]
)


@router.post(
    "/ask",
    operation_id="ask",
    response_model=AnswerOut,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def ask(
    request: Request, response: Response, body: AskRequest, services: Serving
) -> AnswerOut | Response:
    """Answer a question with verified citations, or refuse with the reason.

    With `Accept: text/event-stream` the same comes as the events `retrieval`, `citation` (before the first
    statement that uses it), `statement`, and `done`, which holds the whole answer; `error` holds the error
    shape. The X-Request-Id of the answer is what feedback refers to.
    """
    question = body.to_question()
    note_question(request, services, question.text)
    await services.live.assistant()
    if "text/event-stream" in request.headers.get("accept", ""):
        return streamed(answer_stream(lambda: services.answer(question)))
    response.headers["Cache-Control"] = "no-store"
    return AnswerOut.of(await services.answer(question))


@router.post(
    "/feedback", operation_id="give_feedback", status_code=201, dependencies=[Depends(limit_opinions)]
)
async def give_feedback(services: Serving, body: FeedbackIn) -> FeedbackOut:
    """Say whether an answer helped, and which provision it should have cited. Nothing about the reader is
    stored.
    """
    provision = ""
    if body.provision:
        index = (await services.live.assistant(warm=False)).index
        provision = await services.live.work(lambda: provisions_called(body.provision, index)[0].locator)
    current = services.live.current
    opinion = body.to_opinion(current.index.snapshot.id if current else "", provision)
    number = await services.live.note(lambda: services.feedback.add(opinion))
    services.metrics.feedback.labels(body.rating).inc()
    return FeedbackOut(id=number)


@router.get("/feedback", operation_id="list_feedback")
async def list_feedback(
    response: Response,
    services: Serving,
    limit: Annotated[int, Query(ge=1, le=MOST_FEEDBACKS, description="How many")] = 50,
    before: Annotated[
        int | None,
        Query(
            ge=1,
            le=2**62,
            description="Only those before the one of this number",
            openapi_examples=example(1_000),
        ),
    ] = None,
) -> FeedbacksOut:
    """List what readers thought of answers, the newest first, for those who mend the guide."""
    found = await services.live.note(lambda: services.feedback.newest(limit, before))
    response.headers["Cache-Control"] = "no-store"
    return FeedbacksOut(feedback=[GivenFeedbackOut.from_type(one) for one in found])
