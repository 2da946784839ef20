"""Tokens for programs. A token is shown once; what is kept is the SHA-256 of its secret, which has 256 random
bits, so that no slow hash is needed.
"""

import hashlib
import hmac
import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from assistant.access.roles import SCOPES, Role, Viewer
from assistant.access.safe import safe_at
from index.address import Address
from ingest.errors import InputError, NotFoundError

PREFIX = "cbda_"
DAYS = 90  # that a token is good for where nothing else is said
MOST_DAYS = 3_660
SOON = 14  # days before its end in which a token should be replaced
LONGEST_NAME = 100
_FORM = re.compile(r"cbda_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; nothing of it opens a door."""

    id: str
    name: str
    role: Role
    scopes: tuple[str, ...]
    digest: str
    made: float
    expires: float
    revoked: float = 0.0

    def is_good(self, now: float) -> bool:
        """Whether it still opens anything."""
        return not self.revoked and now < self.expires

    def ends_soon(self, now: float) -> bool:
        """Whether whoever uses it should get another one."""
        return self.is_good(now) and self.expires - now < SOON * _DAY

    @property
    def viewer(self) -> Viewer:
        """Who comes with it."""
        return Viewer("token", self.role, self.id, self.name, frozenset(self.scopes))


class Tokens:
    """The tokens in a folder or a database, which several processes read and the command line changes."""

    def __init__(self, place: Address, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._kept = safe_at(place).kept("tokens.json", _read, _write)

    def all(self) -> list[Token]:
        """Every token that was ever made, the oldest first."""
        return sorted(self._kept.get().values(), key=lambda token: token.made)

    def any_good(self) -> bool:
        """Whether there is one that opens something."""
        return any(token.is_good(self._clock()) for token in self.all())

    def ending(self) -> int:
        """How many are good, and should be replaced."""
        return sum(token.ends_soon(self._clock()) for token in self.all())

    def create(
        self, name: str, role: Role, scopes: tuple[str, ...] = (), days: float = DAYS
    ) -> tuple[Token, str]:
        """A new token and its words, which are nowhere kept. Raises InputError."""
        name = name.strip()
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise InputError(
                "A token needs a name.", f"Say in {LONGEST_NAME} letters at most what it is for."
            )
        wrong = [scope for scope in scopes if scope not in SCOPES]
        if wrong:
            raise InputError(f"'{wrong[0]}' is no scope.", f"Choose of {', '.join(SCOPES)}.")
        if not 0 < days <= MOST_DAYS:
            raise InputError(f"A token cannot be good for {days:g} days.", f"Say 1 to {MOST_DAYS}.")
        identity, secret, now = secrets.token_hex(4), secrets.token_urlsafe(32), self._clock()
        token = Token(identity, name, role, scopes or SCOPES, _digest(secret), now, now + days * _DAY)
        self._kept.change(lambda tokens: {**tokens, identity: token})
        return token, f"{PREFIX}{identity}_{secret}"

    def revoke(self, identity: str) -> Token:
        """Make a token worthless, from the next request on. Raises NotFoundError."""

        def end(tokens: dict[str, Token]) -> dict[str, Token]:
            token = tokens.get(identity)
            if token is None:
                raise NotFoundError(f"There is no token {identity}.", "cbd-assistant token list shows them.")
            return {**tokens, identity: replace(token, revoked=token.revoked or self._clock())}

        return self._kept.change(end)[identity]

    def find(self, words: str) -> Token | None:
        """The token that these words open, while it is good."""
        match = _FORM.fullmatch(words)
        if match is None:
            return None
        token = self._kept.get().get(match[1])
        known = token.digest if token else _digest("")
        same = hmac.compare_digest(known, _digest(match[2]))
        return token if token and same and token.is_good(self._clock()) else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _write(tokens: dict[str, Token]) -> bytes:
    record = {"tokens": [asdict(token) for token in tokens.values()]}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _read(content: bytes) -> dict[str, Token]:
    if not content:
        return {}
    rows = json.loads(content)["tokens"]
    tokens = (Token(**{**row, "role": Role(row["role"]), "scopes": tuple(row["scopes"])}) for row in rows)
    return {token.id: token for token in tokens}
