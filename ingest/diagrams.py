"""Diagrams: the boxes and arrows by which a session shows bodies and how they relate, or a procedure step by
step.

`corpus/diagrams/<id>.toml` holds one each; corpus/README.md says how it is written. The words are this
project's own; each box names the provision that it rests on.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.concepts import concepts_by_id
from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.locator import Locator
from ingest.vocabulary import LANGUAGES

HINT = "Each box needs a source and a concept, or words in seven languages; see corpus/README.md."


@dataclass(frozen=True, slots=True)
class Box:
    """A box: the locator of what it rests on, and what each language calls it."""

    id: str
    source: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes in rows from the top, and arrows between them by their ids; `topics` are shown it, `title` is a
    sentence that says what it shows, by language.
    """

    id: str
    topics: tuple[str, ...]
    title: Mapping[str, str]
    rows: tuple[tuple[Box, ...], ...]
    arrows: tuple[tuple[str, str], ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All of them, row by row."""
        return tuple(box for row in self.rows for box in row)


@cache
def embedded_diagrams() -> Mapping[str, Diagram]:
    """Those that come with the project, by their ids."""
    return {path.stem: read_diagram(path) for path in sorted((embedded_folder() / "diagrams").glob("*.toml"))}


def read_diagram(path: Path) -> Diagram:
    """The diagram of a file. Raises SourceError that says what is wrong with it."""
    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        return _diagram(path.stem, record)
    except KeyError as error:
        raise SourceError(f"{path.name}: {error} is missing.", HINT) from error
    except (OSError, ValueError) as error:  # a damaged file is a ValueError, too
        raise SourceError(f"{path.name}: the diagram cannot be read ({error}).", HINT) from error


def _diagram(name: str, record: Mapping[str, Any]) -> Diagram:
    boxes = {one: _box(one, fields) for one, fields in record["boxes"].items()}
    rows = tuple(tuple(boxes[one] for one in row) for row in record["rows"])
    shown = [box.id for row in rows for box in row]
    if sorted(shown) != sorted(boxes):
        raise ValueError("each box stands in the rows once")
    arrows = tuple(_arrow(words, boxes) for words in record["arrows"])
    return Diagram(name, tuple(record["topics"]), _in_all(record["title"], "the title"), rows, arrows)


def _box(name: str, fields: Mapping[str, str]) -> Box:
    Locator.parse(fields["source"])
    if "concept" not in fields:
        return Box(name, fields["source"], _in_all(fields, f"the box {name}"))
    names = concepts_by_id()[fields["concept"]].names
    first = {language: names[language][0] for language in LANGUAGES}
    return Box(name, fields["source"], {key: words[:1].upper() + words[1:] for key, words in first.items()})


def _in_all(words: Mapping[str, str], what: str) -> dict[str, str]:
    missing = [language for language in LANGUAGES if not words.get(language, "").strip()]
    if missing:
        raise ValueError(f"{what} has no words in {', '.join(missing)}")
    return {language: words[language] for language in LANGUAGES}


def _arrow(words: str, boxes: Mapping[str, Box]) -> tuple[str, str]:
    """ "consent > terms" """
    begin, _, end = (part.strip() for part in words.partition(">"))
    unknown = [one for one in (begin, end) if one not in boxes]
    if unknown:
        raise ValueError(f"the arrow '{words}' leads to no box")
    return begin, end
