"""Headings of articles that a copy has set as text: as lines in another language, or as the first words of a
paragraph; and paragraphs of articles that it has set as headings. Without this the words of one article would
stand at the address of the one before, or at none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.article_names import Name, counted, heads, read_name
from ingest.readers.blocks import Block
from ingest.structure.headings import read_heading

FEW = 3  # in a text: fewer can be chance
LONGEST = 250  # characters of a line that is a heading
LEVEL = 3  # where none of them is marked as a heading
DIVISION = 2  # of a chapter, at the highest: the title of the document is above
SHORT = 120  # characters of a name and a title on one line
_SENTENCE = re.compile(r"[.;:,。；：，،؛!?]\s*$")
# what laws are divided into above their articles
_DIVISION = re.compile(
    r"(?:chapter|chapitre|cap[ií]tulo|t[ií]tulo|titre|livre|libro|livro|sec(?:tion|ción|ção)|глава|раздел|"
    r"(?:ال)?(?:باب|فصل|قسم))\s+\S|第\s*[0-9一二三四五六七八九十百]{1,5}\s*[编編章节節](?:\s|$)",
    re.I,
)
_BEGUN = re.compile(r"\(?[0-9]{1,3}[.)]\s+(?:.*[:;,]|(?:\S+\s+){5,}\S+\.)", re.S)
_LAST_ROW = re.compile(r"(?:\A|\n)\|[ \t]*+([^|\n]*[^|\s])\s*\|(?:[ \t]*\|)*\s*\Z")  # with one filled cell
_OPENING = re.compile(r"Article\s+([0-9]{1,3})\s*[.:–—-]?\s+(?=[A-Z“\"])")


def with_lines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, lines such as "Artículo 9. Objeto" as headings, and paragraphs that begin with such a name
    as a heading and the words behind it, where there are several; and the lines of the chapters above them.
    """
    parts = [part for block in blocks for part in _unboxed(block)]
    named = [(at, name) for at, block in enumerate(parts) if (name := _named(block))]
    found = dict(_in_order(named, parts))
    numbers = {name.number for name in found.values()}
    short = numbers == {"1", "2"} and all(name.apart for name in found.values())  # as many decrees are
    if len(numbers) < FEW and not short:
        return list(blocks)
    level = min((parts[at].level for at in found if parts[at].level), default=LEVEL)
    divisions = _divisions(parts, found)
    done: list[Block] = []
    for at, block in enumerate(parts):
        if at in divisions:
            above = max(DIVISION, level - 1)
            block = replace(block, level=min(block.level or above, above))
        if at not in found:
            done.append(block)
        elif _is_line(block, found[at]):
            done.append(replace(block, level=block.level or level))
        else:
            end = found[at].end
            done += [replace(block.part(0, end), level=level), block.part(end)]
    return done


def _unboxed(block: Block) -> list[Block]:
    """A table whose last rows are the name of an article, with its title or none, or of a chapter, as the
    table and those names: they head what follows.
    """
    names: list[Block] = []
    while (row := _LAST_ROW.search(block.text)) and _heads_below(row[1]):
        names.insert(0, block.part(row.start(1), row.end(1)))
        block = block.part(0, row.start())
    return [block, *names] if block.text else names


def _heads_below(cell: str) -> bool:
    name = read_name(cell)
    titled = name is not None and (name.apart or cell[name.end :][:1].isupper())
    return titled or (len(cell) <= SHORT and bool(_DIVISION.match(cell)))


def _named(block: Block) -> Name | None:
    """The name of an article that a block begins with, as a heading or a paragraph may; that of a sentence,
    "Article 5 of the Act", is none.
    """
    name = None if block.metadata else read_name(block.text)
    if name is None:
        return None
    rest = block.text[name.end :]
    if not heads(rest):
        return None
    lined = block.level > 0 or (len(block.text) <= LONGEST and not _SENTENCE.search(rest))
    begins = not rest or rest[0].isupper() or name.apart or block.level > 0
    return name if begins and (name.apart or lined) else None


def _is_line(block: Block, name: Name) -> bool:
    """Whether the name and a title are all that a block says."""
    rest = block.text[name.end :]
    return block.level > 0 or not rest or (len(block.text) <= SHORT and not _SENTENCE.search(rest))


def _in_order(named: Sequence[tuple[int, Name]], blocks: Sequence[Block]) -> Iterator[tuple[int, Name]]:
    """Those that follow one another: a law that amends another quotes articles of that one amid its own."""
    last, letters = 0, ""
    counts = [counted(name.number) for _, name in named]
    for place, (at, name) in enumerate(named):
        before, (letters, count) = letters, counts[place]
        if letters != before:  # a code counts anew where it was enacted otherwise
            last = 0
        goes_on = (letters, count + 1) in counts[place + 1 : place + 3]
        lined = _is_line(blocks[at], name) and (count >= last or count == 1)
        if count == last + 1 or (count == last and not name.number.isdigit()) or lined:
            accepted = True
        else:
            accepted = goes_on and (count > last or count == 1)
        if accepted:
            last = count
            yield at, name


def _divisions(blocks: Sequence[Block], found: Mapping[int, Name]) -> set[int]:
    """The places of lines such as "Capítulo I. Disposiciones generales" that stand above an article."""
    places: set[int] = set()
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.metadata or len(block.text) > LONGEST or _SENTENCE.search(block.text):
            continue
        below = range(at + 1, min(at + 4, len(blocks)))
        if _DIVISION.match(block.text) and any(other in found or other in places for other in below):
            places.add(at)
    return places


def parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a paragraph that opens with the number of the next article as its heading and its words,
    where no heading brings that number: "Article 4 Relationship with other laws Nothing in this Act ...". A
    heading in an article that is a sentence or begins one ("1. For the purposes of this Act:") is text.
    """
    numbers = [_article(block) for block in blocks]
    if len([number for number in numbers if number is not None]) < FEW:
        return list(blocks)
    return list(_parted(blocks, numbers))


def _parted(blocks: Sequence[Block], numbers: Sequence[int | None]) -> Iterator[Block]:
    last, level = 0, LEVEL
    for at, block in enumerate(blocks):
        one = read_heading(block.text) if block.level else None
        if one is not None and one.kind == "annex":
            last = 0
        number = numbers[at]
        match = _OPENING.match(block.text) if not block.level else None
        if number is not None:
            last, level = number, block.level
        elif match and int(match[1]) == last + 1 and _brings_more(numbers[at:], last + 1):
            last += 1
            yield replace(block, text=f"Article {last}", level=level, turns=())
            block = block.part(match.end())
        elif last and block.level and one is None and _BEGUN.fullmatch(block.text):
            block = replace(block, level=0)
        yield block


def _brings_more(numbers: Sequence[int | None], number: int) -> bool:
    """Whether the next heading of an article is that of a later one, or there is none."""
    return next((other for other in numbers if other is not None), number + 1) > number


def _article(block: Block) -> int | None:
    """The number of the article whose heading this is."""
    one = read_heading(block.text) if block.level else None
    return int(one.number) if one and one.kind == "art" and one.number.isdigit() else None
