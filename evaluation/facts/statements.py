"""A set of sentences as slides have them: JSONL, one a line, `{"id", "kind", "lang", "statement", "before",
"true", "half"}`.

`before` is what stands on the slide above the sentence, where the sentence needs it to be understood. No text
of a treaty is copied into the set: `{{cbd/art-18/para-3}}` in a statement stands for the words of that
provision, and `{{cbd/art-18/para-3|shall=>may}}` for them with other words in the place of some.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.jsonl import read_records, text_field
from evaluation.questions import HALVES
from index.interface import SearchIndex
from ingest.errors import EvaluationError
from ingest.model import Provenance
from ingest.vocabulary import LANGUAGES

STATEMENTS = Path(__file__).resolve().with_name("statements.jsonl")
KINDS = (
    "meetings", "decisions", "instruments", "counts", "targets", "subjects", "numbers", "actors", "status",
    "addresses", "abbreviations", "quotes",
)  # fmt: skip
_FIELDS = {"id", "kind", "lang", "statement", "before", "true", "half"}
_QUOTED = re.compile(r"\{\{([^|}]+)(?:\|([^}]*?)=>([^}]*))?\}\}")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and whether what it says is true."""

    id: str
    kind: str
    lang: str
    statement: str
    before: str
    true: bool
    half: str

    def words(self, index: SearchIndex) -> str:
        """The sentence, the words of provisions in their places. Raises EvaluationError where the index does
        not hold one, or not the words that are to be changed.
        """
        return _QUOTED.sub(lambda found: _quoted(self.id, found, index), self.statement)


def _quoted(identity: str, found: re.Match[str], index: SearchIndex) -> str:
    provision = index.get(found[1])
    if provision is None or provision.provenance is Provenance.GUIDE:
        raise EvaluationError(
            f"{identity}: the index does not hold {found[1]}.", "Give one that holds the four instruments."
        )
    if found[2] is None:
        return provision.text
    if found[2] not in provision.text:
        raise EvaluationError(f"{identity}: “{found[2]}” does not stand in {found[1]}.", "Mend the set.")
    return provision.text.replace(found[2], found[3], 1)


def read_said(path: Path, half: str = "all") -> tuple[Said, ...]:
    """The sentences of a set, or of its "dev" or "test" half. Raises EvaluationError naming every line that
    is wrong.
    """
    return tuple(one for one in read_records(path, _said) if half in ("all", one.half))


def _said(record: Any, line: int) -> Said:
    """Raises ValueError that says what is wrong."""
    if not isinstance(record, dict):
        raise ValueError("a sentence is a JSON object.")
    unknown = sorted(record.keys() - _FIELDS)
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(_FIELDS))}.")
    for name, allowed in (("kind", KINDS), ("lang", LANGUAGES), ("half", HALVES)):
        if record.get(name) not in allowed:
            raise ValueError(f"'{name}' is {record.get(name)!r}; it is one of {', '.join(allowed)}.")
    if not isinstance(record.get("true"), bool):
        raise ValueError("'true' is true or false.")
    return Said(
        text_field(record, "id"),
        record["kind"],
        record["lang"],
        text_field(record, "statement"),
        text_field(record, "before", ""),
        record["true"],
        record["half"],
    )
