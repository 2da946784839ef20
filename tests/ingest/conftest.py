"""What must hold for every document, whatever was read."""

import re
from collections.abc import Callable, Sequence

import pytest

from ingest.locator import Locator
from ingest.model import Provision
from ingest.readers.blocks import Block

Check = Callable[[str, Sequence[Provision]], None]


def check(text: str, provisions: Sequence[Provision]) -> None:
    """Offsets are exact, the tree is a tree in reading order, names are unique."""
    by_locator = {p.locator: p for p in provisions}
    assert len(by_locator) == len(provisions), "a locator occurs twice"
    assert len({p.label for p in provisions}) == len(provisions), "a label occurs twice"
    ends: dict[str | None, int] = {}
    begin = -1
    for position, p in enumerate(provisions):
        assert str(Locator.parse(p.locator)) == p.locator
        assert p.position == position
        assert p.text == text[p.start : p.end]
        assert p.text, f"{p.locator} has no words"
        assert p.chapeau in p.text
        assert p.leaf == (not any(q.parent == p.locator for q in provisions[position + 1 : position + 2]))
        assert p.start >= begin, f"{p.locator} begins before the one that stands before it"
        begin = p.start
        if p.parent is not None:
            above = by_locator[p.parent]
            assert above.start <= p.start, f"{p.locator} begins outside {above.locator}"
            assert p.end <= above.end, f"{p.locator} ends outside {above.locator}"
            assert p.start >= ends.get(p.parent, 0), f"{p.locator} overlaps its elder sibling"
            ends[p.parent] = p.end


@pytest.fixture(scope="session")
def invariants() -> Check:
    """The function that checks them."""
    return check


def letters(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="session")
def nothing_lost() -> Callable[[Sequence[Block], str, Sequence[Provision]], None]:
    """Every block is in the canonical text, in order; every paragraph's words are those of a leaf or a
    chapeau, or stand in the heading of a provision whose title they are.
    """

    def compare(blocks: Sequence[Block], text: str, provisions: Sequence[Provision]) -> None:
        words = letters(text)
        at = 0
        for block in blocks:
            body = letters(re.sub(r"\A[-•*–]\s+", "", block.text))
            at = words.find(body, at)
            assert at >= 0, f"lost: {block.text!r}"
            at += len(body)
        covered = bytearray(len(text))
        for p in provisions:
            begin = p.start + p.text.index(p.chapeau)
            end = p.end if p.leaf or p.kind == "slide" else begin + len(p.chapeau)
            covered[begin:end] = b"\1" * (end - begin)
        titles = [letters(p.heading) for p in provisions if p.heading]
        cursor = 0
        for block in blocks:
            body = re.sub(r"\A[-•*–]\s+", "", block.text)
            cursor = text.index(body, cursor)
            if not block.level and body:
                last = cursor + len(body.rstrip()) - 1
                titled = any(title.endswith(letters(body)) for title in titles)
                assert covered[last] or titled, f"in no provision: {block.text!r}"
            cursor += len(body)

    return compare
