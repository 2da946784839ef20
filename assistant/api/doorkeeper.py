"""The door of every request: who comes, by token, session or proxy, whether that is enough for the route, and
what the audit log says of it.
"""

import logging
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access.audit import Event
from assistant.access.policy import ANYBODY, NOBODY, public_role
from assistant.access.roles import Need, Person, RoleRules, Viewer
from assistant.access.sessions import Session
from assistant.access.tokens import PREFIX
from assistant.api.cookies import SESSION, cookie_name, cookie_of, set_cookie
from assistant.api.deps import ASKED, DETAIL, VIEWER, Services
from assistant.api.errors import RateLimitError, RoleError, SignInError, http_error
from assistant.api.limits import RateLimit, sender
from assistant.api.middleware import drain, send_error
from assistant.api.needs import Needs
from assistant.api.peers import PEER
from assistant.settings import Settings
from ingest.errors import AssistantError

log = logging.getLogger("assistant.api")

LONGEST_NAME = 200
_BEARER: Final = "bearer "


class Doorkeeper:
    """Lets a request in, or says what is needed. Where access was not set up, it only hides what the settings
    give to nobody.
    """

    def __init__(self, app: ASGIApp, services: Services, needs: Needs) -> None:
        self.app = app
        self._services = services
        self._needs = needs
        self._visitors = Visitors(services)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        route, need = self._needs.of(scope["method"], scope["path"]) or ("unmatched", ANYBODY)
        if need == NOBODY:
            await http_error(404)(scope, receive, send)
            return
        if self._services.access is None:
            await self.app(scope, receive, send)
            return
        await self._guarded(scope, receive, send, route, need)

    async def _guarded(
        self, scope: Scope, receive: Receive, send: Send, route: str, need: Need | str
    ) -> None:
        viewer = self._visitors.anybody
        try:
            viewer = await self._visitors.who(scope)
            scope.setdefault("state", {})[VIEWER] = viewer
            if isinstance(need, Need):
                _admit(viewer, need)
        except AssistantError as error:
            self._note(scope, viewer, route, error.status)
            sending_body = scope["method"] in {"POST", "PUT"}
            if sending_body:
                await drain(receive)
            await send_error(error, send, close=sending_body)
            return
        if not isinstance(need, Need):
            await self.app(scope, receive, send)
            return
        cookie = await self._renewed(scope)
        private = bool(cookie) or not self._visitors.anybody.may(need)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._note(scope, viewer, route, message["status"])
                headers = MutableHeaders(scope=message)
                if cookie:
                    headers.append("Set-Cookie", cookie)
                if private:
                    _keep_private(headers)
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            self._note(scope, viewer, route, 500)
            raise

    async def _renewed(self, scope: Scope) -> str:
        """The header with the cookie of a session that goes on because it is used; mostly none is due."""
        session: Session | None = scope["state"].get(SESSION)
        access = self._services.access
        if session is None or access is None or not access.sessions.is_due(session):
            return ""
        try:
            text, seconds = await self._services.live.note(lambda: access.sessions.renew(session))
        except AssistantError as error:  # it goes on as it is: nobody is refused for a disk that is full
            log.warning("a session could not be renewed: %s", error)
            return ""
        return set_cookie(SESSION, text, seconds, scope)

    def _note(self, scope: Scope, viewer: Viewer, route: str, status: int) -> None:
        """What the audit log says: the route without its parameters, and no question unless it should."""
        access = self._services.access
        if access is None or (status >= 400 and not viewer.is_known and _is_noise(access.refusals, scope)):
            return
        state = scope.get("state", {})
        access.audit.note(
            Event(
                viewer.label,
                f"{scope['method']} {route}",
                (scope.get("client") or ("",))[0],
                viewer.name,
                viewer.role or "",
                status,
                state.get("request_id", ""),
                state.get(DETAIL, ""),
                question=state.get(ASKED, ""),
            )
        )


