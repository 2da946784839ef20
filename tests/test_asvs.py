"""The table of ASVS names tests that exist, and a reason where it names none."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROWS = re.findall(
    r"^\| (\d+\.\d+\.\d+[^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$",
    (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_every_test_that_is_named_exists() -> None:
    """By its name, somewhere among the tests."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    there = set(re.findall(r"^(?:async )?def (test_\w+)", code, re.MULTILINE))
    named = {name for row in ROWS for name in re.findall(r"`(test_\w+)`", row[3])}
    assert len(ROWS) > 45
    assert len(named) > 40
    assert named - there == set()


def test_every_requirement_is_shown_or_said_why_not() -> None:
    """A test, a reading of the code, or a reason; and each requirement once, in order."""
    for number, _, how, shown in ROWS:
        assert "`test_" in shown or shown.strip() == "read" or "n/a" in how, number
    numbers = [tuple(map(int, number.split()[0].split("."))) for number, *_ in ROWS]
    assert numbers == sorted(set(numbers))
