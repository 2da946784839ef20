"""The canonical text of a document while it is written: every provision is a slice of it."""


class CanonicalText:
    """Pieces of text, one after the other; an offset once given stays."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    @property
    def text(self) -> str:
        """All that was written so far."""
        return "".join(self.pieces)

    def _write(self, words: str, gap: str = "\n") -> int:
        """Add the words after a gap, and give the offset at which they start."""
        if self.pieces:
            self.pieces.append(gap)
            self.length += len(gap)
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return start
