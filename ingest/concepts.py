"""Concepts: things that people ask about by name first, with plain words of ours and the provisions that
establish them.

`corpus/concepts/*.jsonl` holds them, one object a concept, in seven languages; corpus/README.md says how one
is written. Plain words are never the law.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.jsonl import read_lines
from ingest.locator import Locator
from ingest.vocabulary import LANGUAGES

ENGLISH = "en"
HINT = (
    "Each line needs id, names and plain words in seven languages, and established_by; see corpus/README.md."
)


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """A thing that has a name. `names` are what each language calls it, the full official term first;
    `established_by` the provisions that establish or define it, the most important first; `see_also` ids of
    other concepts; `instrument` the id of the one that it is, if it is one; `file` the name of the file that
    it stands in, without its ending; `read` the languages whose plain words an editor has read whose language
    it is. Of `exact` names no other ending is meant: "accession" is not "access".
    """

    id: str
    names: dict[str, tuple[str, ...]]
    plain: dict[str, str]
    established_by: tuple[str, ...]
    see_also: tuple[str, ...] = ()
    url: str = ""
    instrument: str = ""
    file: str = ""
    read: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()

    def state(self, language: str) -> str:
        """Who has read its plain words in a language, as the guide says it (ingest.model.PlainWords): a
        second reader has read all of them.
        """
        if language == ENGLISH:
            return ""
        return "read" if language in self.read else "reviewed"

    def said(self, language: str) -> str:
        """Its plain words in a language, in English where that has none."""
        return self.plain.get(language, self.plain["en"])

    def name(self, language: str) -> str:
        """What a language calls it."""
        return self.names.get(language, self.names["en"])[0]


@cache
def embedded_concepts() -> tuple[Concept, ...]:
    """The concepts that come with the project, read once."""
    return read_concepts(embedded_folder() / "concepts")


@cache
def concepts_by_id() -> dict[str, Concept]:
    """The same by their ids."""
    return {concept.id: concept for concept in embedded_concepts()}


@cache
def instrument_concepts() -> dict[str, Concept]:
    """Those that are instruments, by the ids of these."""
    return {concept.instrument: concept for concept in embedded_concepts() if concept.instrument}


@cache
def _established() -> dict[str, tuple[Concept, ...]]:
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in embedded_concepts():
        for locator in concept.established_by:
            found[locator] = (*found.get(locator, ()), concept)
    return found


def concepts_established_by(locator: str) -> tuple[Concept, ...]:
    """Those that the provision at a locator establishes or defines."""
    return _established().get(locator, ())


def read_concepts(folder: Path) -> tuple[Concept, ...]:
    """The concepts of a folder, in the order of its files. Raises SourceError naming the line that cannot be
    used.
    """
    found = [concept for path in sorted(folder.glob("*.jsonl")) for concept in _read(path)]
    known = {concept.id for concept in found}
    for concept in found:
        strangers = [other for other in concept.see_also if other not in known]
        if strangers:
            raise SourceError(
                f"The concept {concept.id} points to {strangers[0]}, which does not exist.",
                "Correct its see_also.",
            )
    return tuple(found)


def _read(path: Path) -> list[Concept]:
    return read_lines(path, lambda record: _concept(record, path.stem), "a concept", HINT)


def _concept(record: dict[str, Any], file: str) -> Concept:
    names = {language: tuple(record["names"][language]) for language in LANGUAGES}
    plain = {language: str(record["plain"][language]) for language in LANGUAGES}
    if not all(names.values()) or not all(plain.values()):
        raise ValueError("a language lacks names or plain words")
    for locator in record["established_by"]:
        Locator.parse(locator)
    exact = frozenset(record.get("exact", ()))
    if not exact <= {name for found in names.values() for name in found}:
        raise ValueError("what is exact is none of its names")
    return Concept(
        record["id"],
        names,
        plain,
        tuple(record["established_by"]),
        tuple(record.get("see_also", ())),
        record.get("url", ""),
        record.get("instrument", ""),
        file,
        tuple(record.get("read", ())),
        exact,
    )
