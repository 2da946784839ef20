"""The list of sessions that go on."""

import stat
from pathlib import Path

from assistant.access.register import Register
from assistant.access.safe import FolderSafe
from tests.assistant.access.test_tokens import Clock


def test_a_session_is_entered_told_of_and_struck(tmp_path: Path) -> None:
    """Every process sees it; the file is its owner's alone."""
    clock = Clock()
    first, second = Register(FolderSafe(tmp_path), clock), Register(FolderSafe(tmp_path), clock)
    first.enter("a", "oidc:1", begun=1.0, used=1.0, until=clock.now + 60, device="Firefox")
    second.enter("b", "oidc:1", begun=2.0, used=2.0, until=clock.now + 60)
    second.enter("a", "oidc:1", used=3.0, until=clock.now + 90)

    assert [(one.session, one.begun, one.device) for one in first.of("oidc:1")] == [
        ("a", 1.0, "Firefox"),
        ("b", 2.0, ""),
    ]
    assert first.of("oidc:2") == []
    assert stat.S_IMODE((tmp_path / "sessions.json").stat().st_mode) == 0o600
    clock.now += 60
    assert [one.session for one in second.of("oidc:1")] == ["a"]
    second.strike(lambda entry: entry.session == "a")
    assert first.of("oidc:1") == []


def test_what_has_ended_is_forgotten(tmp_path: Path) -> None:
    """The file stays small."""
    clock = Clock()
    register = Register(FolderSafe(tmp_path), clock)
    for number in range(5):
        register.enter(str(number), "oidc:1", begun=0.0, used=0.0, until=clock.now + 1)
    clock.now += 2
    register.strike(lambda entry: False)
    assert (tmp_path / "sessions.json").read_text() == "[]"
