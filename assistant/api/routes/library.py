"""Files of one's own: listed, added, corrected and removed, where the operator lets a role do so."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as InPath
from pydantic import AfterValidator

from assistant.api.additions import Additions
from assistant.api.deps import DETAIL, Services, Serving, example, limit_questions, limit_reads
from assistant.api.errors import RESPONSES, public_error
from assistant.api.limits import LARGEST_UPLOAD
from assistant.api.wire.errors import ErrorOut
from assistant.api.wire.library import (
    LONGEST_ID,
    ChangeOut,
    CorrectionIn,
    Id,
    KindWord,
    LanguageCode,
    LibraryOut,
    OwnFileOut,
    RebuildOut,
    SetAsideOut,
    Title,
)
from assistant.intake import document_suffixes
from assistant.library.additions import Outcome
from ingest.errors import NotFoundError

CLOSED: dict[int | str, dict[str, Any]] = {
    409: {"model": ErrorOut, "description": "Nothing can be changed here; the message says why"}
}
OPENING = "opening"  # the stage behind those of a build
FILE = "# Our plan\n\n## Focal point\n\nThe focal point answers within ten days.\n"
FILE_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {
                "schema": {"type": "string", "format": "binary", "description": "The file"},
                "example": FILE,
            }
        },
    }
}

router = APIRouter(prefix="/api/v1/library", tags=["library"], responses=RESPONSES)


def _bare(name: str) -> str:
    """The name of a file without the folders that some browsers and programs send with it."""
    return name.replace("\\", "/").rpartition("/")[2]


FileName = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        description="The file's name: its ending says what it is",
        openapi_examples=example("our-plan.md"),
    ),
    AfterValidator(_bare),
]
Name = Annotated[
    str, InPath(max_length=LONGEST_ID, description="Id of the file", openapi_examples=example("our-plan"))
]


class Shelf:
    """The files of one's own, for whoever may change them."""

    def __init__(self, services: Services, additions: Additions) -> None:
        self._live = services.live
        self.additions = additions

    @property
    def served(self) -> frozenset[str]:
        """Ids of the documents of the index that serves now."""
        current = self._live.current
        return frozenset() if current is None else frozenset(current.index.documents)

    async def rebuild(self) -> RebuildOut:
        """How far the index is: one that is built is done once this process answers from it."""
        found = await self._live.work(self.additions.rebuild.state)
        if found.status == "done" and await self._live.work(self._live.is_behind):
            found = replace(found, status="running", stage=OPENING)
        return RebuildOut(
            status=found.status,
            queued=found.queued,
            stage=found.stage,
            done=found.done,
            total=found.total,
            error=public_error(found.code) if found.code else None,
            set_aside=[SetAsideOut(name=name, reason=reason) for name, reason in found.aside],
        )

    async def told(self, outcome: Outcome) -> ChangeOut:
        """What became of a file."""
        file = (await self._live.work(self.additions.files)).get(outcome.id)
        return ChangeOut.of(outcome, file, await self.rebuild(), served=outcome.id in self.served)


def _shelf(services: Serving, response: Response) -> Shelf:
    """Raises NotFoundError where nobody may add files."""
    response.headers["Cache-Control"] = "no-store"
    if services.additions is None:
        raise NotFoundError("No files are added here.", "Who runs the server may set CBD_UPLOADS.")
    return Shelf(services, services.additions)


Own = Annotated[Shelf, Depends(_shelf)]


@router.get("", operation_id="list_library", dependencies=[Depends(limit_reads)])
async def list_library(services: Serving, own: Own) -> LibraryOut:
    """List the files that were added, and say how far the index is."""
    files, rebuild = await services.live.work(own.additions.files), await own.rebuild()
    served = own.served  # asked last: what is done serves
    return LibraryOut(
        files=[OwnFileOut.of(name, file, served=name in served) for name, file in sorted(files.items())],
        suffixes=document_suffixes(),
        largest=LARGEST_UPLOAD,
        barrier=own.additions.rebuild.barrier,
        rebuild=rebuild,
    )


@router.post(
    "/files",
    operation_id="add_file",
    responses=CLOSED,
    dependencies=[Depends(limit_questions)],
    openapi_extra=FILE_BODY,
)
async def add_file(
    request: Request,
    own: Own,
    name: FileName,
    id: Annotated[Id, Query(description="The id to give it, such as our-strategy or cop-15/dec-8")] = "",  # noqa: A002  # as the option of `add`
    kind: Annotated[KindWord, Query(description="treaty, decision, slides or document")] = "",
    title: Annotated[Title, Query(description="Its title")] = "",
    language: Annotated[LanguageCode, Query(description="Its language, such as fr")] = "",
    unchecked: Annotated[
        bool, Query(description="Take it for the instrument that it claims to be, as a copy")
    ] = False,
) -> ChangeOut:
    """Add a file, and say what it was taken for; the index is rebuilt in the background. It is read as
    `cbd-assistant add` reads it, and refused for the same reasons.
    """
    setattr(request.state, DETAIL, name)
    said = CorrectionIn(id=id, kind=kind, title=title, language=language, unchecked=unchecked)
    return await own.told(await own.additions.add(name, await request.body(), said.correction()))


@router.put(
    "/files/{name:path}",
    operation_id="correct_file",
    responses=CLOSED,
    dependencies=[Depends(limit_questions)],
)
async def correct_file(request: Request, name: Name, body: CorrectionIn, own: Own) -> ChangeOut:
    """Say what a file is, against what it was taken for; the index is rebuilt in the background."""
    setattr(request.state, DETAIL, name)
    return await own.told(await own.additions.correct(name, body.correction()))


@router.delete(
    "/files/{name:path}",
    operation_id="remove_file",
    responses=CLOSED,
    dependencies=[Depends(limit_questions)],
)
async def remove_file(request: Request, name: Name, own: Own) -> ChangeOut:
    """Remove a file, for good; the index is rebuilt in the background."""
    setattr(request.state, DETAIL, name)
    return await own.told(await own.additions.remove(name))


@router.get("/rebuild", operation_id="get_rebuild", dependencies=[Depends(limit_reads)])
async def get_rebuild(own: Own) -> RebuildOut:
    """Say how far the index is."""
    return await own.rebuild()


@router.post(
    "/rebuild", operation_id="rebuild_index", responses=CLOSED, dependencies=[Depends(limit_questions)]
)
async def rebuild_index(own: Own) -> RebuildOut:
    """Have the index rebuilt though nothing was changed here, as after a rebuild that failed."""
    await own.additions.build()
    return await own.rebuild()
