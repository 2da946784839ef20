"""Sentences: a text as what it says one after the other, its sentences and the rows of its tables."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, zip_longest

CELL = "|"
_WHOLE = re.compile(r"(?<=[.!?。！？])\s+(?=[^\W\d_a-z])|(?<=[。！？])(?=\S)")
_FALSE_END = re.compile(r"(?:\b(?:Art|No|Nos|para|paras|e\.g|i\.e|cf)|^\s*\d{1,3})\.$", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text, in any of the languages; "Art. 8" does not end one."""
    return list(_joined(_WHOLE.split(text.strip())))


def sentences_and_rows(text: str) -> Iterator[str]:
    """The sentences of a text of several lines, and each row of its tables with the heads of its columns."""
    lines = filter(None, map(str.strip, text.splitlines()))
    for tabled, together in groupby(lines, lambda line: line.startswith(CELL)):
        if tabled:
            yield from _rows(together)
        else:
            yield from chain.from_iterable(map(sentences, together))


def _joined(parts: list[str]) -> Iterator[str]:
    held = ""
    for part in parts:
        held = f"{held} {part}".strip()
        if not _FALSE_END.search(held):
            if held:
                yield held
            held = ""
    if held:
        yield held


def _rows(lines: Iterable[str]) -> Iterator[str]:
    """The rows of a table below its heads; of one that has no other row, the heads. Cells that stand under no
    head are read without.
    """
    heads, *rows = map(_cells, lines)
    for row in rows or [heads]:
        named = zip_longest(heads[: len(row)] if rows else (), row, fillvalue="")
        yield "; ".join(
            f"{head}: {cell}" if number and head else cell for number, (head, cell) in enumerate(named)
        )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip(CELL).split(CELL)]
