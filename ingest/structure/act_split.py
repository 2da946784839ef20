"""A file of decisions is cut into its decisions; its cover, list of contents and running heads stay out."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.blocks import Block
from ingest.references.act_words import act_words
from ingest.references.acts import ActTitle, act_titles, bears_mark, names_convention, opens_as

NEAR = 9  # blocks between a symbol and the words that open its decision
COVER = 24  # blocks that a cover of its own can take before a symbol
LONG = 160  # characters: a line of a cover is shorter
OPENING = 400  # characters of "The Conference of the Parties serving as ...,"
MARKS = 80  # blocks in which a file bears the marks of its body
_SYMBOL = re.compile(
    r"(?:[A-Z][A-Za-z]*\.?)(?:/[A-Za-z0-9.()_-]+){2,8}\*?(?:\s+(?:Page|page|p\.)\s*[0-9]{1,4})?"
)
_PAGE = re.compile(r"[-–—|\s]*(?:(?:page|página|стр\.?|第)\s*)?(?P<number>[0-9]{1,3})\s*页?[-–—|\s]*", re.I)
_RULE = re.compile(r"[\s_*.=|–—-]{0,200}")
_ENDS = re.compile(r"[.;:!?。；：؛][)\]”’»\"']*\s*$")


@dataclass(frozen=True, slots=True)
class ActBlocks:
    """One decision: what its title line says, and its blocks without that line."""

    title: ActTitle
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ActFile:
    """The decisions of a file in their order."""

    acts: tuple[ActBlocks, ...]


def split_acts(blocks: Sequence[Block]) -> ActFile | None:
    """The decisions of a file; None where it holds none."""
    blocks = _without_notes(blocks)
    starts = _starts(blocks)
    if not starts:
        return None
    shared = [(at, title) for at, title in starts if title.shared]
    texts = [block.text for block in blocks[:MARKS]]
    heads = _running_heads(blocks)
    if shared and len(shared) == len(starts) and shared[0][1].ours and not _convention(blocks, texts, starts):
        return None
    acts = []
    for (at, title), (until, _) in zip(starts, [*starts[1:], (len(blocks), None)], strict=True):
        end = _without_cover(blocks, at, until) if until < len(blocks) else until
        acts.append(ActBlocks(title, tuple(without_furniture(blocks[at + 1 : end], heads))))
    before = without_furniture(blocks[: _without_cover(blocks, -1, starts[0][0])], heads)
    if _is_text(before):
        return None
    return ActFile(tuple(acts))


def _without_notes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the list of footnotes at the end, where each is known by its paragraph."""
    tied = {note for block in blocks for note in block.notes}
    heads = act_words().footnotes if tied else frozenset[str]()
    return [b for b in blocks if b.text not in tied and not (b.level and b.text.lower() in heads)]


def opening_end(text: str) -> int:
    """Where the words that open a decision end, "The Conference of the Parties,"; 0 where there are none."""
    match = act_words().opening.match(text)
    if match is None:
        return 0
    rest = text[match.end() :]
    alone = re.fullmatch(r"[^.;。；]{0,250}[,:،，：]|[^.,;:。；，،]{0,120}", rest)
    if alone and len(text) < OPENING:
        joined = re.match(r"[^,،，]{0,160}[,،，]\s*(?=\S)", rest)
        more = rest[joined.end() :] if joined else ""
        # a small letter goes on naming bodies: "..., the Conference of the Parties serving as ...,"
        return match.end() + joined.end() if joined and len(more) > 1 and more[0].isupper() else len(text)
    followed = re.match(r"[^,.;:،，]{0,160}[,،，:：]?\s+(?=[^\W\d_]|[0-9(])", rest)
    return match.end() + followed.end() if followed and re.match(r"[^,.;]{0,160}[,،，:]", rest) else 0


