"""What a document is called: by its heading, by the words that it opens with, or by the name of its file."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ingest.readers.blocks import Block
from ingest.readers.clean import clean_line
from ingest.references.act_words import act_words, any_of
from ingest.references.symbols import from_symbol

LONGEST_HEADING = 300  # characters
LONGEST_OPENING = 160
LONGEST_NAMED = 240  # of who made an act and what it is called, together
BEFORE = 6  # lines that may stand above the words that a text opens with
_ENDS = (".", ",", ";", ":", "!", "?", "。", "，", "；", "：", "،", "؛", "؟", "…")
_MARK = re.compile(r"(?:[-–•*|>\[]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z]{1,3}\))\s?")
# what stands above a title: a kind of file, a page, a date, an address, who it goes to, a language
_ABOVE = re.compile(
    r"file type\b.*|(?:page|p\.)\s*[0-9]+.*|[0-9\s./-]+|[0-9]{1,2}\.?\s+[^\W\d_]+\s+[12][0-9]{3}|"
    r"[^\W\d_]+\s+[0-9]{1,2},?\s+[12][0-9]{3}|(?:https?://|www\.)\S+|\S+@\S+|distr(?:ibution)?\b.*|"
    r"original\s*:.*|(?:arabic|chinese|english|french|russian|spanish)(?:\s+only)?",
    re.I,
)


def own_title(blocks: Sequence[Block]) -> str:
    """The title that a document gives itself: its one heading of the first level, or where it has several or
    that stands far below, the line that it opens with; "" for none.
    """
    heads = [place for place, block in enumerate(blocks) if block.level == 1]
    is_alone = len(heads) == 1 and heads[0] < BEFORE
    return heading_of(blocks) if is_alone else opening_of(blocks) or heading_of(blocks)


def heading_of(blocks: Sequence[Block]) -> str:
    """The first heading of the first level, or one of another that opens the document, with the lines that go
    on with it; "" for none.
    """
    top = (place for place, block in enumerate(blocks) if block.level == 1)
    begin = next(top, next((place for place, block in enumerate(blocks[:3]) if block.level), None))
    if begin is None:
        return ""
    title = blocks[begin].text
    for block in blocks[begin + 1 :]:
        if not block.level or not _goes_on(title, block.text):
            break
        title = f"{title} {block.text}"
    return title if len(title) < LONGEST_HEADING else ""


def _goes_on(above: str, below: str) -> bool:
    """Whether a heading is the rest of the one above it: "LEY 41", "DE CONSERVACIÓN DE LA", "VIDA"."""
    joining = act_words().goes_on
    both = above + below
    printed_large = both.upper() == both != both.lower()  # "N.º" too
    return above.split()[-1].lower() in joining or (printed_large and below.split()[0].lower() in joining)


def opening_of(blocks: Sequence[Block]) -> str:
    """The line that a text without headings opens with, where it stands there as a title does: short, no
    sentence, no item of a list, and with text below it; "" for none.
    """
    for place, block in enumerate(blocks[:BEFORE]):
        text = block.text
        if block.level:
            return ""
        if _ABOVE.fullmatch(text) or from_symbol(text):
            continue
        words = re.findall(r"[^\W\d_]+", text)
        fits = (
            len(text) <= LONGEST_OPENING
            and sum(map(len, words)) > len(text) / 2
            and not text.endswith(_ENDS)
            and not _MARK.match(text)
            and any(len(other.text) > len(text) / 2 for other in blocks[place + 1 :])
        )
        return text if fits else ""
    return ""


def with_act(title: str, blocks: Sequence[Block]) -> str:
    """The title with the line near the top that says which act it is, where it does not say so itself: above
    "Decree No. 12 of 2024 on wells" stands "Ministry of Water", or the name of a gazette.
    """
    acts = _acts()
    if not title or acts.search(title):
        return title
    for block in blocks[:BEFORE]:
        if acts.match(block.text) and not block.text.endswith((";", ":")):
            both = f"{title} – {block.text.rstrip('.')}"
            return both if len(both) <= LONGEST_NAMED else title
    return title


@cache
def _acts() -> re.Pattern[str]:
    """What an act is called, and its number."""
    path = Path(__file__).with_name("title_words.toml")
    every = tomllib.loads(path.read_text(encoding="utf-8"))["acts"]
    words = any_of(word for some in every.values() for word in some)
    # "Act No. 14", "Decreto Supremo n.º 118-2022", "Décision XII/5", "مرسوم رقم 73"
    return re.compile(
        rf"\b(?:{words})\b\W{{0,3}}(?:\w{{1,8}}\W{{1,3}}){{0,2}}(?:[0-9]|[IVXLC]+\s?/\s?[0-9])", re.I
    )


def name_of(file: str) -> str:
    """The name of a file in words."""
    return clean_line(Path(file).stem.replace("-", " ").replace("_", " ")).capitalize() or "Document"
