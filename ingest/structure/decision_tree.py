"""Official JSON trees of decisions: what each node is, is taken from its fields; its words from its sanitised
HTML.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.errors import SourceError
from ingest.locator import Decision, Locator, decision_label, label
from ingest.model import Document, Origin, Provision
from ingest.numerals import as_roman
from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line
from ingest.readers.html import html_blocks, sanitise
from ingest.structure.decision_layout import ANNEX, headed
from ingest.structure.decision_record import (
    LEVELS,
    Record,
    best_text,
    decision_of,
    html_of,
    load_tree,
    misshapen,
    nodes_of,
    number_of,
    texts_of,
)
from ingest.structure.spans import CanonicalText
from ingest.structure.treaty import parse

NOT_STATED = "not stated"
DISCLAIMER = (
    "Type, status and actors are the Secretariat's own review of the decisions, given without warranty and "
    "not part of the adopted text."
)
LISTS = (
    "subjects",
    "gbfGoals",
    "gbfTargets",
    "aichiTargets",
    "decisions",
    "documents",
    "meetings",
    "notifications",
    "outcomes",
)
_LETTERED = re.compile(r"\(?[a-z]{1,5}\)\s|\(?[a-z]{1,5}\)$")


@dataclass(slots=True)
class Unit:
    """A provision while it is being built: `own_end` is where its own words end, before its first child."""

    locator: Locator
    kind: str
    path: tuple[str, ...] = ()
    heading: str = ""
    language: str = ""
    start: int | None = None
    end: int = 0
    own_end: int = 0
    parent: "Unit | None" = None
    children: int = 0
    record: Record = field(default_factory=dict)
    grafted: Provision | None = None


def read_tree(name: str, raw: bytes, language: str = "en") -> tuple[Document, tuple[Provision, ...]]:
    """The document and its provisions; where a node lacks the language, English or what there is stands in,
    and says so.
    """
    tree = load_tree(name, raw)
    decision = decision_of(tree)
    if decision is None:
        raise misshapen(name, "nothing names the decision")
    title = clean_line(best_text(texts_of(tree.get("title")), language)[0]) or str(
        decision_label(decision.id)
    )
    document = Document(
        id=decision.id,
        kind=decision.kind,
        title=title,
        short_title=str(decision_label(decision.id)),
        language=language,
        url=decision.url,
        origin=Origin.FETCHED,
        symbol=str(tree.get("symbol") or "") or decision.symbol,
        session=decision.session,
        digest=hashlib.sha256(raw).hexdigest(),
        path=name,
    )
    builder = _Tree(document, decision, tree)
    builder.build(list(nodes_of(name, tree["nodes"])))
    if not builder.units:
        raise SourceError(
            f"{name}: the decision has no words.", "Fetch it again: cbd-assistant sync decisions"
        )
    return replace(document, text=builder.text), tuple(builder.provisions())


class _Tree(CanonicalText):
    """The canonical text of one decision and its provisions over it."""

    def __init__(self, document: Document, decision: Decision, tree: Record) -> None:
        self.document = document
        self.decision = decision
        super().__init__()
        self.root = Unit(
            Locator(document.id), "document", heading=document.title, language=document.language, record=tree
        )
        self.units: list[Unit] = []
        self.by_locator: dict[str, Unit] = {str(self.root.locator): self.root}
        self.counts: dict[str, int] = {}
        self.annexes = 0

    def build(self, nodes: Sequence[Record]) -> None:
        """Place every node; what stands before the first number is the preamble."""
        self.annexes = len({node["#annex"] for node in nodes if node["#annex"]})
        numbered = [place for place, node in enumerate(nodes) if self._steps(node)]
        first = numbered[0] if numbered else len(nodes)
        self._opening(nodes[:first])
        skip = 0
        for place, node in enumerate(nodes[first:], start=first):
            if place < skip:
                continue
            following = nodes[place + 1 :]
            if self._is_whole_annex(node, following):
                skip = place + 1 + self._annex(node, following)
            else:
                self._place(node)

    def _opening(self, nodes: Sequence[Record]) -> None:
        """The preamble. Only English words show where a recital begins; a translation of as many paragraphs
        is aligned with it.
        """
        blocks = [block for node in nodes for block in self._blocks(node)[0]]
        if not blocks:
            return
        node = next(node for node in nodes if self._blocks(node)[0])
        language = self._blocks(node)[1]
        english = (
            [block for n in nodes for block in html_blocks(html_of(n).get("en", ""))]
            if language != "en"
            else []
        )
        recitals = sum(p.kind == "recital" for p in parse(self.document, english)[1]) if english else 0
        if not recitals or recitals != len(blocks) - 1:
            self._graft(blocks, self.root, node)
            return
        locator = self.root.locator.child("preamble")
        home = self._add(
            Unit(locator, "preamble", heading="Preamble", language=language, parent=self.root, record=node)
        )
        for number, block in enumerate(blocks):
            unit = (
                home
                if number == 0
                else self._add(
                    Unit(locator.child("recital", str(number)), "recital", language=language, parent=home)
                )
            )
            start = self._write(block.text)
            self._cover(unit, start, start, start + len(block.text))

    def _steps(self, node: Record) -> tuple[tuple[str, str], ...]:
        """The steps of a node's locator, from its own numbers and those above it; () where it adds none."""
        own = [key for key, _ in LEVELS if node.get(key) and (key == "section" or number_of(node.get(key)))]
        if not own:
            return ()
        found: list[tuple[str, str]] = []
        for key, kind in LEVELS[: [key for key, _ in LEVELS].index(own[-1]) + 1]:
            value = node[f"#{key}"]
            if value:
                found.append((kind, self._number(key, value, node)))
        return tuple(found)

    def _number(self, key: str, value: Any, node: Record) -> str:
        if key == "annex":
            return "" if self.annexes == 1 and not self._annex_is_numbered(node) else str(value)
        if key == "section":
            return re.sub(r"[^a-z0-9]", "", str(value).lower()) or "1"
        if key == "item":
            return chr(96 + value) if value < 27 else chr(96 + value - 26) * 2 if value < 53 else str(value)
        return as_roman(str(value)).lower() if key == "subitem" else str(value)

    def _annex_is_numbered(self, node: Record) -> bool:
        """Whether a single annex is called "Annex I" in its own words, and not just "Annex"."""
        if "numbered" not in self.counts:
            opening = next((html_blocks(best_text(html_of(n), "en")[0]) for n in self._annex_nodes), [])
            match = ANNEX.match(opening[0].text) if opening else None
            self.counts["numbered"] = int(bool(match and match["number"]))
        return bool(self.counts["numbered"])

    @property
    def _annex_nodes(self) -> list[Record]:
        nodes = nodes_of("", self.root.record["nodes"])
        return [
            node
            for node in nodes
            if number_of(node.get("annex")) and not node.get("paragraph") and not node.get("section")
        ]

    def _blocks(self, node: Record) -> tuple[list[Block], str]:
        words, language = best_text(html_of(node), self.document.language)
        return html_blocks(words), language

    # annexes

    def _is_whole_annex(self, node: Record, following: Sequence[Record]) -> bool:
        """Whether an annex comes as text only, without numbered nodes of its own."""
        if (
            not number_of(node.get("annex"))
            or node.get("paragraph")
            or node.get("section")
            or node.get("item")
        ):
            return False
        return not any(n["#annex"] == node["#annex"] and len(self._steps(n)) > 1 for n in following)

    def _annex(self, node: Record, following: Sequence[Record]) -> int:
        """Read an annex by its form; how many of the nodes after it belong to it."""
        inside = 0
        for n in following:
            if n["#annex"] != node["#annex"]:
                break
            inside += 1
        blocks = [block for n in (node, *following[:inside]) for block in self._blocks(n)[0]]
        number = self._number("annex", node["#annex"], node)
        title, rest = annex_title(blocks)
        name = f"Annex {as_roman(number)}".strip()
        heading = Block(f"{name}. {title}" if title else name, level=2)
        self._graft([heading, *headed(rest, in_annex=True)], self.root, node)
        return inside

    # numbered nodes

    def _place(self, node: Record) -> None:
        steps = self._steps(node)
        blocks, language = self._blocks(node)
        if not steps:
            self._unnumbered(node, blocks, language)
            return
        unit = self._unit(steps, node, language)
        if unit.kind in {"sec", "annex"}:
            self._headed(unit, blocks)
        elif len(blocks) > 1 and _LETTERED.match(blocks[1].text) and not node.get("nodes"):
            self._graft_items(unit, blocks)
        else:
            self._own_words(unit, blocks)

    def _unit(self, steps: Sequence[tuple[str, str]], node: Record, language: str) -> Unit:
        locator = self.root.locator
        for kind, number in steps:
            locator = locator.child(kind, number)
        parent = self._nearest(locator.parent)
        locator = self._free(locator)
        path = (*parent.path, *([self._heading_of(parent)] if parent.kind in {"sec", "annex"} else []))
        return self._add(Unit(locator, steps[-1][0], path, language=language, parent=parent, record=node))

    def _free(self, locator: Locator) -> Locator:
        """The locator, or where it is taken the same with a count: numbers that a decision uses twice are
        told apart.
        """
        repeat, free = 1, locator
        while str(free) in self.by_locator:
            repeat += 1
            last = locator.steps[-1]
            free = (locator.parent or locator).child(last.kind, f"{last.number or '1'}~{repeat}")
        return free

    def _add(self, unit: Unit) -> Unit:
        self.units.append(unit)
        self.by_locator[str(unit.locator)] = unit
        if unit.parent:
            unit.parent.children += 1
        return unit

    def _nearest(self, locator: Locator | None) -> Unit:
        while locator is not None and str(locator) not in self.by_locator:
            locator = locator.parent
        return self.by_locator[str(locator)] if locator else self.root

    @staticmethod
    def _heading_of(unit: Unit) -> str:
        last = unit.locator.steps[-1]
        name = last.number.upper() if unit.kind == "sec" else f"Annex {as_roman(last.number)}".strip()
        return f"{name}. {unit.heading}" if unit.heading else name

    def _headed(self, unit: Unit, blocks: Sequence[Block]) -> None:
        """A section or annex: its first block is its heading, further ones are its own words."""
        if not blocks:
            return
        if unit.kind == "annex":
            unit.heading, rest = annex_title(blocks)
        else:
            name = unit.locator.steps[-1].number
            mark = re.match(rf"(?:section\s+)?{re.escape(name)}\b\s*[.:–-]?\s*", blocks[0].text, re.I)
            unit.heading, rest = (blocks[0].text[mark.end() :] if mark else blocks[0].text), list(blocks[1:])
        self._write(self._heading_of(unit), "\n\n")
        for block in rest:
            self._text(unit, block, unit.language)

    def _own_words(self, unit: Unit, blocks: Sequence[Block]) -> None:
        for place, block in enumerate(blocks):
            start = self._write(block.text)
            mark = self._marker(unit, block.text) if place == 0 else 0
            self._cover(unit, start, start + mark, start + len(block.text))

    @staticmethod
    def _marker(unit: Unit, text: str) -> int:
        """How many characters of the text are the unit's own number."""
        number = re.escape(unit.locator.steps[-1].number.split("~")[0])
        match = re.match(
            rf"\(?{number}[.)]+\s*|{number}\s+(?=\S)" if unit.kind == "para" else rf"\(?{number}[.)]\s*", text
        )
        return match.end() if match and match.end() < len(text) else 0

    def _unnumbered(self, node: Record, blocks: Sequence[Block], language: str) -> None:
        """Words between numbered nodes: a section's own opening, or a text of their own."""
        home = self._nearest(self._home(node))
        for block in blocks:
            self._text(home, block, language, node)

    def _home(self, node: Record) -> Locator:
        locator = self.root.locator
        for key, kind in LEVELS[:2]:
            if node[f"#{key}"]:
                locator = locator.child(kind, self._number(key, node[f"#{key}"], node))
        return locator

    def _text(self, home: Unit, block: Block, language: str, node: Record | None = None) -> None:
        start = self._write(block.text)
        if home is not self.root and home.start is None and not home.children:
            self._cover(home, start, start, start + len(block.text))
            return
        key = f"{home.locator}/text"
        self.counts[key] = self.counts.get(key, 0) + 1
        locator = self._free(home.locator.child("text", str(self.counts[key])))
        unit = Unit(locator, "text", home.path, language=language, parent=home, record=node or {})
        self._add(unit)
        self._cover(unit, start, start, start + len(block.text))

    def _cover(self, unit: Unit, outer: int, start: int, end: int) -> None:
        if unit.start is None:
            unit.start = start
        if not unit.children:
            unit.own_end = end
        unit.end = max(unit.end, end)
        above = unit.parent
        while above is not None:
            if above.start is None:
                above.start = above.own_end = outer
            above.end = max(above.end, end)
            above = above.parent

    # parts that are read by their form

    def _graft(self, blocks: list[Block], home: Unit, node: Record) -> None:
        """Parts whose structure only their form shows (a preamble, an annex), read as a file of the same
        words would be.
        """
        text, provisions = parse(self.document, blocks)
        self._take_in(text, provisions, self.root.locator, home, node)

    def _graft_items(self, unit: Unit, blocks: list[Block]) -> None:
        """A paragraph whose items are not nodes of their own."""
        mark = self._marker(unit, blocks[0].text)
        numbered = [Block(f"1. {blocks[0].text[mark:]}"), *blocks[1:]]
        text, provisions = parse(self.document, numbered)
        if any(not p.locator.startswith(f"{self.document.id}/para-1") for p in provisions[1:]):
            self._own_words(unit, blocks)
            return
        lead = self._write(blocks[0].text)
        self._cover(unit, lead, lead + mark, lead + len(blocks[0].text))
        offset = len(numbered[0].text) + 1
        depth = self.document.id.count("/") + 1
        inner = [
            replace(p, start=p.start - offset, end=p.end - offset)
            for p in provisions
            if p.locator.count("/") > depth
        ]
        self._take_in(
            text[offset:], [provisions[0], *inner], self.root.locator.child("para", "1"), unit, unit.record
        )

    def _take_in(
        self, text: str, provisions: Sequence[Provision], old: Locator, home: Unit, node: Record
    ) -> None:
        offset = self._write(text, "\n\n" if home is self.root else "\n")
        language = best_text(html_of(node), self.document.language)[1]
        moves = {str(old): home.locator}
        for number, provision in enumerate(p for p in provisions if p.kind != "document"):
            before = Locator.parse(provision.locator)
            above = before.parent
            while above is not None and str(above) not in moves:
                above = above.parent
            base = moves[str(above)] if above else home.locator
            steps = before.steps[len(above.steps) if above else len(old.steps) :]
            locator = self._free(Locator(base.document, (*base.steps, *steps)))
            moves[provision.locator] = locator
            parent = self._nearest(locator.parent)
            moved = replace(provision, start=provision.start + offset, end=provision.end + offset)
            record = node if number == 0 else {}
            path = (*home.path, *provision.path)
            unit = self._add(
                Unit(
                    locator,
                    provision.kind,
                    path,
                    provision.heading,
                    language,
                    parent=parent,
                    record=record,
                    grafted=moved,
                )
            )
            self._cover(unit, moved.start, moved.start, moved.end)

    # the result

    def provisions(self) -> Iterator[Provision]:
        """Every provision in reading order, the decision itself first."""
        text = self.text
        kept = [unit for unit in (self.root, *self.units) if unit.start is not None]
        for position, unit in enumerate(kept):
            yield self._provision(unit, position, text)

    def _provision(self, unit: Unit, position: int, text: str) -> Provision:
        start = unit.start or 0
        words = text[start : unit.end]
        chapeau = words if not unit.children else text[start : unit.own_end].strip()
        if unit.grafted and unit.children:
            chapeau = unit.grafted.chapeau
        record = unit.record
        return Provision(
            locator=str(unit.locator),
            document=self.document.id,
            kind=unit.kind,
            label=label(unit.locator, self.document.short_title, unit.heading),
            text=words,
            start=start,
            end=unit.end,
            position=position,
            parent=str(unit.parent.locator) if unit.parent else None,
            heading=unit.heading,
            path=unit.path,
            chapeau=chapeau,
            leaf=not unit.children,
            provenance=self.document.provenance,
            origin=self.document.origin,
            language=unit.language or self.document.language,
            url=self._url(unit),
            type=clean_line(str(record.get("type") or "")),
            statuses=_strings(record.get("statuses")),
            actors=_strings(record.get("actors")),
            metadata=_metadata(record, unit.language),
        )

    def _url(self, unit: Unit) -> str:
        """The page of the paragraph; items and annexes have no address of their own that is sure."""
        if self.decision.body != "cop":
            return self.decision.url
        steps = unit.locator.steps
        known = [step.number for step in steps if step.kind in {"sec", "para"} and "~" not in step.number]
        inside = bool(steps) and steps[0].kind in {"sec", "para"}
        return "/".join([self.decision.url, *known]) if inside else self.decision.url


