"""Headings of articles that a copy has set as text: as lines in another language, or as the first words of a
paragraph; and paragraphs of articles that it has set as headings. Without this the words of one article would
stand at the address of the one before, or at none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.blocks import Block
from ingest.references.words import words
from ingest.spelling import normal
from ingest.structure.headings import read_heading

FEW = 3  # in a text: fewer can be chance
LONGEST = 250  # characters of a line that is a heading
LEVEL = 3  # where none of them is marked as a heading
_LINE = re.compile(r"(\w+)\s+([0-9]{1,4})\s*[º°ª.:–—-]*\s*(?=[^\W\d_]|$)(.*)")
_SENTENCE = re.compile(r"[.;:,]\s*$")
_BEGUN = re.compile(r"\(?[0-9]{1,3}[.)]\s+(?:.*[:;,]|(?:\S+\s+){5,}\S+\.)", re.S)
_OPENING = re.compile(r"Article\s+([0-9]{1,3})\s*[.:–—-]?\s+(?=[A-Z“\"])")


def with_lines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, lines such as "Artículo 9" as headings, where there are several; read_heading knows those
    in English and French.
    """
    found = {at: number for at, block in enumerate(blocks) if (number := _number(block))}
    if len(set(found.values())) < FEW:
        return list(blocks)
    level = min((blocks[at].level for at in found if blocks[at].level), default=LEVEL)
    return [
        replace(block, level=block.level or level) if at in found else block
        for at, block in enumerate(blocks)
    ]


def _number(block: Block) -> str:
    """The number of the article whose heading this is; "" for anything else."""
    match = _LINE.fullmatch(block.text)
    if match is None or block.metadata or len(block.text) > LONGEST or read_heading(block.text):
        return ""
    is_title = not match[3][:1].islower() and not _SENTENCE.search(match[3])
    unit = words().unit(normal(match[1]))
    return match[2] if is_title and unit is not None and unit[0] == "art" and unit[1] != "many" else ""


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
