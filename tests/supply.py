"""What the project is made of: files by hash, licences, and what the registry says of them now. `make supply`
runs it; `make constraints` writes the hashes, and those of what the image installs.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS, HASHES = ROOT / "constraints.txt", ROOT / "hashes.txt"
RUNTIME = ROOT / "deploy" / "requirements.txt"
ALLOWED = ROOT / "tests" / "data" / "licences.toml"
HEAD = (
    "# The files of constraints.txt for Linux on x86-64 and Python 3.11, by SHA-256. Made by 'make "
    "constraints'; do not edit.\n"
)
RUNTIME_HEAD = (
    "# Of hashes.txt what the image installs: all that answering needs, and nothing that tests do. Made by "
    "'make constraints'; do not edit.\n"
)
# pip says no more than this of an index that is away
AWAY = "(from versions: none)"
SECONDS = 900
APPROVED = {"License :: OSI Approved", "License :: DFSG approved"}  # which say of no licence which it is
_JOINTS = re.compile(r"\b(?:AND|OR|WITH)\b|[()]")
_PIN = re.compile(r"^([\w.-]+)==([\w.!+-]+?)(?: --hash=sha256:([0-9a-f]{64}))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pin:
    """A version that is fixed, and the file of it."""

    name: str
    version: str
    sha256: str = ""


def pins(path: Path) -> list[Pin]:
    """What a file fixes."""
    return [Pin(*found) for found in _PIN.findall(path.read_text(encoding="utf-8"))]


def resolved(*arguments: str) -> tuple[list[dict[str, Any]], str]:
    """What pip would install of these requirements, and its words; nothing is installed. Raises
    CalledProcessError.
    """
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps",
            "--no-input", "--disable-pip-version-check", "--only-binary", ":all:", "--quiet",
            "--report", str(report), *arguments,
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=SECONDS, stdin=subprocess.DEVNULL
        )
        return json.loads(report.read_text(encoding="utf-8"))["install"], done.stderr


def hash_lines(found: list[dict[str, Any]]) -> str:
    """The pins with the hash of the file that pip chose."""
    rows = sorted(
        (
            canonicalize_name(one["metadata"]["name"]),
            one["metadata"]["version"].partition("+")[0],
            _sha256(one),
        )
        for one in found
    )
    return HEAD + "".join(f"{name}=={version} --hash=sha256:{digest}\n" for name, version, digest in rows)


def _sha256(one: dict[str, Any]) -> str:
    return str(one["download_info"]["archive_info"]["hashes"]["sha256"])


def yanked(found: list[dict[str, Any]], words: str) -> list[str]:
    """What its makers took back: newer versions of pip say it in the report, older ones in words."""
    named = [f"{one['metadata']['name']} was yanked" for one in found if one.get("is_yanked")]
    return named + [line for line in words.splitlines() if "yanked version" in line]


def licence_of(package: Distribution) -> str:
    """What a package says of its licence: an SPDX expression, else its classifiers, else its words."""
    metadata = package.metadata
    kinds = [
        kind.rpartition(" :: ")[2]
        for kind in metadata.get_all("Classifier") or []
        if kind.startswith("License ::") and kind not in APPROVED
    ]
    lines = (metadata.get("License") or "").strip().splitlines()
    return str(metadata.get("License-Expression") or " OR ".join(kinds) or (lines[0] if lines else ""))


def foreign_licences() -> Iterator[str]:
    """Installed packages among the pins whose licence is not allowed."""
    rules = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))
    allowed = {word.casefold() for word in rules["allowed"]}
    for pin in pins(CONSTRAINTS):
        try:
            licence = licence_of(distribution(pin.name))
        except PackageNotFoundError:
            continue
        if rules["looked_at"].get(canonicalize_name(pin.name)):
            continue
        if not is_allowed(licence, allowed):
            yield f"{pin.name} has the licence {licence or '(none is named)'}"


def is_allowed(expression: str, allowed: set[str]) -> bool:
    """Whether one may use what is offered under this expression: every licence that it names is allowed."""
    words = [word.strip().casefold() for word in _JOINTS.split(expression)]
    named = [word for word in words if word]
    return bool(named) and all(word in allowed for word in named)


def needed() -> set[str]:
    """The names of the packages that the project needs when it runs, on PostgreSQL too, and of all that these
    need, by what is installed here.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["postgres"]
    todo = [Requirement(line) for line in lines]
    found: dict[str, set[str]] = {}  # by name the extras that were followed
    while todo:
        wanted = todo.pop()
        name, extras = canonicalize_name(wanted.name), {"", *wanted.extras}
        if extras <= found.get(name, set()):
            continue
        found[name] = found.get(name, set()) | extras
        try:
            lines = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        needs = map(Requirement, lines)
        todo += [
            need
            for need in needs
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras)
        ]
    return set(found)


