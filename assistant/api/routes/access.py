"""Signing in and out, and who one is."""

import hashlib
import hmac
import re
import time
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import RedirectResponse

from assistant.access.attempt import Attempt
from assistant.access.audit import Event
from assistant.access.device import device_of
from assistant.api.cookies import ATTEMPT, ATTEMPT_SECONDS, SESSION, cookie_name, cookie_of, set_cookie
from assistant.api.deps import Access, Services, Serving, limit_reads, limit_searches, viewer_of
from assistant.api.errors import RESPONSES, SignInError
from assistant.api.wire.access import MeOut, SignedOutOut
from ingest.errors import AssistantError, NotFoundError

if TYPE_CHECKING:
    from assistant.access.openid import OpenId

router = APIRouter(tags=["access"], responses=RESPONSES)

BACK = "/sign-in/back"
FAILED = "/?sign-in=failed"  # the page says so
LONGEST_PAGE = 1_000
LONGEST_CODE = 4_000
_OWN_PAGE = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


@router.get("/api/v1/me", operation_id="who_am_i", dependencies=[Depends(limit_reads)])
async def who_am_i(request: Request, response: Response, services: Serving) -> MeOut:
    """Say who sends this request, and what they may do."""
    viewer = viewer_of(request)
    response.headers["Cache-Control"] = "no-store"
    is_person = viewer.kind == "person"
    owner = hashlib.sha256(viewer.id.encode()).hexdigest()[:16] if is_person else ""
    keeps = is_person and services.conversations is not None and "ask" in viewer.allowed
    days = services.settings.conversations_days if keeps else None
    provides = services.access is not None and services.access.provider is not None
    return MeOut.of(viewer, owner, "/sign-in" if provides else "", days)


@router.get("/sign-in", include_in_schema=False, dependencies=[Depends(limit_searches)])
async def sign_in(
    request: Request, services: Serving, page: Annotated[str, Query(max_length=LONGEST_PAGE)] = "/"
) -> Response:
    """Send somebody to the provider; `page` is where they want to be afterwards."""
    access, provider = _signing(services)
    try:
        address, attempt = await provider.begin(_here(request, BACK), own_page(page))
    except AssistantError as error:
        return _failed(request, access, str(error))
    record = {
        "s": attempt.state,
        "n": attempt.nonce,
        "v": attempt.verifier,
        "p": attempt.page,
        "t": time.time(),
    }
    return _sent(address, set_cookie(ATTEMPT, access.signer.sign(record), ATTEMPT_SECONDS, request.scope))


@router.get("/sign-in/back", include_in_schema=False, dependencies=[Depends(limit_searches)])
async def back(
    request: Request,
    services: Serving,
    state: Annotated[str, Query(max_length=LONGEST_PAGE)] = "",
    code: Annotated[str, Query(max_length=LONGEST_CODE)] = "",
) -> Response:
    """Take in somebody whom the provider sends back."""
    access, provider = _signing(services)
    try:
        attempt = _attempt(request, access, state)
        confirmed = await provider.finish(code, _here(request, BACK), attempt)
    except AssistantError as error:
        return _failed(request, access, str(error))
    person, device = confirmed.person, device_of(request.headers.get("user-agent", ""))
    text = await services.live.note(lambda: access.sessions.begin(person, device, confirmed.session))
    _note(request, access, f"person {person.id}", "signed in", person.name)
    cookie = set_cookie(SESSION, text, access.sessions.seconds, request.scope)
    return _sent(attempt.page, cookie, set_cookie(ATTEMPT, "", 0, request.scope))


@router.post("/sign-out", operation_id="sign_out", dependencies=[Depends(limit_reads)])
async def sign_out(request: Request, response: Response, services: Serving) -> SignedOutOut:
    """End the session, here for good, and say where the provider ends its own."""
    viewer, access = viewer_of(request), services.access
    response.headers["Cache-Control"] = "no-store"
    if access is None or not viewer.session:
        return SignedOutOut(next="/")
    await services.live.note(lambda: access.sessions.end(viewer.session))
    _note(request, access, viewer.label, "signed out", viewer.name)
    response.headers.append("Set-Cookie", set_cookie(SESSION, "", 0, request.scope))
    if services.settings.sign_out_clears:
        response.headers["Clear-Site-Data"] = '"storage", "cache"'
    away = await access.provider.leave(_here(request, "/")) if access.provider else ""
    return SignedOutOut(next=away or "/")


@router.post("/sign-out/provider", include_in_schema=False, dependencies=[Depends(limit_searches)])
async def signed_out_there(request: Request, services: Serving) -> Response:
    """End here what has ended at the provider, which says so itself, by a token that it has signed."""
    access, provider = _signing(services)
    sent = parse_qs((await request.body()).decode("latin-1"), max_num_fields=10)
    try:
        person, session = await provider.ended(sent.get("logout_token", [""])[0])
    except AssistantError as error:
        _note(request, access, "anybody", "sign-out failed", "", str(error))
        raise
    await services.live.note(lambda: access.sessions.end_at_provider(person, session))
    _note(request, access, f"person {person}", "signed out at the provider", "")
    return Response(headers={"Cache-Control": "no-store"})


def own_page(address: str) -> str:
    """A page of this server; the chat where the address leads elsewhere."""
    return address if _OWN_PAGE.fullmatch(address) and not address.startswith("/sign-in") else "/"


def _signing(services: Services) -> "tuple[Access, OpenId]":
    """What signs people in. Raises NotFoundError where that is not done here."""
    access = services.access
    if access is None or access.provider is None:
        raise NotFoundError("Nobody signs in here.", "The operator can set CBD_OIDC_ISSUER.")
    return access, access.provider


def _attempt(request: Request, access: Access, state: str) -> Attempt:
    """The sign-in that this browser began. Raises SignInError."""
    text = cookie_of(
        [value for name, value in request.scope["headers"] if name == b"cookie"],
        cookie_name(ATTEMPT, request.scope),
    )
    record = access.signer.read(text) if text else None
    if (
        record is None
        or time.time() - float(str(record["t"])) > ATTEMPT_SECONDS
        or not hmac.compare_digest(str(record["s"]).encode(), state.encode())
    ):
        raise SignInError("This browser began no such sign-in, or too long ago.", "Sign in again.")
    return Attempt(*(str(record[key]) for key in "snvp"))


def _here(request: Request, path: str) -> str:
    """The address of a page of ours, as the client calls this server."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}{path}"


def _sent(address: str, *cookies: str) -> Response:
    """Send the browser there, with cookies."""
    answer = RedirectResponse(address, 303, {"Cache-Control": "no-store"})
    for cookie in cookies:
        answer.headers.append("Set-Cookie", cookie)
    return answer


def _failed(request: Request, access: Access, why: str) -> Response:
    """Note it, and show the page, which says so."""
    _note(request, access, "anybody", "sign-in failed", "", why)
    return _sent(FAILED, set_cookie(ATTEMPT, "", 0, request.scope))


def _note(request: Request, access: Access, who: str, what: str, name: str, detail: str = "") -> None:
    client = request.client.host if request.client else ""
    access.audit.note(Event(who, what, client, name, request=request.state.request_id, detail=detail))
