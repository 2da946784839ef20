"""The printed layout of decisions, the old ("UNEP/CBD/COP/DEC/VIII/11") and the new: masthead off, headings
found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.decision_codes import from_symbol, symbols_in
from ingest.locator import from_roman
from ingest.readers.blocks import Block
from ingest.readers.lines import Line

ANNEX = re.compile(
    r"(?:annexe?|anexo|приложение|附件|المرفق)(?:\s*(?P<number>[IVX]+|[0-9]{1,2}|"
    r"[一二三四五])(?![\w]))?\s*[.:–-]?\s*(?P<title>.*)",
    re.I | re.S,
)
_SECTION = re.compile(r"(?:Section\s+)?([A-Z])\.\s+([A-Z][^;]{2,200})", re.S)
_BODY = re.compile(
    r"The\s+(?:(?:Conference|Meeting)\s+of\s+the\s+Parties\b|Subsidiary\s+Body\s+on\b|"
    r"(?:Ad\s+Hoc\s+)?(?:Open-ended\s+)?Working\s+Group\b)"
)
_FOOT = re.compile(r"_{3,}|/\.{2,3}|\.{2,3}/|[-–—*]{3,}|\*+")
_PRINTED = re.compile(
    r"(?P<number>(?:(?:BS|CP|NP|SBSTTA|SBI)[- ]?)?(?:[IVXL]+|[0-9]{1,2})[/-][0-9]{1,3})\.?\s+(?P<title>\S.*)",
    re.S,
)
MASTHEAD = 40  # blocks in which the number and title of a decision stand


def spaced(lines: Sequence[Line]) -> list[Line]:
    """The lines of a printed decision with gaps where its layout has them; what bears no decision's symbol
    comes back as it is.
    """
    opening = lines[: 2 * MASTHEAD]
    decision = next(
        (found for line in opening if len(line.text) < 60 and (found := from_symbol(line.text.strip()))), None
    )
    if decision is None:
        return list(lines)
    numbers = [
        (n, match["number"]) for n, line in enumerate(opening) if (match := _PRINTED.match(line.text.strip()))
    ]
    titled = [n for n, printed in numbers if _same_number(printed, decision.session, decision.number)]
    if not titled:
        return list(lines)
    done: list[Line] = []
    for place, line in enumerate(lines):
        alone = place <= titled[0] or bool(_BODY.match(line.text) or _SECTION.fullmatch(line.text.strip()))
        gap = Line("", line.page)
        done += [gap, line, *([gap] if alone and place != titled[0] else [])] if alone else [line]
    return done


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
        match = _PRINTED.match(block.text)
        if match and _same_number(match["number"], decision.session, decision.number):
            return place
    return None


def _same_number(printed: str, session: int, number: int) -> bool:
    parts = re.split(r"[/-]", printed)
    last = re.sub(r"^(?:BS|CP|NP|SBSTTA|SBI)\s*", "", parts[-2]) if len(parts) > 1 else ""
    value = int(last) if last.isdigit() else from_roman(last)
    return value == session and parts[-1].isdigit() and int(parts[-1]) == number


def title_of(blocks: Sequence[Block]) -> str:
    """The title of a decision in its printed layout; "" where there is none."""
    start = _title_at(blocks)
    return _split_title(blocks[start], blocks[start + 1 :])[0] if start is not None else ""


def _split_title(block: Block, rest: Sequence[Block]) -> tuple[str, list[Block]]:
    """The title without its number; the body begins where its opening words stand, on that line or a few
    lines below.
    """
    match = _PRINTED.match(block.text)
    title = match["title"] if match else block.text
    opens = _BODY.search(title)
    if opens and opens.start():
        return title[: opens.start()].strip(), [Block(title[opens.start() :], page=block.page), *rest]
    for place, following in enumerate(rest[:3]):
        if _BODY.match(following.text):
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
        match = _SECTION.fullmatch(block.text)
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