class Visitors:
    """Says who sends a request."""

    def __init__(self, services: Services) -> None:
        settings: Settings = services.settings
        self._services = services
        self._rules = RoleRules.of(settings.roles, settings.oidc_second_factor)
        self._user = settings.proxy_user.lower().encode()
        self._groups = settings.proxy_groups.lower().encode()
        self.anybody = Viewer("anybody", public_role(settings))

    async def who(self, scope: Scope) -> Viewer:
        """The token, else the person whom a proxy names, else the session, else anybody. Raises SignInError
        for a token that opens nothing, RateLimitError for a client that tries too many.
        """
        access = self._services.access
        assert access is not None  # noqa: S101  # the doorkeeper asks only where access was set up
        token, cookies, users, groups = self._read(scope)
        if token:
            found = await access.look(lambda: access.tokens.find(token))
            if found is not None:
                return found.viewer
            access.failures.take(sender(scope))  # each wrong token counts; the right one is never counted
            raise SignInError(
                "This token opens nothing.", "It may have expired. Ask the operator for another."
            )
        # a name that is too long is not cut: what is kept under it is one person's
        if len(users) == 1 and 0 < len(users[0]) <= LONGEST_NAME and scope.get("state", {}).get(PEER):
            return self._person(proxy_person(users[0], groups))
        name = cookie_name(SESSION, scope)
        text = cookie_of(cookies, name) if cookies else ""
        session = await access.look(lambda: access.sessions.read(text)) if text else None
        if session is None:
            return self.anybody
        scope.setdefault("state", {})[SESSION] = session
        return self._person(session.person, session.id)

    def _read(self, scope: Scope) -> tuple[str, list[bytes], list[str], list[str]]:
        """Our token, the cookies, and what a proxy may say, in one pass over the headers."""
        token, cookies, users, groups = "", [], [], []
        for name, value in scope["headers"]:
            if name == b"cookie":
                cookies.append(value)
            elif name == b"authorization":
                words = value.decode("latin-1")
                # what other programs send out of habit is no token of ours
                if words[: len(_BEARER)].lower() == _BEARER and words[len(_BEARER) :].startswith(PREFIX):
                    token = words[len(_BEARER) :].strip()
            elif self._user and name == self._user:
                users.append(value.decode("utf-8", "replace").strip())
            elif self._groups and name == self._groups:
                groups += value.decode("utf-8", "replace").split(",")
        return token, cookies, users, groups

    def _person(self, person: Person, session: str = "") -> Viewer:
        role = self._rules.role_of(person)
        anybody = self.anybody.role  # nobody loses by signing in
        if anybody is not None and (role is None or anybody.covers(role)):
            role = anybody
        return Viewer("person", role, person.id, person.name, session=session)


def proxy_person(user: str, groups: list[str]) -> Person:
    """Somebody whom a trusted proxy signed in."""
    address = user if "@" in user else ""
    return Person(f"proxy:{user}", user, address, tuple(name for group in groups if (name := group.strip())))


def _admit(viewer: Viewer, need: Need) -> None:
    """Raises what says who could come in."""
    if viewer.may(need):
        return
    if not viewer.is_known:
        raise SignInError(
            f"This is for those who have signed in as {need.role}.", "Sign in, or send a token of that role."
        )
    if viewer.role is not None and viewer.role.covers(need.role):
        raise RoleError(f"This token has not the scope {need.scope}.", "Ask the operator for another.")
    raise RoleError(f"This needs the role {need.role}.", "Ask the operator for it.")


def _is_noise(refusals: RateLimit, scope: Scope) -> bool:
    """Whether the log holds enough of what this client was refused: it must not fill the disk."""
    try:
        refusals.take(sender(scope))
    except RateLimitError:
        return True
    return False


def _keep_private(headers: MutableHeaders) -> None:
    """What not everybody may read is kept by nobody in between."""
    kept = headers.get("cache-control", "")
    if "no-store" not in kept:
        headers["Cache-Control"] = f"private, {kept.replace('public', '').strip(' ,') or 'no-cache'}"
    headers.add_vary_header("Cookie")
    headers.add_vary_header("Authorization")
