"""The trainers' routes: timelines, cross-references, duties, session packs and the check of slides."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from assistant.api.deps import (
    PlainLanguage,
    Serving,
    client_of,
    example,
    limit_questions,
    limit_reads,
    limit_searches,
)
from assistant.api.errors import RESPONSES
from assistant.api.training import find_duties, find_timeline, make_pack
from assistant.api.wire.duties import DutiesOut
from assistant.api.wire.packs import LONGEST_SUBJECT, PackOut, RecheckOut, SessionRequest
from assistant.api.wire.references import ReferencesOut
from assistant.api.wire.reviews import ReportOut
from assistant.api.wire.timelines import TimelineOut, TopicOut
from assistant.library.parallel import texts_of
from assistant.reading.crossrefs import references_of
from assistant.trainer.drawing import Layout
from assistant.trainer.exports import MEDIA, PACKS, PICTURES, export_duties, export_pack, export_timeline
from assistant.trainer.pack import pack_from_wire
from assistant.trainer.recheck import recheck
from ingest.topics import embedded_topics

PackForm = StrEnum("PackForm", {form.upper(): form for form in PACKS})  # type: ignore[misc]  # its members are data
PictureForm = StrEnum("PictureForm", {form.upper(): form for form in PICTURES})  # type: ignore[misc]
TableForm = StrEnum("TableForm", {form.upper(): form for form in ("csv", "xlsx")})  # type: ignore[misc]


def _named(words: str, value: str) -> Any:
    """The query of what a route is asked about."""
    return Query(min_length=1, max_length=LONGEST_SUBJECT, description=words, openapi_examples=example(value))


def _meeting(words: str, value: int) -> Any:
    """The query of a session of the COP."""
    return Query(ge=1, le=99, description=words, openapi_examples=example(value))


def _filter(words: str) -> Any:
    """The query of what rows must have."""
    return Query(max_length=100, description=words)


Subject = Annotated[str, _named("A topic, an article or a question", "technology transfer")]
Cited = Annotated[str, _named("A provision or a document: a locator, or a reference in words", "cbd/art-18")]
First = Annotated[int | None, _meeting("The first session of the COP; none: from the beginning", 10)]
Last = Annotated[int | None, _meeting("The last session of the COP; none: to the end", 15)]
Actor = Annotated[str, _filter("Only rows whose actor has these words")]
Verb = Annotated[str, _filter("Only rows with this verb")]
Contains = Annotated[str, _filter("Only rows that have these words")]
Drawn = Annotated[Layout, Query(description="For a slide, or for a phone")]
PackForm.__doc__ = "What kind of file a session becomes."
PictureForm.__doc__ = "What kind of picture a timeline becomes."
TableForm.__doc__ = "What kind of table the rows become."
PackFile = Annotated[
    PackForm, Path(description="The kind of file, as its name ends", openapi_examples=example("docx"))
]
PictureFile = Annotated[
    PictureForm, Path(description="The kind of picture, as its name ends", openapi_examples=example("svg"))
]
TableFile = Annotated[
    TableForm, Path(description="The kind of table, as its name ends", openapi_examples=example("csv"))
]
LINES_A_QUESTION = 400  # that an export prints in the time of some answers
PackIn = dict[str, Any]  # read and checked by pack_from_wire, which says what is wrong with it
SLIDE = "# Training\n\nArticle 18(4) of the Convention is about the training of personnel.\n"
PACK_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PackOut"}}},
    }
}


def _files(*forms: str) -> dict[int | str, dict[str, Any]]:
    """The answers of a route that gives one of these files."""
    content: dict[str, Any] = {MEDIA[form].partition(";")[0]: {} for form in forms}
    return {200: {"description": "The file", "content": content}}


router = APIRouter(prefix="/api/v1/trainer", tags=["training"], responses=RESPONSES)


@router.get("/topics", operation_id="list_topics", dependencies=[Depends(limit_reads)])
async def list_topics(lang: PlainLanguage = "en") -> list[TopicOut]:
    """List the topics of the training deck with their decisions."""
    return [TopicOut.of(topic, lang) for topic in embedded_topics()]


@router.get("/timeline", operation_id="get_timeline", dependencies=[Depends(limit_searches)])
async def get_timeline(
    services: Serving,
    subject: Subject,
    first: First = None,
    last: Last = None,
    lang: PlainLanguage = "en",
) -> TimelineOut:
    """Tell how a topic or an article developed: decisions with date, place, words, the deck's remarks, and
    links.
    """
    timeline = await find_timeline(services, subject, first, last)
    index = (await services.live.assistant(warm=False)).index
    return await services.live.work(lambda: TimelineOut.of(timeline, index, lang))


@router.get(
    "/timeline/{form}",
    operation_id="draw_timeline",
    response_class=Response,
    dependencies=[Depends(limit_questions)],
    responses=_files(*PICTURES),
)
async def draw_timeline(
    services: Serving,
    form: PictureFile,
    subject: Subject,
    layout: Drawn = "horizontal",
    first: First = None,
    last: Last = None,
) -> Response:
    """Draw the same timeline, for a slide (horizontal) or a phone (vertical)."""
    timeline = await find_timeline(services, subject, first, last)
    picture = await services.live.work(lambda: export_timeline(timeline, form.value, layout))
    return _file(picture, form.value, "timeline")


@router.get("/references", operation_id="list_references", dependencies=[Depends(limit_searches)])
async def list_references(services: Serving, of: Cited, lang: PlainLanguage = "en") -> ReferencesOut:
    """List what a provision cites and what cites it, with the words that do it."""
    index = (await services.live.assistant(warm=False)).index
    return await services.live.work(lambda: ReferencesOut.of(references_of(of, index), index, lang))


@router.get("/duties", operation_id="list_duties", dependencies=[Depends(limit_searches)])
async def list_duties(
    services: Serving,
    of: Cited,
    actor: Actor = "",
    verb: Verb = "",
    words: Contains = "",
    lang: PlainLanguage = "en",
) -> DutiesOut:
    """List who must do what in a provision or a document: actor, verb, task, deadline, paragraph, and how the
    actor is known.
    """
    rows = await find_duties(services, of, actor, verb, words)
    index = (await services.live.assistant(warm=False)).index
    return await services.live.work(lambda: DutiesOut.in_order(of, rows, index, lang))


@router.get(
    "/duties/{form}",
    operation_id="export_duties",
    response_class=Response,
    dependencies=[Depends(limit_questions)],
    responses=_files("csv", "xlsx"),
)
async def get_duties_file(
    services: Serving,
    form: TableFile,
    of: Cited,
    actor: Actor = "",
    verb: Verb = "",
    words: Contains = "",
    lang: PlainLanguage = "en",
) -> Response:
    """Give the same rows as a table to download, its heads and labels in the language `lang`."""
    rows = await find_duties(services, of, actor, verb, words)
    index = (await services.live.assistant(warm=False)).index
    table = await services.live.work(lambda: export_duties(rows, form.value, index, lang))
    return _file(table, form.value, "duties")


@router.post("/session", operation_id="make_session", dependencies=[Depends(limit_questions)])
async def post_session(services: Serving, body: SessionRequest) -> PackOut:
    """Make a session pack: outline with timing, exact quotes, timeline, exercises and a quiz with its key."""
    pack = await make_pack(services, body.subject, body.minutes, body.audience.value, body.language)
    return PackOut.of(pack)


@router.post(
    "/session/recheck",
    operation_id="recheck_session",
    dependencies=[Depends(limit_searches)],
    openapi_extra=PACK_BODY,
)
async def post_recheck(services: Serving, body: PackIn) -> RecheckOut:
    """List what in a saved or edited pack no longer matches the corpus."""
    pack = await services.live.work(lambda: pack_from_wire(body))
    assistant = await services.live.assistant(warm=False)
    texts = texts_of(services.settings.library)
    mismatches = await services.live.work(lambda: recheck(pack, assistant.index, texts))
    return RecheckOut.of(mismatches, same_index=pack.index_id == assistant.index.snapshot.id)


@router.post(
    "/session/export/{form}",
    operation_id="export_session",
    response_class=Response,
    dependencies=[Depends(limit_searches)],
    openapi_extra=PACK_BODY,
    responses=_files(*PACKS),
)
async def post_export(request: Request, services: Serving, form: PackFile, body: PackIn) -> Response:
    """Give a pack, edited or not, as slides, handout, Markdown or JSON, or its quiz for a learning platform
    (Moodle XML). It counts as a question, and as one
    more for every 400 lines.
    """
    pack = await services.live.work(lambda: pack_from_wire(body))
    # all at once: one that costs all that a client may ask would never find a full bucket after a question
    services.questions.take(client_of(request.scope), 1 + pack.work // LINES_A_QUESTION)
    assistant = await services.live.assistant(warm=False)
    return _file(
        await services.live.work(lambda: export_pack(pack, assistant.index, form.value, services.look)),
        form.value,
        "session",
    )


@router.post(
    "/check-slides",
    operation_id="check_slides",
    dependencies=[Depends(limit_questions)],
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/octet-stream": {
                    "schema": {"type": "string", "format": "binary", "description": "The file"},
                    "example": SLIDE,
                }
            },
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
            openapi_examples=example("my-slides.md"),
        ),
    ],
    lang: PlainLanguage = "en",
) -> ReportOut:
    """Check a trainer's own slides (.pptx, .docx, .pdf, .md, .txt): every reference, quotation and fact. The
    report is in the language `lang`. Nothing is kept.
    """
    await services.live.assistant(warm=False)  # says what is wrong where there is no index
    return await services.uploads.check(name, await request.body(), lang)


def _file(content: bytes, form: str, stem: str) -> Response:
    return Response(
        content,
        media_type=MEDIA[form],
        headers={"Content-Disposition": f'inline; filename="{stem}.{form}"', "Cache-Control": "no-cache"},
    )
