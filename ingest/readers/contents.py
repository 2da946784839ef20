"""Lists of contents on printed pages: they name what the text itself then brings, with the page, and are left
out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.placed import LEVEL, Page, Placed

ENTRIES = 4  # with rising page numbers make a list of contents
SHARE = 0.5  # of them stand as lines of their own on other pages
_LEADERS = re.compile(r"[\s.·…_]+")
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class _Entry:
    """Lines of one level that end in a number: where they are, their words without leaders, the number."""

    places: tuple[int, ...]
    words: str
    number: int


def without_contents(pages: Sequence[Page]) -> list[Page]:
    """The pages without the entries of lists of contents."""
    lines = [{_bare(line.text) for line in page.lines} for page in pages]
    counts = Counter(line for found in lines for line in found)
    done = []
    for page, own in zip(pages, lines, strict=True):
        gone = {place for entry in _listed(page, own, counts) for place in entry.places}
        kept = tuple(line for at, line in enumerate(page.lines) if at not in gone)
        done.append(replace(page, lines=kept) if gone else page)
    return done


def _listed(page: Page, own: Set[str], counts: Counter[str]) -> list[_Entry]:
    """The entries of the page, [] where they are too few, do not rise or are no lines of other pages."""
    entries = sorted(_entries(page), key=lambda entry: -page.lines[entry.places[0]].y)
    rising = sum(before.number <= after.number for before, after in pairwise(entries))
    if len(entries) < ENTRIES or rising < len(entries) - 1:
        return []
    named = (_bare(entry.words) for entry in entries)
    known = sum(counts[words] > (words in own) for words in named)
    return entries if known >= SHARE * len(entries) else []


def _entries(page: Page) -> Iterator[_Entry]:
    for level in _levels(page.lines):
        ordered = sorted(level, key=lambda at: page.lines[at].x)
        *words, number = (page.lines[at].text for at in ordered)
        text = " ".join(words)
        if not words:
            match = re.fullmatch(r"(\S.*?)(?:\.{3,}|(?:\s\.){3,}|…+|\s{2,})\s*([0-9]{1,4})", number)
            text, number = (match[1], match[2]) if match else ("", "")
        figures = _LEADERS.sub("", number)
        named = _LEADERS.sub(" ", text).strip()
        if named and _NUMBER.fullmatch(figures) and any(letter.isalpha() for letter in named):
            yield _Entry(tuple(level), text, int(figures))


def _levels(lines: Sequence[Placed]) -> Iterator[list[int]]:
    """The places of lines that stand on one level, level by level."""
    found: list[list[int]] = []
    for at in sorted(range(len(lines)), key=lambda at: -lines[at].y):
        here = lines[at]
        if found and abs(lines[found[-1][0]].y - here.y) <= LEVEL * here.size:
            found[-1].append(at)
        else:
            found.append([at])
    yield from found


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
