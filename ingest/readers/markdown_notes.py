"""Footnotes of Markdown, "[^1]" in a sentence and "[^1]: words" below, tied to the sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.blocks import Block

DEFINED = re.compile(r"\[\^([^\]\s]{1,40})\]:\s*(.*)", re.S)
_REFERRED = re.compile(r"\s?\[\^([^\]\s]{1,40})\]")


def with_notes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each with the notes that it refers to. Notes are numbered as they are referred to where one
    of them has no number of its own; a reference to none is words.
    """
    defined: dict[str, str] = {}
    read = [_once(block, defined) for block in blocks]
    if not defined:
        return read
    texts = (block.text for block in read if not DEFINED.fullmatch(block.text))
    referred = dict.fromkeys(name for text in texts for name in _REFERRED.findall(text) if name in defined)
    names = [*referred, *(name for name in defined if name not in referred)]
    counted = not all(name.isdigit() for name in names)
    notes = {name: f"[{n if counted else name}] {defined[name]}" for n, name in enumerate(names, start=1)}
    return [_tied(block, notes) for block in read]


def _once(block: Block, defined: dict[str, str]) -> Block:
    """The block, whose note is added to those defined; of two with one mark the first counts, and the other's
    words are a paragraph.
    """
    match = DEFINED.fullmatch(block.text)
    if match and match[1] in defined:
        return replace(block, text=match[2])
    if match:
        defined[match[1]] = match[2]
    return block


def _tied(block: Block, notes: dict[str, str]) -> Block:
    match = DEFINED.fullmatch(block.text)
    if match:
        return replace(block, text=notes[match[1]])
    own = dict.fromkeys(notes[name] for name in _REFERRED.findall(block.text) if name in notes)
    text = _REFERRED.sub(lambda mark: "" if mark[1] in notes else mark[0], block.text)
    return replace(block, text=text, notes=tuple(own)) if own else block