def annex_title(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """(title, the blocks after it) of an annex: on the line of its name, or on the short line below it."""
    if not blocks:
        return "", []
    named = ANNEX.match(blocks[0].text)
    if named is None:
        short = len(blocks[0].text) < 160 and not blocks[0].text.endswith((".", ";", ","))
        return (blocks[0].text, list(blocks[1:])) if short else ("", list(blocks))
    if named["title"]:
        return named["title"], list(blocks[1:])
    if len(blocks) > 1 and (blocks[1].level or (blocks[1].text.isupper() and len(blocks[1].text) < 300)):
        return blocks[1].text, list(blocks[2:])
    return "", list(blocks[1:])


def _strings(value: object) -> tuple[str, ...]:
    return (
        tuple(clean_line(str(item)) for item in value if isinstance(item, str) and item.strip())
        if isinstance(value, list)
        else ()
    )


def _metadata(record: Record, language: str) -> dict[str, str]:
    """What the record says of the node, and its sanitised HTML: there its emphasis, lists and tables are
    whole.
    """
    found = {
        name: ", ".join(v for v in _strings(record.get(name)) if not v.upper().startswith("SCBD/LOG"))
        for name in LISTS
    }
    found = {name: value for name, value in found.items() if value}
    if "nodes" in record and record.get("code"):
        found["code"] = clean_line(str(record["code"]))
    words = html_of(record).get(language, "")
    if words:
        found["html"] = sanitise(words)
    return found