def runtime_lines() -> str:
    """What the image installs: the lines of hashes.txt that are needed."""
    names = needed()
    lines = HASHES.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    return RUNTIME_HEAD + "".join(line for line in lines if line.partition("==")[0] in names)


def write_hashes() -> int:
    """Write hashes.txt, and of it what the image installs."""
    found, _ = resolved("--requirement", str(CONSTRAINTS))
    HASHES.write_text(hash_lines(found), encoding="utf-8")
    RUNTIME.write_text(runtime_lines(), encoding="utf-8")
    return 0


def check(auditor: str) -> int:
    """Look at everything; 1 where something is wrong. Where the registry cannot be asked, that is said."""
    wrong = list(foreign_licences())
    try:
        wrong += yanked(*resolved("--require-hashes", "--requirement", str(HASHES)))
        _say("The registry has the very files of hashes.txt.")
    except subprocess.CalledProcessError as error:
        if AWAY in error.stderr:
            _say("NOT CHECKED against the registry: it cannot be reached, or is another one.")
        else:
            wrong.append(error.stderr.strip()[-2_000:])
    wrong += _vulnerable(auditor)
    for words in old():
        _say(words)
    for one in wrong:
        _say(f"WRONG: {one}")
    if not wrong:
        _say("Nothing is wrong with what was checked.")
    return int(bool(wrong))


def old() -> Iterator[str]:
    """Pins of which there is a newer version: a warning, for a new version is no fault of the old one."""
    command = [sys.executable, "-m", "pip", "list", "--outdated", "--format", "json", "--no-input"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        yield "NOT CHECKED for age: the registry cannot be asked."
        return
    fixed = {canonicalize_name(pin.name) for pin in pins(CONSTRAINTS)}
    for one in found:
        if canonicalize_name(one["name"]) in fixed:
            yield f"OLD: {one['name']} {one['version']}, the newest is {one['latest_version']}"


def _vulnerable(auditor: str) -> Iterator[str]:
    """Known vulnerabilities, by pip-audit."""
    if not Path(auditor).exists():
        _say("NOT CHECKED for vulnerabilities: pip-audit could not be installed.")
        return
    command = [auditor, "--requirement", str(HASHES), "--no-deps", "--disable-pip", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    try:
        record = json.loads(done.stdout)
    except ValueError:
        why = done.stderr.strip().splitlines()[-1:] or ["pip-audit says nothing"]
        _say(f"NOT CHECKED for vulnerabilities: {why[0]}")
        return
    for one in record["dependencies"]:
        for known in one.get("vulns", []):
            mended = ", ".join(known["fix_versions"]) or "no version yet"
            yield f"{one['name']} {one['version']}: {known['id']}, mended in {mended}"
    skipped = [one["skip_reason"] for one in record["dependencies"] if "skip_reason" in one]
    if skipped:
        _say(f"NOT CHECKED for vulnerabilities: {len(skipped)} versions ({skipped[0]})")
    looked = len(record["dependencies"]) - len(skipped)
    _say(f"{looked} versions were looked up among known vulnerabilities.")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(write_hashes() if sys.argv[1:] == ["hashes"] else check(*sys.argv[1:2] or [""]))
