"""Blocks: what every reader makes of a file before structure is found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading: `level` is 0 for a paragraph, 1 to 6 for a heading.

    `notes` are the footnotes that it refers to, where the file tells, as "[1] words"; they stand again where
    the file has them.
    """

    text: str
    level: int = 0
    page: int | None = None
    about: tuple[str, ...] = ()
    metadata: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()
