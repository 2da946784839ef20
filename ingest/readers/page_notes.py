"""Footnotes of a web page: a small link in a sentence leads to the paragraph that is the note.

While a page is read, such links and the places that they lead to are kept in the text as marks that no page
has itself; once it is read, each link is known for what it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line

OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # never characters of any text, by Unicode's own rule
_LINK = re.compile(f" ?{OPEN}l([0-9]+){_CLOSE}")
_PLACE = re.compile(f"{OPEN}p([0-9]+){_CLOSE}")
MARK = re.compile(f"{OPEN}[lp][0-9]+{_CLOSE}")
_LABEL = re.compile(r"[\[(]?\s*([0-9]{1,3}|[a-z]|[ivx]{1,5}|[*†‡]{1,3})\s*[\])]?")
_BACK = re.compile(r"[\^↑↩⏎\ufe0e\ufe0f\s]+")


def unmarked(html: str) -> str:
    """HTML without the characters of marks: those that a page has itself are none."""
    return html.replace(OPEN, "").replace(_CLOSE, "")


@dataclass(slots=True)
class PageNotes:
    """The links that may be references to notes, and the places that anything leads to."""

    links: list[tuple[str, str]] = field(default_factory=list)  # (name of the place, words)
    places: list[str] = field(default_factory=list)

    def link(self, name: str, words: str, *, raised: bool) -> str:
        """What stands in the text for the words of a link within the page; "" for one that leads back."""
        if _BACK.fullmatch(words):
            return ""
        label = _LABEL.fullmatch(words.strip())
        if not label or not (raised or words.strip().startswith(("[", "("))):
            return words
        self.links.append((name, words))
        return f"{OPEN}l{len(self.links) - 1}{_CLOSE}"

    def place(self, name: str) -> str:
        """What stands in the text where a link may lead."""
        self.places.append(name)
        return f"{OPEN}p{len(self.places) - 1}{_CLOSE}"

    def tied(self, blocks: Iterable[Block]) -> list[Block]:
        """The blocks, each with the notes that it refers to; a link that leads to none is words again."""
        told = list(blocks)
        marked = [(place, block) for place, block in enumerate(told) if OPEN in block.text]
        at = {self.places[int(n)]: place for place, b in marked for n in _PLACE.findall(b.text)}
        notes: dict[int, str] = {}
        for place, block in marked:
            for number in _LINK.findall(block.text):
                name, words = self.links[int(number)]
                target = at.get(name, -1)
                if target > place and not told[target].level and not told[target].text.startswith("|"):
                    notes.setdefault(target, self._note(words, told[target].text))
        for place, block in marked:
            told[place] = self._tied(place, block, at, notes)
        return told

    def _tied(self, place: int, block: Block, at: dict[str, int], notes: dict[int, str]) -> Block:
        if place in notes:
            return replace(block, text=notes[place])
        names = (self.links[int(number)][0] for number in _LINK.findall(block.text))
        own = [notes[target] for name in names if (target := at.get(name, -1)) > place and target in notes]
        text = _LINK.sub(
            lambda link: "" if at.get(self.links[int(link[1])][0], -1) in notes else link[0], block.text
        )
        return replace(block, text=self._plain(text), notes=tuple(dict.fromkeys(own)))

    def _note(self, words: str, text: str) -> str:
        """The words of a note behind its label: "[1] words"."""
        label = _LABEL.fullmatch(words.strip())
        name = label[1] if label else words.strip()
        own = re.sub(
            rf"^(?:[-–•]\s+)?[\[(]?{re.escape(name)}(?:[\])]\.?|\.|(?=\s))\s*|^[-–•]\s+",
            "",
            self._plain(text),
        )
        return f"[{name}] {own}".strip()

    def _plain(self, text: str) -> str:
        """The text without marks; the words of links stand again, those of one at its beginning too."""
        if OPEN not in text:
            return text
        words = MARK.sub(lambda m: self.links[int(m[0][2:-1])][1] if m[0][1] == "l" else "", text)
        return "\n".join(map(clean_line, words.split("\n")))
