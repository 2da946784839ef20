"""Pointers: kinds of facts that no text of the corpus holds but people ask for, with the official page that
does.

`corpus/pointers.jsonl` holds them, one object a kind. A pointer is no citation, and it never states the fact.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ingest.embedded import embedded_folder
from ingest.jsonl import read_lines
from ingest.vocabulary import LANGUAGES

HINT = "Each line needs id, a label in seven languages, and url; see corpus/README.md."


@dataclass(frozen=True, slots=True, eq=False)
class Pointer:
    """A kind of fact that is kept elsewhere. `label` says in each language what the page is; `pages` are
    those for one instrument, `url` the one for any; `names` are words by which the fact is asked for,
    whatever else the question says.
    """

    id: str
    label: dict[str, str]
    url: str
    pages: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def said(self, language: str) -> str:
        """What the page is, in a language, in English where that has no words."""
        return self.label.get(language, self.label["en"])

    def page(self, documents: tuple[str, ...]) -> str:
        """The official page, of the first of these instruments that has one of its own."""
        return next((self.pages[one] for one in documents if one in self.pages), self.url)


@cache
def embedded_pointers() -> dict[str, Pointer]:
    """The pointers that come with the project by their id, read once."""
    return {pointer.id: pointer for pointer in read_pointers(embedded_folder() / "pointers.jsonl")}


def read_pointers(path: Path) -> tuple[Pointer, ...]:
    """The pointers of a file. Raises SourceError naming the line that cannot be used."""
    return tuple(read_lines(path, _pointer, "a pointer", HINT))


def _pointer(record: dict[str, Any]) -> Pointer:
    label = {language: str(record["label"][language]) for language in LANGUAGES}
    addresses = [record["url"], *record.get("pages", {}).values()]
    if not all(address.startswith("https://") for address in addresses):
        raise ValueError("an address does not begin with https://")
    return Pointer(
        record["id"], label, record["url"], dict(record.get("pages", {})), tuple(record.get("names", ()))
    )
