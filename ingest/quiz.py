"""Quiz questions that were written for this project, each with the words of a provision that prove its key.

`corpus/quiz/*.jsonl` holds them, one object a question, in seven languages; corpus/README.md says how one is
written. They are our own words; only `proof` is the provision's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.jsonl import read_lines
from ingest.locator import Locator

CHOICES = ("scenario", "who", "when", "number", "meaning")
STATEMENT = "statement"
LEVELS = (1, 2, 3)
WRONG = 3
HINT = (
    "Each line needs id, kind, level, provision, proof and the words of each language; see corpus/README.md."
)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A question in one language: `ask` is the stem, or the statement that is true or false; `why` explains
    the key. A statement has no options.
    """

    ask: str
    why: str
    right: str = ""
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question of the bank.

    `provision` is the locator of what proves it, `proof` the words there that do (of the official text, or
    of the guide's English summary where no instrument is quoted); `true` says whether a statement is.
    """

    id: str
    kind: str
    level: int
    provision: str
    proof: str
    words: Mapping[str, Phrasing]
    true: bool = False


@cache
def embedded_quiz() -> tuple[WrittenQuestion, ...]:
    """The questions that come with the project, read once."""
    return read_quiz(embedded_folder() / "quiz")


def read_quiz(folder: Path) -> tuple[WrittenQuestion, ...]:
    """The questions of a folder, in the order of its files. Raises SourceError naming the line that cannot be
    used.
    """
    found = [one for path in sorted(folder.glob("*.jsonl")) for one in _read(path)]
    seen: set[str] = set()
    for one in found:
        if one.id in seen:
            raise SourceError(f"Two questions of the quiz are called {one.id}.", "Rename one of them.")
        seen.add(one.id)
    return tuple(found)


def _read(path: Path) -> list[WrittenQuestion]:
    return read_lines(path, _question, "a question of the quiz", HINT)


def _question(record: dict[str, Any]) -> WrittenQuestion:
    kind, level = str(record["kind"]), int(record["level"])
    if kind not in (*CHOICES, STATEMENT):
        raise ValueError(f"the kind '{kind}' is not known")
    if level not in LEVELS:
        raise ValueError(f"its level is none of {LEVELS}")
    Locator.parse(record["provision"])
    words = {language: _phrasing(one, kind) for language, one in record["words"].items()}
    return WrittenQuestion(
        record["id"],
        kind,
        level,
        record["provision"],
        record["proof"],
        words,
        bool(record.get("true", False)),
    )


def _phrasing(record: dict[str, Any], kind: str) -> Phrasing:
    if kind == STATEMENT:
        return Phrasing(record["ask"], record["why"])
    wrong = tuple(record["wrong"])
    if len({record["right"], *wrong}) != WRONG + 1:
        raise ValueError(f"it needs one right and {WRONG} different wrong options")
    return Phrasing(record["ask"], record["why"], record["right"], wrong)
