"""Sessions of people: what a provider said of them, signed, in a cookie that no script reads. What ended
before its time is noted in a file that all workers look at.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock

from assistant.access.private import Watched, make_private, private_key, write_private
from assistant.access.roles import Person

LONGEST = 3_500  # characters of a signed text: browsers keep 4,096 bytes of a cookie
EVERYBODY = "*"
KEY = "session.key"
_HOUR = 3_600.0


class Signer:
    """Signs small records for one purpose each, so that one kind is never taken for another."""

    def __init__(self, key: bytes, purpose: str) -> None:
        self._key = hmac.digest(key, purpose.encode(), hashlib.sha256)

    def sign(self, record: dict[str, object]) -> str:
        """The record and its signature."""
        body = base64.urlsafe_b64encode(json.dumps(record, separators=(",", ":")).encode()).rstrip(b"=")
        return f"{body.decode()}.{self._tag(body)}"

    def read(self, text: str) -> dict[str, object] | None:
        """The record, where the signature is ours and nothing of it was changed."""
        body, _, tag = text.partition(".")
        if len(text) > LONGEST or not text.isascii():
            return None
        if not hmac.compare_digest(tag.encode(), self._tag(body.encode()).encode()):
            return None
        record: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return record

    def _tag(self, body: bytes) -> str:
        digest = hmac.digest(self._key, body, hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who signed in, until then."""

    id: str
    person: Person
    begun: float
    ends: float


@dataclass(frozen=True, slots=True)
class _Ending:
    """What no longer counts: one session, or all of a person that were begun up to then."""

    session: str
    person: str
    at: float
    forget: float


@dataclass(frozen=True, slots=True)
class _Ended:
    """All that has ended."""

    rows: tuple[_Ending, ...] = ()
    sessions: frozenset[str] = frozenset()
    people: dict[str, float] = field(default_factory=dict)


class Sessions:
    """The sessions that the key in a folder signs."""

    def __init__(self, folder: Path, hours: float, clock: Callable[[], float] = time.time) -> None:
        self._signer = Signer(private_key(folder / KEY), "session")
        self._path = folder / "ended.json"
        self._lock = folder / ".ended.lock"
        self._seconds = hours * _HOUR
        self._clock = clock
        self._ended = Watched(self._path, _read)

    @property
    def seconds(self) -> int:
        """How long a session lasts."""
        return int(self._seconds)

    def begin(self, person: Person) -> str:
        """What the cookie of a new session holds."""
        now = self._clock()
        groups = list(person.groups)
        # the id is never cut: what is kept under it is one person's
        while True:  # a directory may list hundreds of groups: those at the end are left out of the cookie
            text = self._signer.sign(
                {
                    "s": secrets.token_urlsafe(12), "p": person.id, "n": person.name[:100],
                    "a": person.address[:200], "g": groups, "b": now, "e": now + self._seconds,
                }
            )  # fmt: skip
            if len(text) <= LONGEST or not groups:
                return text
            groups.pop()

    def read(self, text: str) -> Session | None:
        """The session that a cookie holds, while it lasts. A record that we signed is one that we wrote."""
        record = self._signer.read(text)
        if record is None:
            return None
        person = Person(str(record["p"]), str(record["n"]), str(record["a"]), tuple(record["g"]))  # type: ignore[arg-type]  # a list, as we wrote it
        session = Session(str(record["s"]), person, float(record["b"]), float(record["e"]))  # type: ignore[arg-type]
        if self._clock() >= session.ends or self._has_ended(session):
            return None
        return session

    def _has_ended(self, session: Session) -> bool:
        ended = self._ended.get()
        before = max(ended.people.get(session.person.id, 0.0), ended.people.get(EVERYBODY, 0.0))
        return session.id in ended.sessions or session.begun <= before

    def end(self, session: str) -> None:
        """End one session: the person signed out."""
        self._note(session, "")

    def end_all(self, person: str = EVERYBODY) -> None:
        """End every session of a person that was begun up to now, or of everybody."""
        self._note("", person)

    def _note(self, session: str, person: str) -> None:
        now = self._clock()
        make_private(self._path.parent)
        with FileLock(self._lock, mode=0o600):
            kept = [one for one in self._ended.get().rows if one.forget > now]
            kept.append(_Ending(session, person, now, now + self._seconds))
            write_private(self._path, json.dumps([asdict(one) for one in kept]).encode())


def _read(content: bytes) -> _Ended:
    rows = tuple(_Ending(**row) for row in json.loads(content)) if content else ()
    people: dict[str, float] = {}
    for row in rows:
        if row.person:
            people[row.person] = max(row.at, people.get(row.person, 0.0))
    return _Ended(rows, frozenset(row.session for row in rows if row.session), people)
