"""Conversations of people who have signed in, where the operator has them kept: each person's own."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as InPath
from pydantic import ValidationError

from assistant.api.deps import Services, Serving, example, limit_reads, limit_searches, viewer_of
from assistant.api.errors import RESPONSES, RoleError, SignInError, UnprocessableError
from assistant.api.wire.conversations import (
    ConversationContent,
    ConversationIn,
    ConversationOut,
    ConversationsOut,
    DeletedOut,
    RevisionOut,
)
from assistant.api.wire.errors import ErrorOut
from assistant.conversations.store import ConversationStore
from ingest.errors import NotFoundError

STALE: dict[int | str, dict[str, Any]] = {
    409: {"model": ErrorOut, "description": "It was changed or deleted from elsewhere since"}
}

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"], responses=RESPONSES)

Name = Annotated[
    str,
    InPath(
        pattern=r"^[A-Za-z0-9_-]{1,64}$",
        description="Id of the conversation, which whoever stores it first chooses",
        openapi_examples=example("6f2b"),
    ),
]


class Shelf:
    """The conversations of whoever sends a request."""

    def __init__(self, services: Services, kept: ConversationStore, owner: str) -> None:
        self.note = services.live.note
        self.kept = kept
        self.owner = owner


def _shelf(request: Request, response: Response, services: Serving) -> Shelf:
    """Raises NotFoundError where the server keeps none, SignInError and RoleError for who is no person."""
    response.headers["Cache-Control"] = "no-store"
    if services.conversations is None:
        raise NotFoundError(
            "This server keeps no conversations.", "They stay in the browser; see CBD_CONVERSATIONS."
        )
    viewer = viewer_of(request)
    if viewer.kind == "token":
        raise RoleError("Conversations are kept for people, not for programs.", "Sign in as a person.")
    if viewer.kind != "person":
        raise SignInError("Conversations are kept for people who have signed in.", "Sign in.")
    return Shelf(services, services.conversations, viewer.id)


Own = Annotated[Shelf, Depends(_shelf)]


@router.get("", operation_id="list_conversations", dependencies=[Depends(limit_reads)])
async def list_conversations(own: Own) -> ConversationsOut:
    """List your conversations."""
    found = await own.note(lambda: own.kept.revisions(own.owner))
    listed = [RevisionOut(id=name, revision=revision) for name, revision in found.items() if revision]
    return ConversationsOut(conversations=listed, deleted=[name for name in found if not found[name]])


@router.delete("", operation_id="delete_conversations", dependencies=[Depends(limit_searches)])
async def delete_conversations(own: Own) -> DeletedOut:
    """Delete all of your conversations."""
    return DeletedOut(deleted=await own.note(lambda: own.kept.delete_all(own.owner)))


@router.get("/{name}", operation_id="get_conversation", dependencies=[Depends(limit_reads)])
async def get_conversation(name: Name, own: Own) -> ConversationOut:
    """Give one of your conversations."""
    found = await own.note(lambda: own.kept.read(own.owner, name))
    content = ConversationContent.model_validate_json(found.content)
    return ConversationOut.from_type(content, id=found.id, revision=found.revision)


@router.put(
    "/{name}", operation_id="store_conversation", responses=STALE, dependencies=[Depends(limit_searches)]
)
async def store_conversation(name: Name, body: ConversationIn, own: Own) -> RevisionOut:
    """Keep one of your conversations, after the revision that you have read.

    Where another browser has stored or deleted it since, nothing is changed (409): read it again, then store
    yours after it, or both.
    """
    try:
        content = body.model_dump_json(exclude={"revision"}).encode()
        ConversationContent.model_validate_json(content)
    except (ValidationError, ValueError) as error:  # too deep, or no Unicode
        raise UnprocessableError(
            "The turns cannot be kept.", "Send JSON of fewer levels and of whole characters."
        ) from error
    revision = await own.note(lambda: own.kept.store(own.owner, name, content, body.revision))
    return RevisionOut(id=name, revision=revision)


@router.delete("/{name}", operation_id="delete_conversation", dependencies=[Depends(limit_searches)])
async def delete_conversation(name: Name, own: Own) -> DeletedOut:
    """Delete one of your conversations, whatever its revision."""
    await own.note(lambda: own.kept.delete(own.owner, name))
    return DeletedOut(deleted=1)
