"""The blocks of one decision become its text and its provisions: recitals, paragraphs, items, annexes,
tables.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.locator import label
from ingest.model import Document, Provision
from ingest.numerals import from_roman
from ingest.readers.blocks import Block
from ingest.references.act_words import act_words
from ingest.structure.act_marks import HEADING, Mark, ends, heading_like, next_mark, read_mark
from ingest.structure.act_nodes import CONTAINERS, OUTLINE, ActNode, address, walk
from ingest.structure.act_split import opening_end
from ingest.structure.spans import CanonicalText

DEEPEST = 8  # lists inside each other
AHEAD = 6  # blocks that are looked at to tell a heading from a paragraph
_NEXT = {"para": "item", "recital": "item", "item": "subitem", "subitem": "point", "point": "point"}
_NOTE = re.compile(r"\[(?P<number>[0-9]{1,3})\]\s*(?=\S)")
_FOOT = re.compile(r"(?P<number>[0-9]{1,2})\s+(?=[A-Z“])")
RECENT = 60  # parts among which the mark of a footnote is looked for
_QUOTES = '“"«'
_COMMA = re.compile(r"[,،，][\s*]*[0-9]{0,2}(?:and|et|y|и)?\s*$")
_BRACKETED = re.compile(r"\[[^\[\]]{1,60}\]")
_EXPLAINS = re.compile(
    r"(?:Notes?|Source|Sources|Abbreviations?|Nota|Fuente|Remarques?|Примечани[ея]|Источник|注|资料来源)\s*[:：]|"
    r"[a-z]\s+(?=[A-Z])|[*†]|\("
)
_RESUMED = re.compile(r"\d|[一二三四五六七八九十]")


def parse_act(
    document: Document, blocks: Sequence[Block], *, by_section: bool = False
) -> tuple[str, list[Provision], str]:
    """The canonical text of a decision, its provisions in reading order, and the day of its adoption, ""
    where it is not told.
    """
    builder = _ActBuilder(document, _opened(blocks))
    for position in range(len(builder.blocks)):
        builder.add(position)
    address(builder.root, document.id, by_section=by_section)
    return builder.text, list(builder.provisions()), builder.adopted


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; words of opening that share theirs with a recital stand apart."""
    done: list[Block] = []
    for block in blocks:
        end = opening_end(block.text) if not block.text.startswith("|") else 0
        if 0 < end < len(block.text) and not any(opening_end(b.text) for b in done):
            done += [block.part(0, end), block.part(end)]
        else:
            done.append(block)
    return done


