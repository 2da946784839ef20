"""The labelled provisions: JSONL, one a line, `{"id", "half", "from", "provision", "rule", "duties"}`.

Nothing of a text is in the file but the words with which an action begins and ends.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.jsonl import list_field, read_records, text_field, texts_field
from evaluation.questions import HALVES
from ingest.locator import Locator

SENTENCES = Path(__file__).resolve().parent / "sentences.jsonl"
SOURCES = ("instruments", "packaged", "decisions")
_FIELDS = {"id", "half", "from", "provision", "rule", "duties"}
_DUTY_FIELDS = {"actor", "modal", "begins", "ends", "deadline", "open"}


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader says that one sentence gives somebody to do: each field has all that is right.

    Several who act together are parted by ";", nobody named is "". `deadline` is None where it is not judged.
    `open` says that it may be read as a duty or not: neither is counted.
    """

    actor: tuple[str, ...]
    modal: tuple[str, ...]
    begins: tuple[str, ...]
    ends: str
    deadline: tuple[str, ...] | None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A provision with its labels; none where nobody has anything to do. `rule` says that one of its
    sentences lays down what holds.
    """

    id: str
    half: str
    source: str
    provision: str
    rule: bool
    duties: tuple[Label, ...]


def read_cases(path: Path = SENTENCES, half: str = "all") -> tuple[Case, ...]:
    """The cases of both halves, or of one. Raises EvaluationError naming every line that is wrong."""
    return tuple(one for one in read_records(path, _case) if half in ("all", one.half))


def _case(record: Any, line: int) -> Case:
    """Raises ValueError that says what is wrong."""
    if not isinstance(record, dict):
        raise ValueError("a case is a JSON object.")
    unknown = sorted(record.keys() - _FIELDS)
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(_FIELDS))}.")
    if record.get("half") not in HALVES or record.get("from") not in SOURCES:
        raise ValueError(f"'half' is one of {', '.join(HALVES)}, 'from' one of {', '.join(SOURCES)}.")
    duties = record.get("duties")
    if not isinstance(duties, list):
        raise ValueError("'duties' is a list, empty where nobody has anything to do.")
    return Case(
        text_field(record, "id"),
        record["half"],
        record["from"],
        str(Locator.parse(text_field(record, "provision"))),
        bool(record.get("rule")),
        tuple(map(_label, duties)),
    )


def _label(record: Any) -> Label:
    if (
        not isinstance(record, dict)
        or record.keys() - _DUTY_FIELDS
        or not _DUTY_FIELDS - {"open"} <= record.keys()
    ):
        raise ValueError(f"a duty has {', '.join(sorted(_DUTY_FIELDS))}, and no other field.")
    return Label(
        _choices(record, "actor"),
        texts_field(record, "modal"),
        texts_field(record, "begins"),
        text_field(record, "ends", ""),
        None if record["deadline"] is None else _choices(record, "deadline"),
        bool(record.get("open")),
    )


def _choices(record: dict[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts, of which "" says that none is named. Raises ValueError for anything else."""
    values = list_field(record, name)
    if not all(isinstance(value, str) for value in values):
        raise ValueError(f"'{name}' must be a list of texts.")
    return tuple(values)
