"""A set of statements: JSONL, one a line, `{"id", "lang", "statement", "provision", "faithful", "forgery",
"half"}`.

A forged statement says by what it was forged; a faithful one leaves that out.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.jsonl import read_records, text_field
from evaluation.questions import HALVES
from ingest.locator import Locator
from ingest.vocabulary import LANGUAGES

HOME = Path(__file__).resolve().parent
STATEMENTS = HOME / "statements.jsonl"  # what is measured
EXAMPLES = HOME / "examples.jsonl"  # more, to learn from
FORGERIES = ("modal", "actor", "number", "negation", "added", "reference", "condition", "quantity", "swap")
_FIELDS = {"id", "lang", "statement", "provision", "faithful", "forgery", "half"}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A statement with the locator that it cites; `forgery` is "" where it is faithful."""

    id: str
    lang: str
    statement: str
    provision: str
    forgery: str
    half: str

    @property
    def faithful(self) -> bool:
        """Whether the provision carries it."""
        return not self.forgery


def read_claimed(path: Path, half: str = "all") -> tuple[Claimed, ...]:
    """The statements of a set, or of its "dev" or "test" half. Raises EvaluationError naming every line that
    is wrong.
    """
    return tuple(one for one in read_records(path, _claimed) if half in ("all", one.half))


def _claimed(record: Any, line: int) -> Claimed:
    """Raises ValueError that says what is wrong."""
    if not isinstance(record, dict):
        raise ValueError("a statement is a JSON object.")
    unknown = sorted(record.keys() - _FIELDS)
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(_FIELDS))}.")
    lang, half, faithful = text_field(record, "lang"), record.get("half"), record.get("faithful")
    forgery = record.get("forgery") or ""
    if lang not in LANGUAGES:
        raise ValueError(f"the language '{lang}' is none of {', '.join(LANGUAGES)}.")
    if half not in HALVES:
        raise ValueError(f'\'half\' is {half!r}; it is "dev" or "test".')
    if not isinstance(faithful, bool):
        raise ValueError("'faithful' is true or false.")
    if faithful == bool(forgery) or (forgery and forgery not in FORGERIES):
        raise ValueError(f"'forgery' is one of {', '.join(FORGERIES)} where a statement is not faithful.")
    provision = str(Locator.parse(text_field(record, "provision")))
    return Claimed(text_field(record, "id"), lang, text_field(record, "statement"), provision, forgery, half)
