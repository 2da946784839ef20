"""SECURITY.md says what is: its tables are compared with the code."""

import re
from pathlib import Path

import pytest

from assistant.api.middleware import Guard
from assistant.settings import MEANING, Settings

TEXT = (Path(__file__).resolve().parent.parent / "SECURITY.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, cell by cell, without their back-ticks."""
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip().strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip(" `|") for cell in row] for row in rows]


def test_the_headers_are_those_that_are_sent() -> None:
    """In both directions, value by value."""

    async def nothing(*_: object) -> None:
        """No application."""

    assert {row[0]: row[1] for row in table("Headers")} == Guard(nothing, ())._headers("/")


@pytest.mark.parametrize("row", table("Settings"), ids=lambda row: row[0])
def test_each_setting_exists_with_its_default(row: list[str]) -> None:
    """An empty cell is an empty default."""
    name, default = row[:2]
    assert name in MEANING
    value = getattr(Settings(), name.removeprefix("CBD_").lower())
    assert ("" if value in {(), "", None} else str(value)) == default


def test_what_the_text_names_exists() -> None:
    """Settings beside the table, too."""
    assert set(re.findall(r"`(CBD_[A-Z_]+)`", TEXT)) <= MEANING.keys()
