"""How good the answers were when they were measured last: one table, for README and for the page about it.

`python -m assistant.measured` puts it into README.md of the folder in which it is called.
"""

import datetime
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from assistant.words.store import ENGLISH, say

SOURCE: Final = Path(__file__).parent / "data" / "measured.toml"
SHARES: Final = ("first", "needed", "point", "refused")
_TABLE = re.compile(r"^\| \| questions \|.*?\n\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured on one set of questions: their number, and shares from 0 to 1."""

    set: str
    questions: int
    first: float
    needed: float
    point: float
    refused: float

    def cells(self, language: str) -> list[str]:
        """The row as it is printed: name, number, and each share with two digits."""
        shares = [f"{getattr(self, share):.2f}" for share in SHARES]
        return [say(f"site.set_{self.set}", language), str(self.questions), *shares]


@dataclass(frozen=True, slots=True)
class Measured:
    """All rows, and the day on which they were measured."""

    date: datetime.date
    rows: tuple[Row, ...]


@cache
def measured() -> Measured:
    """The measurements that come with the program."""
    table = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return Measured(table["date"], tuple(Row(**row) for row in table["row"]))


def heads(language: str) -> list[str]:
    """What stands over the columns, the first of them included."""
    names = ("set", "questions", *SHARES)
    return [say(f"site.col_{name}", language) for name in names]


def markdown(rows: Sequence[Row]) -> str:
    """The rows as the table of README.md, with the empty line after it."""
    names = ["questions", *(words.lower() for words in heads(ENGLISH)[2:])]
    lines = [f"| | {' | '.join(names)} |", "|---" * (1 + len(names)) + "|"]
    lines += [f"| {' | '.join(row.cells(ENGLISH))} |" for row in rows]
    return "\n".join(lines) + "\n\n"


def with_table(readme: str) -> str:
    """README with the table of today in the place of the one that it has."""
    return _TABLE.sub(lambda _: markdown(measured().rows), readme, 1)


if __name__ == "__main__":
    path = Path("README.md")
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")