def _starts(blocks: Sequence[Block]) -> list[tuple[int, ActTitle]]:
    """Where decisions begin: at a line with a symbol that is the nearest above the words of opening, or that
    stands alone with the word for decision.
    """
    titled = {at: found for at, block in enumerate(blocks) if (found := act_titles(block.text))}
    if not titled:
        return []
    texts = [block.text for block in blocks[:MARKS]]
    open_at: dict[int, str] = {}
    nearest = -1
    for at, block in enumerate(blocks):
        if at in titled:
            nearest = at
        elif nearest >= 0 and at - nearest <= NEAR and opening_end(block.text):
            open_at[nearest] = block.text
            nearest = -1
    first = min(open_at, default=len(blocks))
    starts = []
    for at, readings in titled.items():
        opening = open_at.get(at, "")
        alone = at >= first and any(title.said and not title.title for title in readings)
        title = _chosen(readings, opening, texts) if opening or alone else None
        if title and not (alone and not opening and blocks[at].text.startswith("|")):
            starts.append((at, title))
    return starts


def _chosen(readings: Sequence[ActTitle], opening: str, texts: Sequence[str]) -> ActTitle | None:
    """The body whose act it is: the one that the opening or the cover names, else the one that prints its
    symbols so alone, else the Convention.
    """
    for title in readings:
        if opens_as(title.body, opening) or (
            title.shared and not title.ours and bears_mark(title.body, texts)
        ):
            return title
    sole = [title for title in readings if not title.shared]
    own = [title for title in readings if title.ours]
    return next(iter([*sole, *own]), None)


def _convention(
    blocks: Sequence[Block], texts: Sequence[str], starts: Sequence[tuple[int, ActTitle]]
) -> bool:
    """Whether decisions numbered as others number theirs too are the Convention's: the cover or they say
    so.
    """
    if names_convention("\n".join(texts)):
        return True
    first = starts[0][0]
    return names_convention("\n".join(block.text for block in blocks[first : first + 400]))


# what is no part of any decision


def is_furniture(text: str) -> bool:
    """Whether a block is a running head or a line of a cover: a symbol of a document, "Distr.: General"."""
    if len(text) > LONG or not text:
        return not text
    if _RULE.fullmatch(text) or _SYMBOL.fullmatch(text.strip("| ")):
        return True
    cells = [cell.strip() for cell in text.strip("|").split("|")] if text.startswith("|") else [text]
    return all(
        not cell or _SYMBOL.fullmatch(cell) or act_words().cover.match(cell) for cell in cells
    ) and any(":" in cell or _SYMBOL.fullmatch(cell) or text.startswith("|") for cell in cells if cell)


def _running_heads(blocks: Sequence[Block]) -> frozenset[int]:
    """Numbers of blocks that are page numbers: alone, and each one more than the one before."""
    found = [(at, int(match["number"])) for at, b in enumerate(blocks) if (match := _PAGE.fullmatch(b.text))]
    pages: set[int] = set()
    for (at, number), (after, following) in itertools.pairwise(found):
        if following == number + 1:
            pages |= {id(blocks[at]), id(blocks[after])}
    return frozenset(pages)


def without_furniture(blocks: Sequence[Block], pages: frozenset[int] = frozenset()) -> list[Block]:
    """The blocks without running heads; a sentence that one of them cut is joined again."""
    kept: list[Block] = []
    cut = False
    for block in blocks:
        if is_furniture(block.text) or id(block) in pages:
            cut = True
            continue
        broken = (
            cut and kept and not block.level and block.text[0].islower() and not _ENDS.search(kept[-1].text)
        )
        if broken and not re.match(r"\(?[a-z]{1,5}[.)]\s", block.text) and not kept[-1].text.startswith("|"):
            kept[-1] = kept[-1].followed(f"{kept[-1].text} {block.text}", block)
        else:
            kept.append(block)
        cut = False
    return kept


def _without_cover(blocks: Sequence[Block], least: int, until: int) -> int:
    """Where the cover begins that stands above a symbol; the place of the symbol where there is none."""
    start = until
    for at in range(until - 1, max(least, until - COVER - 1), -1):
        block = blocks[at]
        if len(block.text) > LONG or re.match(r"\(?[0-9a-z]{1,4}[.)]\s", block.text):
            break
        if (is_furniture(block.text) and re.search(r"\w", block.text)) or block.text.lower().strip(
            " .:"
        ) in act_words().contents:
            start = at
    return start


def _is_text(blocks: Sequence[Block]) -> bool:
    """Whether what stands before the first decision is more than a cover and a list of contents: then the
    file is another text, which quotes decisions.
    """
    sentences = [block for block in blocks if len(block.text) > 2 * LONG and _ENDS.search(block.text)]
    return len(sentences) > 2
