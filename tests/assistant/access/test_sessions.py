"""Sessions: signed, bounded in time, ended for good."""

import base64
import json
import stat
from pathlib import Path

import pytest

from assistant.access.roles import Person
from assistant.access.sessions import Sessions
from assistant.access.signer import LONGEST, Signer
from tests.assistant.access.test_tokens import Clock

ANA = Person("oidc:4711", "Ana", "ana@example.org", ("trainers",))


def test_a_session_lasts_its_hours(tmp_path: Path) -> None:
    """Another worker reads it, too; the key is its owner's alone."""
    clock = Clock()
    text = Sessions(tmp_path, 2, clock).begin(ANA)
    other = Sessions(tmp_path, 2, clock)
    session = other.read(text)

    assert session is not None
    assert session.person == ANA
    assert other.seconds == 7200
    assert stat.S_IMODE((tmp_path / "session.key").stat().st_mode) == 0o600
    clock.now += 7200
    assert other.read(text) is None


def test_a_session_that_nobody_uses_ends(tmp_path: Path) -> None:
    """After its idle time; one that is renewed goes on, to the end of its hours."""
    clock = Clock()
    sessions = Sessions(tmp_path, 2, clock, idle_minutes=30)
    text = sessions.begin(ANA)
    for _ in range(4):
        clock.now += 29 * 60
        session = sessions.read(text)
        assert session is not None
        assert sessions.is_due(session)
        text, left = sessions.renew(session)
    assert left == 4 * 60
    again = sessions.read(text)
    assert again is not None
    assert (again.person, sessions.is_due(again)) == (ANA, False)
    clock.now += 4 * 60
    assert sessions.read(text) is None
    idle = sessions.begin(ANA)
    clock.now += 30 * 60
    assert sessions.read(idle) is None


def test_nothing_of_it_can_be_changed(tmp_path: Path) -> None:
    """Neither what it says, nor its signature, nor a record that was signed for something else."""
    sessions = Sessions(tmp_path, 2)
    body, _, tag = sessions.begin(ANA).partition(".")
    record = json.loads(base64.urlsafe_b64decode(body + "=="))
    forged = base64.urlsafe_b64encode(json.dumps({**record, "p": "oidc:1"}).encode()).decode().rstrip("=")
    key = (tmp_path / "session.key").read_bytes()

    for text in (f"{forged}.{tag}", f"{body}.", body, "", ".", f"{body}.{tag}x", "é.é", "a" * 9000):
        assert sessions.read(text) is None
    assert sessions.read(Signer(key, "sign-in").sign(record)) is None
    assert sessions.read(Signer(b"x" * 32, "session").sign(record)) is None
    assert sessions.read(Signer(key, "session").sign(record)) is not None


def test_no_session_can_be_guessed(tmp_path: Path) -> None:
    """A key of 256 bits, made here; 96 bits in each id, and no two alike."""
    sessions = Sessions(tmp_path, 2)
    found = [sessions.read(sessions.begin(ANA)) for _ in range(100)]
    ids = {session.id for session in found if session is not None}
    assert len(ids) == 100
    assert {len(base64.urlsafe_b64decode(one)) for one in ids} == {12}
    Sessions(tmp_path / "other", 2)
    keys = {(folder / "session.key").read_bytes() for folder in (tmp_path, tmp_path / "other")}
    assert [len(key) for key in keys] == [32, 32]


def test_without_its_key_no_session_goes_on(tmp_path: Path) -> None:
    """An operator takes the key away, and everybody signs in again, under another one."""
    text = Sessions(tmp_path, 2).begin(ANA)
    assert Sessions(tmp_path, 2).read(text) is not None
    (tmp_path / "session.key").unlink()
    again = Sessions(tmp_path, 2)
    assert again.read(text) is None
    assert again.read(again.begin(ANA)) is not None


def test_who_signs_out_stays_out(tmp_path: Path) -> None:
    """In every worker; the other sessions of the same person go on."""
    sessions, other = Sessions(tmp_path, 2), Sessions(tmp_path, 2)
    first, second = sessions.begin(ANA), sessions.begin(ANA)
    ended = sessions.read(first)
    assert ended is not None
    sessions.end(ended.id)

    assert other.read(first) is None
    assert other.read(second) is not None
    assert stat.S_IMODE((tmp_path / "ended.json").stat().st_mode) == 0o600


def test_an_operator_ends_sessions(tmp_path: Path) -> None:
    """Of one person or of all; those begun afterwards are good."""
    clock = Clock()
    sessions = Sessions(tmp_path, 2, clock)
    ana, bob = sessions.begin(ANA), sessions.begin(Person("oidc:2", "Bob"))
    sessions.end_all("oidc:4711")
    assert sessions.read(ana) is None
    assert sessions.read(bob) is not None
    sessions.end_all()
    assert sessions.read(bob) is None
    clock.now += 1
    assert sessions.read(sessions.begin(ANA)) is not None


def test_what_has_ended_is_forgotten_when_it_would_have_ended_anyway(tmp_path: Path) -> None:
    """The file stays small."""
    clock = Clock()
    sessions = Sessions(tmp_path, 2, clock)
    for number in range(5):
        sessions.end(str(number))
    clock.now += 7201
    sessions.end("last")
    assert [row["session"] for row in json.loads((tmp_path / "ended.json").read_text())] == ["last"]


def test_hundreds_of_groups_fit_into_a_cookie(tmp_path: Path) -> None:
    """Those at the end are left out."""
    many = Person("oidc:1", "n" * 500, "a@" + "b" * 500, tuple(f"group-{n}" for n in range(500)))
    text = Sessions(tmp_path, 2).begin(many)
    session = Sessions(tmp_path, 2).read(text)

    assert len(text) <= LONGEST
    assert session is not None
    assert session.person.groups == many.groups[: len(session.person.groups)] != ()


def test_a_damaged_key_is_told(tmp_path: Path) -> None:
    """A short one would be guessed."""
    (tmp_path / "session.key").write_bytes(b"short")
    with pytest.raises(Exception, match="damaged"):
        Sessions(tmp_path, 2)
