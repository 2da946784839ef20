"""The table of ASVS has every requirement of level 2 once; it names tests that exist, or says why none."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROWS = re.findall(
    r"^\| (\d+\.\d+\.\d+[^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$",
    (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
# The numbers of level 2 of version 4.0.3, section by section.
LEVEL_2 = (
    "1.1:1-7 1.2:1-4 1.4:1,4-5 1.5:1-4 1.6:1-4 1.7:1-2 1.8:1-2 1.9:1-2 1.10:1 1.11:1-2 1.12:2 1.14:1-6 "
    "2.1:1-12 2.2:1-3 2.3:1-3 2.4:1-5 2.5:1-7 2.6:1-3 2.7:1-6 2.8:1-7 2.9:1-3 2.10:1-4 3.1:1 3.2:1-4 "
    "3.3:1-4 3.4:1-5 3.5:1-3 3.7:1 4.1:1-3,5 4.2:1-2 4.3:1-3 5.1:1-5 5.2:1-8 5.3:1-10 5.4:1-3 5.5:1-4 "
    "6.1:1-3 6.2:1-6 6.3:1-2 6.4:1-2 7.1:1-4 7.2:1-2 7.3:1,3-4 7.4:1-3 8.1:1-4 8.2:1-3 8.3:1-8 9.1:1-3 "
    "9.2:1-4 10.2:1-2 10.3:1-3 11.1:1-8 12.1:1-3 12.2:1 12.3:1-6 12.4:1-2 12.5:1-2 12.6:1 13.1:1,3-5 "
    "13.2:1-3,5-6 13.3:1-2 13.4:1-2 14.1:1-4 14.2:1-6 14.3:2-3 14.4:1-7 14.5:1-4 "
)


def required() -> Iterator[str]:
    """Every number of level 2."""
    for section in LEVEL_2.split():
        name, numbers = section.split(":")
        for part in numbers.split(","):
            first, _, last = part.partition("-")
            yield from (f"{name}.{number}" for number in range(int(first), int(last or first) + 1))


def named(cell: str) -> Iterator[str]:
    """The numbers that a row is about: "2.1.1 to 2.1.12", "1.8.1, 1.8.2"."""
    for part in cell.strip().split(", "):
        first, _, last = part.partition(" to ")
        section, _, number = first.rpartition(".")
        upto = int((last or first).rpartition(".")[2])
        yield from (f"{section}.{one}" for one in range(int(number), upto + 1))


def kind_of(how: str, shown: str) -> str:
    """How a requirement is met. What is open or read in part is that, whatever tests stand beside it."""
    if (said := shown.strip().split(", ")[0]) in {"open", "read"}:
        return said
    if "`test_" in shown:
        return "shown by tests"
    return "n/a" if how.strip().startswith("n/a") else shown.strip()


def test_every_requirement_is_there_once() -> None:
    """None is left out."""
    assert Counter(number for row in ROWS for number in named(row[0])) == Counter(required())


def test_every_test_that_is_named_exists() -> None:
    """By its name, in one file among the tests: a name that two have says nothing."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    there = Counter(re.findall(r"^(?:async )?def (test_\w+)", code, re.MULTILINE))
    named = {name for row in ROWS for name in re.findall(r"`(test_\w+)`", row[3])}
    assert len(named) > 100
    assert {name: there[name] for name in named if there[name] != 1} == {}


def test_every_requirement_is_shown_or_said_why_not() -> None:
    """A test, a reading of the code, a reason, or that it is open; in order."""
    for number, _, how, shown in ROWS:
        assert kind_of(how, shown) in {"shown by tests", "read", "n/a", "open"}, number
    numbers = [tuple(map(int, re.split(r"[., ]", number)[:3])) for number, *_ in ROWS]
    assert numbers == sorted(numbers)


def test_the_threat_model_counts_them() -> None:
    """Requirements by how they are met, as SECURITY.md says."""
    counts = Counter(kind_of(how, shown) for cell, _, how, shown in ROWS for _ in named(cell))
    said = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
    assert (
        f"Of its {sum(counts.values())} requirements {counts['shown by tests']} are shown by tests, "
        f"{counts['read']} by reading, {counts['n/a']} do not apply and {counts['open']} are open"
    ) in said
