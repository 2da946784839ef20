"""Sessions of people: what a provider said of them, signed, in a cookie that no script reads, and signed anew
while it is used. What ended before its time is noted in a file that all workers look at.
"""

import json
import math
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from assistant.access.register import Entry, Register
from assistant.access.roles import Person
from assistant.access.safe import safe_at
from assistant.access.signer import LONGEST, Signer
from index.address import Address

EVERYBODY = "*"
KEY = "session.key"
RENEWED = 1 / 6  # of the idle time after which a session that is used is signed anew
_HOUR, _MINUTE = 3_600.0, 60.0


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who signed in, until then; `used` as far as its cookie knows."""

    id: str
    person: Person
    begun: float
    ends: float
    used: float


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
    """The sessions that the key in a folder or a database signs: of so many hours at most, and of so many
    minutes (0: any) without use.
    """

    def __init__(
        self,
        place: Address,
        hours: float,
        clock: Callable[[], float] = time.time,
        *,
        idle_minutes: float = 0.0,
    ) -> None:
        safe = safe_at(place)
        self._signer = Signer(safe.key(KEY), "session")
        self._seconds = hours * _HOUR
        self._idle = idle_minutes * _MINUTE or math.inf
        self._clock = clock
        self._ended = safe.kept("ended.json", _read, _write)
        self._register = Register(safe, clock)

    @property
    def seconds(self) -> int:
        """How long a session lasts."""
        return int(self._seconds)

    def begin(self, person: Person, device: str = "", at_provider: str = "") -> str:
        """What the cookie of a new session holds."""
        now = self._clock()
        session = Session(secrets.token_urlsafe(12), person, now, now + self._seconds, now)
        self._enter(session, device=device, at_provider=at_provider)
        return self._signed(session)

    def read(self, text: str) -> Session | None:
        """The session that a cookie holds, while it lasts. A record that we signed is one that we wrote."""
        record = self._signer.read(text)
        if record is None:
            return None
        groups: tuple[str, ...] = tuple(record["g"])  # type: ignore[arg-type]  # a list, as we wrote it
        factors: tuple[str, ...] = tuple(record.get("f", ()))  # type: ignore[arg-type]
        person = Person(str(record["p"]), str(record["n"]), str(record["a"]), groups, factors)
        begun, ends, used = (float(record.get(key, record["b"])) for key in "beu")  # type: ignore[arg-type]
        session = Session(str(record["s"]), person, begun, ends, used)
        if self._clock() >= min(session.ends, session.used + self._idle) or self._has_ended(session):
            return None
        return session

    def is_due(self, session: Session) -> bool:
        """Whether a session that is used now should be signed anew."""
        return self._clock() - session.used > self._idle * RENEWED

    def renew(self, session: Session) -> tuple[str, int]:
        """What the cookie of a session that is used holds now, and the seconds that are left to it."""
        used = replace(session, used=self._clock())
        self._enter(used)
        return self._signed(used), int(session.ends - used.used)

    def of(self, person: str) -> list[Entry]:
        """The sessions of a person that go on, the one that was used last first."""
        return self._register.of(person)

    def _enter(self, session: Session, **told: str) -> None:
        until = min(session.ends, session.used + self._idle)
        self._register.enter(
            session.id, session.person.id, begun=session.begun, used=session.used, until=until, **told
        )

    def _signed(self, session: Session) -> str:
        """The text of a cookie."""
        person, groups = session.person, list(session.person.groups)
        # the id is never cut: what is kept under it is one person's
        while True:  # a directory may list hundreds of groups: those at the end are left out of the cookie
            text = self._signer.sign(
                {
                    "s": session.id, "p": person.id, "n": person.name[:100], "a": person.address[:200],
                    "g": groups, "f": [text[:100] for text in person.factors],
                    "b": session.begun, "e": session.ends, "u": session.used,
                }
            )  # fmt: skip
            if len(text) <= LONGEST or not groups:
                return text
            groups.pop()

    def _has_ended(self, session: Session) -> bool:
        ended = self._ended.get()
        before = max(ended.people.get(session.person.id, 0.0), ended.people.get(EVERYBODY, 0.0))
        return session.id in ended.sessions or session.begun <= before

    def end(self, session: str) -> None:
        """End one session: the person signed out."""
        self._note(session, "")
        self._register.strike(lambda entry: entry.session == session)

    def end_all(self, person: str = EVERYBODY) -> None:
        """End every session of a person that was begun up to now, or of everybody."""
        self._note("", person)
        self._register.strike(lambda entry: person in {EVERYBODY, entry.person})

    def end_at_provider(self, person: str, at_provider: str) -> None:
        """End what a session at the provider opened here; every session of the person where it is not known
        which one that is.
        """
        found = [one.session for one in self.of(person) if at_provider and one.at_provider == at_provider]
        for session in found:
            self.end(session)
        if not found:
            self.end_all(person)

    def end_others(self, session: Session) -> tuple[str, int]:
        """End every session of a person but this one, which goes on under another id: what its cookie holds
        then, and the seconds that are left to it.
        """
        known = [one for one in self.of(session.person.id) if one.session == session.id]
        self.end_all(session.person.id)
        now = self._clock()
        fresh = replace(session, id=secrets.token_urlsafe(12), begun=now, used=now)
        told = {"device": known[0].device, "at_provider": known[0].at_provider} if known else {}
        self._enter(fresh, **told)
        return self._signed(fresh), int(fresh.ends - now)

    def _note(self, session: str, person: str) -> None:
        now = self._clock()
        ending = _Ending(session, person, now, now + self._seconds)
        self._ended.change(lambda ended: _ended(*(one for one in ended.rows if one.forget > now), ending))


def _write(ended: _Ended) -> bytes:
    return json.dumps([asdict(one) for one in ended.rows]).encode()


def _read(content: bytes) -> _Ended:
    return _ended(*(_Ending(**row) for row in json.loads(content))) if content else _Ended()


def _ended(*rows: _Ending) -> _Ended:
    people: dict[str, float] = {}
    for row in rows:
        if row.person:
            people[row.person] = max(row.at, people.get(row.person, 0.0))
    return _Ended(rows, frozenset(row.session for row in rows if row.session), people)
