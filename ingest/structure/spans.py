"""The canonical text of a document while it is written: every provision is a slice of it."""

from bisect import bisect_right

from ingest.model import PageTurn
from ingest.readers.blocks import Block


class CanonicalText:
    """Pieces of text, one after the other; an offset once given stays."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.turns: list[tuple[int, int]] = []  # (offset, page) wherever a page is another than before

    @property
    def text(self) -> str:
        """All that was written so far."""
        return "".join(self.pieces)

    def pages(self, start: int, end: int) -> tuple[PageTurn, ...]:
        """The pages that text[start:end] stands on, each with the offset in it from which on it does."""
        first = bisect_right(self.turns, (start, _LAST)) - 1
        found: list[PageTurn] = []
        for offset, page in self.turns[max(0, first) :]:
            if offset >= end:
                break
            found.append(PageTurn(max(0, offset - start), page))
        return tuple(found)

    def _write(self, words: str, gap: str = "\n") -> int:
        """Add the words after a gap, and give the offset at which they start."""
        if self.pieces:
            self.pieces.append(gap)
            self.length += len(gap)
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return start

    def _write_block(self, block: Block, gap: str = "\n") -> int:
        """Add the words of a block, as `_write` does, and keep the pages that they stand on."""
        start = self._write(block.text, gap)
        if block.page is not None:
            for offset, page in ((0, block.page), *block.turns):
                if not self.turns or self.turns[-1][1] != page:
                    self.turns.append((start + offset, page))
        return start


_LAST = 1 << 40  # above every page
