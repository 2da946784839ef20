"""What the settings say: open on this machine alone, said explicitly anywhere else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.access.policy import checked_access, checked_exposure, is_open, public_role
from assistant.access.roles import Role
from assistant.access.tokens import Tokens
from assistant.settings import Settings
from ingest.errors import InputError


@pytest.fixture
def plain(tmp_path: Path) -> Settings:
    """Defaults, with a folder of one's own."""
    return Settings(access=tmp_path)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_alone_needs_nothing(plain: Settings, host: str) -> None:
    """As ever; nothing is made in the folder."""
    checked_exposure(plain, host)
    assert is_open(plain)
    assert public_role(plain) is Role.OPERATOR
    assert list(plain.access.iterdir()) == []


ELSEWHERE = ("0.0.0.0", "::", "192.0.2.1", "assistant.example.org", "", "127.0.0.1.example")  # noqa: S104


@pytest.mark.parametrize("host", ELSEWHERE)
def test_anywhere_else_somebody_has_to_say_who_may(plain: Settings, host: str) -> None:
    """One sentence says how; each way of saying it is enough."""
    with pytest.raises(InputError, match=r"CBD_PUBLIC=reader.*CBD_OIDC_ISSUER.*token create"):
        checked_exposure(plain, host)
    checked_exposure(replace(plain, public="reader"), host)
    checked_exposure(replace(plain, oidc_issuer="https://id.example.org", oidc_client="x"), host)
    checked_exposure(replace(plain, proxy_user="X-User", proxies=("192.0.2.7",)), host)


@pytest.mark.parametrize("more", [{"hosts": ("a.example.org",)}, {"proxies": ("127.0.0.1",)}])
def test_a_name_or_a_proxy_is_elsewhere(plain: Settings, more: dict[str, Any]) -> None:
    """A server behind a proxy of this machine is reached by everybody."""
    with pytest.raises(InputError, match="CBD_PUBLIC"):
        checked_exposure(replace(plain, **more), "127.0.0.1")


def test_a_server_that_nobody_could_use(plain: Settings) -> None:
    """It says so, until there is a token."""
    closed = replace(plain, public="none")
    with pytest.raises(InputError, match="Nobody could use"):
        checked_exposure(closed, "127.0.0.1")
    Tokens(plain.access).create("x", Role.READER)
    checked_exposure(closed, "0.0.0.0")  # noqa: S104
    assert public_role(closed) is None


def test_sign_in_alone_lets_nobody_in_without(plain: Settings) -> None:
    """Where people sign in, anybody has no role unless the operator says so."""
    signing = replace(plain, oidc_issuer="https://id.example.org", oidc_client="x")
    assert public_role(signing) is None
    assert public_role(replace(signing, public="reader")) is Role.READER


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"public": "king"}, "CBD_PUBLIC"),
        ({"metrics": "everybody"}, "CBD_METRICS"),
        ({"docs": "everybody"}, "CBD_DOCS"),
        ({"roles": ("x",)}, "CBD_ROLES"),
        ({"oidc_issuer": "https://x"}, "CBD_OIDC_CLIENT"),
        ({"proxy_user": "X-User"}, "CBD_PROXIES"),
        ({"proxy_user": "X User", "proxies": ("::1",)}, "no name of a header"),
        ({"session_hours": 0}, "CBD_SESSION_HOURS"),
        ({"session_idle_minutes": -1}, "CBD_SESSION_IDLE_MINUTES"),
        ({"oidc_second_factor": ("mfa",)}, "CBD_OIDC_SECOND_FACTOR"),
        ({"audit_days": -1}, "CBD_AUDIT_DAYS"),
        ({"audit_megabytes": 0}, "CBD_AUDIT_MEGABYTES"),
        ({"feedback_megabytes": 0}, "CBD_FEEDBACK_MEGABYTES"),
        ({"conversations_days": -1}, "CBD_CONVERSATIONS_DAYS"),
        ({"conversations": Path("c.db")}, "CBD_CONVERSATIONS keeps .* nobody can"),
    ],
)
def test_a_wrong_setting_is_named(plain: Settings, values: dict[str, Any], words: str) -> None:
    """Before anything is served."""
    with pytest.raises(InputError, match=words):
        checked_access(replace(plain, **values))


def test_no_secret_is_in_the_words_of_the_settings() -> None:
    """Whoever logs them logs no key and no secret."""
    secret = [name for name in Settings.__dataclass_fields__ if name.endswith(("_key", "_secret"))]
    assert secret == ["llm_key", "oidc_secret"]
    for name in secret:
        assert "hush" not in repr(Settings(**{name: "hush"}))


def test_a_secret_comes_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As vaults, containers and systemd hand it over; a file that is not there starts nothing, and no error
    has a word of what is in it.
    """
    place = tmp_path / "secret"
    place.write_text("hush\n")
    monkeypatch.setenv("CBD_OIDC_SECRET_FILE", str(place))
    assert Settings.from_environment().oidc_secret == place.read_text().strip()
    monkeypatch.setenv("CBD_OIDC_SECRET", "other")
    with pytest.raises(InputError, match="are both set"):
        Settings.from_environment()
    monkeypatch.delenv("CBD_OIDC_SECRET")
    place.write_bytes(b"hush\xff")
    with pytest.raises(InputError, match="cannot be read") as raised:
        Settings.from_environment()
    assert "hush" not in str(raised.value)
    place.unlink()
    with pytest.raises(InputError, match="CBD_OIDC_SECRET_FILE cannot be read"):
        Settings.from_environment()
