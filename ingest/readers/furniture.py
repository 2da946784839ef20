"""The furniture of printed pages: running heads and feet, page numbers among them, which are no text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.numerals import from_roman
from ingest.readers.placed import Page, Placed

EDGE = 2  # lines at the head and at the foot of a page that may be furniture, wherever they stand
MARGIN = 0.1  # of the height of a page, at its head and at its foot, in which every line may be
SMALLER = 0.95  # of the usual size: what is set so above or below the text may be what the first page says
NEAR = 3.0  # points by which the places of the same running head differ
SHARE = 3  # a line is furniture where it stands on one of so many pages
RUN = 4  # or on as many pages as a chapter has, whose title is its running head
ATTACHED = 3  # pages at least, for a line that stands as near to the text as its own lines do
STACK = 3  # lines of a running head or foot, above or below the gap to the text
LONG = 80  # characters: no running head that stands so near to the text has more
GAP = 1.6  # of the size of its letters: lines further apart are no neighbours
_PAGE_NUMBER = re.compile(
    r"(?:page\s*|p\.\s*|[-–|/]\s*)?[0-9]{1,4}(?:\s*(?:/|of)\s*[0-9]{1,4})?(?:\s*[-–|/])?", re.I
)
_NUMBERS = re.compile(r"(?<![^\W_])(?:[0-9]{1,4}|[ivxl]{1,7})(?![^\W_])")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes lines of several pages the same: their place, their size and their words; or the words
    around a number that goes up with the page, and how far it is from the count. `attached` is a line that
    stands as near to the text as its own lines do. Of all that stands at one height the words are in
    alphabetical order, and the size is 0: left and right pages mirror each other.
    """

    place: int
    size: int
    words: str
    ahead: int | None = None
    attached: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be furniture; each key comes with the number that it leaves out, as it is printed.
    `aside` is one in the margin, apart from the text and in smaller letters.
    """

    at: int
    keys: tuple[tuple[_Key, str], ...]
    outermost: bool
    aside: bool


def without_furniture(pages: Sequence[Page]) -> list[tuple[list[Placed], str]]:
    """Of each page its lines without furniture, and what is printed on it as its number, "" where that is not
    seen.
    """
    found = [list(_candidates(page, number)) for number, page in enumerate(pages, start=1)]
    furniture = _furniture(pages, found)
    opening = "".join(_squeezed(line.text) for line in pages[0].lines) if pages else ""
    done = []
    for number, (page, candidates) in enumerate(zip(pages, found, strict=True), start=1):
        gone: set[int] = set()
        label = ""
        for candidate in candidates:
            known = [(key, number) for key, number in candidate.keys if key in furniture]
            number_alone = candidate.outermost and _is_number(page.lines[candidate.at].text)
            repeats = number > 1 and candidate.aside and _repeats(page.lines[candidate.at], number, opening)
            if known or repeats or (number_alone and len(pages) > 1):
                gone.add(candidate.at)
            label = label or next((number for key, number in known if key.ahead is not None), "")
        done.append(([line for at, line in enumerate(page.lines) if at not in gone], page.label or label))
    return done if any(lines for lines, _ in done) else [(list(page.lines), page.label) for page in pages]


def _furniture(pages: Sequence[Page], found: Sequence[Sequence[_Candidate]]) -> frozenset[_Key]:
    """The keys that enough pages share. Pages that say the same are one: what they share is their text."""
    counts: Counter[_Key] = Counter()
    seen: set[tuple[str, ...]] = set()
    for page, candidates in zip(pages, found, strict=True):
        words = tuple(line.text for line in page.lines)
        if words not in seen:
            seen.add(words)
            counts.update({key for candidate in candidates for key, _ in candidate.keys})
    least = max(2, min(RUN, len(seen) // SHARE))
    nearby = max(ATTACHED, len(seen) // SHARE)
    return frozenset(key for key, count in counts.items() if count >= (nearby if key.attached else least))


def _candidates(page: Page, number: int) -> Iterator[_Candidate]:
    """The lines at the head and the foot of a page, by where they stand and not by their order."""
    heights = sorted({line.y for line in page.lines}, reverse=True)
    outer = {*heights[:EDGE], *heights[-EDGE:]}
    sizes = {line.y: line.size for line in page.lines}
    apart = {*_apart(heights, sizes), *_apart(heights[::-1], sizes)}
    margin = MARGIN * page.height
    usual = _usual_size(page.lines)
    for at, line in enumerate(page.lines):
        in_margin = not margin < line.y < page.height - margin
        if line.y in outer or in_margin:
            outermost = in_margin and line.y in {heights[0], heights[-1]}
            attached = line.y not in apart
            if not ((attached or not in_margin) and _is_sentence(line.text)):
                keys = [*_keys(line, page, number, attached)]
                if line.size <= usual:
                    level = (other.text for other in page.lines if abs(other.y - line.y) < NEAR)
                    row = replace(line, text=" ".join(level))
                    keys += map(_mirrored, _keys(row, page, number, attached))
                aside = in_margin and not attached and line.size <= SMALLER * usual
                yield _Candidate(at, tuple(keys), outermost, aside)


def _apart(heights: Sequence[float], sizes: Mapping[float, float]) -> Sequence[float]:
    """The outermost of the heights, up to a gap to the others; none where no gap is near."""
    for count, (here, inner) in enumerate(pairwise(heights[: STACK + 1]), start=1):
        if abs(here - inner) > GAP * max(sizes[here], sizes[inner]):
            return heights[:count]
    return ()


def _usual_size(lines: Sequence[Placed]) -> float:
    """The size of most letters of a page."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _repeats(line: Placed, number: int, opening: str) -> bool:
    """Whether a line says what the first page says, such as its title and its symbol side by side, and the
    number of its page.
    """
    words = [word for word in line.text.split() if not re.fullmatch(rf"{number}(?:/[0-9]{{1,4}})?", word)]
    parts = ((_squeezed(" ".join(words[:at])), _squeezed(" ".join(words[at:]))) for at in range(len(words)))
    return any(one in opening and other in opening for one, other in parts)


def _squeezed(text: str) -> str:
    return _BLANKS.sub("", text)


def _is_sentence(text: str) -> bool:
    """Whether a line is a part of a sentence by its ends, or by its length where it is not in capitals."""
    words = text.strip()
    long = len(words) > LONG and not words.isupper()
    return words[:1].islower() or words.endswith((".", ";", ",", ":")) or long


def _keys(line: Placed, page: Page, number: int, attached: bool) -> Iterator[tuple[_Key, str]]:
    words = _BLANKS.sub(" ", line.text).strip()
    above = line.y > page.height / 2
    place = page.height - line.y if above else line.y
    bands = {int(place // NEAR), int((place + NEAR / 2) // NEAR)}  # two, since a place may lie at an end
    for band in bands:
        here = band + 1 if above else -band - 1
        yield _Key(here, round(line.size), words, attached=attached), ""
        for match in _NUMBERS.finditer(words):
            printed = match[0]
            value = int(printed) if printed.isdigit() else from_roman(printed)
            if value is not None:
                around = f"{words[: match.start()]}#{words[match.end() :]}"
                yield _Key(here, round(line.size), around, value - number, attached), printed


def _mirrored(found: tuple[_Key, str]) -> tuple[_Key, str]:
    key, printed = found
    return replace(key, size=0, words=" ".join(sorted(key.words.split()))), printed


def _is_number(text: str) -> bool:
    words = text.strip()
    return bool(_PAGE_NUMBER.fullmatch(words)) or (words.islower() and from_roman(words) is not None)
