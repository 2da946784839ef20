"""Footnotes of printed pages: small lines at the foot of a page, to whose marks its text refers. A sentence
that goes on upon the next page goes on over them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.readers.placed import Placed

SMALL = 0.93  # of the usual size: letters larger than this are no note's
FOOT = 3  # of the size: the next line of the text is as near to them as this
_MARK = re.compile(r"\s*[\[(]?(?P<mark>[0-9]{1,3}|[*†‡§]{1,3})[\])]?[.:]?\s*(?=[^\W\d]|[^\w\s.,;:)\]])")
_RULE = re.compile(r"\s*[_‗―—]{5,}\s*")

Note = list[Placed]


def notes_apart(pages: Sequence[Sequence[Placed]]) -> list[tuple[list[Placed], list[Note]]]:
    """Of each page its lines without footnotes, and the lines of each footnote."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    small = SMALL * (sizes.most_common(1)[0][0] if sizes else 0.0)
    return [_parted(page, small) for page in pages]


def _parted(page: Sequence[Placed], small: float) -> tuple[list[Placed], list[Note]]:
    noted: set[int] = set()
    notes: list[Note] = []
    for run in _runs(page, small):
        lines = [page[at] for at in run]
        others = [line for at, line in enumerate(page) if at not in run]
        if _stands_over(others, lines) or not _is_called(lines[0], others):
            continue
        notes += _cut(lines)
        noted.update(run)
        if run[0] and _RULE.fullmatch(page[run[0] - 1].text):
            noted.add(run[0] - 1)
    return [line for at, line in enumerate(page) if at not in noted], notes


def _runs(page: Sequence[Placed], small: float) -> Iterator[range]:
    """Small lines below each other, the first of which begins with a mark."""
    at = 0
    while at < len(page):
        end = at + 1
        if page[at].size <= small and _MARK.match(page[at].text):
            while end < len(page) and page[end].size <= small and page[end].y < page[end - 1].y:
                end += 1
            yield range(at, end)
        at = end


def _stands_over(others: Iterable[Placed], lines: Note) -> bool:
    """Whether more of the text stands below them; what is further down is the foot of the page."""
    left, right = min(line.x for line in lines), max(line.right for line in lines)
    top, foot = lines[0].y, lines[-1].y - FOOT * max(line.size for line in lines)
    return any(foot < o.y < top and o.x < right and o.right > left and o.text.strip() for o in others)


def _is_called(first: Placed, text: Iterable[Placed]) -> bool:
    """Whether a word or an end mark of the text bears the mark that the line begins with."""
    mark = _MARK.match(first.text)
    if mark is None:
        return False
    call = re.compile(rf"(?:[^\W\d_]|[.,;:!?)\]”’»\"']\s?)[\[(]?{re.escape(mark['mark'])}(?![\w/-])")
    return any(call.search(line.text) for line in text)


def _cut(lines: Note) -> list[Note]:
    """The notes that the lines are: each begins with the mark that follows that of the one before."""
    notes: list[Note] = []
    last = ""
    for line in lines:
        found = _MARK.match(line.text)
        mark = found["mark"] if found else ""
        follows = mark.isdigit() and last.isdigit() and int(mark) == int(last) + 1
        if not notes or follows or (mark and not mark.isdigit()):
            notes.append([line])
            last = mark
        else:
            notes[-1].append(line)
    return notes
