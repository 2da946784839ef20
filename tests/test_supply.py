"""What the project is made of: fixed by hash, of licences that are allowed; the check sees faults."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests import supply
from tests.supply import (
    ALLOWED,
    CONSTRAINTS,
    HASHES,
    ROOT,
    check,
    foreign_licences,
    is_allowed,
    old,
    pins,
    yanked,
)

WORDS = {word.casefold() for word in tomllib.loads(ALLOWED.read_text(encoding="utf-8"))["allowed"]}


def test_every_pin_has_its_hash() -> None:
    """The two files name the same versions; `make constraints` writes both."""
    fixed = {canonicalize_name(pin.name): pin.version for pin in pins(CONSTRAINTS)}
    hashed = {pin.name: pin.version for pin in pins(HASHES)}
    assert hashed == fixed
    assert all(len(pin.sha256) == 64 for pin in pins(HASHES))
    assert len(pins(HASHES)) == len(HASHES.read_text(encoding="utf-8").splitlines()) - 1


def test_every_licence_is_allowed() -> None:
    """Of every package that is installed here."""
    assert list(foreign_licences()) == []


@pytest.mark.parametrize(
    ("expression", "good"),
    [
        ("MIT", True),
        ("mit", True),
        ("Apache-2.0 WITH LLVM-exception AND (MIT OR BSD-2-Clause)", True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_which_licences_are_allowed(expression: str, good: bool) -> None:
    """All that an expression names, and none that is not named."""
    assert is_allowed(expression, WORDS) is good


def test_what_was_yanked_is_seen() -> None:
    """In the report of a newer pip, in the words of an older one."""
    assert yanked([{"is_yanked": True, "metadata": {"name": "x"}}, {"metadata": {"name": "y"}}], "") == [
        "x was yanked"
    ]
    words = "WARNING: The candidate selected for download or install is a yanked version: 'z' candidate"
    assert yanked([], f"other\n{words}") == [words]


def test_what_is_only_old_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each version that is fixed here of which the registry has a newer one; nothing of other packages."""
    for name in ("packaging-99.0", "pip-99.0"):
        (tmp_path / f"{name}-py3-none-any.whl").write_bytes(b"")
    for name, value in (("NO_INDEX", "1"), ("FIND_LINKS", str(tmp_path)), ("CONFIG_FILE", "/dev/null")):
        monkeypatch.setenv(f"PIP_{name}", value)
    assert list(old()) == [f"OLD: packaging {version('packaging')}, the newest is 99.0"]


def test_the_pipeline_asks_the_registry() -> None:
    """Once a day, beside the test command, which must run without a network."""
    script = ROOT / ".ci" / "supply"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make supply </dev/null"


AUDITOR = """#!/bin/sh
echo '{"dependencies": [{"name": "x", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}, \
{"name": "y", "version": "1", "vulns": []}, {"name": "z", "skip_reason": "not found"}]}'
exit 1
"""


def test_a_vulnerable_version_and_a_changed_file_fail_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is named; a registry that is away is said and is no failure."""
    auditor, index, hashes = tmp_path / "pip-audit", tmp_path / "index", tmp_path / "hashes.txt"
    auditor.write_text(AUDITOR)
    auditor.chmod(0o755)
    index.mkdir()
    (index / "x-1-py3-none-any.whl").write_bytes(b"not the file that was fixed")
    hashes.write_text(f"x==1 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(supply, "HASHES", hashes)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    assert check(str(auditor)) == 1
    said = capsys.readouterr().out
    assert "x 1: CVE-1, mended in 2" in said
    assert "2 versions were looked up" in said
    assert "NOT CHECKED for vulnerabilities: 1 versions (not found)" in said
    assert "DO NOT MATCH" in said

    monkeypatch.setenv("PIP_NO_INDEX", "0")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    for name, value in (
        ("INDEX_URL", "http://127.0.0.1:9/simple"),
        ("EXTRA_INDEX_URL", ""),
        ("RETRIES", "0"),
    ):
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    assert check("nowhere") == 0
    said = capsys.readouterr().out
    assert "NOT CHECKED against the registry" in said
    assert "NOT CHECKED for vulnerabilities" in said
