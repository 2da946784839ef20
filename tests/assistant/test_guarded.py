"""The process in which files of unknown origin are read: what it knows of the program that started it."""

import os

import pytest

from assistant.guarded import Budget, Guarded


def environment_here(_: str) -> dict[str, str]:
    """The job: what the process knows."""
    return dict(os.environ)


def test_the_reader_of_a_file_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, no password, no setting; it knows its language and where programs are."""
    for name in ("CBD_OIDC_SECRET", "CBD_LLM_KEY", "CBD_INDEX", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "hunter2")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with Guarded(f"{__name__}:environment_here", Budget()) as process:
        known = process.ask("a file")

    assert "hunter2" not in known.values()
    assert (known["LC_ALL"], known["PATH"]) == ("C.UTF-8", os.environ["PATH"])
