"""Lines of unmarked text (plain text, PDF pages) become blocks: headings are recognised by their form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.blocks import Block

_HEADING = re.compile(
    r"(?:Article\s+\d+|Annex(?:\s+(?:[IVX]+|\d+))?|Part\s+(?:[IVX]+|\d+)|Section\s+[A-Z]|Preamble)"
    r"(?:\s*[.:–-]\s*\S.{0,120}|\s+[A-Z].{0,120})?"
)
_ITEM = re.compile(r"(?:[-•*]\s+|\(?[a-z]{1,4}\)\s*|\(?\d{1,3}(?:\.\d+)*[.)]\s+|Goal\s+\d+\s*:)")
_ENDS = re.compile(r"[.;:!?)\]”\"]$|(?:;|,)\s*(?:and|or)$")
_LEVELS = {"annex": 2, "part": 3, "section": 3, "article": 4, "preamble": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and the page it stands on (None where there are no pages)."""

    text: str
    page: int | None = None


def join_lines(lines: Iterable[Line]) -> list[Block]:
    """Paragraphs and headings. A blank line ends a paragraph unless the sentence plainly goes on."""
    blocks: list[Block] = []
    words = ""
    page: int | None = None
    gap = False
    in_annex = False
    hyphenated: set[str] = set()
    lines = list(lines)
    for line in lines:
        hyphenated.update(match.lower() for match in re.findall(r"\w+-\w+", line.text))

    def flush() -> None:
        nonlocal words
        if words:
            blocks.append(Block(words, page=page))
            words = ""

    for line in lines:
        text = re.sub(r"\s+", " ", line.text).strip()
        if not text:
            gap = True
            continue
        heading = _HEADING.fullmatch(text)
        if heading and (not words or gap or _ENDS.search(words)) and not text.endswith((";", ",")):
            flush()
            kind = text.split()[0].lower()
            in_annex = in_annex or kind == "annex"
            level = _LEVELS[kind] if in_annex or kind != "article" else 2
            blocks.append(Block(text, level=level, page=line.page))
        elif words and not _ITEM.match(text) and not (gap and _ENDS.search(words)):
            words = _join(words, text, hyphenated)
        else:
            flush()
            words, page = text, line.page
        gap = False
    flush()
    return blocks


def _join(before: str, after: str, hyphenated: set[str]) -> str:
    """Mend a word broken at the line end; a compound that the text also writes with its hyphen keeps it."""
    broken = re.search(r"(\w+)-$", before)
    if broken and after[:1].islower():
        rest = re.match(r"\w+", after)
        compound = f"{broken[1]}-{rest[0] if rest else ''}".lower()
        return before + after if compound in hyphenated else before[:-1] + after
    return f"{before} {after}"
