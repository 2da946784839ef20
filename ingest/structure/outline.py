"""The outline of a law: what its headings say decides how they nest, whatever depth a copy printed them at.

A copy may set its articles below the preamble, in bold instead of as headings, with the title on the next
line or without the word "Article", and print a list of contents first. None of it moves a provision.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from ingest.article_names import counted
from ingest.readers.blocks import Block
from ingest.spelling import normal
from ingest.structure.article_lines import parted, with_lines
from ingest.structure.headings import Heading, read_heading, read_numbered

LAWFUL = frozenset({"art", "annex", "part", "preamble"})
LINE = 250  # characters: a heading that is set as a paragraph is shorter
FEW = 3  # headings of a form in a row: fewer can be chance
CONTENTS = 4  # entries of a list of contents; fewer are none
BEGINNING = 3  # words that an entry has at least, where its heading goes on
NUMBERED = 5  # numbered headings in a row that make articles or sections
OPENING = 6  # blocks in which a law says that it is one
_SAID = re.compile(
    r"(?:Article|Art\.)\s+[0-9]+|Annex(?:\s+(?:[IVX]+|[0-9]+))?|Part\s+(?:[IVX]+|[0-9]+)", re.I
)
_LAW = re.compile(
    r"\b(?:Act|Law|Bill|Code|Constitution|Decree|Ordinance|Regulations?|Rules|Statute|Treaty|Agreement|"
    r"Protocol|Convention)\b",
    re.I,
)
_SPOKEN_OF = re.compile(r"\b(?:to|under|on|for|about|with|implementing)\s+(?:the\s+)?(?:\w+\s+){0,3}$", re.I)
_SECTION = re.compile(r"\b[Ss]ections?\s+[0-9]")
_ARTICLE = re.compile(r"\b[Aa]rticles?\s+[0-9]")
_BARE = re.compile(r"\s*[.:–—-]?")
_JOINING = frozenset("a an and as at by for from in its of on or the their this to under with".split())
_ITEM = re.compile(r"[a-z]{1,5}[.)]")
_SENTENCE = re.compile(r"[.;:,。；：，،؛؟]\s*$")
_CONTENTS = re.compile(
    r"(?:table of )?contents|[íi]ndice(?: general)?|sumario|sum[áa]rio|contenido|conte[úu]do|sommaire|"
    r"table des mati[èe]res|содержание|оглавление|(?:ال)?محتويات|(?:ال)?فهرس|目\s*[录錄]",
    re.I,
)
_PAGE = re.compile(r"(?:[\s.…·_]*\s[0-9ivxlc]{1,5}|\.{3,}.*|…+.*|\s\(#[^()]*\))$")
_MARK = re.compile(r"\A(?:[-*•–]\s+)?")


def outlined(blocks: Sequence[Block], *, numbered: str = "") -> list[Block]:
    """The blocks with the headings of a law as headings, each at the depth that its name says.

    With `numbered` (what `sort_of_numbered` says) lines such as "4. Scope" are headings too. No word is lost
    but the entries of a list of contents, which name what the text itself brings.
    """
    told = _marked(blocks)
    blocks = told if _has_annexes(told) else with_lines(blocks)
    marked = _numbered_marked(blocks) if numbered else _marked(blocks)
    found = parted(_without_contents(_without_headed_contents(_titled(_mended(marked)))))
    return list(_Levels(found, numbered=bool(numbered)).blocks())


def sort_of_numbered(blocks: Sequence[Block]) -> str:
    """What headings such as "4. Scope" open in a law that has no other: "art", or "sec" where it calls them
    sections; "" in what is no law.
    """
    if not _calls_itself_law(blocks) or len(article_headings(_before_annex(_marked(blocks)))) >= FEW:
        return ""
    if not any(_counts([one for _, one in found]) for found in (_numbered(blocks), _numbered_lines(blocks))):
        return ""
    text = " ".join(block.text for block in blocks)
    return "sec" if len(_SECTION.findall(text)) > len(_ARTICLE.findall(text)) else "art"


def _calls_itself_law(blocks: Sequence[Block]) -> bool:
    """Whether a line above the first number is the title of a law: "Biodiversity Act", and not "Guide to the
    Nagoya Protocol" or a sentence that speaks of one.
    """
    before = takewhile(lambda block: not read_numbered(block.text), blocks[:OPENING])
    titles = [block.text for block in before if len(block.text) <= LINE and not _SENTENCE.search(block.text)]
    named = [(title, law.start()) for title in titles if (law := _LAW.search(title))]
    return any(not _SPOKEN_OF.search(title, 0, begin) for title, begin in named)


def titled(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks, the title of the document as a heading, also where it was set as lines of text."""
    done = list(blocks)
    rest = _words(title)
    for at, block in enumerate(blocks):
        words = _words(block.text)
        if not words or not rest.startswith(words):
            break
        done[at] = block if block.level else replace(block, level=1)
        rest = rest[len(words) :].strip()
    return done if not rest else list(blocks)


