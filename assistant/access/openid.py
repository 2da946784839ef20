"""Sign-in by OpenID Connect: the authorization code flow with PKCE, state and nonce, and an id token of which
everything is checked. The one door of Authlib.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assistant.access.attempt import Attempt
from assistant.access.roles import Person
from ingest.errors import AssistantError, InputError, UnavailableError

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
SECONDS = 10.0  # for each request to the provider
KEPT = 3_600.0  # seconds that its description is believed
LEEWAY = 60  # seconds that clocks may differ
LARGEST = 1_000_000  # bytes of an answer of the provider
MOST_FACTORS = 10
LOGOUT_SECONDS = 600  # that it may take to tell of a session that ended
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
_SCOPE = "openid profile email"
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class SignInFailedError(AssistantError):
    """The provider did not confirm who it is, or what it said cannot be believed."""

    code = "sign_in_failed"
    status = 403


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who signed in, and what the provider calls its own session; empty where it does not say."""

    person: Person
    session: str


@dataclass(frozen=True, slots=True)
class _Provider:
    metadata: Mapping[str, Any]
    keys: KeySet
    read: float


class OpenId:
    """The provider at `issuer`, where this server is known as `client`."""

    def __init__(self, issuer: str, client: str, secret: str, groups: str) -> None:
        self.issuer = checked_issuer(issuer)
        self._client = client
        self._secret = secret
        self._groups = groups
        self._provider: _Provider | None = None
        self._reading = asyncio.Lock()

    async def begin(self, back: str, page: str) -> tuple[str, Attempt]:
        """Where to send somebody who wants to sign in, and what to remember meanwhile. Raises
        UnavailableError.
        """
        provider = await self._described()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        attempt = Attempt(state, nonce, verifier, page)
        async with self._session(back) as session:
            address, _ = session.create_authorization_url(
                provider.metadata["authorization_endpoint"],
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
            )
        return str(address), attempt

    async def finish(self, code: str, back: str, attempt: Attempt) -> Confirmed:
        """Who it is. Raises SignInFailedError, or UnavailableError where the provider does not answer."""
        provider = await self._described()
        try:
            async with self._session(back) as session:
                answer = await session.fetch_token(
                    provider.metadata["token_endpoint"],
                    code=code,
                    code_verifier=attempt.verifier,
                    grant_type="authorization_code",
                )
        except OAuthError as error:
            raise SignInFailedError(
                f"The provider did not accept the sign-in ({error.error}).", "Try again."
            ) from error
        # Authlib talks through whichever HTTP library it finds, and their errors have no base in common
        except Exception as error:
            raise _unavailable(error) from error
        claims = await self._claims(
            provider,
            str(answer.get("id_token", "")),
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
        )
        return Confirmed(self._person(claims), str(claims.get("sid") or ""))

    async def ended(self, token: str) -> tuple[str, str]:
        """Whose session has ended at the provider, and which (empty: every one), as its logout token
        says (OpenID Connect Back-Channel Logout). Raises SignInFailedError, UnavailableError.
        """
        claims = await self._claims(await self._described(), token)
        subject, session, events = claims.get("sub"), claims.get("sid"), claims.get("events")
        is_logout = isinstance(events, dict) and isinstance(events.get(_LOGOUT), dict)
        is_fresh = time.time() - claims["iat"] < LOGOUT_SECONDS
        if not is_logout or not is_fresh or "nonce" in claims or not isinstance(subject, str) or not subject:
            raise SignInFailedError("This is no logout token that counts here.", "Send one with sub.")
        return f"oidc:{subject}", str(session or "")

    async def leave(self, back: str) -> str:
        """Where somebody ends the session at the provider as well; empty where it has no such page."""
        try:
            address = str((await self._described()).metadata.get("end_session_endpoint", ""))
        except AssistantError:
            return ""
        query = urlencode({"client_id": self._client, "post_logout_redirect_uri": back})
        return f"{address}{'&' if '?' in address else '?'}{query}" if address else ""

    def _session(self, back: str) -> Any:
        return AsyncOAuth2Client(
            self._client,
            self._secret or None,
            scope=_SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
            timeout=SECONDS,
            follow_redirects=False,
        )

    async def _claims(self, provider: _Provider, token: str, **rules: Any) -> Mapping[str, Any]:
        """What a checked token of the provider for us says. Keys that it changed meanwhile are read once
        more.
        """
        try:
            try:
                read = jwt.decode(token, provider.keys, algorithms=list(ALGORITHMS))
            except (JoseError, ValueError):
                provider = await self._described(anew=True)
                read = jwt.decode(token, provider.keys, algorithms=list(ALGORITHMS))
            registry = jwt.JWTClaimsRegistry(
                leeway=LEEWAY,
                iss={"essential": True, "value": self.issuer},
                aud={"essential": True, "value": self._client},
                iat={"essential": True},
                **rules,
            )
            registry.validate(read.claims)
        except (JoseError, ValueError, TypeError) as error:
            raise SignInFailedError(
                "What the provider said of you cannot be believed.", "Try again, or tell the operator."
            ) from error
        party = read.claims.get("azp")
        if party is not None and party != self._client:
            raise SignInFailedError("The provider spoke to another program.", "Tell the operator.")
        return read.claims

    def _person(self, claims: Mapping[str, Any]) -> Person:
        """The person of these claims; an address counts only where the provider has confirmed it."""
        subject = claims["sub"]
        if not isinstance(subject, str) or not subject:
            raise SignInFailedError("The provider did not say who you are.", "Tell the operator.")
        address = str(claims.get("email") or "") if claims.get("email_verified") is True else ""
        name = next(
            (str(claims[key]) for key in ("name", "preferred_username", "email") if claims.get(key)), ""
        )
        groups = claims.get(self._groups)
        named = tuple(str(group) for group in groups) if isinstance(groups, list) else ()
        said = [claims.get("acr"), *(amr if isinstance(amr := claims.get("amr"), list) else [])]
        factors = tuple(factor for factor in said if isinstance(factor, str) and factor)[:MOST_FACTORS]
        return Person(f"oidc:{subject}", name or subject, address, named, factors)

    async def _described(self, *, anew: bool = False) -> _Provider:
        """Its description and its keys, kept for a while. Raises UnavailableError."""
        async with self._reading:
            kept = self._provider
            if kept is not None and not anew and time.monotonic() - kept.read < KEPT:
                return kept
            try:
                async with httpx.AsyncClient(timeout=SECONDS, follow_redirects=False) as client:
                    metadata = await _record(client, f"{self.issuer}/.well-known/openid-configuration")
                    if metadata.get("issuer") != self.issuer:
                        raise ValueError(f"it calls itself {metadata.get('issuer')}")
                    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                        checked_issuer(str(metadata[name]))
                    keys = KeySet.import_key_set(await _record(client, metadata["jwks_uri"]))  # type: ignore[arg-type]  # what is no key set raises
            except (httpx.HTTPError, ValueError, KeyError, TypeError, JoseError, InputError) as error:
                raise _unavailable(error) from error
            self._provider = _Provider(metadata, keys, time.monotonic())
            return self._provider


async def _record(client: httpx.AsyncClient, address: str) -> dict[str, Any]:
    async with client.stream("GET", address, headers={"Accept": "application/json"}) as answer:
        answer.raise_for_status()
        body = b""
        async for part in answer.aiter_bytes():
            body += part
            if len(body) > LARGEST:
                raise ValueError("its answer is too long")
    record = json.loads(body)
    if not isinstance(record, dict):
        raise TypeError("its answer is no record")
    return record


def _unavailable(error: Exception) -> UnavailableError:
    return UnavailableError(
        f"The provider of CBD_OIDC_ISSUER cannot be used ({error or type(error).__name__}).",
        "Check the address, and that the server reaches it.",
    )


def checked_issuer(address: str) -> str:
    """The address of a provider: over TLS, but on this machine. Raises InputError."""
    parts = urlsplit(address)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
    if not safe or not parts.hostname or parts.username:
        raise InputError(
            f"'{address}' is no address of an OpenID Connect provider.", "Write it as https://id.example.org."
        )
    return address
