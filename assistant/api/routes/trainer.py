"""The trainers' routes: timelines, cross-references, duties, session packs, the check of slides, and their
page.
"""

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from assistant.api.deps import Serving, limit_questions, limit_searches
from assistant.api.routes.answers import ERRORS
from assistant.asking.chronicle import cop_range, timeline_for
from assistant.reading.crossrefs import references_of
from assistant.reading.timeline import Timeline, timeline_of
from assistant.trainer.drawing import Layout
from assistant.trainer.duties import Duty, duties_in, filtered, to_wire
from assistant.trainer.exports import MEDIA, export_duties, export_pack, export_timeline
from assistant.trainer.pack import Pack, pack_from_wire
from assistant.trainer.recheck import recheck
from assistant.trainer.session import LONGEST, SHORTEST, make_session
from ingest.topics import embedded_topics

LONGEST_SUBJECT = 300
UPLOAD_PATH = "/api/v1/trainer/check-slides"
LARGEST_UPLOAD = 32 * 1024 * 1024


class Audience(StrEnum):
    """Who the session is for; empty: as the subject says."""

    AS_SAID = ""
    NEW_NFP = "new-nfp"
    TECHNICAL = "technical"
    MINISTERIAL = "ministerial"


PackForm = StrEnum("PackForm", {form.upper(): form for form in ("pptx", "docx", "md", "json")})  # type: ignore[misc]  # its members are data
PictureForm = StrEnum("PictureForm", {form.upper(): form for form in ("svg", "png")})  # type: ignore[misc]
TableForm = StrEnum("TableForm", {form.upper(): form for form in ("csv", "xlsx")})  # type: ignore[misc]


class SessionRequest(BaseModel):
    """What the session is about, for whom and how long."""

    model_config = ConfigDict(
        use_attribute_docstrings=True,
        json_schema_extra={
            "examples": [
                {"subject": "The clearing-house mechanism, for new national focal points", "minutes": 45}
            ]
        },
    )

    subject: Annotated[str, Field(min_length=1, max_length=LONGEST_SUBJECT)]
    minutes: Annotated[int, Field(ge=SHORTEST, le=LONGEST)] = 45
    audience: Audience = Audience.AS_SAID
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    """Language of the session's own words: en, fr or es; the quoted law stays as it is."""


Subject = Annotated[
    str,
    Query(
        min_length=1,
        max_length=LONGEST_SUBJECT,
        description="A topic, an article or a question",
        examples=["technology transfer"],
    ),
]
Session = Annotated[int | None, Query(ge=1, le=99)]
PackIn = dict[str, Any]  # read and checked by pack_from_wire, which says what is wrong with it

trainer_router = APIRouter(prefix="/api/v1/trainer", tags=["training"], responses=ERRORS)
page_router = APIRouter(include_in_schema=False)


@trainer_router.get("/topics", operation_id="list_topics")
async def list_topics() -> list[dict[str, Any]]:
    """List the topics of the training deck with their decisions."""
    return [
        {"id": t.id, "title": t.title, "decisions": list(t.decisions), "articles": list(t.articles)}
        for t in embedded_topics()
    ]


async def _timeline(services: Serving, subject: str, first: int | None, last: int | None) -> Timeline:
    assistant = await services.live.assistant(warm=False)

    def find() -> Timeline:
        asked = cop_range(subject)
        found = timeline_for(subject, assistant.index) if first is None and last is None else None
        return found or timeline_of(subject, assistant.index, first or asked[0], last or asked[1])

    return await services.live.work(find)


@trainer_router.get("/timeline", operation_id="get_timeline", dependencies=[Depends(limit_searches)])
async def get_timeline(
    services: Serving, subject: Subject, first: Session = None, last: Session = None
) -> dict[str, Any]:
    """Tell how a topic or an article developed: decisions with date, place, words, the deck's remarks, and
    links.
    """
    return (await _timeline(services, subject, first, last)).to_wire()


@trainer_router.get(
    "/timeline/{form}",
    operation_id="draw_timeline",
    response_class=Response,
    dependencies=[Depends(limit_searches)],
    responses={200: {"content": {"image/svg+xml": {}, "image/png": {}}}},
)
async def draw_timeline(
    services: Serving,
    form: PictureForm,
    subject: Subject,
    layout: Layout = "horizontal",
    first: Session = None,
    last: Session = None,
) -> Response:
    """Draw the same timeline, for a slide (horizontal) or a phone (vertical)."""
    found = await _timeline(services, subject, first, last)
    return _file(
        await services.live.work(lambda: export_timeline(found, form.value, layout)), form.value, "timeline"
    )


