"""The commands of access: token, sign-out, audit, and what else they note."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.access.audit import Audit, Event, read_audit
from assistant.access.sessions import Sessions
from assistant.access.tokens import Tokens
from assistant.api import workers
from assistant.cli.main import main
from assistant.conversations.file import ConversationFile
from assistant.settings import Settings
from ingest.errors import InputError
from tests.assistant.access.test_sessions import ANA

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command, with files in a folder of one's own."""
    for name, path in (("ACCESS", "access"), ("AUDIT", "audit.jsonl"), ("LIBRARY", "library")):
        monkeypatch.setenv(f"CBD_{name}", str(tmp_path / path))

    def run(*words: str) -> tuple[int, str, str]:
        status = main(words)
        out, err = capsys.readouterr()
        return status, out, err

    return run


def noted(tmp_path: Path) -> list[dict[str, Any]]:
    """What the audit log holds."""
    return list(read_audit(tmp_path / "audit.jsonl"))


def test_a_token_is_made_listed_and_revoked(tell: Told, tmp_path: Path) -> None:
    """It is shown once, alone on standard output; each step is noted, the token is not."""
    status, token, aside = tell("token", "create", "intranet search", "--scope", "read", "--scope", "ask")
    token = token.strip()
    found = Tokens(tmp_path / "access").find(token)
    assert (status, found is not None) == (0, True)
    assert found is not None
    assert "not shown again" in aside
    _, listed, _ = tell("token", "list")
    assert f"{found.id}  reader (read, ask), good" in listed
    assert token not in listed
    assert tell("token", "revoke", found.id)[0] == 0
    assert "revoked" in tell("token", "list")[1]
    assert Tokens(tmp_path / "access").find(token) is None
    events = noted(tmp_path)
    assert [event["what"] for event in events] == ["token created", "token revoked"]
    assert all(event["who"].startswith("terminal ") for event in events)
    assert token not in (tmp_path / "audit.jsonl").read_text()


def test_a_token_that_ends_soon_is_told(tell: Told, tmp_path: Path) -> None:
    """Two weeks before, in the list and to Prometheus; one that was revoked asks for nothing."""
    for name, days in (("early", "15"), ("late", "13"), ("gone", "13")):
        tell("token", "create", name, "--days", days)
    tokens = Tokens(tmp_path / "access")
    tokens.revoke(next(token.id for token in tokens.all() if token.name == "gone"))
    lines = tell("token", "list")[1].splitlines()
    assert [line.rpartition(": ")[2] for line in lines if "ends soon, make another" in line] == ["late"]
    assert tokens.ending() == 1


def test_a_token_as_json(tell: Told) -> None:
    """For scripts."""
    made = json.loads(tell("token", "create", "x", "--role", "operator", "--days", "1", "--json")[1])
    assert made["token"].startswith("cbda_")
    assert json.loads(tell("token", "list", "--json")[1]) == [
        {name: value for name, value in made.items() if name != "token"}
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("token", "create", ""), "needs a name"),
        (("token", "create", "x", "--days", "0"), "0 days"),
        (("token", "revoke", "x"), "no token"),
        (("sign-out",), "not said whose"),
        (("audit", "--since", "yesterday"), "no day"),
    ],
)
def test_what_is_wrong_is_told(tell: Told, words: tuple[str, ...], said: str) -> None:
    """In one sentence."""
    status, _, aside = tell(*words)
    assert status == 2
    assert said in aside


def test_sessions_are_ended(tell: Told, tmp_path: Path) -> None:
    """Of a person, or of all."""
    sessions = Sessions(tmp_path / "access", 12)
    text = sessions.begin(ANA)
    assert tell("sign-out", "oidc:other")[0] == 0
    assert sessions.read(text) is not None
    assert tell("sign-out", ANA.id)[0] == 0
    assert sessions.read(text) is None
    assert tell("sign-out", "--all")[0] == 0
    assert [event["detail"] for event in noted(tmp_path)] == ["oidc:other", ANA.id, "all"]


def test_what_is_kept_of_a_person_is_erased(
    tell: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody else's; their sessions end, so that no browser stores it again, and it is noted."""
    status, _, aside = tell("erase", ANA.id)
    assert (status, "keeps no conversations" in aside) == (2, True)
    path = tmp_path / "conversations.db"
    monkeypatch.setenv("CBD_CONVERSATIONS", str(path))
    kept, sessions = ConversationFile(path), Sessions(tmp_path / "access", 12)
    for owner in (ANA.id, "oidc:other"):
        kept.store(owner, "one", b"What is a secret?", "")
    text = sessions.begin(ANA)

    assert json.loads(tell("erase", ANA.id, "--json")[1]) == {"person": ANA.id, "erased": 1}
    assert sessions.read(text) is None
    assert kept.revisions(ANA.id) == {}
    assert list(kept.revisions("oidc:other")) == ["one"]
    assert [event["detail"] for event in noted(tmp_path)] == [f"{ANA.id}: 1"]
    assert "0 of oidc:nobody" in tell("erase", "oidc:nobody")[1]


def test_the_audit_log_is_read(tell: Told, tmp_path: Path) -> None:
    """By day, by person, by what was done; nothing that somebody sent reaches the terminal as a command."""
    path = tmp_path / "audit.jsonl"
    for at, event in (
        (1_000_000_000, Event("person oidc:1", "signed in", "192.0.2.1", "Ana")),
        (1_700_000_000, Event("anybody", "POST /api/v1/ask", "192.0.2.2", status=401, question="\x1b[2Jx")),
        (1_700_000_001, Event("token 12", "GET /metrics", "192.0.2.3", "prometheus", "operator", 200)),
    ):
        Audit(path, 0, 1, lambda at=at: at).note(event)
    whole = tell("audit")[1].splitlines()
    assert len(whole) == 3
    assert whole[0].startswith("2001-09-09T01:46:40.000+00:00 [person oidc:1 Ana] signed in from 192.0.2.1")
    assert "-> 401" in whole[1]
    assert "\x1b" not in whole[1]
    assert len(tell("audit", "--since", "2010-01-01")[1].splitlines()) == 2
    assert tell("audit", "--until", "2010-01-01", "--who", "ANA")[1].splitlines() == whole[:1]
    assert tell("audit", "--what", "/ask")[1].splitlines() == whole[1:2]
    assert [event["name"] for event in json.loads(tell("audit", "--last", "1", "--json")[1])] == [
        "prometheus"
    ]
    assert "Nothing of that" in tell("audit", "--who", "nobody")[1]


def test_changes_are_noted_where_access_is_set_up(
    tell: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what they were given and how they ended; nothing is written where it is not."""
    file = tmp_path / "note.md"
    file.write_text("# A note\n\nSomething about biodiversity that an office wrote down.\n")
    assert tell("add", str(file), "--id", "our-note")[0] == 0
    assert not (tmp_path / "audit.jsonl").exists()
    monkeypatch.setenv("CBD_PUBLIC", "reader")
    tell("remove", "our-note")
    tell("list")
    assert [(event["what"], event["detail"], event["status"]) for event in noted(tmp_path)] == [
        ("cbd-assistant remove", "our-note", 0)
    ]


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(hosts=("assistant.example.org",)), Settings(public="none")]
)
def test_a_server_for_others_does_not_start_by_itself(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says how to set it up; nothing listens."""
    monkeypatch.setattr(workers, "open_door", lambda *_: pytest.fail("it listens"))
    with pytest.raises(InputError, match="CBD_PUBLIC=reader"):
        workers.run_server(replace(settings, access=tmp_path), "0.0.0.0", 0, 1)  # noqa: S104
