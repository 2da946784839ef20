"""Middleware of our own, as plain ASGI, so that streams stay streams: what neither Starlette nor FastAPI has.

They have no request ids, no headers of security, and no limit of a body in bytes and seconds. CORS and
compression are theirs; only what CORS refuses is put into our one error shape.
"""

import asyncio
import logging
import re
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.errors import (
    BodyTimeoutError,
    BodyTooLargeError,
    OverloadedError,
    error_headers,
    error_out,
    http_error,
)
from assistant.api.limits import (
    LARGEST_BODY,
    MOST_OF_ONE,
    MOST_UPLOADS,
    largest_at,
    sender,
)
from assistant.api.metrics import Metrics
from ingest.errors import AssistantError, InputError

log = logging.getLogger("assistant.api")

BODY_SECONDS = 30.0
MOST_DRAINED = 4 * 1024 * 1024
DRAIN_SECONDS = 2.0
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ORIGIN = re.compile(r"(https?)://(\*\.)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\])(:\d{1,5})?")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
    "'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {}"
)
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Observe:
    """Gives each request its id, logs and counts it, and answers 500 for what nobody expected.

    The log holds no question, no query string and no address.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        begun = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        self.metrics.in_flight.inc()
        try:
            await self.app(scope, receive, sending)
        except Exception:
            log.exception("unexpected error in request %s", request_id)
            self.metrics.errors.inc()
            # part of the answer is out already: the connection must break, so that nobody takes it for whole
            if status:
                raise
            await send_error(AssistantError("unexpected"), sending)
        finally:
            seconds = time.perf_counter() - begun
            route = getattr(scope.get("route"), "path", None) or (
                scope["path"] if scope["path"] in _BARE else "unmatched"
            )
            self.metrics.in_flight.dec()
            self.metrics.requests.labels(
                scope["method"] if scope["method"] in _METHODS else "OTHER", route, status
            ).inc()
            self.metrics.seconds.labels(route).observe(seconds)
            level = logging.DEBUG if route in _ROUTINE else logging.INFO
            log.log(level, "%s %s %s %.1f ms %s", scope["method"], route, status, seconds * 1000, request_id)


_BARE = {"/mcp", "/openapi.json"}  # routes that do not note themselves in the scope
_ROUTINE = {"/health/live", "/health/ready", "/metrics"}  # machines ask these every few seconds
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Guard:
    """Security headers on every answer; where sites are allowed, answers vary by Origin even for who sent
    none, so that no cache gives a site the answer that was made for nobody.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self.app = app
        self._shared = bool(origins)
        self._framers = " ".join(origins) or "'none'"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in self._headers(scope["path"]).items():
                    out[name] = value
                if self._shared:
                    out.add_vary_header("Origin")
            await send(message)

        await self.app(scope, receive, sending)

    def _headers(self, path: str) -> dict[str, str]:
        if path == "/embed":
            return {
                **SECURITY,
                "Content-Security-Policy": POLICY.format(self._framers),
                "Cross-Origin-Resource-Policy": "same-origin",
            }
        shared = "cross-origin" if path == "/widget.js" else "same-origin"
        return {
            **SECURITY,
            "Content-Security-Policy": POLICY.format("'none'"),
            "X-Frame-Options": "DENY",
            "Cross-Origin-Resource-Policy": shared,
        }


class Cors(CORSMiddleware):
    """Starlette's CORS for the allowed origins; what it refuses has the one error shape."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        super().__init__(
            app,
            allow_origin_regex="|".join(f"(?:{origin_pattern(origin).pattern})" for origin in origins),
            allow_methods=("GET", "POST"),
            allow_headers=(
                "Accept", "Accept-Language", "Content-Type", "X-Request-Id", "Mcp-Session-Id",
                "Mcp-Protocol-Version", "Last-Event-ID",
            ),
            expose_headers=("X-Request-Id", "Retry-After"),
            max_age=3600,
        )  # fmt: skip

    def preflight_response(self, request_headers: Headers) -> Response:
        """See CORSMiddleware."""
        response = super().preflight_response(request_headers)
        return response if response.status_code == HTTPStatus.OK else http_error(HTTPStatus.FORBIDDEN)


def checked_origins(origins: tuple[str, ...]) -> tuple[str, ...]:
    """Check the origins: they go into headers. Raises InputError for what is no origin;
    `https://*.example.org` names all hosts below.
    """
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise InputError(
                f"CBD_ALLOWED_ORIGINS holds '{origin}', which is no origin.",
                "Write https://www.example.org, with no path.",
            )
    return origins


def origin_pattern(origin: str) -> re.Pattern[str]:
    """Make the pattern that an allowed origin stands for."""
    hosts = re.escape(origin).replace(r"\*\.", r"(?:[a-z0-9-]+\.)+")
    return re.compile(f"(?i:{hosts})")


def is_allowed(origin: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Whether one of the patterns allows the origin."""
    return any(pattern.fullmatch(origin) for pattern in patterns)


class BodyLimit:
    """Reads the body before the application does, and refuses one that is too large or too slow."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY, seconds: float = BODY_SECONDS) -> None:
        self.app = app
        self.largest = largest
        self.seconds = seconds
        self._uploads: Counter[str] = Counter()  # by client

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self.app(scope, receive, send)
        elif (largest := largest_at(scope["path"])) is None:
            await self._limited(scope, receive, send, self.largest)
        else:
            await self._large(scope, receive, send, largest)

    async def _large(self, scope: Scope, receive: Receive, send: Send, largest: int) -> None:
        client = sender(scope)
        if self._uploads.total() >= MOST_UPLOADS or self._uploads[client] >= MOST_OF_ONE:
            await send_error(
                OverloadedError("Other files are arriving.", "Try again in a minute."), send, close=True
            )
            return
        self._uploads[client] += 1
        try:
            await self._limited(scope, receive, send, largest)
        finally:
            self._uploads[client] -= 1
            self._uploads = +self._uploads  # those who have none are forgotten

    async def _limited(self, scope: Scope, receive: Receive, send: Send, largest: int) -> None:
        try:
            body = await self._read(Headers(scope=scope), receive, largest)
        except AssistantError as error:
            await drain(receive)
            await send_error(error, send, close=True)
            return
        if body is None:  # the client went away
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)

    async def _read(self, headers: Headers, receive: Receive, largest: int) -> bytes | None:
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > largest:
            raise too_large(largest)
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self.seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if size > largest:
                        raise too_large(largest)
                    if not message.get("more_body", False):
                        return b"".join(parts)
        except TimeoutError:
            raise BodyTimeoutError("The body of the request did not arrive in time.", "Try again.") from None


async def drain(receive: Receive) -> None:
    """Read on for a little: a client that still sends when the connection closes never sees the answer."""
    size = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while size < MOST_DRAINED:
                message = await receive()
                size += len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return


def too_large(largest: int) -> BodyTooLargeError:
    """Say how much may be sent."""
    return BodyTooLargeError("The body of the request is too large.", f"Send {largest // 1024} KiB at most.")


async def send_error(error: AssistantError, send: Send, *, close: bool = False) -> None:
    """Answer with the one error shape from below the framework; `close` where the body was not read to its
    end.
    """
    body = error_out(error).model_dump_json().encode()
    headers = MutableHeaders(
        {"Content-Type": "application/json", "Content-Length": str(len(body)), **error_headers(error)}
    )
    if close:
        headers["Connection"] = "close"
    await send({"type": "http.response.start", "status": error.status, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
