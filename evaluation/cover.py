"""When a passage covers gold: pure text comparison, so that any system's citations can be judged.

A passage covers a gold entry when it comes from that source and its text contains one of the gold texts (a
quote, or the whole provision where the entry has no quotes), white space and case folded. Three additions,
each with its
bound:

- gold of several items (its text has several lines) is covered by a passage that holds one of the items, or
lies in the gold;
- a whole provision of one line is covered by a passage that holds at least half of it in one piece;
- a passage that is much larger than the gold does not count: longer than LARGEST characters and than TIMES
the gold
  provisions that it holds, or nearly the whole document (WHOLE of it) while those are less than half of the
  document.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LARGEST = 2_000
TIMES = 4
WHOLE = 0.9
SHORTEST = 25  # characters: fewer do not identify an item


def fold(text: str) -> str:
    """White space and case folded."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class GoldText:
    """A gold entry with its texts at hand.

    `texts` are equally good: the quotes, or the one whole provision (`whole`). `size` is the length of the
    provision, `document_size` that of the document it stands in (0: not known). All lengths are of folded
    text. `others` are places that are equally good.
    """

    source: str
    locator: str
    texts: tuple[str, ...]
    whole: bool = False
    size: int = 0
    document_size: int = 0
    others: tuple["GoldText", ...] = ()

    @property
    def places(self) -> tuple["GoldText", ...]:
        """All places that are equally good, this one first."""
        return (self, *self.others)


def covered(source: str, text: str, gold: Sequence[GoldText]) -> tuple[int, ...]:
    """The numbers of the gold entries that a passage of that source with that text covers."""
    passage = fold(text)
    held = {i: place for i, entry in enumerate(gold) if (place := _place(source, passage, entry))}
    return () if too_large(len(passage), list(held.values())) else tuple(held)


def _place(source: str, passage: str, entry: GoldText) -> GoldText | None:
    """The place of a gold entry that the passage covers."""
    return next(
        (
            place
            for place in entry.places
            if place.source == source and any(_holds(passage, wanted, place.whole) for wanted in place.texts)
        ),
        None,
    )


def too_large(length: int, held: Sequence[GoldText]) -> bool:
    """Whether a passage of that many folded characters is much larger than the gold entries that it holds."""
    size = sum(max([entry.size, *(len(fold(wanted)) for wanted in entry.texts)]) for entry in held)
    if length > max(LARGEST, TIMES * size):
        return True
    document = max((entry.document_size for entry in held), default=0)
    return document > 2 * size and length >= WHOLE * document


def _holds(passage: str, wanted: str, whole: bool) -> bool:
    gold = fold(wanted)
    if gold and gold in passage:
        return True
    several = items(wanted)
    if len(several) > 1:
        inside = len(passage) >= SHORTEST and passage in gold and not passage.endswith(":")
        return inside or any(item in passage for item in several)
    return whole and overlap(passage, gold) * 2 >= len(gold) > 0


def items(text: str) -> list[str]:
    """The folded lines of a text that identify an item: chapeaux (they end in a colon) and very short lines
    do not.
    """
    lines = [fold(line) for line in text.splitlines() if line.strip()]
    return (
        [line for line in lines if len(line) >= SHORTEST and not line.endswith(":")] if len(lines) > 1 else []
    )


def overlap(one: str, other: str) -> int:
    """The length of the longest piece that both share, where one lies in the other or they follow on each
    other.
    """
    if one in other or other in one:
        return min(len(one), len(other))
    return max(_joint(one, other), _joint(other, one))


def _joint(before: str, after: str) -> int:
    """How many characters at the end of `before` are the beginning of `after`."""
    for size in range(min(len(before), len(after)), 0, -1):
        if before.endswith(after[:size]):
            return size
    return 0


def marked(text: str, others: list[str]) -> NDArray[np.bool_]:
    """For each character of the folded text: does it stand in a piece that one of the other texts shares with
    it?
    """
    folded = fold(text)
    mask = np.zeros(len(folded), dtype=np.bool_)
    pieces = items(text)
    for other in others:
        gold = fold(other)
        if folded and folded in gold:
            mask[:] = True
            return mask
        for piece in [gold, *items(other)]:
            _mark(mask, folded, piece)
        for piece in pieces:
            if piece in gold:
                _mark(mask, folded, piece)
        if (size := _joint(folded, gold)) >= SHORTEST:
            mask[len(folded) - size :] = True
        if (size := _joint(gold, folded)) >= SHORTEST:
            mask[:size] = True
    return mask


def _mark(mask: NDArray[np.bool_], text: str, piece: str) -> None:
    at = text.find(piece) if piece else -1
    while at >= 0:
        mask[at : at + len(piece)] = True
        at = text.find(piece, at + 1)
