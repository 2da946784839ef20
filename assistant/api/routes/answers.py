"""The routes of the API, version 1."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from assistant.api import views, wire
from assistant.api.deps import Serving, limit_questions, limit_searches
from assistant.api.etag import tagged
from assistant.api.stream import streamed, told
from assistant.question import LONGEST_QUESTION
from index.interface import Filters

ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": wire.ErrorOut, "description": text}
    for status, text in {
        400: "The request could not be read",
        404: "There is no such thing",
        405: "This address does not take that method",
        408: "The body did not arrive in time",
        413: "The body is larger than 256 KiB",
        422: "The request has a field of the wrong form",
        429: "Too many requests; see Retry-After",
        500: "An unexpected error",
        503: "Not ready; see Retry-After",
    }.items()
}
MOST_HITS = 50

router = APIRouter(prefix="/api/v1", responses=ERRORS)


@router.post(
    "/ask",
    tags=["answers"],
    operation_id="ask",
    response_model=wire.AnswerOut,
    dependencies=[Depends(limit_questions)],
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def ask(request: Request, body: wire.AskRequest, services: Serving) -> Response:
    """Answer a question with verified citations, or refuse with the reason.

    With `Accept: text/event-stream` the same comes as the events `retrieval`, `citation` (before the first
    statement that
    uses it), `statement`, and `done`, which holds the whole answer; `error` holds the error shape.
    The X-Request-Id of the answer is what feedback refers to.
    """
    question = body.to_question()
    await services.live.assistant()
    if "text/event-stream" in request.headers.get("accept", ""):
        return streamed(told(lambda: services.answer(question)))
    return JSONResponse(await services.answer(question), headers={"Cache-Control": "no-store"})


@router.get(
    "/search",
    tags=["corpus"],
    operation_id="search",
    response_model=wire.SearchOut,
    dependencies=[Depends(limit_searches)],
)
async def search(
    services: Serving,
    q: Annotated[
        str,
        Query(
            description="Words or a reference: `Article 8(j)`",
            max_length=LONGEST_QUESTION,
            examples=["technology transfer"],
        ),
    ],
    kinds: Annotated[list[wire.Kind], Query(max_length=wire.MOST_FILTERS)] = [],  # noqa: B006  # FastAPI copies it
    documents: Annotated[list[wire.DocumentId], Query(max_length=wire.MOST_FILTERS)] = [],  # noqa: B006
    sessions: Annotated[list[wire.Session], Query(max_length=wire.MOST_FILTERS)] = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=MOST_HITS)] = 10,
) -> Response:
    """Find the provisions nearest to a query, best first."""
    filters = Filters(tuple(kind.value for kind in kinds), tuple(documents), tuple(sessions))
    return JSONResponse(await services.search(q, filters, limit))


@router.get("/documents", tags=["corpus"], operation_id="list_documents", response_model=wire.DocumentsOut)
async def list_documents(
    request: Request,
    services: Serving,
    kinds: Annotated[list[wire.Kind], Query(max_length=wire.MOST_FILTERS)] = [],  # noqa: B006
    sessions: Annotated[list[wire.Session], Query(max_length=wire.MOST_FILTERS)] = [],  # noqa: B006
) -> Response:
    """List the documents of the corpus, by kind, session and number."""
    found, index = await services.documents()
    wanted = {kind.value for kind in kinds}
    documents = [
        d for d in found if (not wanted or d["kind"] in wanted) and (not sessions or d["session"] in sessions)
    ]
    return tagged(request, {"documents": documents, "total": len(documents), "index": index})


@router.get(
    "/documents/{document:path}",
    tags=["corpus"],
    operation_id="get_document",
    response_model=wire.OutlinedDocumentOut,
    openapi_extra={
        "parameters": [
            {
                "in": "path",
                "name": "document",
                "required": True,
                "example": "cop-1/dec-3",
                "schema": {"type": "string"},
            }
        ]
    },
)
async def get_document(request: Request, services: Serving, document: str) -> Response:
    """Read a document with the outline of its provisions."""
    assistant = await services.live.assistant(warm=False)
    return tagged(request, await services.live.work(lambda: views.outlined_view(assistant.index, document)))


@router.get(
    "/provisions/{locator:path}",
    tags=["corpus"],
    operation_id="get_provision",
    response_model=wire.ProvisionOut,
    openapi_extra={
        "parameters": [
            {
                "in": "path",
                "name": "locator",
                "required": True,
                "example": "cbd/art-8/item-j",
                "schema": {"type": "string"},
            }
        ]
    },
)
async def get_provision(request: Request, services: Serving, locator: str) -> Response:
    """Read a provision: its verbatim text, what it completes, its guide, its neighbours, what it cites and
    what cites it.
    """
    assistant = await services.live.assistant(warm=False)
    return tagged(request, await services.live.work(lambda: views.provision_view(assistant.index, locator)))


@router.get("/parallel", tags=["corpus"], operation_id="get_parallel_texts", response_model=wire.ParallelOut)
async def get_parallel_texts(
    request: Request,
    services: Serving,
    locator: Annotated[str, Query(max_length=200, examples=["cop-15/dec-8/para-1"])],
    lang: Annotated[list[str], Query(max_length=6, examples=[["en", "fr"]])] = [],  # noqa: B006
) -> Response:
    """Read a provision in the languages in which it was synced, side by side; an empty list where none is
    there.
    """
    return tagged(
        request,
        await services.live.work(lambda: views.parallel_view(services.settings.library, locator, lang)),
    )


@router.post(
    "/feedback",
    tags=["answers"],
    operation_id="give_feedback",
    status_code=201,
    response_model=wire.FeedbackOut,
    dependencies=[Depends(limit_questions)],
)
async def give_feedback(services: Serving, body: wire.FeedbackIn) -> Response:
    """Say whether an answer helped. Nothing about the reader is stored."""
    current = services.live.current
    number = await services.live.work(
        lambda: services.feedback.add(
            rating=body.rating,
            question=body.question,
            answer_id=body.answer_id,
            answer=body.answer,
            comment=body.comment,
            language=body.language or "",
            index_id=current.index.snapshot.id if current else "",
        )
    )
    services.metrics.feedback.labels(body.rating).inc()
    return JSONResponse({"id": number, "stored": True}, 201)
