"""Cookies: for this host alone, over TLS where the page came over TLS, read by no script, sent by no other
site's page.
"""

from collections.abc import Iterable

from starlette.types import Scope

SESSION, ATTEMPT = "cbd-session", "cbd-sign-in"  # the session itself stands in the state of a request
ATTEMPT_SECONDS = 600  # that somebody may take to sign in at the provider
_HOST = "__Host-"  # a prefix that browsers let only this host set, over TLS


def is_secure(scope: Scope) -> bool:
    """Whether the client came over TLS."""
    return bool(scope.get("scheme") == "https")


def cookie_name(name: str, scope: Scope) -> str:
    """What a cookie is called for this request."""
    return f"{_HOST}{name}" if is_secure(scope) else name


def cookie_of(headers: Iterable[bytes], name: str) -> str:
    """The value of a cookie; empty where there is none. Of two of one name none counts."""
    found = [
        value.strip()
        for header in headers
        for key, _, value in (part.partition("=") for part in header.decode("latin-1").split(";"))
        if key.strip() == name
    ]
    return found[0] if len(found) == 1 else ""


def set_cookie(name: str, value: str, seconds: int, scope: Scope) -> str:
    """The header that sets it, or that takes it away where `seconds` is 0."""
    secure = "; Secure" if is_secure(scope) else ""
    attributes = f"Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    return f"{cookie_name(name, scope)}={value}; {attributes}"
