"""The printed layout of decisions, the old ("UNEP/CBD/COP/DEC/VIII/11") and the new: masthead off, headings
found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.readers.blocks import Block
from ingest.readers.printed import BODY, MASTHEAD, NUMBERED_TITLE, SECTION, same_number
from ingest.references.symbols import from_symbol, symbols_in

ANNEX = re.compile(
    r"(?:annexe?|anexo|приложение|附件|المرفق)(?:\s*(?P<number>[IVX]+|[0-9]{1,2}|"
    r"[一二三四五])(?![\w]))?\s*[.:–-]?\s*(?P<title>.*)",
    re.I | re.S,
)
_FOOT = re.compile(r"_{3,}|/\.{2,3}|\.{2,3}/|[-–—*]{3,}|\*+")


def arrange(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a decision without its masthead and page furniture, its title as heading 1, its sections
    and annexes as headings.

    What has no masthead (a text written for this project) comes back as it is.
    """
    start = _title_at(blocks)
    if start is None:
        return list(blocks)
    title, rest = _split_title(blocks[start], blocks[start + 1 :])
    return [Block(title, level=1, page=blocks[start].page), *headed(_annexes(_without_furniture(rest)))]


def _title_at(blocks: Sequence[Block]) -> int | None:
    """Where "VIII/11. Scientific and technical cooperation" stands, below a masthead with the symbol of that
    decision.
    """
    found = symbols_in(" ".join(block.text for block in blocks[:MASTHEAD]))
    if not found:
        return None
    decision = found[0][2]
    for place, block in enumerate(blocks[:MASTHEAD]):
        match = NUMBERED_TITLE.match(block.text)
        if match and same_number(match["number"], decision.session, decision.number):
            return place
    return None


def title_of(blocks: Sequence[Block]) -> str:
    """The title of a decision in its printed layout; "" where there is none."""
    start = _title_at(blocks)
    return _split_title(blocks[start], blocks[start + 1 :])[0] if start is not None else ""


def _split_title(block: Block, rest: Sequence[Block]) -> tuple[str, list[Block]]:
    """The title without its number; the body begins where its opening words stand, on that line or a few
    lines below.
    """
    match = NUMBERED_TITLE.match(block.text)
    title = match["title"] if match else block.text
    opens = BODY.search(title)
    if opens and opens.start():
        return title[: opens.start()].strip(), [block.part(block.text.index(title) + opens.start()), *rest]
    for place, following in enumerate(rest[:3]):
        if BODY.match(following.text):
            more = " ".join(
                b.text for b in rest[:place] if not re.fullmatch(r"\(?(?:Agenda|Item)\b.*", b.text)
            )
            return f"{title} {more}".strip(), [
                replace(b, level=0) if n == 0 else b for n, b in enumerate(rest[place:])
            ]
    return title.strip(), list(rest)


def _without_furniture(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        text = block.text.strip()
        symbol = from_symbol(text)
        if _FOOT.fullmatch(text) or (symbol and len(text) < 60) or re.fullmatch(r"Page \d{1,3}", text):
            continue
        yield block


def _annexes(blocks: Iterable[Block]) -> list[Block]:
    """A line "Annex" or "Annex I" opens an annex; the short line below it is its title."""
    done: list[Block] = []
    open_name = False
    for block in blocks:
        bare = re.fullmatch(r"Annex(?:\s+(?:[IVX]+|[0-9]{1,2}))?\.?", block.text, re.I)
        if bare and (block.level or block.text.strip(".").replace(" ", "").isalnum()):
            done.append(Block(" ".join(["Annex", *block.text.rstrip(".").split()[1:]]), 2, block.page))
            open_name = True
            continue
        titled = open_name and (block.level or (block.text.isupper() and len(block.text) < 300))
        if titled:
            done[-1] = Block(f"{done[-1].text}. {block.text}", 2, done[-1].page)
        else:
            done.append(block)
        open_name = False
    return done


def headed(blocks: Sequence[Block], *, in_annex: bool = False) -> list[Block]:
    """Short paragraphs such as "B. Guidance to Parties" as headings; a lettered line with an end mark stays a
    paragraph.
    """
    done: list[Block] = []
    for block in blocks:
        in_annex = in_annex or bool(block.level and ANNEX.fullmatch(block.text))
        match = SECTION.fullmatch(block.text)
        if match and (block.level or not block.text.rstrip().endswith((".", ":", ","))):
            done.append(
                Block(
                    f"Section {match[1]}. {match[2]}" if match[1] in "IVX" else block.text,
                    3 if in_annex else 2,
                    block.page,
                )
            )
        elif block.level == 1:
            done.append(replace(block, level=3))
        else:
            done.append(block)
    return done
