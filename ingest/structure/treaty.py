"""Structure: blocks become one canonical text and a tree of addressable provisions over it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from ingest.locator import Locator, label
from ingest.model import Document, Provision
from ingest.numerals import from_roman
from ingest.readers.blocks import Block
from ingest.structure.headings import read_heading, read_numbered
from ingest.structure.numbered import with_numbered
from ingest.structure.outline import outlined, sort_of_numbered
from ingest.structure.spans import CanonicalText

DECISIONS = frozenset({"decision", "recommendation"})
LEGAL_KINDS = frozenset({"convention", "protocol", "decision", "recommendation", "framework"})
_DECISION_SECTION = re.compile(r"([A-HJ-UWYZ])\.\s+(\S.*)")
_OPENERS = (
    r"(?:(?!Contracting|Clearing|Building|Beijing|Nanjing|Kunming)[A-Z][a-z]+ing|Aware|Concerned|"
    r"Conscious|Convinced|Determined"
    r"|Guided|Mindful|Alarmed|Encouraged|Deeply|Fully)\b"
)
_OPERATIVE = re.compile(
    r"(?:Adopts|Affirms|Agrees|Also|Approves|Calls|Commends|Confirms|Decides|Emphasi[sz]es|Encourages|"
    r"Endorses|Establishes|Expresses"
    r"|Further|Instructs|Invites|Notes|Reaffirms|Recalls|Recogni[sz]es|Recommends|Reiterates|Requests|"
    r"Resolves|Stresses|Takes|Thanks"
    r"|Underlines|Urges|Welcomes)\b(?!\s*,)"
)
_RECITAL = re.compile(rf",\s+(?:and\s+)?(?={_OPENERS})")
_DEFINITION = re.compile(r"[\"“]([A-Z][^\"”]{1,90})[\"”](?=\s+(?:means|includes|as defined|refers|is|has))")
_TESTIMONIUM = re.compile(r"IN WIT+NESS WHEREOF")
_BULLET = re.compile(r"\A[-•*–]\s+")
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("goal", re.compile(r"(?P<open>)Goal\s+(?P<n>[0-9]{1,3})\s*[:.]\s*(?P<close>)")),
    (
        "decimal",
        re.compile(r"(?P<open>)(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2})+)(?P<close>\.?)(?!\s*[0-9a-zа-я%.])\s*"),
    ),
    ("digit", re.compile(r"(?P<open>\(?)(?P<n>[0-9]{1,3})(?P<close>[.)])(?:\s+|(?=[A-Z“\"]))")),
    ("letter", re.compile(r"(?P<open>\(?)(?P<n>[a-z]{1,5})(?P<close>\))\s*")),
    ("letter", re.compile(r"(?P<open>)(?P<n>[a-z])(?P<close>\.)(?=\s|[A-Z])\s*")),
)
_NEXT_KIND = {
    "item": "subitem",
    "subitem": "point",
}  # what a letter opens under these; under all else, an item


@dataclass(slots=True)
class Node:
    """A provision while it is being built.

    `outer` is where its marker starts, `start` its words, `own_end` the end of its words before the first
    child,
    `heading_at` where its heading stands.
    """

    locator: Locator
    kind: str
    level: int
    heading: str = ""
    path: tuple[str, ...] = ()
    outer: int | None = None
    start: int | None = None
    end: int = 0
    own_end: int = 0
    heading_at: int | None = None
    wrapper: str = ""
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
    numbered = ""
    if document.kind not in DECISIONS | {"training"}:
        numbered = sort_of_numbered(blocks)
        blocks = outlined(blocks, numbered=numbered)
        if not numbered and document.kind not in LEGAL_KINDS:
            blocks = with_numbered(blocks)
    builder = _Builder(document, blocks, numbered)
    for position in range(len(blocks)):
        builder.add(position)
    return builder.text, list(builder.provisions())


class _Builder(CanonicalText):
    """Holds the text so far and the stack of open provisions."""

    def __init__(self, document: Document, blocks: Sequence[Block], numbered: str = "") -> None:
        self.document = document
        self.numbered = numbered  # what headings such as "4. Scope" open
        self.blocks = blocks
        self.position = 0
        self.legal = document.kind in LEGAL_KINDS
        super().__init__()
        self.root = Node(Locator(document.id), "document", 0, heading=document.title)
        self.stack = [self.root]
        self.headings: list[tuple[int, str]] = []
        self.seen = {str(self.root.locator)}
        self.counters: dict[str, int] = {}
        self.in_extracts = False

    def add(self, position: int) -> None:
        self.position = position
        block = self.blocks[position]
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
        is_title = block.level == 1 and not self.pieces
        start = self._write_block(block, "\n\n")
        if is_title:
            return
        self._close(block.level)
        kind, number, title = self._read_heading(block.text)
        if kind in {"art", "annex", "part"} and self.document.kind not in DECISIONS:
            self._leave_preamble()
        self.in_extracts = kind == "extracts"
        if self.in_extracts:
            return
        self.headings.append((block.level, block.text))
        if kind:
            self._open(kind, number, Block(title, block.level, block.page), start + block.text.rfind(title))

    def _read_heading(self, text: str) -> tuple[str, str, str]:
        """Kind, number and title; kind "" is a heading that opens no provision but stands in the path of
        those below.
        """
        if text.strip().lower() == "extracts":
            return "extracts", "", ""
        said = read_heading(text)
        if said is None and self.numbered and (bare := read_numbered(text)):
            said = replace(bare, kind=self.numbered)
        if said:
            return said.kind, said.number, said.title
        section = _DECISION_SECTION.fullmatch(text)
        if section and self.document.kind in DECISIONS:
            return "sec", section[1].lower(), section[2]
        return ("", "", text) if self.legal else ("head", self._count("head"), text)

    # paragraphs

    def _paragraph(self, block: Block) -> None:
        if _TESTIMONIUM.match(block.text):
            self._close(2)
            self._leaf("testimonium", "", block)
        elif self.in_extracts:
            self._leaf("extract", self._count("extract"), block)
        elif self._in("slide", "page") or (self._in("head") and not self._counts(block)):
            self._append(block)
        elif not self.legal and self.stack[-1] is self.root and not _marker(block.text):
            opens_list = self.root.start is None and block.text.endswith(":")
            self._append(block) if opens_list else self._text(block)
        else:
            self._legal_paragraph(block)

    def _counts(self, block: Block) -> bool:
        """Whether a paragraph below the heading of a document has a number of its own, or an article."""
        marker = _marker(_BULLET.sub("", block.text, count=1))
        return self._in("art", "para", "item") or (marker is not None and marker.style == "digit")

    def _legal_paragraph(self, block: Block) -> None:
        bullet = _BULLET.match(block.text)
        listed = block.part(bullet.end()) if bullet else block
        marker = _marker(listed.text)
        target = self._place(marker) if marker else None
        if marker and target is not None:
            self._enumerated(marker, target, listed)
        elif self._in("preamble") and not _OPERATIVE.match(block.text):
            self._recitals(block)
        elif (
            self.legal and not self._in("preamble") and self.stack[-1] is self.root and not self.root.children
        ):
            self._first_words(block)
        elif _BULLET.match(block.text) or self.stack[-1].start is None:
            self._append(block)
        else:
            self._text(block)

    def _first_words(self, block: Block) -> None:
        """What a legal text opens with, before any heading, is its preamble, unless it is already
        operative.
        """
        if _OPERATIVE.match(block.text):
            self._text(block)
        else:
            self._open("preamble", "", Block("Preamble", 2, block.page))
            self._recitals(block)

    def _text(self, block: Block) -> None:
        """A paragraph without a number: a definition, or `text-N`, under which a list that it announces
        hangs.
        """
        self._leave_preamble()
        container = self._container()
        term = _DEFINITION.match(block.text) if _defines(container) else None
        if term:
            self._leaf("term", _slug(term[1]), block).heading = term[1]
            return
        node = self._leaf("text", self._count(f"{container.locator}/text"), block)
        if block.text.endswith(":"):
            node.style = "text"
            self.stack.append(node)

    def _recitals(self, block: Block) -> None:
        while self.stack[-1].kind != "preamble":
            self.stack.pop()
        start, preamble = self._write_block(block), self.stack[-1]
        cuts = [0, *(match.end() for match in _RECITAL.finditer(block.text)), len(block.text)]
        if not preamble.children and not re.match(_OPENERS, block.text):
            opening = cuts.pop(0)
            self._extend(preamble, start + opening, start + opening, start + cuts[0])
            preamble.own_end = start + len(block.text[: cuts[0]].rstrip())
        for begin, end in pairwise(cuts):
            node = self._node("recital", self._count("recital"), preamble)
            node.page = block.page
            words = block.text[begin:end].rstrip()
            self._extend(node, start + begin, start + begin, start + begin + len(words))

    def _definitions(self, node: Node, words: str) -> None:
        """An article whose definitions stand unnumbered in one block gets one provision a defined term."""
        found = list(_DEFINITION.finditer(words))
        base = node.end - len(words)
        for here, after in zip_longest(found, found[1:]):
            child = self._node("term", _slug(here[1]), node)
            child.heading, child.page = here[1], node.page
            child.outer = child.start = base + here.start()
            child.end = child.own_end = base + len(words[: after.start() if after else None].rstrip())
        if found:
            node.own_end = base + len(words[: found[0].start()].rstrip())

    def _remark(self, block: Block) -> None:
        parent = self._container()
        self._leaf("remark", self._count(f"{parent.locator}/remark"), block).about = block.about

    # enumeration

    def _place(self, marker: Marker) -> Node | None:
        """The open node under which the marker is the next or the first child; None: not a marker."""
        if marker.style == "decimal":
            major = marker.number.split(".")[0]
            above = next(
                (n for n in reversed(self.stack) if n.kind in {"goal", "para"} and n.ordinal == int(major)),
                None,
            )
            return above or self._outer_of("para")
        if marker.style in {"goal", "digit"}:
            return self._outer_of("goal" if marker.style == "goal" else "para")
        enumerated = [node for node in self.stack if node.style == "letter"]
        if enumerated and self._opens_roman_list(marker, enumerated[-1]):
            return enumerated[-1]
        for node in reversed(enumerated):
            if _follows(node, marker):
                return self._parent_of(node)
        if marker.number in {"a", "i"}:
            return self._parent_of(self.stack[-1]) if self.stack[-1].kind == "point" else self.stack[-1]
        return (
            self._parent_of(enumerated[-1])
            if enumerated
            else (self.stack[-1] if marker.wrapper != "." else None)
        )

    def _opens_roman_list(self, marker: Marker, open_item: Node) -> bool:
        """Whether an (i) after an (h) that announces a list is the roman one: the next marker tells."""
        if marker.number != "i" or open_item.ordinal != 8 or not self.pieces[-1].endswith(":"):
            return False
        for block in self.blocks[self.position + 1 :]:
            following = _marker(_BULLET.sub("", block.text, count=1)) if not block.level else None
            if block.level or (following and following.style != "letter"):
                return False
            if following:
                return following.number == "ii"
        return False

    def _enumerated(self, marker: Marker, parent: Node, block: Block) -> None:
        while self.stack[-1] is not parent:
            self._pop()
        kinds = {
            "goal": "goal",
            "decimal": "item",
            "digit": "para",
            "letter": _NEXT_KIND.get(parent.kind, "item"),
        }
        before = next(
            (child.ordinal for child in reversed(parent.children) if child.style == marker.style), 0
        )
        node = self._node(kinds[marker.style], marker.number, parent)
        node.style, node.wrapper, node.page = marker.style, marker.wrapper, block.page
        node.ordinal = _ordinal(marker, before)
        outer = self._write_block(block)
        self._extend(node, outer, outer + marker.length, outer + len(block.text))
        self.stack.append(node)
        term = _DEFINITION.match(block.text[marker.length :])
        if term:
            node.heading = term[1]

    # the tree

    def _pop(self) -> None:
        """Close the innermost provision; the heading of a preamble does not stand above what follows it."""
        if (
            self.stack.pop().kind == "preamble"
            and self.headings
            and self._read_heading(self.headings[-1][1])[0] == "preamble"
        ):
            self.headings.pop()

    def _leave_preamble(self) -> None:
        while self._in("preamble"):
            self._pop()

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

    def _open(self, kind: str, number: str, heading: Block, heading_at: int | None = None) -> Node:
        """A provision with a heading; one of the same name that stayed empty (an entry of a table of
        contents) gives way.
        """
        parent = self.stack[-1]
        name = str(parent.locator.child(kind, number))
        if name in self.seen:
            for empty in [
                child
                for child in parent.children
                if str(child.locator) == name and child.start is None and not child.children
            ]:
                parent.children.remove(empty)
                self.seen.discard(name)
        node = self._node(kind, number, parent)
        node.level, node.heading, node.page, node.heading_at = (
            heading.level,
            heading.text,
            heading.page,
            heading_at,
        )
        self.stack.append(node)
        return node

    def _leaf(self, kind: str, number: str, block: Block) -> Node:
        node = self._node(kind, number, self._container())
        node.page = block.page
        start = self._write_block(block)
        self._extend(node, start, start, start + len(block.text))
        return node

    def _node(self, kind: str, number: str, parent: Node) -> Node:
        locator = parent.locator.child(kind, number)
        name = said = str(locator)
        while said in self.seen:
            locator = parent.locator.child(kind, f"{number or '1'}~{1 + int(self._count(f'repeat {name}'))}")
            said = str(locator)
        self.seen.add(said)
        node = Node(locator, kind, parent.level, path=tuple(text for _, text in self.headings))
        parent.children.append(node)
        return node

    def _count(self, key: str) -> str:
        self.counters[key] = self.counters.get(key, 0) + 1
        return str(self.counters[key])

    def _append(self, block: Block) -> None:
        """More words of the open provision; where it has parts already, a slide takes them in, else they are
        a `text-N`.
        """
        node = self.stack[-1]
        if node.children and node.kind != "slide":
            self._leaf("text", self._count(f"{self._container().locator}/text"), block)
            return
        start = self._write_block(block)
        self._extend(node, start, start, start + len(block.text))
        node.page = node.page or block.page
        if _defines(node):
            self._definitions(node, block.text)

    def _extend(self, node: Node, outer: int, start: int, end: int) -> None:
        if node.start is None:
            node.outer, node.start = outer, start
        if not node.children:
            node.own_end = end
        node.end = max(node.end, end)
        for above in self.stack:
            if above.start is None:
                above.outer = above.start = above.own_end = outer
            above.end = max(above.end, end)

    # the result

    def provisions(self) -> Iterator[Provision]:
        """Every provision, the outer before the inner. Labels are unique: what repeats one is numbered."""
        self._settle(self.root)
        text = self.text
        printed: set[str] = set()
        above: dict[Locator, tuple[str, ...]] = {}  # the headings that a provision stands in, its own last
        for position, (node, parent) in enumerate(_walk(self.root, None)):
            outer = above[parent.locator] if parent else ()
            above[node.locator] = heads = (*outer, node.heading) if node.kind == "head" else outer
            name = plain = label(node.locator, self.document.short_title, node.heading, heads)
            while name in printed:
                name = f"{plain} [{1 + int(self._count(f'label {plain}'))}]"
            printed.add(name)
            yield self._provision(node, parent, position, name, text)

    def _settle(self, node: Node) -> None:
        """Spans from the inside out. A heading without words stands for itself; one without a title is no
        provision.
        """
        for child in node.children:
            self._settle(child)
        node.children = [child for child in node.children if child.start is not None]
        if node.start is None and node.heading and node.heading_at is not None:
            node.outer = node.start = node.heading_at
            node.end = node.own_end = node.start + len(node.heading)
        if node.children:
            first = node.children[0].outer or 0
            if node.start is None or first < node.start:
                node.outer = node.start = node.own_end = first
            node.end = max(node.end, *(child.end for child in node.children))

    def _provision(self, node: Node, parent: Node | None, position: int, name: str, text: str) -> Provision:
        document = self.document
        start = node.start or 0
        words = text[start : node.end]
        return Provision(
            locator=str(node.locator),
            document=document.id,
            kind=node.kind,
            label=name,
            text=words,
            start=start,
            end=node.end,
            position=position,
            parent=str(parent.locator) if parent else None,
            heading=node.heading,
            path=node.path,
            chapeau=text[start : node.own_end].strip() if node.children else words,
            leaf=not node.children,
            page=node.page,
            pages=self.pages(start, node.end),
            provenance=document.provenance,
            origin=document.origin,
            language=document.language,
            url=document.url,
            about=node.about,
            quoted_in=(document.quoted_in,) if document.quoted_in else (),
            metadata=node.metadata,
        )


def _walk(node: Node, parent: Node | None) -> Iterator[tuple[Node, Node | None]]:
    if node.start is not None:
        yield node, parent
    for child in node.children:
        yield from _walk(child, node)


def _defines(node: Node) -> bool:
    """Whether an article is one of definitions."""
    return node.kind == "art" and "term" in node.heading.lower()


def _slug(term: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-")


def _marker(text: str) -> Marker | None:
    for style, pattern in _MARKERS:
        match = pattern.match(text)
        if match and match.end() < len(text) and (style != "letter" or _readings(match["n"])):
            return Marker(style, match["n"], match["open"] + match["close"], match.end())
    return None


def _ordinal(marker: Marker, before: int) -> int:
    """Position of the marker among its siblings; a letter that can be roman is read as what follows
    `before`.
    """
    if marker.style in {"digit", "goal"}:
        return int(marker.number)
    if marker.style == "decimal":
        return int(marker.number.split(".")[-1])
    readings = _readings(marker.number)
    return next((value for value in readings if value == before + 1), readings[0])


def _readings(letters: str) -> list[int]:
    """What an item's letters can stand for: c is 3 (and roman 100), i is 9 or 1, bb is 28, iv is 4; none for
    a word.
    """
    alpha = (
        [ord(letters[0]) - 96 + 26 * (len(letters) - 1)]
        if len(set(letters)) == 1 and len(letters) < 3
        else []
    )
    value = from_roman(letters)
    return alpha + ([value] if value else [])


def _follows(node: Node, marker: Marker) -> bool:
    """Whether the marker is the next sibling of that node: one further, and written the same way."""
    return node.ordinal + 1 in _readings(marker.number) and node.wrapper == marker.wrapper
