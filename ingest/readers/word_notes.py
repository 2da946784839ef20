"""The footnotes and endnotes of a Word file, numbered as Word shows them, by the places that refer to
them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.numerals import roman
from ingest.readers.word_names import W
from ingest.readers.word_text import words


@dataclass(frozen=True, slots=True)
class WordNotes:
    """The notes of one sort by their id in the file, each with its number: "[1] words", "[i] words"."""

    sort: str
    texts: dict[str, str]

    @classmethod
    def read(cls, sort: str, root: Any, body: Any) -> "WordNotes":
        """`sort` is footnote or endnote, `root` the part that holds them (None: there are none).

        They are counted as the body refers to them; those to which nothing refers come last.
        """
        held = {}
        for note in root.iterchildren(f"{W}{sort}") if root is not None else ():
            if note.get(f"{W}type") in {None, "normal"} and (text := words(note)):
                held[note.get(f"{W}id", "")] = text
        marks = list(dict.fromkeys([*_referred(body, sort), *held])) if held else []
        order = [name for name in marks if name in held]
        numbered = {name: _number(sort, at) for at, name in enumerate(order, start=1)}
        return cls(sort, {name: f"[{numbered[name]}] {held[name]}" for name in order})

    def of(self, element: Any) -> Iterator[str]:
        """The notes that a part of the body refers to."""
        for name in _referred(element, self.sort):
            if name in self.texts:
                yield self.texts[name]


def _referred(element: Any, sort: str) -> Iterator[str]:
    for mark in element.iter(f"{W}{sort}Reference"):
        if not any(above.tag in {f"{W}del", f"{W}moveFrom"} for above in mark.iterancestors()):
            yield mark.get(f"{W}id", "")


def _number(sort: str, at: int) -> str:
    """As Word shows them where nothing else is chosen: footnotes in digits, endnotes in small romans."""
    return str(at) if sort == "footnote" or at >= 400 else roman(at).lower()