class _ActBuilder(CanonicalText):
    """The text so far, the open container and headings, and the open list."""

    def __init__(self, document: Document, blocks: Sequence[Block]) -> None:
        super().__init__()
        self.document = document
        self.blocks = blocks
        self.marks = [None if b.text.startswith("|") else read_mark(b.text) for b in blocks]
        self.position = 0
        self.root = ActNode("document", heading=document.title)
        self.container = self.root
        self.outline: list[ActNode] = []  # open sections and the heading below them
        self.open: list[ActNode] = []  # the open paragraph or recital and its open items
        self.exhibit: ActNode | None = None  # the open table or figure
        self.table: ActNode | None = None  # the table whose rows are being read
        self.preamble: ActNode | None = None
        self.last: dict[int, int] = {}  # container -> the number of its last paragraph
        self.adopted = ""
        self.notes: set[str] = set()  # footnotes that stand at their place
        self.latest = self.root
        self.made: list[ActNode] = []
        start = self._write(document.title)
        self.root.cover(start, start, start + len(document.title))

    def add(self, position: int) -> None:
        """Place one block."""
        block = self.blocks[position]
        if not block.metadata and block.text:
            self._place(position)
            for note in block.notes:
                self._note(note, block)

    def _note(self, note: str, block: Block) -> None:
        """A footnote, below the part that refers to it."""
        match = _NOTE.match(note)
        if match and note not in self.notes:
            self.notes.add(note)
            node = self.latest.add("note", match["number"])
            node.page = block.page
            outer = self._write(note)
            node.cover(outer, outer + match.end(), outer + len(note))

    def _place(self, position: int) -> None:
        self.position = position
        block, mark = self.blocks[position], self.marks[position]
        if block.text.startswith("|") or (self.table is not None and self._is_broken_row(block.text)):
            self._rows(block)
            return
        self.table = None
        if self._adoption(block, mark) or self._annex(block):
            return
        if self._untitled(block) or self._article(block) or self._part(block):
            return
        if mark and not block.text[mark.length :].strip() and not self._numbers_next(mark):
            self._write_block(block)  # a number that a list left behind
            return
        if mark and self._marked(block, mark):
            return
        if self._opening(block) or self._caption(block):
            return
        self._unmarked(block)

    def _is_broken_row(self, text: str) -> bool:
        """Whether a line inside a table is the rest of a row that a break in a cell cut."""
        after = self.blocks[self.position + 1 : self.position + 2]
        return text.endswith("|") or (" | " in text and bool(after) and after[0].text.startswith("|"))

    # what stands where

    @property
    def home(self) -> ActNode:
        """The innermost open heading, or the container."""
        return self.outline[-1] if self.outline else self.container

    def _new(
        self, parent: ActNode, kind: str, number: str, block: Block, mark: Mark | None = None
    ) -> ActNode:
        """A node with the words of a block."""
        length = mark.length if mark else 0
        node = parent.add(kind, number)
        node.page = block.page
        if mark:
            node.style, node.numeral = mark.style, mark.numeral
            node.ordinal = mark.counted(node.numeral)
        self._words(node, block, length)
        return node

    def _words(self, node: ActNode, block: Block, length: int = 0) -> None:
        self.latest = node
        self.made.append(node)
        outer = self._write_block(block)
        length = min(length, len(block.text))
        node.cover(outer, outer + length, outer + len(block.text))

    def _close(self) -> None:
        """End the open list, table and preamble."""
        self.open, self.exhibit, self.preamble = [], None, None

    # annexes, adoption, opening

    def _adoption(self, block: Block, mark: Mark | None) -> bool:
        """ "10th plenary meeting", "15 December 2018": below a decision, or below its annex."""
        text = block.text[mark.length :] if mark and self._adoption_open else block.text
        if len(text) > 90 or block.level:
            return False
        words = act_words()
        day = words.day.search(text)
        meeting = words.adopted.fullmatch(text) and _RESUMED.search(text) and not ends(text)
        alone = day and day.span() == (0, len(text)) and self._adoption_open
        if not (meeting or alone):
            return False
        node = self.root.children[-1] if self._adoption_open else None
        if node is None:
            self._close()
            self.container, self.outline = self.root, []
            node = self.root.add("adoption")
            node.page = block.page
        self._words(node, block, len(block.text) - len(text))
        if day:
            self.adopted = _iso(day)
        return True

    @property
    def _adoption_open(self) -> bool:
        """Whether the block before was such a line too."""
        return bool(self.root.children) and self.root.children[-1].kind == "adoption"

    def _annex(self, block: Block) -> bool:
        words = act_words()
        for kind, names in (("annex", words.annex), ("app", words.appendix)):
            match = re.fullmatch(
                rf"(?:{names})(?:\s*(?P<number>[IVX]{{1,5}}|[0-9]{{1,2}}|[A-Z]|"
                    rf"[一二三四五六七八九十]{{1,2}}))?[*†‡]{{0,3}}"
                rf"(?:\s*[.:–—-]\s*(?P<title>\S.*))?",
                block.text, re.I | re.S,
            )  # fmt: skip
            if match and (block.level or not match["title"] or self._opens_annex(match["title"])):
                self._open_annex(kind, match, block)
                return True
        return False

    def _opens_annex(self, title: str) -> bool:
        """Whether a title on the line of an annex is one, and the line no entry of a list."""
        return heading_like(title) and self.container.kind == "document" and len(title) > 3

    def _open_annex(self, kind: str, match: re.Match[str], block: Block) -> None:
        self._close()
        parent = self.root
        if kind == "app":
            parent = next(
                (n for n in (self.container, *self.container.above()) if n.kind == "annex"), self.root
            )
        number = match["number"] or ""
        value = from_roman(number.upper()) if number else None
        node = parent.add(kind, str(value) if value else _chinese(number) or number.lower())
        node.page, node.style = block.page, "untitled"
        node.printed = re.split(r"\s*[.:–—*†-]", block.text)[0].strip()
        self.container, self.outline = node, []
        if match["title"]:
            node.heading, node.style = match["title"].strip(), ""
            outer = self._write_block(block, "\n\n")
            node.cover(outer, outer + match.start("title"), outer + len(block.text))
        else:
            self._write_block(block, "\n\n")

    def _untitled(self, block: Block) -> bool:
        """The title of an annex stands on the line below its name, at times below "[English only]"."""
        node = self.container
        if node.style != "untitled" or any(child.kind != "note" for child in node.children):
            return False  # it has one, or begins with a table and has none
        if _BRACKETED.fullmatch(block.text) and node.start is None:
            self._words(node, block)
            return True
        node.style = ""
        if self.marks[self.position] or not (heading_like(block.text) or block.level):
            return False
        if opening_end(block.text) or act_words().table.fullmatch(block.text):
            return False
        self._words(node, block)
        node.heading = block.text
        return True

    def _article(self, block: Block) -> bool:
        """ "Article 4", in an annex that is a treaty: it has a numbering of its own."""
        annexed = next(
            (n for n in (self.container, *self.container.above()) if n.kind in {"annex", "app"}), None
        )
        match = act_words().article.fullmatch(block.text) if annexed else None
        if match is None or annexed is None or (match["title"] and not heading_like(match["title"])):
            return False
        if match["title"] and not block.level and match["title"][0].islower():
            return False
        self._close()
        if self.container.kind == "art":
            self.container = self.container.parent or annexed
        node = annexed.add("art", match["number"] or _chinese(match["chinese"]) or match["chinese"])
        node.page, node.printed, node.heading = block.page, block.text, (match["title"] or "").strip()
        node.style = "" if node.heading else "untitled"
        outer = self._write_block(block, "\n\n")
        if node.heading:
            node.cover(outer, outer + match.start("title"), outer + len(block.text))
        self.container, self.outline = node, []
        return True

    def _part(self, block: Block) -> bool:
        """ "PART II: GUIDELINES", in an annex: its sections begin anew."""
        match = act_words().part.fullmatch(block.text) if self.container is not self.root else None
        if match is None or not heading_like(match["title"], 2 * HEADING):
            return False
        self._close()
        value = from_roman(match["number"].upper())
        node = self.container.add("part", str(value) if value else match["number"])
        node.page, node.heading = block.page, match["title"]
        node.printed = block.text[: match.end("number")]
        outer = self._write_block(block, "\n\n")
        node.cover(outer, outer + match.start("title"), outer + len(block.text))
        self.outline = [node]
        return True

    def _numbers_next(self, mark: Mark) -> bool:
        """Whether the next block is the title of a bare "I.", or "13.1" below a bare "13."."""
        following = self.marks[self.position + 1] if self.position + 1 < len(self.marks) else None
        if mark.style.startswith("digit"):
            return following is not None and following.number.startswith(f"{mark.number}.")
        return mark.style in {"upper", "cjk", "arabic"} and self._title_below()

    def _opening(self, block: Block) -> bool:
        """ "The Conference of the Parties,": the preamble begins."""
        first = self.container is self.root and self.preamble is None and not self._any("preamble")
        if not first or self.outline or not opening_end(block.text):
            return False
        if opening_end(block.text) < len(block.text) or act_words().operative.match(
            block.text.split(",")[-1]
        ):
            return False
        self.exhibit = None  # the rows of a table do not go on below it
        self.preamble = self._new(self.root, "preamble", "", block)
        return True

    def _any(self, kind: str) -> bool:
        return any(child.kind == kind for child in self.root.children)

    # numbered blocks

    def _marked(self, block: Block, mark: Mark) -> bool:
        if mark.style in {"upper", "cjk", "arabic"}:
            return self._upper(block, mark)
        if mark.style.startswith("digit"):
            self._digit(block, mark)
            return True
        if mark.style.startswith("letter") and self._is_lettered_heading(block, mark):
            self._section(block, mark, mark.alpha)
            return True
        return self._item(block, mark)

    def _upper(self, block: Block, mark: Mark) -> bool:
        """ "I. Mandate", "A. Details": a section; a sentence with such a letter is an item."""
        words = block.text[mark.length :].strip()
        if not words and not self._title_below():
            return False
        if not (block.level or heading_like(words) or not words):
            if not self.open or ends(words) is False:
                return False
            return self._item(block, mark)
        style, value = self._reading(mark)
        self._section(block, replace(mark, style=style), value)
        return True

    def _title_below(self) -> bool:
        """Whether the next line is the title of a bare "I."."""
        following = self.blocks[self.position + 1 : self.position + 2]
        return bool(following) and heading_like(following[0].text) and not read_mark(following[0].text)

    def _reading(self, mark: Mark) -> tuple[str, int]:
        """Whether "I." is roman or the letter after H: what is open tells, else what it looks like."""
        if not (mark.alpha and mark.roman):
            numeral = mark.numeral or mark.style
            return numeral, mark.counted(numeral)
        before = {node.style: node.ordinal for node in self.outline}
        goes_on = [n for n in ("roman", "letter") if before.get(n) and mark.counted(n) == before[n] + 1]
        numeral = goes_on[0] if goes_on else mark.numeral
        return numeral, mark.counted(numeral)

    def _section(self, block: Block, mark: Mark, value: int) -> None:
        """A numbered heading: beside the last of its style, or below the innermost of another."""
        self._close()
        while self.outline and self.outline[-1].kind == "head":
            self.outline.pop()
        styles = [node.style for node in self.outline]
        if mark.style in styles:
            del self.outline[styles.index(mark.style) :]
        words = block.text[mark.length :].strip()
        node = self.home.add("sec", mark.number)
        node.style, node.ordinal = mark.style, value
        node.page, node.heading, node.printed = block.page, words, block.text[: mark.length].strip()
        outer = self._write_block(block, "\n\n")
        if words:
            node.cover(outer, outer + mark.length, outer + len(block.text))
        else:
            node.metadata["untitled"] = "yes"
        self.outline.append(node)

    def _digit(self, block: Block, mark: Mark) -> None:
        words = block.text[mark.length :].strip()
        value = mark.value
        expected = self.last.get(id(self.container), 0) + 1
        inside = bool(self.open) and not (value == expected and self.open[-1].kind == "para")
        if mark.style == "digit)" and inside and self._item(block, mark):
            return
        if self._is_numbered_heading(value, expected, block, words):
            self._section(block, replace(mark, style="digit"), value)
            return
        self._close()
        node = self._new(self.home, "para", mark.number, block, mark)
        self.open = [node]
        self.last[id(self.container)] = value

    def _is_numbered_heading(self, value: int, expected: int, block: Block, words: str) -> bool:
        """Whether "1. Global flows" is a heading: the paragraphs go on below it with their own numbers."""
        longest = 2 * HEADING if value != expected else HEADING
        if not (block.level or heading_like(words, longest)):
            return False
        after = self.blocks[self.position + 1 : self.position + 1 + 4 * AHEAD]
        following = next_mark((b for b in after if not b.text.startswith("|")), ("digit",))
        if following is None or following.value != expected:
            return False
        return value != expected or value == 1 or bool(block.level)

    def _is_lettered_heading(self, block: Block, mark: Mark) -> bool:
        """Whether "(a) Annex II Parties" is a heading: it ends as none, and a paragraph comes next."""
        words = block.text[mark.length :]
        if not heading_like(words) or not self.outline or mark.style == "letter.":
            return False
        after = self.blocks[self.position + 1 : self.position + 2]
        following = read_mark(after[0].text) if after else None
        expected = self.last.get(id(self.container), 0) + 1
        numbered = bool(following and following.style.startswith("digit") and following.value == expected)
        styles = [node.style for node in self.outline]
        begun = mark.style in styles and mark.alpha == self.outline[styles.index(mark.style)].ordinal + 1
        listed = any(node.is_before(mark) for node in self.open)
        announced = bool(self.open) and self.pieces[-1].rstrip().endswith((":", "："))
        return numbered and not listed and not announced and (begun or mark.alpha == 1)

    # items

    def _item(self, block: Block, mark: Mark) -> bool:
        """An item of the open list, the first of a list below the innermost open part, or no item at all."""
        parent = self._list_of(mark)
        if parent is None:
            return False
        self.exhibit = None
        while self.open and self.open[-1] is not parent:
            self.open.pop()
        before = next((child for child in reversed(parent.children) if child.style == mark.style), None)
        kind, number = _NEXT.get(parent.kind, "item"), mark.number
        if mark.style.startswith("decimal"):
            kind = "item"
        elif mark.style.startswith("bullet"):
            kind = "text"
        node = self._new(parent, kind, number, block, mark)
        if before and before.is_before(mark):
            node.numeral, node.ordinal = before.numeral, before.ordinal + 1
        self.open = [*(self.open if parent in self.open else []), node]
        return True

    def _list_of(self, mark: Mark) -> ActNode | None:
        """What the item hangs on: the part above the open item that it follows, or the innermost open
        part.
        """
        if mark.style.startswith("bullet"):
            return self._bulleted(mark)
        if mark.style.startswith("decimal"):
            major = mark.number.rpartition(".")[0]
            above = [n for n in reversed(self.open) if n.number == major and n.kind in {"para", "item"}]
            return above[0] if above else (self.open[0] if self.open else self.home)
        if self._opens_roman(mark):
            return self.open[-1]
        for node in reversed(self.open):
            if node.is_before(mark) and node.parent:
                return node.parent
        if mark.begins:
            return self._innermost()
        same = [n for n in self.open if n.style == mark.style and n.ordinal < mark.counted(n.numeral)]
        if same and same[-1].parent:
            return same[-1].parent
        if mark.style == "letter." or mark.style == "upper":
            return None
        return self.open[0] if self.open else self.home

    def _bulleted(self, mark: Mark) -> ActNode:
        same = next((node for node in self.open if node.style == mark.style), None)
        return same.parent if same and same.parent else self._innermost()

    def _innermost(self) -> ActNode:
        """What a new list hangs on."""
        return self.open[-1 if len(self.open) < DEEPEST else 0] if self.open else self.home

    def _opens_roman(self, mark: Mark) -> bool:
        """Whether an (i) after an (h) begins a list of its own: the next mark is (ii)."""
        eighth = any(n.style == mark.style and (n.numeral, n.ordinal) == ("letter", 8) for n in self.open)
        if mark.number != "i" or not eighth:
            return False
        following = next_mark(self.blocks[self.position + 1 :], ("letter",))
        return following is not None and following.number == "ii"

    # blocks without a number

    def _unmarked(self, block: Block) -> None:
        if self._printed_note(block):
            return
        if self.outline and self.outline[-1].metadata.pop("untitled", "") and heading_like(block.text):
            node = self.outline[-1]
            node.heading = block.text
            self._words(node, block)
            return
        if self._recital(block):
            return
        if self.exhibit is not None and (_EXPLAINS.match(block.text) or not self.exhibit.heading):
            self._explains(self.exhibit, block)
            return
        if self._between(block):
            return
        if self._is_heading(block):
            self._head(block)
            return
        if self._goes_on(block):
            self._words(self.open[-1], block)
            return
        self.exhibit = None
        if self.home.kind == "art" and not self.home.children and self.home.start is None:
            self._words(self.home, block)
            return
        parent = self.open[0] if self.open else self.home
        del self.open[1:]
        node = self._new(parent, "text", "", block)
        if self.open and block.text[0] in '“"«' and block.text.endswith((":", "：")):
            self.open.append(node)  # a quoted paragraph, whose items are its own

    def _printed_note(self, block: Block) -> bool:
        """ "3 FCCC/SBI/2021/10.": a footnote at the foot of a page, below the part whose words bear its
        mark.
        """
        match = None if block.level else _FOOT.match(block.text)
        if match is None:
            return False
        mark = re.compile(rf"[^\W\d_](?:[,.;:)”]\s?)?{match['number']}(?![\w.])")
        recent = [node for node in self.made[-RECENT:] if node.kind != "note"]
        text = self.text
        home = next((n for n in reversed(recent) if mark.search(text[n.start or 0 : n.own_end])), None)
        if home is None:
            return False
        node = home.add("note", match["number"])
        node.page = block.page
        outer = self._write_block(block)
        node.outer, node.start = outer, outer + match.end()
        node.own_end = node.end = outer + len(block.text)
        return True

    def _goes_on(self, block: Block) -> bool:
        """Whether the block is the rest of the open part."""
        unfinished = not block.level and block.text[0].islower() and not ends(self.pieces[-1])
        last = self.open[-1] if self.open else None
        return unfinished and last is not None and not last.children and last.end == self.length

    def _explains(self, exhibit: ActNode, block: Block) -> None:
        if not exhibit.heading and heading_like(block.text):
            exhibit.heading = block.text
        self._new(exhibit, "text", "", block)

    def _recital(self, block: Block) -> bool:
        """What stands before the first paragraph and does not decide is a recital."""
        if self.container is not self.root or (self.last.get(id(self.root)) and not self.outline):
            return False
        home = self.home
        if any(child.kind in {"para", "text"} for child in home.children) or block.level:
            return False
        if home is self.root and self.preamble is None:
            return False
        if act_words().operative.match(block.text) and not _COMMA.search(block.text):
            return False
        if home is not self.root and not _COMMA.search(block.text):
            return False
        if self._is_heading(block) and not _COMMA.search(block.text):
            return False
        if self.preamble is None or self.preamble.parent is not home:
            self.preamble = next((c for c in home.children if c.kind == "preamble"), None) or home.add(
                "preamble"
            )
        self.open = [self._new(self.preamble, "recital", "", block)]
        return True

    def _between(self, block: Block) -> bool:
        """A heading inside a list: the list goes on below it with its next letter."""
        following = next_mark(self.blocks[self.position + 1 : self.position + AHEAD])
        quoted = block.text[0] in _QUOTES and block.text.endswith((":", "："))
        if (
            quoted
            or following is None
            or not self.open
            or following.style.startswith(("digit", "bullet", "upper"))
        ):
            return False
        held = next((node for node in reversed(self.open) if node.is_before(following)), None)
        announced = held is None and self.open[-1].kind == "para" and following.begins
        announced = announced and self.pieces[-1].rstrip().endswith((":", "："))
        if not announced and (held is None or held.parent is None):
            return False
        parent = held.parent if held and held.parent else self.open[-1]
        if held:
            del self.open[self.open.index(held) + 1 :]
        self._new(parent, "text", "", block)
        return True

    def _is_heading(self, block: Block) -> bool:
        """Whether a line is a heading: it looks like one, and what it heads comes below."""
        if block.level:
            return True
        if not heading_like(block.text) or _BRACKETED.fullmatch(block.text):
            return False
        if re.search(r"[:：]\s", block.text) and not self._paragraph_below():
            return False
        after = self.blocks[self.position + 1 : self.position + 3]
        return any(
            b.text.startswith("|") or read_mark(b.text) or len(b.text) > len(block.text) for b in after
        )

    def _paragraph_below(self) -> bool:
        """Whether the next block is the next paragraph of the container."""
        following = self.marks[self.position + 1] if self.position + 1 < len(self.marks) else None
        expected = self.last.get(id(self.container), 0) + 1
        return following is not None and following.style.startswith("digit") and following.value == expected

    def _head(self, block: Block) -> None:
        self._close()
        while self.outline and self.outline[-1].kind == "head":
            self.outline.pop()
        outer = self._write_block(block, "\n\n")
        node = self.home.add("head")
        node.heading, node.page = block.text, block.page
        node.cover(outer, outer, outer + len(block.text))
        self.outline.append(node)

    # tables and figures

    def _caption(self, block: Block) -> bool:
        words = act_words()
        for kind, pattern in (("table", words.table), ("fig", words.figure)):
            match = pattern.fullmatch(block.text)
            if (
                match is None
                or (match["title"] and ends(match["title"]))
                or not (match["number"] or kind == "table")
            ):
                continue
            rows = any(b.text.startswith("|") for b in self.blocks[self.position + 1 : self.position + AHEAD])
            if kind == "table" and not rows:
                continue
            node = self.home.add(kind, (match["number"] or "").lower())
            node.page, node.heading = block.page, (match["title"] or "").strip()
            self._words(node, block)
            self.exhibit = node
            return True
        return False

    def _rows(self, block: Block) -> None:
        """Rows of a table: the first is its head, under which the others are read."""
        if self.table is None:
            node = self.exhibit if self.exhibit is not None and self.exhibit.kind == "table" else None
            if node is None or any(child.kind == "row" for child in node.children):
                node = self.home.add("table")
                node.page = block.page
            self.exhibit = self.table = node
        for match in re.finditer(r"[^\n]*\w[^\n]*", block.text):
            line, row = match[0], block.part(*match.span())
            if "columns" not in self.table.metadata:
                self.table.metadata["columns"] = line.strip("| ")
                if self.table.children:
                    self._new(self.table, "row", "0", row)
                else:
                    self._words(self.table, row)
            else:
                count = sum(child.kind == "row" and child.number != "0" for child in self.table.children) + 1
                node = self._new(self.table, "row", str(count), row)
                node.metadata["columns"] = self.table.metadata["columns"]

    # the result

    def provisions(self) -> Iterator[Provision]:
        """Every part, the outer before the inner. Labels are unique: what repeats one is numbered."""
        text, printed, document = self.text, set[str](), self.document
        repeats: dict[str, int] = {}
        for position, node in enumerate(walk(self.root)):
            if node.locator is None or node.start is None:
                continue
            name = plain = label(node.locator, document.short_title, _shown(node.heading))
            while name in printed:
                repeats[plain] = repeats.get(plain, 1) + 1
                name = f"{plain} [{repeats[plain]}]"
            printed.add(name)
            words = text[node.start : node.end]
            own = text[node.start : node.own_end].strip() if node.children else words
            parent = node.parent.locator if node.parent else None
            pages = self.pages(node.start, node.end)
            first = pages[0].page if pages else None
            yield Provision(
                locator=str(node.locator),
                document=document.id,
                kind=node.kind,
                label=name,
                text=words,
                start=node.start,
                end=node.end,
                position=position,
                parent=str(parent) if parent else None,
                heading=node.heading,
                path=_path(node),
                chapeau=own,
                leaf=not node.children,
                page=first if node.page is None else node.page,
                pages=pages,
                provenance=document.provenance,
                origin=document.origin,
                language=document.language,
                url=document.url,
                metadata=node.metadata,
            )


def _shown(heading: str) -> str:
    """A heading as labels print it: long ones are cut."""
    return heading if len(heading) <= 80 else heading[:77].rsplit(" ", 1)[0] + " ..."


def _path(node: ActNode) -> tuple[str, ...]:
    """The headings above a part, the decision's own title first."""
    found = []
    for above in node.above():
        if above.kind in OUTLINE | CONTAINERS | {"table", "fig"} and (above.heading or above.printed):
            joint = " " if above.kind == "sec" else ". "
            found.append(joint.join(part for part in (above.printed, above.heading) if part))
    return tuple(reversed(found))


def _chinese(number: str) -> str:
    mark = read_mark(f"{number}、") if number and not number.isascii() else None
    return mark.number if mark else ""


def _iso(day: re.Match[str]) -> str:
    """2018-12-15."""
    if day["cyear"]:
        return f"{day['cyear']}-{int(day['cmonth']):02}-{int(day['cday']):02}"
    month = act_words().months[re.sub(r"\s+", " ", day["month"].lower())]
    return f"{day['year']}-{month:02}-{int(day['day']):02}"
