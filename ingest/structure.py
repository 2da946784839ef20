"""Structure: blocks become one canonical text and a tree of addressable provisions over it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ingest.blocks import Block
from ingest.locator import Locator, from_roman, label
from ingest.model import Document, Provision

LEGAL_KINDS = frozenset({"convention", "protocol", "decision", "recommendation", "framework"})
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("art", re.compile(r"Article\s+(\d+)(?:bis)?\b\s*[.:–-]?\s*(.*)", re.I)),
    ("annex", re.compile(r"Annex(?:\s+([IVX]+|\d+))?\b\s*[.:–-]?\s*(.*)", re.I)),
    ("part", re.compile(r"Part\s+(\d+|[IVX]+|[A-Z])\b\s*[.:–-]?\s*(.*)", re.I)),
    ("sec", re.compile(r"Section\s+([A-Z]|\d+)\b\s*[.:–-]?\s*(.*)", re.I)),
    ("slide", re.compile(r"Slide\s+(\d+)\b\s*[.:–-]?\s*(.*)", re.I)),
    ("page", re.compile(r"Page\s+(\d+)\b\s*[.:–-]?\s*(.*)", re.I)),
    ("goal", re.compile(r"Goal\s+([A-D]|\d+)\b\s*[.:–-]?\s*(.*)", re.I)),
    ("target", re.compile(r"Target\s+(\d+)\b\s*[.:–-]?\s*(.*)", re.I)),
    ("preamble", re.compile(r"(?:The\s+)?Preamble()\s*()", re.I)),
    ("mission", re.compile(r"Mission()\s*()", re.I)),
)
_DECISION_SECTION = re.compile(r"([A-HJ-UWYZ])\.\s+(\S.*)")
_OPENERS = (
    r"(?:(?!Contracting|Clearing|Building|Beijing|Nanjing|Kunming)[A-Z][a-z]+ing|Aware|Concerned|Conscious|Convinced|Determined|Guided|Mindful|Alarmed|Encouraged|Deeply|Fully"
    r"|Being)\b"
)
_RECITAL = re.compile(rf",\s+(?:and\s+)?(?={_OPENERS})")
_DEFINITION = re.compile(r"[\"“]([A-Z][^\"”]{1,90})[\"”](?=\s+(?:means|includes|as defined|refers|is|has))")
_TESTIMONIUM = re.compile(r"IN WIT+NESS WHEREOF")
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("goal", re.compile(r"(?P<open>)Goal\s+(?P<n>\d+)\s*[:.]\s*(?P<close>)")),
    ("decimal", re.compile(r"(?P<open>)(?P<n>\d{1,2}(?:\.\d{1,2})+)(?P<close>\.?)\s*(?=\D)")),
    ("digit", re.compile(r"(?P<open>)(?P<n>\d{1,3})(?P<close>[.)])(?:\s+|(?=[A-Z“\"]))")),
    ("letter", re.compile(r"(?P<open>\(?)(?P<n>[a-z]{1,5})(?P<close>\))\s*")),
    ("letter", re.compile(r"(?P<open>)(?P<n>[a-z])(?P<close>\.)(?=\s|[A-Z])\s*")),
)
_NEXT_KIND = {"art": "item", "para": "item", "goal": "item", "item": "subitem", "subitem": "point"}


@dataclass(slots=True)
class Node:
    """A provision while it is being built; `outer` is where its marker starts, `start` its words."""

    locator: Locator
    kind: str
    level: int
    heading: str = ""
    path: tuple[str, ...] = ()
    outer: int | None = None
    start: int | None = None
    end: int = 0
    own_end: int = 0
    page: int | None = None
    about: tuple[str, ...] = ()
    style: str = ""
    ordinal: int = 0
    children: list["Node"] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marker:
    """What a paragraph opens with: "(a)", "1.", "Goal 2:", and how many characters it takes."""

    style: str
    number: str
    wrapper: str
    length: int


def parse(document: Document, blocks: Sequence[Block]) -> tuple[str, list[Provision]]:
    """The canonical text of the document and its provisions in reading order."""
    builder = _Builder(document)
    for block in blocks:
        builder.add(block)
    return builder.text, list(builder.provisions())


class _Builder:
    """Holds the text so far and the stack of open provisions."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.legal = document.kind in LEGAL_KINDS
        self.text = ""
        self.root = Node(Locator(document.id), "document", 0, heading=document.title)
        self.stack = [self.root]
        self.headings: list[tuple[int, str]] = []
        self.seen = {str(self.root.locator)}
        self.counters: dict[str, int] = {}
        self.in_extracts = False

    def add(self, block: Block) -> None:
        if block.metadata:
            key, value = block.metadata
            self.stack[-1].metadata[key] = value
        elif block.level:
            self._heading(block)
        elif block.about:
            self._remark(block)
        else:
            self._paragraph(block)

    # headings

    def _heading(self, block: Block) -> None:
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        self.in_extracts = False
        if block.level == 1 and not self.headings:
            return
        self._close(block.level)
        kind, number, title = self._read_heading(block.text)
        if kind == "extracts":
            self.in_extracts = True
            return
        self.headings.append((block.level, block.text))
        if not kind:
            self.text += ("\n\n" if self.text else "") + block.text
            return
        self.text += ("\n\n" if self.text else "") + block.text
        self._open(kind, number, block.level, heading=title, page=block.page)

    def _read_heading(self, text: str) -> tuple[str, str, str]:
        if text.strip().lower() == "extracts":
            return "extracts", "", ""
        for kind, pattern in _HEADINGS:
            match = pattern.fullmatch(text)
            if match:
                return kind, _number(match[1] or ""), match[2].strip()
        section = _DECISION_SECTION.fullmatch(text)
        if section and self.document.kind in {"decision", "recommendation"}:
            return "sec", section[1].lower(), section[2]
        if not self.legal:
            self.counters["head"] = self.counters.get("head", 0) + 1
            return "head", str(self.counters["head"]), text
        return "", "", text

    # paragraphs

    def _paragraph(self, block: Block) -> None:
        if _TESTIMONIUM.match(block.text):
            self._close(2)
            self._leaf("testimonium", "", block)
        elif self.in_extracts:
            self._leaf("extract", self._count("extract"), block)
        elif self._in("slide", "head", "page") or (not self.legal and self.stack[-1] is self.root and not _marker(block.text)):
            self._append(block)
        else:
            self._legal_paragraph(block)

    def _legal_paragraph(self, block: Block) -> None:
        text = re.sub(r"^[-•]\s+(?=\(?[a-z]{1,4}\))", "", block.text)
        marker = _marker(text)
        target = self._place(marker) if marker else None
        if marker and target is not None:
            self._enumerated(marker, target, Block(text, page=block.page))
        elif self.stack[-1] is self.root and self.legal:
            self._open("preamble", "", 2, heading="Preamble")
            self._recitals(block)
        elif self._in("preamble"):
            self._recitals(block)
        elif text.startswith(("- ", "• ")):
            self._append(Block(text, page=block.page))
        elif self.stack[-1].start is None:
            self._append(block)
            self._definitions(self.stack[-1])
        else:
            container = self._container()
            self._leaf("text", self._count(f"{container.locator}/text"), block)

    def _recitals(self, block: Block) -> None:
        start = self._write(block.text)
        preamble = self.stack[-1]
        cuts = [0, *(match.end() for match in _RECITAL.finditer(block.text)), len(block.text)]
        if preamble.start is None and not re.match(_OPENERS, block.text):
            opening = cuts.pop(0)
            self._extend(preamble, start + opening, start + opening, start + cuts[0])
        for begin, end in zip(cuts, cuts[1:], strict=False):
            words = block.text[begin:end]
            node = self._node("recital", self._count("recital"), preamble)
            node.outer = node.start = start + begin
            node.end = node.own_end = start + begin + len(words.rstrip())
            self._cover(preamble, node.outer, node.end)

    def _definitions(self, node: Node) -> None:
        """An article of unnumbered definitions in one block gets one provision a defined term."""
        if node.start is None or node.kind != "art" or "term" not in node.heading.lower():
            return
        text = self.text[node.start : node.end]
        found = list(_DEFINITION.finditer(text))
        for here, after in zip_longest(found, found[1:]):
            end = after.start() if after else len(text)
            words = text[here.start() : end].rstrip()
            child = self._node("term", re.sub(r"[^a-z0-9]+", "-", here[1].lower()).strip("-"), node)
            child.heading = here[1]
            child.outer = child.start = node.start + here.start()
            child.end = child.own_end = child.start + len(words)
        if found:
            node.own_end = node.start + len(text[: found[0].start()].rstrip())

    def _remark(self, block: Block) -> None:
        parent = self._container()
        start = self._write(block.text)
        node = self._node("remark", self._count(f"{parent.locator}/remark"), parent)
        node.outer = node.start = start
        node.end = node.own_end = start + len(block.text)
        node.about = block.about
        self._cover(parent, start, node.end)

    # enumeration

    def _place(self, marker: Marker) -> Node | None:
        """The open node under which the marker is the next or the first child; None: not a marker."""
        if marker.style == "goal":
            return self._outer_of("goal")
        if marker.style == "decimal":
            major = marker.number.split(".")[0]
            goal = next((n for n in reversed(self.stack) if n.kind in {"goal", "para"} and n.ordinal == int(major)), None)
            return goal or self._outer_of("para")
        if marker.style == "digit":
            return self._outer_of("para")
        enumerated = [node for node in self.stack if node.style == "letter"]
        for node in reversed(enumerated):
            if _follows(node, marker):
                return self._parent_of(node)
        if marker.number in {"a", "i"}:
            return self.stack[-1]
        return self._parent_of(enumerated[-1]) if enumerated else (self.stack[-1] if marker.wrapper != "." else None)

    def _enumerated(self, marker: Marker, parent: Node, block: Block) -> None:
        while self.stack[-1] is not parent:
            if self.stack.pop().kind == "preamble" and self.headings:
                self.headings.pop()
        if marker.style == "letter":
            kind = _NEXT_KIND.get(parent.kind, "item")
        else:
            kind = {"goal": "goal", "decimal": "item", "digit": "para"}[marker.style]
        siblings = [child for child in parent.children if child.style == marker.style]
        node = self._node(kind, marker.number, parent)
        node.style = marker.style
        node.ordinal = _ordinal(marker, siblings[-1].ordinal if siblings else 0)
        node.metadata["wrapper"] = marker.wrapper
        node.page = block.page
        outer = self._write(block.text)
        self._extend(node, outer, outer + marker.length, outer + len(block.text))
        self.stack.append(node)
        term = _DEFINITION.match(block.text[marker.length :])
        if term:
            node.heading = term[1]

    # the tree

    def _in(self, *kinds: str) -> bool:
        return any(node.kind in kinds for node in self.stack)

    def _container(self) -> Node:
        while self.stack[-1].style:
            self.stack.pop()
        return self.stack[-1]

    def _outer_of(self, kind: str) -> Node:
        """Where a numbered paragraph or goal hangs: below the innermost heading."""
        for node in reversed(self.stack):
            if not node.style and node.kind != "preamble":
                return node
            if kind == "para" and node.kind == "goal":
                return node
        return self.root

    def _parent_of(self, child: Node) -> Node:
        return self.stack[self.stack.index(child) - 1]

    def _close(self, level: int) -> None:
        while len(self.stack) > 1 and (self.stack[-1].style or self.stack[-1].level >= level):
            self.stack.pop()

    def _open(self, kind: str, number: str, level: int, heading: str = "", page: int | None = None) -> Node:
        node = self._node(kind, number, self.stack[-1])
        node.level, node.heading, node.page = level, heading, page
        self.stack.append(node)
        return node

    def _leaf(self, kind: str, number: str, block: Block) -> None:
        parent = self._container()
        start = self._write(block.text)
        node = self._node(kind, number, parent)
        node.page = block.page
        self._extend(node, start, start, start + len(block.text))

    def _node(self, kind: str, number: str, parent: Node) -> Node:
        locator = parent.locator.child(kind, number)
        repeat = 1
        while str(locator) in self.seen:
            repeat += 1
            locator = parent.locator.child(kind, f"{number or '1'}~{repeat}")
        self.seen.add(str(locator))
        node = Node(locator, kind, parent.level, path=tuple(text for _, text in self.headings))
        parent.children.append(node)
        return node

    def _count(self, key: str) -> str:
        self.counters[key] = self.counters.get(key, 0) + 1
        return str(self.counters[key])

    def _write(self, words: str) -> int:
        if self.text:
            self.text += "\n"
        start = len(self.text)
        self.text += words
        return start

    def _append(self, block: Block) -> None:
        node = self.stack[-1]
        start = self._write(block.text)
        self._extend(node, start, start, start + len(block.text))
        node.page = node.page or block.page

    def _extend(self, node: Node, outer: int, start: int, end: int) -> None:
        if node.start is None:
            node.outer, node.start = outer, start
        if not node.children:
            node.own_end = end
        node.end = max(node.end, end)
        for above in self.stack:
            self._cover(above, outer, end)

    @staticmethod
    def _cover(node: Node, outer: int, end: int) -> None:
        if node.outer is None:
            node.outer = node.start = outer
            node.own_end = outer
        node.end = max(node.end, end)

    def provisions(self) -> Iterator[Provision]:
        position = 0
        for node, parent in _walk(self.root, None):
            if node.start is None:
                if not node.heading or node is self.root:
                    continue
                where = self.text.find(node.heading)
                node.start, node.end, node.own_end = where, where + len(node.heading), where + len(node.heading)
            yield self._provision(node, parent, position)
            position += 1

    def _provision(self, node: Node, parent: Node | None, position: int) -> Provision:
        document = self.document
        start = node.start or 0
        metadata = {key: value for key, value in node.metadata.items() if key != "wrapper"}
        return Provision(
            locator=str(node.locator),
            document=document.id,
            kind=node.kind,
            label=label(node.locator, document.short_title, node.heading),
            text=self.text[start : node.end],
            start=start,
            end=node.end,
            position=position,
            parent=str(parent.locator) if parent else None,
            heading=node.heading,
            path=node.path,
            chapeau=self.text[start : node.own_end].strip() if node.children else self.text[start : node.end],
            leaf=not node.children,
            page=node.page,
            provenance=document.provenance,
            language=document.language,
            url=document.url,
            about=node.about,
            quoted_in=(document.quoted_in,) if document.quoted_in else (),
            metadata=metadata,
        )


