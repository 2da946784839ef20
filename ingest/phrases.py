"""Phrases that are looked for in a text however they are typed, in any of the languages.

They are written as names are (corpus/names/README.md says how).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from ingest.spelling import names_pattern, normal

_VOWELS = re.compile("[\u064b-\u0652\u0640]")  # Arabic short vowels and the stretching of letters


def plain(text: str) -> str:
    """A text without what Arabic may leave out: what places of phrases are counted in."""
    return _VOWELS.sub("", text)


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of them, as one pattern. Places are counted in the text that is given."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Self:
        """Those of the list; of an empty one none is found. Raises ValueError for a bracket left open."""
        return cls(re.compile(names_pattern(phrases) or "(?!)"))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they stand, in order, the longest where several begin at one place."""
        yield from (match.span() for match in self.pattern.finditer(normal(text)))

    def stands_in(self, text: str) -> bool:
        """Whether any of them does."""
        return self.pattern.search(normal(text)) is not None

    def without(self, text: str) -> str:
        """The text, normalised, with blanks in the place of them."""
        return self.pattern.sub(lambda found: " " * len(found[0]), normal(text))
