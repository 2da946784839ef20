"""What the settings say of access: what anybody may do, how people sign in, and whether the server may be
reached from elsewhere like this.
"""

import ipaddress
import re

from assistant.access.roles import Need, Role, RoleRules, role_named
from assistant.access.safe import place_of
from assistant.access.tokens import Tokens
from assistant.settings import Settings
from ingest.errors import InputError

NONE = "none"
ANYBODY, NOBODY = "anybody", "nobody"
SET_UP = (
    "If the page is meant to be public, say what anybody may do: CBD_PUBLIC=reader, or trainer. If not, "
    "CBD_PUBLIC=none, and either CBD_OIDC_ISSUER, CBD_PROXY_USER or cbd-assistant token create "
    "(docs/access.md)."
)
_HEADER = re.compile(r"[A-Za-z0-9-]+")


def signs_people_in(settings: Settings) -> bool:
    """Whether people can say who they are."""
    return bool(settings.oidc_issuer or settings.proxy_user)


def is_open(settings: Settings) -> bool:
    """Whether nothing of access was set up: everybody who reaches the server may do everything."""
    return not settings.public and not signs_people_in(settings)


def public_role(settings: Settings) -> Role | None:
    """What anybody is without signing in. Raises InputError."""
    if not settings.public:
        return None if signs_people_in(settings) else Role.OPERATOR
    return None if settings.public == NONE else role_named(settings.public, "CBD_PUBLIC")


def need_of(setting: str, value: str, scope: str) -> Need | str:
    """What a page that a setting gives to a role asks for, or `anybody` or `nobody`. Raises InputError."""
    return value if value in {ANYBODY, NOBODY} else Need(role_named(value, setting), scope)


def checked_access(settings: Settings) -> None:
    """Look at all settings of access. Raises InputError for the first that is wrong or lacks another."""
    public_role(settings)
    RoleRules.of(settings.roles)
    need_of("CBD_METRICS", settings.metrics, "operate")
    need_of("CBD_DOCS", settings.docs, "read")
    if settings.uploads != NOBODY:  # never anybody: who may is a role, which on the loopback address all have
        role_named(settings.uploads, "CBD_UPLOADS")
    if settings.oidc_issuer and not settings.oidc_client:
        raise InputError("CBD_OIDC_CLIENT is not set.", "It is the name of this server at CBD_OIDC_ISSUER.")
    if settings.oidc_second_factor and not settings.oidc_issuer:
        raise InputError(
            "CBD_OIDC_SECOND_FACTOR needs a provider that confirms it.", "Set CBD_OIDC_ISSUER, or unset it."
        )
    if settings.proxy_user and not settings.proxies:
        raise InputError(
            "CBD_PROXY_USER believes a proxy, and CBD_PROXIES names none.", "Set its address there."
        )
    if settings.conversations and not signs_people_in(settings):
        raise InputError(
            "CBD_CONVERSATIONS keeps the conversations of people who have signed in, and nobody can.",
            "Set CBD_OIDC_ISSUER or CBD_PROXY_USER, or unset it.",
        )
    for name in (settings.proxy_user, settings.proxy_groups):
        if name and not _HEADER.fullmatch(name):
            raise InputError(f"'{name}' is no name of a header.", "Write X-Forwarded-User.")
    if settings.session_hours <= 0:
        raise InputError("CBD_SESSION_HOURS is not more than 0.", "Write 12.")
    least = {"feedback_days": 0, "audit_days": 0, "conversations_days": 0, "session_idle_minutes": 0}
    least |= {"feedback_megabytes": 1, "audit_megabytes": 1, "uploads_megabytes": 1}
    low = [name for name, number in least.items() if getattr(settings, name) < number]
    if low:
        raise InputError(f"CBD_{low[0].upper()} is too small.", "Write a larger number, or unset it.")


def checked_exposure(settings: Settings, host: str) -> None:
    """Whether it may listen at `host`. A server that is reached by a name or through a proxy is reached from
    elsewhere, wherever it listens. Raises InputError where nobody has said who may do what, or where nobody
    could do anything.
    """
    checked_access(settings)
    local = _is_loopback(host) and not settings.hosts and not settings.proxies
    if is_open(settings) and not local:
        where = host if not _is_loopback(host) else "its names and proxies"
        raise InputError(f"Everybody who reaches {where} could do everything here.", SET_UP)
    if (
        public_role(settings) is None
        and not signs_people_in(settings)
        and not Tokens(place_of(settings)).any_good()
    ):
        raise InputError("Nobody could use this server: nobody can sign in, and there is no token.", SET_UP)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host.lower() == "localhost"