def _walk(node: Node, parent: Node | None) -> Iterator[tuple[Node, Node | None]]:
    yield node, parent
    for child in node.children:
        yield from _walk(child, node)


def _number(text: str) -> str:
    value = from_roman(text) if text.isupper() else None
    return str(value) if value else text.lower()


def _marker(text: str) -> Marker | None:
    for style, pattern in _MARKERS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            return Marker(style, match["n"], match["open"] + match["close"], match.end())
    return None


def _ordinal(marker: Marker, before: int) -> int:
    """Position of the marker among its siblings; a letter that can be roman is read as what follows `before`."""
    if marker.style in {"digit", "goal"}:
        return int(marker.number)
    if marker.style == "decimal":
        return int(marker.number.split(".")[-1])
    readings = _readings(marker.number)
    return next((value for value in readings if value == before + 1), readings[0] if readings else before + 1)


def _readings(letters: str) -> list[int]:
    alpha = [ord(letters) - 96] if len(letters) == 1 else [26 + ord(letters[0]) - 96] if len(set(letters)) == 1 else []
    value = from_roman(letters)
    return alpha + ([value] if value else [])


def _follows(node: Node, marker: Marker) -> bool:
    """Whether the marker is the next sibling of that node: one further, and written the same way."""
    return node.ordinal + 1 in _readings(marker.number) and node.metadata.get("wrapper") == marker.wrapper
