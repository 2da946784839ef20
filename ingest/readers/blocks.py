"""Blocks: what every reader makes of a file before structure is found."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading: `level` is 0 for a paragraph, 1 to 6 for a heading.

    `page` is the one on which it begins, and `turns` say where in its text another one does, as (offset,
    page). `notes` are the footnotes that it refers to, where the file tells, as "[1] words"; they stand again
    where the file has them.
    """

    text: str
    level: int = 0
    page: int | None = None
    about: tuple[str, ...] = ()
    metadata: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()

    def part(self, start: int, end: int | None = None) -> "Block":
        """The block of text[start:end] without blanks around it, on the page where those words stand."""
        words = self.text[start:end]
        begin = start + len(words) - len(words.lstrip())
        turned = [(offset - begin, page) for offset, page in self.turns]
        page = next((page for offset, page in reversed(turned) if offset <= 0), self.page)
        words = words.strip()
        turns = tuple((offset, page) for offset, page in turned if 0 < offset < len(words))
        return replace(self, text=words, page=page, turns=turns)

    def followed(self, text: str, other: "Block") -> "Block":
        """The block with `text`, which ends with the words of the other, which may stand on other pages."""
        begin = len(text) - len(other.text)
        last = self.turns[-1][1] if self.turns else self.page
        turns = list(self.turns)
        if other.page is not None and other.page != last:
            turns.append((begin, other.page))
        turns += [(begin + offset, page) for offset, page in other.turns]
        return replace(self, text=text, turns=tuple(turns))
