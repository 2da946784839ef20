"""Headings of printed pages as their letters show them: larger than those of the text, or bold where the text
is not.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.lines import GOES_ON
from ingest.readers.placed import Placed
from ingest.readers.rows import is_row

LARGER = 1.08  # of the usual size: letters as large as this are no text's
SMALLER = 0.97  # bold letters smaller than this are a table's head, or a note
LONGEST = 160  # characters of a heading, over all its lines
LINES = 4  # that a heading has at the most
SHARE = 0.3  # of the letters: where more would be headings, they are the text
LEVELS = 5
APART = 2.2  # of the size: lines of one heading are as near as this


@dataclass(frozen=True, slots=True, order=True)
class _Face:
    """How letters look; the larger, and of two alike the bold, come first."""

    size: float
    bold: bool


def levels_of(pages: Sequence[Sequence[Placed]]) -> list[list[int]]:
    """Of every line the level of its heading: 1 for the title on the first page, 2 to LEVELS below, 0 for the
    text; GOES_ON for a line that goes on with the heading before it.
    """
    usual = _usual(line for page in pages for line in page)
    marked = [[_is_marked(line, usual) for line in page] for page in pages]
    headed = [_headings(page, marks) for page, marks in zip(pages, marked, strict=True)]
    title = _title(pages, headed, usual)
    faces = [face for face in _ranked(pages, headed) if face != title]
    levels = {face: min(LEVELS, rank) for rank, face in enumerate(faces, start=2)}
    done = []
    for number, (page, marks) in enumerate(zip(pages, headed, strict=True)):
        known = levels | {title: 1} if number == 0 and title else levels
        shown = [known.get(_face(line), 0) if heads else 0 for line, heads in zip(page, marks, strict=True)]
        pairs = zip(shown[:-1], pairwise(page), strict=True)
        goes_on = [False, *(bool(level) and follows(*lines) for level, lines in pairs)]
        done.append(
            [GOES_ON if level and more else level for level, more in zip(shown, goes_on, strict=False)]
        )
    return done


def _face(line: Placed) -> _Face:
    return _Face(round(line.size * 2) / 2, line.bold)


def _usual(lines: Iterator[Placed]) -> _Face:
    """The face of most letters."""
    counts: Counter[_Face] = Counter()
    for line in lines:
        counts[_face(line)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else _Face(0, bold=False)


def _is_marked(line: Placed, usual: _Face) -> bool:
    """Whether the letters of a line are not those of the text."""
    if is_row(line.text) or not any(letter.isalpha() for letter in line.text):
        return False
    larger = line.size >= LARGER * usual.size
    return larger or (line.bold and not usual.bold and line.size >= SMALLER * usual.size)


def _headings(page: Sequence[Placed], marked: Sequence[bool]) -> list[bool]:
    """Which of the marked lines are headings: those of a run that is short and ends as headings do."""
    heads = [False] * len(page)
    for run in _runs(page, marked):
        words = " ".join(page[at].text.strip() for at in run)
        if len(run) <= LINES and len(words) <= LONGEST and words[-1] not in ",;" and not words[0].islower():
            for at in run:
                heads[at] = True
    return heads


def _runs(page: Sequence[Placed], marked: Sequence[bool]) -> Iterator[list[int]]:
    """Marked lines of one face that follow on each other."""
    run: list[int] = []
    for at, (line, is_marked) in enumerate(zip(page, marked, strict=True)):
        if run and not (is_marked and follows(page[run[-1]], line)):
            yield run
            run = []
        if is_marked:
            run.append(at)
    if run:
        yield run


def follows(before: Placed, line: Placed) -> bool:
    """Whether a line goes on with the heading before it."""
    return _face(before) == _face(line) and 0 <= before.y - line.y <= APART * line.size


def _ranked(pages: Sequence[Sequence[Placed]], headed: Sequence[Sequence[bool]]) -> list[_Face]:
    """The faces of headings, the highest first; none where they are so many that they are the text."""
    counts: Counter[_Face] = Counter()
    for page, heads in zip(pages, headed, strict=True):
        for line, is_head in zip(page, heads, strict=True):
            if is_head:
                counts[_face(line)] += len(line.text)
    total = sum(len(line.text) for page in pages for line in page)
    return sorted((face for face, count in counts.items() if count <= SHARE * total), reverse=True)


def _title(
    pages: Sequence[Sequence[Placed]], headed: Sequence[Sequence[bool]], usual: _Face
) -> "_Face | None":
    """The largest face of the first page, where no later page has it and the text is smaller."""
    if not pages:
        return None
    first = [_face(line) for line, is_head in zip(pages[0], headed[0], strict=True) if is_head]
    largest = max(first, default=None)
    if largest is None or largest.size < LARGER * usual.size:
        return None
    later = (
        _face(line)
        for page, heads in zip(pages[1:], headed[1:], strict=True)
        for line, is_head in zip(page, heads, strict=True)
        if is_head
    )
    return None if largest in set(later) else largest