def article_headings(blocks: Sequence[Block]) -> list[Heading]:
    """The headings of articles, in their order."""
    said = (read_heading(block.text) for block in blocks if block.level)
    return [one for one in said if one and one.kind == "art"]


def _before_annex(blocks: Sequence[Block]) -> Sequence[Block]:
    """The main text: articles of an annex are told by their word also where the others are not."""
    said = ((at, read_heading(block.text)) for at, block in enumerate(blocks) if block.level)
    return blocks[: next((at for at, one in said if one and one.kind == "annex"), len(blocks))]


# paragraphs that are headings


def _marked(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs such as "Article 1. Objectives" as headings, where there are several of them."""
    lines = [(at, one) for at, block in enumerate(blocks) if (one := _set_as_text(block))]
    articles = [one.number for _, one in lines if one.kind == "art"]
    if len(set(articles)) < FEW or len(articles) <= len(article_headings(blocks)):
        return list(blocks)
    depth = {"art": 3}
    done = list(blocks)
    for at, one in lines:
        done[at] = replace(
            blocks[at], text=_MARK.sub("", blocks[at].text, count=1), level=depth.get(one.kind, 2)
        )
    return done


def _has_annexes(blocks: Sequence[Block]) -> bool:
    """Whether lines such as "Annex I" are headings beside those of articles: then all were told by their
    words.
    """
    said = (read_heading(block.text) for block in blocks if block.level)
    return bool(article_headings(blocks)) and any(one and one.kind == "annex" for one in said)


def _set_as_text(block: Block) -> Heading | None:
    """What a paragraph opens that is no more than a heading's words."""
    text = _MARK.sub("", block.text, count=1)
    if block.level or block.metadata or len(text) > LINE or "\n" in text or text.endswith((";", ",", ":")):
        return None
    one = read_heading(text)
    if one is None or one.kind not in LAWFUL:
        return None
    said = _SAID.match(text)
    after = text[said.end() :] if said else ""
    parted = _BARE.match(after)
    # "Article 5 applies to ..." is a sentence, "Article 5 Cooperation" and "Article 5. On boxes" are not
    titled = not one.title or (parted and parted[0].strip()) or one.title[:1].isupper()
    return (
        one
        if titled and not (one.title and one.title.endswith(".") and len(one.title.split()) > 12)
        else None
    )


def _numbered(blocks: Sequence[Block]) -> list[tuple[int, Heading]]:
    """The headings that are a number and a title, by their place."""
    return [
        (at, one) for at, block in enumerate(blocks) if block.level and (one := read_numbered(block.text))
    ]


def _numbered_lines(blocks: Sequence[Block]) -> list[tuple[int, Heading]]:
    """The paragraphs that are no more than a number and a title, with words below them."""
    found = [(at, one) for at, block in enumerate(blocks) if (one := _numbered_line(block))]
    places = {at for at, _ in found}
    return [(at, one) for at, one in found if at + 1 < len(blocks) and at + 1 not in places]


def _numbered_line(block: Block) -> Heading | None:
    if block.level or block.metadata or len(block.text) > LINE or _SENTENCE.search(block.text):
        return None
    one = read_numbered(block.text)
    return one if one and one.title[:1].isupper() else None


def _counts(said: Sequence[Heading]) -> bool:
    """Whether there are several, which count on from 1; "5A" stands behind 5."""
    whole = [one.number for one in said if one.number.isdigit()]
    return len(whole) >= NUMBERED and whole == [str(n) for n in range(1, len(whole) + 1)]


def _numbered_marked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with lines such as "4. Scope" as headings, where the law has none that are marked so."""
    if _counts([one for _, one in _numbered(blocks)]):
        return list(blocks)
    done = list(blocks)
    for at, _ in _numbered_lines(blocks):
        done[at] = replace(blocks[at], level=3)
    return done


def _mended(blocks: Sequence[Block]) -> list[Block]:
    """A title that was broken at the end of a line, whole again: "Article 7. Use of the", "procedure"."""
    done: list[Block] = []
    for block, below in zip_longest(blocks, blocks[1:]):
        above = done[-1] if done else None
        says_more = below is not None and not below.level  # else the line is all that the provision says
        if above and says_more and _goes_on(above, block):
            done[-1] = above.followed(f"{above.text} {block.text}", block)
        else:
            done.append(block)
    return done


def _goes_on(above: Block, block: Block) -> bool:
    """Whether a short line below the titled heading of an article or annex is the rest of its title."""
    one = read_heading(above.text) if above.level else None
    if not one or one.kind not in LAWFUL or not one.title or _SENTENCE.search(above.text):
        return False
    short = len(block.text) < LINE and not block.metadata and not _SENTENCE.search(block.text)
    if not short or read_heading(block.text) or not block.text[:1].isalpha() or _ITEM.match(block.text):
        return False
    return (block.text[0].islower() or above.text.split()[-1].lower() in _JOINING) and len(block.text) > 2


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """A bare "Article 1" with its title, which stands on the next line, where most of them have one there."""
    bare = [at for at, block in enumerate(blocks) if _is_bare(block)]
    below = [at for at in bare if _is_title(blocks, at)]
    if len(below) < FEW or 2 * len(below) < len([at for at in bare if not _is_bare_at(blocks, at + 1)]):
        below = [at for at in below if blocks[at + 1].level == blocks[at].level]
    titles = {at + 1 for at in below}
    done: list[Block] = []
    for at, block in enumerate(blocks):
        if at in titles:
            done[-1] = done[-1].followed(f"{done[-1].text.rstrip('.: ')}. {block.text}", block)
        else:
            done.append(block)
    return done


def _is_bare(block: Block) -> bool:
    one = read_heading(block.text) if block.level else None
    return bool(one and one.kind in {"art", "annex", "part"} and not one.title)


def _is_bare_at(blocks: Sequence[Block], at: int) -> bool:
    return at < len(blocks) and _is_bare(blocks[at])


def _is_title(blocks: Sequence[Block], at: int) -> bool:
    """Whether the block below a bare heading is its title: short, no sentence, with words below it. Below an
    annex a deeper heading is that of a part.
    """
    if at + 2 >= len(blocks):
        return False
    above, block, following = blocks[at : at + 3]
    if len(block.text) >= LINE or block.metadata or _SENTENCE.search(block.text) or read_heading(block.text):
        return False
    deeper = block.level > above.level and not re.match(r"Art", above.text, re.I)
    alone = following.level and re.match(r"Art", above.text, re.I)  # all that the article says
    first = block.text[:1]  # of a script without capitals too
    return first.isalpha() and not first.islower() and not deeper and (bool(block.level) or not alone)


# a list of contents


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the entries of a list of contents: several short lines in a row, each of which
    stands again further down as a heading, in the same order.
    """
    last = {_words(block.text): at for at, block in enumerate(blocks) if block.level}
    kept: list[Block] = []
    run: list[tuple[Block, int]] = []
    for at, block in enumerate(blocks):
        below = max(last.get(name, at) for name in _names(block.text)) if _may_be_entry(block) else at
        if below > at:
            run.append((block, below))
            continue
        kept += [] if _are_contents(run, at) else [one for one, _ in run]
        run = []
        kept.append(block)
    return kept + [one for one, _ in run]


def _without_headed_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a list below a heading such as "Contents", and without that heading, under which the
    text would stand else. Here an entry may be the beginning of its heading, or be spelt otherwise.
    """
    top = next((at for at, one in enumerate(blocks) if one.level and _CONTENTS.fullmatch(one.text)), None)
    if top is None:
        return list(blocks)
    last = _beginnings(blocks)
    end, places = top + 1, []
    for at in range(top + 1, len(blocks)):
        below = max(last.get(name, at) for name in _names(blocks[at].text))
        if not _may_be_entry(blocks[at]) or at > end + 1:  # one between may be spelt otherwise
            break
        if below > at:
            end = at + 1
            places.append(below)
    listed = len(places) >= CONTENTS and places == sorted(places)
    return [*blocks[:top], *blocks[end:]] if listed else list(blocks)


def _may_be_entry(block: Block) -> bool:
    return not block.metadata and len(block.text) < LINE


def _beginnings(blocks: Sequence[Block]) -> dict[str, int]:
    """The words of headings, and those that begin long ones, with the last place where they stand."""
    last: dict[str, int] = {}
    for at, block in enumerate(blocks):
        words = _words(block.text).split() if block.level else []
        for count in range(min(len(words), BEGINNING), len(words) + 1):
            last[" ".join(words[:count])] = at
    return last


def _are_contents(run: Sequence[tuple[Block, int]], end: int) -> bool:
    """Whether lines, each with the place of its heading, are a list of contents that ends there."""
    places = [below for _, below in run]
    distinct = {_words(block.text) for block, _ in run}
    return len(distinct) >= CONTENTS and places == sorted(places) and places[0] >= end


def _names(text: str) -> tuple[str, str]:
    """An entry of a list of contents as its heading may be written: as it is, and without the page."""
    bare = _MARK.sub("", text, count=1)
    unpaged = _PAGE.sub("", bare)
    said = _words(bare)
    return said, said if unpaged == bare else _words(unpaged)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", normal(text)))


# depth


@dataclass(slots=True)
class _Levels:
    """Walks the headings and keeps what is open: the last article, the annex and the part of the annex."""

    source: Sequence[Block]
    numbered: bool
    article: int | None = None
    annex: int | None = None
    printed: int = 0  # the depth at which the annex was printed
    part: int | None = None
    last: int = 0  # number of the last article of the main text
    flat: bool = False

    def blocks(self) -> Iterator[Block]:
        """The blocks with their depths."""
        said = [(block, self._read(block)) for block in self.source]
        depths = {block.level for block, one in said if one and one.kind in {"art", "annex", "part"}}
        self.flat = len(depths) == 1
        for at, (block, one) in enumerate(said):
            if not block.level:
                yield block
                continue
            level = self._level(block, one)
            if one and one.kind == "preamble":
                after = (b.level for b, other in said[at + 1 :] if other)
                level = max(level, next(after, level))
            yield block if level == block.level else replace(block, level=level)

    def _read(self, block: Block) -> Heading | None:
        if not block.level:
            return None
        one = read_heading(block.text)
        if one is None and self.numbered and (bare := read_numbered(block.text)):
            return replace(bare, kind="art")
        return one

    def _level(self, block: Block, one: Heading | None) -> int:
        kind = one.kind if one else ""
        if one and kind == "art":
            return self._article(block.level, one)
        if one and kind == "annex":
            level = min(n for n in (block.level, self.article, self.annex) if n is not None)
            self.annex, self.part, self.article, self.printed = level, None, None, block.level
            return level
        if kind == "part" and self.annex is not None and block.level >= self.printed:
            self.part = self.part or max(block.level, self.annex + 1)
            self.article = None
            return self.part
        return self._other(block.level)

    def _article(self, level: int, one: Heading) -> int:
        _, number = counted(one.number)
        if self.annex is not None:
            if number == self.last + 1 and level <= self.printed and self.article is None:
                self.annex = self.part = None
            else:
                inner = (self.part or self.annex) + 1
                self.article = self.article or max(level, inner)
                return self.article
        self.last = number
        self.article = level if self.article is None else min(level, self.article)
        return self.article

    def _other(self, level: int) -> int:
        """A heading that opens nothing a law names. Where all are printed alike, the annex stands above."""
        if self.annex is not None and self.flat and level == self.printed:
            return max(level, self.annex + 1)
        if self.article is not None and level <= self.article:
            self.article = None
        if self.annex is not None and level <= self.annex:
            self.annex = self.part = None
        return level
