"""Numbered headings that a text sets as lines: "3. Institutional arrangements", "3.1 The Council".

An item of a list is no heading: headings stand over words, count on from one through the text, and there are
several.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.numerals import from_roman
from ingest.readers.blocks import Block

FEW = 3  # headings at the top: fewer can be chance
INNER = 2  # below one of them
LONGEST = 90  # characters of a title
WORDS = 12
TOP = 2  # level of those at the top; the title of the document is above them
BY_FORM = 5  # what readers call headings of lines that only look like one stand as deep as this, or deeper
_NUMBER = re.compile(r"(?:([0-9]{1,2})\.|([0-9]{1,2}(?:\.[0-9]{1,2}){1,3})\.?|([IVX]{1,6}|[A-Z])\.)\s+")
_ENDED = re.compile(r"[.;:,!?،؛؟。；：，！？][)\]”’\"']*$|\s(?:and|or|et|ou|y|o|e|и|или|و|أو)$")
_NAMED = re.compile(r"(?:Annex|Appendix|Part|Section|Preamble)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number: how it is written ("1" with its depth, "I" or "A"), and its parts."""

    style: str
    path: tuple[int, ...]

    def opens(self, other: "_Mark | None") -> bool:
        """Whether it may be the first of a list or of headings below the other."""
        return self.path[-1] == 1 and (
            len(self.path) == 1 or (other is not None and other.path == self.path[:-1])
        )

    def follows(self, other: "_Mark") -> bool:
        """Whether it is the next of the same list."""
        return self.style == other.style and self.path == (*other.path[:-1], other.path[-1] + 1)


def with_numbered(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, numbered headings as headings, where the text has no others but those that only look like
    one.
    """
    if any(map(_is_marked_up, blocks)):
        return list(blocks)
    done = list(blocks)
    for at, level in _levels(blocks):
        done[at] = replace(blocks[at], level=level)
    return done


def _is_marked_up(block: Block) -> bool:
    """Whether a heading is one that the author made: neither the title, nor one that a reader knows by its
    form, "Annex" and "A. Agenda" among them.
    """
    marks = _marks(block.text)
    if block.level == 1:
        return bool(marks)
    by_form = _NAMED.match(block.text) or any(mark.style == "A" for mark in marks)
    return 0 < block.level < BY_FORM and not by_form


def _marks(text: str) -> list[_Mark]:
    """The numbers that a line may begin with: "V." is five, or the letter."""
    found = _NUMBER.match(text)
    if not found:
        return []
    if digits := found[1] or found[2]:
        path = tuple(map(int, digits.split(".")))
        return [_Mark("1" * len(path), path)]
    roman = from_roman(found[3]) if set(found[3]) <= set("IVX") else None
    letter = [_Mark("A", (ord(found[3]) - 64,))] if len(found[3]) == 1 else []
    return ([_Mark("I", (roman,))] if roman else []) + letter


def _is_titled(block: Block) -> bool:
    """Whether a line is no more than a number and a title."""
    found = _NUMBER.match(block.text)
    if not found or block.metadata or "\n" in block.text:
        return False
    title = block.text[found.end() :]
    short = len(title) <= LONGEST and len(title.split()) <= WORDS
    return short and title[:1].isalpha() and not title[0].islower() and not _ENDED.search(title)


def _levels(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The place of each numbered heading, and its level."""
    series: list[tuple[int, list[int]]] = []  # depth, places
    open_: list[tuple[_Mark, list[int]]] = []
    for at in _over_words(blocks):
        for mark in _marks(blocks[at].text):
            depth = next((n for n, (last, _) in enumerate(open_) if mark.follows(last)), None)
            if depth is not None:
                places = open_[depth][1]
            elif mark.opens(open_[-1][0] if open_ else None) and all(o.style != mark.style for o, _ in open_):
                depth, places = len(open_), []
                series.append((depth, places))
            else:
                continue
            places.append(at)
            open_[depth:] = [(mark, places)]
            break
    if not series or len(series[0][1]) < FEW:
        return
    for depth, places in series:
        if not depth or len(places) >= INNER:
            yield from ((at, TOP + depth) for at in places)


def _over_words(blocks: Sequence[Block]) -> list[int]:
    """The places of the lines with a number and a title that have words below them: neither items of a list
    nor entries of a list of contents.
    """
    titled = [_is_titled(block) for block in blocks]
    over: set[int] = set()
    for at in range(len(blocks) - 2, -1, -1):
        mark, below = _marks(blocks[at].text), _marks(blocks[at + 1].text)
        if not titled[at] or any(b.follows(m) for m in mark for b in below):
            continue
        if not titled[at + 1] or (at + 1 in over and any(b.opens(m) for m in mark for b in below)):
            over.add(at)
    return [at for at in sorted(over) if at == 0 or not titled[at - 1] or at - 1 in over]
