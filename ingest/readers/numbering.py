"""Word's automatic numbers: the "1." and "(a)" that stand in no paragraph's text and are counted here."""

import re
from dataclasses import dataclass, field
from typing import Any

from ingest.numerals import roman
from ingest.readers.word_names import W, value_of

BULLETS = "-–•"  # one a level, so that a list inside a list is told from it


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: its format, its pattern ("%1.%2") and where it starts."""

    style: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Any) -> "Numbering":
        """From the root element of numbering.xml; None gives a document without lists."""
        found = cls()
        if root is None:
            return found
        for abstract in root.iter(f"{W}abstractNum"):
            found.levels[abstract.get(f"{W}abstractNumId", "")] = {
                _int(lvl.get(f"{W}ilvl")): _level(lvl) for lvl in abstract.iter(f"{W}lvl")
            }
        for num in root.iter(f"{W}num"):
            number = num.get(f"{W}numId", "")
            found.lists[number] = value_of(num.find(f"{W}abstractNumId"))
            for override in num.iter(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    found.restarts[number, _int(override.get(f"{W}ilvl"))] = _int(value_of(start), 1)
        return found

    def next(self, number: str, depth: int) -> str:
        """The mark of the next paragraph of that list at that depth; "" where it has none."""
        abstract = self.lists.get(number)
        levels = self.levels.get(abstract or "", {})
        level = levels.get(depth)
        if abstract is None or level is None or level.style == "none":
            return ""
        if level.style == "bullet":
            return BULLETS[depth % len(BULLETS)]
        counts = self.counts.setdefault(abstract, {})
        restart = self.restarts.pop((number, depth), None)
        counts[depth] = restart if restart is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return re.sub(r"%([1-9])", lambda m: self._part(levels, counts, int(m[1]) - 1), level.pattern)

    @staticmethod
    def _part(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth, Level())
        return _written(counts.get(depth, level.start), level.style)


def _level(element: Any) -> Level:
    return Level(
        value_of(element.find(f"{W}numFmt")) or "decimal",
        value_of(element.find(f"{W}lvlText"))[:40],
        _int(value_of(element.find(f"{W}start")), 1),
    )


def _written(number: int, style: str) -> str:
    if style in {"lowerLetter", "upperLetter"} and number > 0:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 % 10 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in {"lowerRoman", "upperRoman"} and 0 < number < 400:
        return roman(number).lower() if style == "lowerRoman" else roman(number)
    return f"{number:02}" if style == "decimalZero" else str(number)


def _int(text: object, otherwise: int = 0) -> int:
    return int(str(text)) if re.fullmatch(r"[0-9]{1,6}", str(text)) else otherwise
