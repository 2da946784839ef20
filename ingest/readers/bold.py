"""Headings of Word files without styles: short paragraphs in bold from end to end, where the text is not.

Many offices write so. A file that has headings in styles says itself which they are.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from zipfile import BadZipFile, ZipFile

from ingest.readers.blocks import Block
from ingest.readers.office import root_of_part

MAIN = "word/document.xml"
LEAST = 3  # bold paragraphs that make headings of them
LONGEST = 160  # characters of a heading
SHARE = 0.3  # of all characters: where more is bold, it is the text
TOP, BELOW = 2, 3  # levels of "1. Opening" and "1.1 Agenda"
_NUMBER = re.compile(r"[0-9]{1,2}(?P<below>(?:\.[0-9]{1,2})+)?[.)]?\s")
_OFF = frozenset({"0", "false", "off", "none"})


def with_bold_headings(blocks: list[Block], raw: bytes) -> list[Block]:
    """The blocks of a Word file, whose bytes are `raw`, with its bold paragraphs as headings where no style
    says which they are. One that opens the file is its title.
    """
    if any(block.level > 1 for block in blocks):
        return blocks
    bold = frozenset(_bold_paragraphs(raw))
    marked = [at for at, block in enumerate(blocks) if _key(block.text) in bold]
    heads = [at for at in marked if _may_head(blocks[at])]
    total = sum(len(block.text) for block in blocks)
    if len(heads) < LEAST or sum(len(blocks[at].text) for at in marked) > SHARE * total:
        return blocks
    titled = any(block.level for block in blocks)
    done = list(blocks)
    for at in heads:
        done[at] = replace(blocks[at], level=1 if at == 0 and not titled else _level(blocks[at].text))
    return done


def _may_head(block: Block) -> bool:
    text = block.text
    return not block.level and len(text) <= LONGEST and "\n" not in text and text[-1:] not in (".", ",", ";")


def _level(text: str) -> int:
    number = _NUMBER.match(text)
    return BELOW if number and number["below"] else TOP


def _bold_paragraphs(raw: bytes) -> Iterator[str]:
    """What the paragraphs say whose words are all bold, those of tables left out."""
    from lxml.etree import LxmlError

    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            root = root_of_part(archive.read(MAIN))
    except (BadZipFile, KeyError, LxmlError):
        return  # the reader has read it in another way, and nothing more is known
    for paragraph in root.iter("{*}p"):
        said = [(run, text) for run in paragraph.iter("{*}r") if (text := _text(run)).strip()]
        in_table = any(above.tag.endswith("}tc") for above in paragraph.iterancestors())
        if said and not in_table and all(_is_bold(run) for run, _ in said):
            yield _key("".join(text for _, text in said))


def _text(run: Any) -> str:
    return "".join(node.text or "" for node in run.iterfind("{*}t"))


def _is_bold(run: Any) -> bool:
    mark = run.find("{*}rPr/{*}b")
    if mark is None:
        return False
    values: Sequence[str] = [value for name, value in mark.attrib.items() if name.endswith("}val")]
    return not set(values) & _OFF


def _key(text: str) -> str:
    """Letters and digits, without the number that a list may have put before them."""
    words = _NUMBER.sub("", f"{text} ", count=1)
    return "".join(letter for letter in words.casefold() if letter.isalnum())
