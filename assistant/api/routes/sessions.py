"""A person's own sessions: which there are, and an end to them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as InPath

from assistant.access.audit import Event
from assistant.access.sessions import Session, Sessions
from assistant.api.cookies import SESSION, set_cookie
from assistant.api.deps import Access, Services, Serving, example, limit_reads, limit_searches, viewer_of
from assistant.api.errors import RESPONSES, SignInError
from assistant.api.wire.access import SessionOut, SessionsOut
from ingest.errors import NotFoundError

router = APIRouter(prefix="/api/v1/sessions", tags=["access"], responses=RESPONSES)


class Desk:
    """The sessions of whoever sends a request."""

    def __init__(self, request: Request, services: Services, access: Access, session: Session) -> None:
        self.sessions: Sessions = access.sessions
        self.session = session
        self._request = request
        self._access = access
        self.write, self.look = services.live.note, access.look

    async def listed(self) -> SessionsOut:
        """Those that go on."""
        found = await self.look(lambda: self.sessions.of(self.session.person.id))
        return SessionsOut(sessions=[SessionOut.of(entry, self.session.id) for entry in found])

    def note(self, what: str) -> None:
        """Say in the audit log what was ended."""
        request, viewer = self._request, viewer_of(self._request)
        client = request.client.host if request.client else ""
        event = Event(viewer.label, what, client, viewer.name, request=request.state.request_id)
        self._access.audit.note(event)


def _desk(request: Request, response: Response, services: Serving) -> Desk:
    """Raises SignInError for who has no session here."""
    response.headers["Cache-Control"] = "no-store"
    session: Session | None = getattr(request.state, SESSION, None)
    if services.access is None or session is None:
        raise SignInError("Sessions are of people who have signed in here.", "Sign in.")
    return Desk(request, services, services.access, session)


Own = Annotated[Desk, Depends(_desk)]
Id = Annotated[
    str,
    InPath(
        pattern=r"^[A-Za-z0-9_-]{1,64}$",
        description="Id of the session, as the list has it",
        openapi_examples=example("Wq3kX0bN9a1RkT5e"),
    ),
]


@router.get("", operation_id="list_sessions", dependencies=[Depends(limit_reads)])
async def list_sessions(own: Own) -> SessionsOut:
    """List your sessions: where you are signed in."""
    return await own.listed()


@router.delete("", operation_id="end_other_sessions", dependencies=[Depends(limit_searches)])
async def end_other_sessions(request: Request, response: Response, own: Own) -> SessionsOut:
    """End all of your sessions but this one, which goes on under another id."""
    text, seconds = await own.write(lambda: own.sessions.end_others(own.session))
    own.note("other sessions ended")
    response.headers.append("Set-Cookie", set_cookie(SESSION, text, seconds, request.scope))
    fresh = await own.look(lambda: own.sessions.read(text))
    own.session = fresh or own.session
    return await own.listed()


@router.delete("/{session}", operation_id="end_session", dependencies=[Depends(limit_searches)])
async def end_session(session: Id, own: Own) -> SessionsOut:
    """End one of your other sessions; POST /sign-out ends this one."""
    found = await own.look(lambda: own.sessions.of(own.session.person.id))
    if session not in {entry.session for entry in found}:
        raise NotFoundError("You have no such session.", "GET /api/v1/sessions lists yours.")
    await own.write(lambda: own.sessions.end(session))
    own.note("session ended")
    return await own.listed()
