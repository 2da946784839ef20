"""The parts of a decision while they are found, and the locators that they get once all are known."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.locator import Locator
from ingest.structure.act_marks import Mark

CONTAINERS = frozenset({"document", "annex", "app", "art"})  # what has a numbering of its own
OUTLINE = frozenset({"part", "sec", "head"})  # headings, below which paragraphs stand
LISTED = frozenset({"para", "item", "subitem", "point"})


@dataclass(slots=True, eq=False)
class ActNode:
    """A part of a decision. `outer` is where its number starts, `start` its words, `own_end` the end of its
    words before the first child. `style`, `numeral` and `ordinal` are those of its mark.
    """

    kind: str
    number: str = ""
    parent: "ActNode | None" = None
    heading: str = ""
    style: str = ""
    numeral: str = ""
    ordinal: int = 0
    outer: int | None = None
    start: int | None = None
    own_end: int = 0
    end: int = 0
    page: int | None = None
    children: list["ActNode"] = field(default_factory=list)
    locator: Locator | None = None
    printed: str = ""
    metadata: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, number: str = "") -> "ActNode":
        """A new last child."""
        child = ActNode(kind, number, self)
        self.children.append(child)
        return child

    def is_before(self, mark: Mark) -> bool:
        """Whether the mark is that of the next sibling: one further, and written the same way."""
        return self.style == mark.style and mark.counted(self.numeral) == self.ordinal + 1

    def above(self) -> Iterator["ActNode"]:
        """The nodes above, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def container(self) -> "ActNode":
        """The decision, annex or appendix in whose numbering the node stands."""
        return next(node for node in (self, *self.above()) if node.kind in CONTAINERS)

    def sections(self, *, heads: bool = False) -> tuple["ActNode", ...]:
        """The numbered sections above the node in its container, the outer first; its other headings too."""
        found = []
        for node in self.above():
            if node.kind in CONTAINERS:
                break
            if node.kind in {"part", "sec"} or (heads and node.kind == "head"):
                found.append(node)
        return tuple(reversed(found))

    def cover(self, outer: int, start: int, end: int) -> None:
        """Words of the node at text[start:end], its number from `outer` on."""
        if self.start is None:
            self.outer, self.start = outer, start
        if not self.children:
            self.own_end = end
        self.end = max(self.end, end)
        for node in self.above():
            if node.start is None:
                node.outer = node.start = node.own_end = outer
            node.end = max(node.end, end)


def walk(root: ActNode) -> Iterator[ActNode]:
    """Every node that has words, the outer before the inner; without recursion, for a file may nest deep."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.start is not None:
            yield node
        waiting += reversed(node.children)


def address(root: ActNode, document: str, *, by_section: bool = False) -> None:
    """Give each node its locator.

    Where the paragraphs of a container are counted over its sections their numbers say enough, "paragraph
    12"; where a section begins anew they are of it, "section B, paragraph 8". `by_section` is for the
    Convention's decisions, whose official addresses always name the section.
    """
    depths: dict[int, int] = {}
    twice: set[int] = set()
    paragraphs: dict[int, list[ActNode]] = {}
    for node in walk(root):
        if node.kind == "para":
            paragraphs.setdefault(id(node.container()), []).append(node)
    for container, found in paragraphs.items():
        depths[container] = 99 if by_section else _depth(found)
        twice |= _twice(found, depths[container])
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    repeats: Counter[str] = Counter()
    for node in walk(root):
        node.locator = (
            Locator(document) if node is root else _free(_wanted(node, depths, twice, counts), taken, repeats)
        )
        taken.add(str(node.locator))


def _depth(paragraphs: list[ActNode]) -> int:
    """How many levels of sections name the paragraphs of a container: none where most sections go on
    counting.

    A number that is met twice all the same is told apart by `_within`.
    """
    most = max(len(node.sections()) for node in paragraphs)
    for depth in range(most):
        begun = goes_on = 0
        for before, node in pairwise(paragraphs):
            here, there = before.sections()[: depth + 1], node.sections()[: depth + 1]
            if here != there and here[:depth] == there[:depth]:
                follows = node.ordinal == before.ordinal + 1
                goes_on += follows
                begun += not follows and node.ordinal == 1
        if begun <= goes_on:
            return depth
    return most


def _twice(paragraphs: list[ActNode], depth: int) -> set[int]:
    """Paragraphs whose number another bears too: all but the one that its neighbours count on to."""
    groups: dict[tuple[object, ...], list[ActNode]] = {}
    for node in paragraphs:
        groups.setdefault((tuple(map(id, node.sections()[:depth])), node.number), []).append(node)
    runs = {
        id(node)
        for before, node in pairwise(paragraphs)
        if node.ordinal == before.ordinal + 1 or node.ordinal == 1
    }
    found: set[int] = set()
    for same in groups.values():
        if len(same) > 1:
            kept = next((node for node in same if id(node) in runs), same[0])
            found |= {id(node) for node in same if node is not kept}
    return found


def _wanted(node: ActNode, depths: dict[int, int], twice: set[int], counts: Counter[str]) -> Locator:
    container = node.container() if node.kind not in CONTAINERS else node.parent or node
    home = (node.parent or container).locator
    if node.kind == "para" and node.parent and node.parent.kind not in LISTED | {"recital"}:
        odd = id(node) in twice
        home = _within(container, node.sections(heads=odd), 99 if odd else depths.get(id(container), 0))
    elif node.kind in {"table", "fig"}:
        home = container.locator
    if home is None:
        raise ValueError("a part is named before what holds it")
    if node.number or node.kind in {"annex", "app", "preamble", "adoption"}:
        return home.child(node.kind, node.number)
    key = f"{home}/{node.kind}"
    counts[key] += 1
    return home.child(node.kind, str(counts[key]))


def _within(container: ActNode, sections: tuple[ActNode, ...], depth: int) -> Locator:
    named = sections[:depth]
    found = named[-1].locator if named else container.locator
    if found is None:
        raise ValueError("a part is named before what holds it")
    return found


def _free(locator: Locator, taken: set[str], repeats: Counter[str]) -> Locator:
    """The locator, or where it is taken the same with a count."""
    name, free = str(locator), locator
    while str(free) in taken:
        repeats[name] += 1
        last = locator.steps[-1]
        number = f"{last.number or '1'}~{1 + repeats[name]}"
        free = (locator.parent or locator).child(last.kind, number)
    return free
