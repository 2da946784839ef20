"""Tokens: shown once, hashed, scoped, expiring, revocable, seen by every process."""

import json
import stat
import threading
from pathlib import Path

import pytest

from assistant.access.roles import SCOPES, Role
from assistant.access.tokens import Tokens
from ingest.errors import InputError, NotFoundError


class Clock:
    """A clock that is set by hand."""

    now = 1_000_000.0

    def __call__(self) -> float:
        """Read it."""
        return self.now


def test_a_token_opens_until_it_expires(tmp_path: Path) -> None:
    """Another process sees it at once."""
    clock = Clock()
    tokens, other = Tokens(tmp_path, clock), Tokens(tmp_path, clock)
    assert other.all() == []
    token, words = tokens.create("intranet", Role.TRAINER, ("read", "train"), days=1)

    assert other.find(words) == token
    assert (token.viewer.role, token.viewer.scopes) == (Role.TRAINER, {"read", "train"})
    clock.now += 86_399
    assert other.any_good()
    clock.now += 1
    assert other.find(words) is None
    assert not other.any_good()


def test_nothing_that_is_kept_opens_anything(tmp_path: Path) -> None:
    """Only the hash of the secret is on the disk, in a file that its owner alone reads."""
    tokens = Tokens(tmp_path)
    token, words = tokens.create("x", Role.READER)
    path = tmp_path / "tokens.json"
    kept = path.read_text()

    assert words.split("_", 2)[2] not in kept  # the secret may have "_" in it
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert tokens.find(f"cbda_{token.id}_{token.digest[:43]}") is None
    assert token.scopes == SCOPES
    assert words not in repr(token)


@pytest.mark.parametrize(
    "spoil", [lambda w: w[:-1], lambda w: w + "x", lambda w: w.swapcase(), lambda w: f" {w}"]
)
def test_a_wrong_token_opens_nothing(tmp_path: Path, spoil: "object") -> None:
    """Not one letter may differ."""
    tokens = Tokens(tmp_path)
    _, words = tokens.create("x", Role.READER)
    assert tokens.find(words) is not None
    assert tokens.find(spoil(words)) is None  # type: ignore[operator]
    for other in ("", "cbda_", "cbda_00000000_" + "A" * 43, "é" * 60):
        assert tokens.find(other) is None


def test_a_revoked_token_opens_nothing(tmp_path: Path) -> None:
    """From the next look on, in every process; twice is no error, an unknown one is."""
    tokens, other = Tokens(tmp_path), Tokens(tmp_path)
    token, words = tokens.create("x", Role.READER)
    assert other.find(words)
    assert tokens.revoke(token.id).revoked == tokens.revoke(token.id).revoked > 0
    assert other.find(words) is None
    with pytest.raises(NotFoundError, match="no token"):
        tokens.revoke("nobody")


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [("", (), 1), ("a\nb", (), 1), ("x" * 101, (), 1), ("x", ("fly",), 1), ("x", (), 0), ("x", (), 1e9)],
)
def test_what_is_no_token(tmp_path: Path, name: str, scopes: tuple[str, ...], days: float) -> None:
    """It is told, and nothing is kept."""
    with pytest.raises(InputError):
        Tokens(tmp_path).create(name, Role.READER, scopes, days)
    assert Tokens(tmp_path).all() == []


def test_makers_at_once_lose_no_token(tmp_path: Path) -> None:
    """Each is there."""
    threads = [
        threading.Thread(target=lambda n=n: Tokens(tmp_path).create(f"n{n}", Role.READER)) for n in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {token.name for token in Tokens(tmp_path).all()} == {f"n{n}" for n in range(16)}


@pytest.mark.parametrize("content", ["{", "[]", '{"tokens": [{"id": 1}]}', json.dumps({"tokens": [7]})])
def test_a_damaged_file_opens_nothing(tmp_path: Path, content: str) -> None:
    """It is told; nobody comes in meanwhile."""
    (tmp_path / "tokens.json").write_text(content)
    with pytest.raises(InputError, match="damaged"):
        Tokens(tmp_path).find("cbda_00000000_" + "A" * 43)
