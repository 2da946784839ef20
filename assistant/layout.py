"""Layout: how the lines of a legal text stand, so that no surface runs its paragraphs and items together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

DEEPEST = 3  # levels below the paragraphs; what lies deeper stands there
HEADING = -1
LONGEST_HEADING = 100  # characters
LONGEST_LINE = 900  # characters: a longer one that strings definitions together is parted
_LINE = re.compile(r"[^\n]+")
_DEFINITION = re.compile(r"""(?<=[.:;])\s*(?=["“][^"”]{2,80}["”],? (?:means|includes|refers)\b)""")
_MARK = re.compile(r"(?:\((\w{1,4})\)|(\d{1,3}|[A-Za-z]{1,4})[.)]|([-–•]))(?:\s+(?=\S)|(?<=\))(?=[A-Z]))")
_ROMAN = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: a paragraph at depth 0, an item below it at 1 and on, a heading inside at HEADING."""

    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark as one way of counting reads it: "(c)" is the third letter."""

    style: str
    number: int


_OPENING = _Mark("words", 0)  # "Each Party shall:" above items


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not empty, each as deep as its mark stands among the marks before it."""
    levels: list[_Mark] = []
    found: list[Line] = []
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        marks = _marks(line)
        if marks:
            opened = not levels and found and found[-1].text.endswith(":")
            levels = _entered([_OPENING] if opened else levels, marks)
            found.append(Line(line, min(len(levels) - 1, DEEPEST)))
        elif text[max(0, match.start() - 2) : match.start()] == "\n\n" and _is_heading(line):
            levels = []
            found.append(Line(line, HEADING))
        else:
            first, *definitions = _DEFINITION.split(line) if len(line) > LONGEST_LINE else [line]
            found += [Line(first, 0), *(Line(one, 1) for one in definitions)]
    return tuple(found)


def _is_heading(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and line[-1] not in ".;:,"


def _marks(line: str) -> list[_Mark]:
    """What the mark at the head of a line may be: "(i)" is a letter or a Roman number."""
    match = _MARK.match(line)
    if match is None:
        return []
    if match[3]:
        return [_Mark("dash", 0)]
    mark = match[1] or match[2]
    if mark.isdecimal():
        return [_Mark("number", int(mark))]
    case = "lower" if mark.islower() else "upper"
    letters = [_Mark(case, ord(mark.lower()) - ord("a") + 1)] if len(mark) == 1 and mark.isascii() else []
    romans = [_Mark(f"{case} roman", _ROMAN.index(mark.lower()) + 1)] if mark.lower() in _ROMAN else []
    return [*letters, *romans]


def _entered(levels: Sequence[_Mark], marks: Sequence[_Mark]) -> list[_Mark]:
    """The levels after a line with that mark: it goes on where its number follows, else begins a level, else
    goes on with a gap.
    """
    styles = [level.style for level in levels]
    following = [
        (place, mark)
        for place, level in enumerate(levels)
        for mark in marks
        if (mark.style, mark.number) == (level.style, level.number + 1)
    ]
    if following:
        place, mark = following[-1]
        return [*levels[:place], mark]
    begun = [mark for mark in marks if mark.number == 1 and mark.style not in styles]
    known = [mark for mark in marks if mark.style in styles]
    if begun or not known:
        return [*levels, (begun or marks)[0]]
    return [*levels[: styles.index(known[0].style)], known[0]]