@trainer_router.get("/references", operation_id="list_references", dependencies=[Depends(limit_searches)])
async def list_references(services: Serving, of: Subject) -> dict[str, Any]:
    """List what a provision cites and what cites it, with the words that do it."""
    assistant = await services.live.assistant(warm=False)
    return (await services.live.work(lambda: references_of(of, assistant.index))).to_wire()


async def _duties(services: Serving, of: str, actor: str, verb: str, words: str) -> list[Duty]:
    assistant = await services.live.assistant(warm=False)
    return await services.live.work(lambda: filtered(duties_in(of, assistant.index), actor, verb, words))


Filter = Annotated[str, Query(max_length=100)]


@trainer_router.get("/duties", operation_id="list_duties", dependencies=[Depends(limit_searches)])
async def list_duties(
    services: Serving, of: Subject, actor: Filter = "", verb: Filter = "", words: Filter = ""
) -> dict[str, Any]:
    """List who must do what in a provision or a document: actor, verb, task, deadline, paragraph, and how the
    actor is known.
    """
    rows = await _duties(services, of, actor, verb, words)
    return {"of": of, "total": len(rows), "duties": to_wire(rows)}


@trainer_router.get(
    "/duties/{form}",
    operation_id="export_duties",
    response_class=Response,
    dependencies=[Depends(limit_searches)],
)
async def get_duties_file(
    services: Serving, form: TableForm, of: Subject, actor: Filter = "", verb: Filter = "", words: Filter = ""
) -> Response:
    """Give the same rows as a table to download."""
    rows = await _duties(services, of, actor, verb, words)
    return _file(await services.live.work(lambda: export_duties(rows, form.value)), form.value, "duties")


@trainer_router.post("/session", operation_id="make_session", dependencies=[Depends(limit_questions)])
async def post_session(services: Serving, body: SessionRequest) -> dict[str, Any]:
    """Make a session pack: outline with timing, exact quotes, timeline, exercises and a quiz with its key."""
    assistant = await services.live.assistant(warm=False)

    def make() -> Pack:
        return make_session(
            body.subject,
            assistant.index,
            minutes=body.minutes,
            audience=body.audience.value,
            language=body.language,
        )

    return (await services.live.work(make)).to_wire()


@trainer_router.post(
    "/session/recheck", operation_id="recheck_session", dependencies=[Depends(limit_searches)]
)
async def post_recheck(services: Serving, body: PackIn) -> dict[str, Any]:
    """List what in a saved or edited pack no longer matches the corpus."""
    pack = pack_from_wire(body)
    assistant = await services.live.assistant(warm=False)
    found = await services.live.work(lambda: recheck(pack, assistant.index))
    return {
        "mismatches": [asdict(mismatch) for mismatch in found],
        "same_index": pack.index_id == assistant.index.snapshot.id,
    }


@trainer_router.post(
    "/session/export/{form}",
    operation_id="export_session",
    response_class=Response,
    dependencies=[Depends(limit_questions)],
)
async def post_export(services: Serving, form: PackForm, body: PackIn) -> Response:
    """Give a pack, edited or not, as slides, handout, Markdown or JSON."""
    pack = pack_from_wire(body)
    assistant = await services.live.assistant(warm=False)
    return _file(
        await services.live.work(lambda: export_pack(pack, assistant.index, form.value)),
        form.value,
        "session",
    )


@trainer_router.post(
    "/check-slides",
    operation_id="check_slides",
    dependencies=[Depends(limit_questions)],
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def post_check(
    request: Request,
    services: Serving,
    name: Annotated[
        str,
        Query(
            min_length=1,
            max_length=200,
            description="The file's name: its ending says what it is",
            examples=["my-slides.pptx"],
        ),
    ],
) -> dict[str, Any]:
    """Check a trainer's own slides (.pptx, .docx, .pdf, .md, .txt): every reference and every quotation.
    Nothing is kept.
    """
    from assistant.trainer.review import check_slides

    raw = await request.body()
    assistant = await services.live.assistant(warm=False)
    return (await services.live.work(lambda: check_slides(name, raw, assistant.index))).to_wire()


def _file(content: bytes, form: str, stem: str) -> Response:
    return Response(
        content,
        media_type=MEDIA[form],
        headers={"Content-Disposition": f'inline; filename="{stem}.{form}"', "Cache-Control": "no-cache"},
    )


@page_router.api_route("/train", methods=["GET", "HEAD"])
async def train_page(request: Request) -> Response:
    """Serve the trainers' page."""
    page = request.app.state.web.page("index.html")
    if page is None:
        raise HTTPException(404)
    response: Response = page.response(request.headers)
    return response
