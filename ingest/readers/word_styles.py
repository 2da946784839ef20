"""What the styles of a Word file say of a paragraph: whether it is a heading, a line of a list or of the
contents.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.word_names import W, value_of

_CONTENTS = re.compile(r"toc [0-9]|table of figures")
_HEADING = re.compile(r"heading ([1-9])")
LONGEST_CHAIN = 10  # styles, each based on the next
DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class _Style:
    """The facts of one style, those of the styles that it is based on among them."""

    level: int = 0
    is_contents: bool = False
    outline: str = ""
    listed: Any = None  # its `numPr`


@dataclass(slots=True)
class Styles:
    """The styles of a document by their id; what each says is worked out once."""

    elements: dict[str, Any]
    known: dict[str, _Style] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Any) -> "Styles":
        """From the root element of styles.xml."""
        return cls({style.get(f"{W}styleId", ""): style for style in root.iterchildren(f"{W}style")})

    def level(self, paragraph: Any) -> int:
        """1 to 6 for a heading, by its style or by its outline level or that of its style, 0 for text."""
        style = self._of(paragraph)
        if style.level:
            return style.level
        outline = value_of(paragraph.find(f"{W}pPr/{W}outlineLvl")) or style.outline
        return int(outline) + 1 if re.fullmatch(r"[0-5]", outline) else 0

    def is_contents(self, paragraph: Any) -> bool:
        """Whether it is a line of a list of contents or of figures."""
        return self._of(paragraph).is_contents

    def list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """The list that it is a line of, by its number in the file, and how deep; None for any other."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is None:
            found = self._of(paragraph).listed
        number = found.find(f"{W}numId") if found is not None else None
        if number is None:
            return None
        depth = value_of(found.find(f"{W}ilvl"))
        return value_of(number), int(depth) if re.fullmatch(r"[0-9]", depth) else 0

    def _of(self, paragraph: Any) -> _Style:
        name = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        if name not in self.known:
            self.known[name] = _facts(list(self._chain(name)))
        return self.known[name]

    def _chain(self, name: str) -> Iterator[Any]:
        """A style and those that it is based on, the nearest first."""
        for _ in range(LONGEST_CHAIN):
            style = self.elements.get(name)
            if style is None:
                return
            yield style
            name = value_of(style.find(f"{W}basedOn"))


def _facts(chain: list[Any]) -> _Style:
    names = [value_of(style.find(f"{W}name")).lower() for style in chain]
    return _Style(
        next((level for name in names if (level := _named_level(name))), 0),
        any(_CONTENTS.fullmatch(name) for name in names),
        next((value for style in chain if (value := value_of(style.find(f"{W}pPr/{W}outlineLvl")))), ""),
        next((one for style in chain if (one := style.find(f"{W}pPr/{W}numPr")) is not None), None),
    )


def _named_level(name: str) -> int:
    heading = _HEADING.fullmatch(name)
    if heading:
        return min(int(heading[1]), DEEPEST_HEADING)
    return 1 if name == "title" else 0
