"""What a browser may send here: only to the names of this server, from its own pages or allowed sites, and
questions only as JSON, which no form of a foreign page can send.
"""

import ipaddress
import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.errors import http_error
from assistant.api.limits import LOGOUT_PATH, UPLOADS
from assistant.api.middleware import is_allowed, origin_pattern
from ingest.errors import InputError

READING = {"GET", "HEAD", "OPTIONS"}
LOCAL = "localhost"
_NAME = re.compile(r"(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_HOST = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d{1,5})?")
_ORIGIN = re.compile(r"https?://([^/@?#]+)")
_JSON = re.compile(r"application/(?:[\w.+-]+\+)?json\s*(?:;.*)?", re.IGNORECASE)


class Gate:
    """Refuses what has no business here, before anything of it is read."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], origins: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = hosts
        self.origins = [origin_pattern(origin) for origin in origins]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        status = self._refusal(scope) if scope["type"] == "http" else None
        await (self.app if status is None else http_error(status))(scope, receive, send)

    def _refusal(self, scope: Scope) -> int | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host and not is_own_host(host, self.hosts):
            return 421
        if scope["method"] in READING:
            return None
        if not self._from_here(headers, host):
            return 403
        brings = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
        kind = headers.get("content-type", "")
        other = scope["path"] in UPLOADS or scope["path"] == LOGOUT_PATH
        if (kind or brings) and not other and not _JSON.fullmatch(kind):
            return 415
        return None

    def _from_here(self, headers: Headers, host: str) -> bool:
        """Whether it comes from a page of ours, from an allowed site, or from no page at all."""
        site, origin = headers.get("sec-fetch-site", ""), headers.get("origin", "")
        if is_allowed(origin, self.origins) or site in {"same-origin", "none"}:
            return True
        return not site and (not origin or _host_of(origin) == host.lower() != "")


def _host_of(origin: str) -> str:
    """The host and the port that an origin names, as a Host header has them; empty for what is no origin."""
    found = _ORIGIN.fullmatch(origin.lower())
    return found[1] if found else ""


def is_own_host(host: str, names: tuple[str, ...]) -> bool:
    """Whether a Host header names this server: by address, as localhost, or by one of the names.

    An address cannot be rebound to another, as the name of a foreign site can.
    """
    found = _HOST.fullmatch(host.lower())
    if found is None:
        return False
    name = (found["address"] or found["name"]).rstrip(".")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name == LOCAL or any(
            name.endswith(own[1:]) if own.startswith("*.") else name == own for own in names
        )
    return True


def checked_hosts(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names in small letters. Raises InputError for what is no name of a host."""
    for name in names:
        if not _NAME.fullmatch(name):
            raise InputError(
                f"CBD_HOSTS holds '{name}', which is no name of a host.",
                "Write assistant.example.org, with no https:// and no port.",
            )
    return tuple(name.lower() for name in names)


def checked_proxies(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses of proxies. Raises InputError for what is neither an address nor a network."""
    for address in addresses:
        try:
            ipaddress.ip_network(address, strict=False)
        except ValueError as error:
            raise InputError(
                f"CBD_PROXIES holds '{address}', which is no address.", "Write 192.0.2.7 or 192.0.2.0/24."
            ) from error
    return addresses
